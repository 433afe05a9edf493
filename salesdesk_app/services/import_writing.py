"""Writes an import: first what rows mention and the workspace lacks, then the rows, in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from salesdesk_app.progress import Tick
from salesdesk_app.services import settings
from salesdesk_app.services.import_kind import Kind
from salesdesk_app.services.import_lookups import Lookups
from salesdesk_app.services.import_plan import LINKS, UNSTATED
from salesdesk_app.services.import_rows import Drafted
from salesdesk_app.store.models import DealProduct, Stage
from salesdesk_app.store.models.table import Table as Base
from salesdesk_app.store.models.table import new_uid

BATCH = 5_000
TABLES = {"people": "person", "accounts": "account", "products": "product", "deals": "deal"}


class Mentioned:
    """The ids below zero that the rows that count refer to, by kind of record."""

    def __init__(self, kind: Kind, drafted: Drafted) -> None:
        self.ids: dict[str, set[int]] = defaultdict(set)
        self.currencies: set[str] = set()
        self.leading: set[int] = set()
        rows = set(drafted.targets.values())
        said = (
            dict(zip(kind.columns, drafted.stated[place], strict=True)) for place in drafted.new
        )
        for values in (*said, *drafted.changed.values()):
            self._take(values, rows)

    def _take(self, values: Mapping[str, Any], rows: set[int]) -> None:
        for column, linked in LINKS.items():
            found = values.get(column)
            if isinstance(found, int) and found < 0 and found not in rows:
                self.ids[linked].add(found)
                if column == "manager_id":
                    self.leading.add(found)
        products = values.get("products", ())
        if products is not UNSTATED:
            self.ids["product"].update(one for one in products if one < 0)
        if isinstance(currency := values.get("currency"), str):
            self.currencies.add(currency)


class Writing:
    """One import on its way into the database."""

    def __init__(self, session: Session, kind: Kind, code: str, own: str, tick: Tick) -> None:
        self._session = session
        self._kind = kind
        self._code = code
        self._own = own
        self._tick = tick
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)
        self._table = Base.metadata.tables[TABLES[code]]
        self._done = 0
        self._total = 0

    def run(self, drafted: Drafted, mentioned: Mentioned) -> None:
        """Writes everything; the caller's transaction makes it one step."""
        self._total = len(drafted.new) + len(drafted.changed)
        for currency in sorted(mentioned.currencies):
            settings.ensure_currency(self._session, currency)
        self._add_mentioned(self._kind.lookups, mentioned)
        self._add_new(drafted)
        self._change(drafted.changed)

    def _add_mentioned(self, lookups: Lookups, mentioned: Mentioned) -> None:
        people = [
            {
                "name": lookups.people.names[one],
                "email": lookups.people.addresses.get(one),
                "role": "manager" if one in mentioned.leading else "rep",
            }
            for one in _in_order(mentioned.ids["person"])
        ]
        self._create("person", _in_order(mentioned.ids["person"]), people)
        for kind, names in (("account", lookups.accounts), ("product", lookups.products)):
            ids = _in_order(mentioned.ids[kind])
            self._create(kind, ids, [{"name": names.names[one]} for one in ids])
        self._add_stages(lookups, mentioned.ids["stage"])

    def _create(self, kind: str, placeholders: Sequence[int], rows: list[dict[str, Any]]) -> None:
        for row in rows:
            row["uid"] = new_uid()
        found = self._insert(Base.metadata.tables[kind], rows)
        for placeholder, row in zip(placeholders, rows, strict=True):
            self._ids[kind][placeholder] = found[row["uid"]]

    def _add_stages(self, lookups: Lookups, ids: Iterable[int]) -> None:
        """Puts new stages among the open ones by their probability."""
        stages = lookups.stages
        query = (
            select(Stage)
            .where(Stage.pipeline_id == stages.pipeline_id)
            .order_by(Stage.position, Stage.id)
        )
        order = list(self._session.scalars(query)) if ids else []
        for placeholder in _in_order(ids):
            spec = stages.rows[placeholder]
            stage = Stage(
                pipeline_id=stages.pipeline_id,
                name=spec.name,
                position=len(order),
                outcome=spec.outcome,
                probability=spec.probability,
                category=spec.category,
                stuck_days=spec.stuck_days,
            )
            self._session.add(stage)
            self._session.flush()
            self._ids["stage"][placeholder] = stage.id
            before = [
                at
                for at, other in enumerate(order)
                if other.outcome == "open" and other.probability <= spec.probability
            ]
            order.insert(before[-1] + 1 if before else 0, stage)
        for position, stage in enumerate(order):
            stage.position = position
        self._session.flush()

    def _add_new(self, drafted: Drafted) -> None:
        """Inserts new records, those first that others of the file stand below."""
        own = self._ids[self._table.name]
        rows = {drafted.targets[place]: self._row(drafted.stated[place]) for place in drafted.new}
        products = {row["uid"]: row.pop("products") for row in rows.values() if "products" in row}
        above = next((name for name in ("manager_id", "parent_id") if name in self._table.c), None)
        waiting = rows
        while waiting:
            ready = {
                target: row
                for target, row in waiting.items()
                if above is None or row[above] not in waiting
            }
            for row in ready.values():
                self._resolve(row)
            found = self._insert(self._table, list(ready.values()))
            own.update({target: found[row["uid"]] for target, row in ready.items()})
            waiting = {target: row for target, row in waiting.items() if target not in ready}
        links = [
            {"deal_id": deal_id, "product_id": self._real("product", one)}
            for uid, deal_id in (found if products else {}).items()
            for one in products[uid] or ()
        ]
        self._insert_links(links)

    def _row(self, said: Sequence[Any]) -> dict[str, Any]:
        pairs = zip(self._kind.columns, said, strict=True)
        row = {column: None if value is UNSTATED else value for column, value in pairs}
        row["uid"] = row["uid"] or new_uid()
        if self._code == "deals":
            row["currency"] = row["currency"] or self._own
        elif self._code == "people":
            row["role"] = row["role"] or "rep"
        return row

    def _real(self, kind: str, record_id: int) -> int:
        return self._ids[kind][record_id] if record_id < 0 else record_id

    def _resolve(self, row: dict[str, Any]) -> None:
        """Puts the ids that records have got by now in the place of those below zero."""
        for column, kind in LINKS.items():
            value = row.get(column)
            if value is not None and value < 0:
                row[column] = self._ids[kind][value]

    def _insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
        """Inserts rows in bulk; the result is their ids by their uids."""
        if not rows:
            return {}
        last = self._session.scalar(select(func.max(table.c.id))) or 0
        for batch in _batches(rows):
            self._session.execute(insert(table), batch)
            self._advance(len(batch))
        found = self._session.execute(select(table.c.uid, table.c.id).where(table.c.id > last))
        return {row[0]: row[1] for row in found}

    def _insert_links(self, links: Sequence[dict[str, Any]]) -> None:
        table = Base.metadata.tables[DealProduct.__tablename__]
        for batch in _batches(links):
            rows = [{"quantity": 1, "discount_bp": 0} | link for link in batch]
            self._session.execute(insert(table), rows)

    def _change(self, changed: Mapping[int, dict[str, Any]]) -> None:
        """Updates stored records, those alike together."""
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for record_id, values in changed.items():
            row = dict(values)
            products = row.pop("products", None)
            if products is not None:
                self._exchange_products(record_id, products)
            self._resolve(row)
            if row:
                alike[tuple(row)].append(
                    {"at": record_id} | {f"to_{column}": row[column] for column in row}
                )
        for columns, rows in alike.items():
            statement = (
                update(self._table)
                .where(self._table.c.id == bindparam("at"))
                .values({column: bindparam(f"to_{column}") for column in columns})
            )
            for batch in _batches(rows):
                self._session.execute(statement, batch)
                self._advance(len(batch))

    def _exchange_products(self, deal_id: int, products: Iterable[int]) -> None:
        """The deal sells these; lines that stay keep their quantity and discount."""
        table = Base.metadata.tables[DealProduct.__tablename__]
        wanted = {self._real("product", one) for one in products}
        query = select(table.c.product_id).where(table.c.deal_id == deal_id)
        stored = set(self._session.scalars(query))
        for product_id in stored - wanted:
            self._session.execute(
                delete(table).where(table.c.deal_id == deal_id, table.c.product_id == product_id)
            )
        self._insert_links(
            [{"deal_id": deal_id, "product_id": one} for one in sorted(wanted - stored)]
        )

    def promote(self, people: Sequence[int]) -> None:
        """Makes managers of reps of the workspace to whom others report."""
        person = Base.metadata.tables["person"]
        for person_id in people:
            self._session.execute(
                update(person).where(person.c.id == person_id).values(role="manager")
            )

    def _advance(self, count: int) -> None:
        self._done += count
        self._tick(min(self._done, self._total), self._total)


def _in_order(ids: Iterable[int]) -> list[int]:
    """Placeholders in the order in which they were made: they count down from -1."""
    return sorted(ids, reverse=True)


def _batches(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
