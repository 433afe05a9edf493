"""Writes an import: first what rows mention and the workspace lacks, then the rows, in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import settings
from salesdesk_app.services.importing.drafting import Drafted
from salesdesk_app.services.importing.kind import Kind
from salesdesk_app.services.importing.lookups import Lookups
from salesdesk_app.services.importing.own_fields import is_own
from salesdesk_app.services.importing.plans import LINKS, UNSTATED
from salesdesk_app.store.bulk import insert_many
from salesdesk_app.store.models import DealProduct, Stage
from salesdesk_app.store.models.table import Table as Base
from salesdesk_app.store.models.table import new_uids

Columns = dict[str, list[Any]]

BATCH = 5_000
_ABOVE = ("manager_id", "parent_id")
TABLES = {"people": "person", "accounts": "account", "products": "product", "deals": "deal"}


class Mentioned:
    """The ids below zero that the rows that count refer to, by kind of record."""

    def __init__(self, kind: Kind, drafted: Drafted) -> None:
        self.ids: dict[str, set[int]] = defaultdict(set)
        self.leading: set[int] = set()
        own = set(drafted.targets.values())
        rows = [drafted.stated[place] for place in drafted.new]
        at = {column: place for place, column in enumerate(kind.columns)}
        changed = drafted.changed.values()

        def said(column: str) -> set[Any]:
            """Everything that rows say in a column."""
            found = {row[at[column]] for row in rows} if column in at else set()
            return found | {values[column] for values in changed if column in values}

        for column, linked in LINKS.items():
            found = {one for one in said(column) if isinstance(one, int) and one < 0} - own
            self.ids[linked] |= found
            if column == "manager_id":
                self.leading = found
        for products in said("products"):
            if products is not UNSTATED:
                self.ids["product"].update(one for one in products if one < 0)
        self.currencies = {one for one in said("currency") if isinstance(one, str)}
        self.fields = [
            code
            for code, own in kind.lookups.fields.by_code.items()
            if own.id < 0 and said(code) - {UNSTATED}
        ]


class Writing:
    """One import on its way into the database."""

    def __init__(
        self, session: Session, lookups: Lookups, columns: Sequence[str], code: str, own: str
    ) -> None:
        self._session = session
        self._lookups = lookups
        self._fields = lookups.fields
        self._columns = columns
        self._code = code
        self._own = own
        self._tick: Tick = no_tick
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)
        self._table = Base.metadata.tables[TABLES[code]]
        self._done = 0
        self._total = 0

    def run(self, drafted: Drafted, mentioned: Mentioned, tick: Tick) -> None:
        """Writes everything; the caller's transaction makes it one step."""
        self._tick = tick
        self._total = len(drafted.new) + len(drafted.changed)
        for currency in sorted(mentioned.currencies):
            settings.ensure_currency(self._session, currency)
        self._add_mentioned(self._lookups, mentioned)
        self._fields.create(self._session, mentioned.fields)
        self._add_new(drafted)
        self._change(drafted.changed)

    def _add_mentioned(self, lookups: Lookups, mentioned: Mentioned) -> None:
        ids = _in_order(mentioned.ids["person"])
        people = lookups.people
        columns: Columns = {
            "name": [people.names[one] for one in ids],
            "email": [people.addresses.get(one) for one in ids],
            "role": ["manager" if one in mentioned.leading else "rep" for one in ids],
        }
        self._create("person", ids, columns)
        for kind, names in (("account", lookups.accounts), ("product", lookups.products)):
            ids = _in_order(mentioned.ids[kind])
            self._create(kind, ids, {"name": [names.names[one] for one in ids]})
        self._add_stages(lookups, mentioned.ids["stage"])

    def _create(self, kind: str, placeholders: Sequence[int], columns: Columns) -> None:
        if placeholders:
            found = self._insert(Base.metadata.tables[kind], columns)
            self._ids[kind].update(zip(placeholders, found, strict=True))

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
        names, own = self._columns, self._ids[self._table.name]
        above = next((at for at, name in enumerate(names) if name in _ABOVE), None)
        waiting = {drafted.targets[place]: drafted.stated[place] for place in drafted.new}
        while waiting:
            ready = waiting
            if above is not None:
                ready = {one: said for one, said in waiting.items() if said[above] not in waiting}
            values = zip(*ready.values(), strict=True)
            columns = {
                name: self._column(name, cells) for name, cells in zip(names, values, strict=True)
            }
            products = columns.pop("products", ())
            if kept := {code: columns.pop(code) for code in names if is_own(code)}:
                columns["custom"] = self._fields.texts(kept)
            linked = above is not None or any(products)
            found = self._insert(self._table, columns, look_up=linked)
            if linked:
                own.update(zip(ready, found, strict=True))
            if products and linked:
                self._link_products(found, products)
            waiting = (
                {}
                if above is None
                else {one: said for one, said in waiting.items() if one not in ready}
            )

    def _column(self, name: str, cells: Sequence[Any]) -> list[Any]:
        """What rows say in a column, as it is stored; what they leave open becomes empty."""
        default: object = None
        if name == "currency" and self._code == "deals":
            default = self._own
        elif name == "role":
            default = "rep"
        stored: list[Any] = [default if cell is UNSTATED else cell for cell in cells]
        if name in LINKS:
            real = self._ids[LINKS[name]]
            stored = [real[one] if one is not None and one < 0 else one for one in stored]
        return stored

    def _real(self, kind: str, record_id: int) -> int:
        return self._ids[kind][record_id] if record_id < 0 else record_id

    def _resolve(self, row: dict[str, Any]) -> None:
        """Puts the ids that records have got by now in the place of those below zero."""
        for column, kind in LINKS.items():
            value = row.get(column)
            if value is not None and value < 0:
                row[column] = self._ids[kind][value]

    def _insert(self, table: Table, columns: Columns, *, look_up: bool = True) -> list[int]:
        """Inserts records in bulk; the result is their ids, in the order of the rows, if needed."""
        made = iter(new_uids(len(columns["name"])))
        uids = [uid or next(made) for uid in columns.get("uid", [None] * len(columns["name"]))]
        last = self._session.scalar(select(func.max(table.c.id))) or 0
        insert_many(self._session, table, columns | {"uid": uids}, self._advance)
        if not look_up:
            return []
        query = select(table.c.uid, table.c.id).where(table.c.id > last)
        found = {row[0]: row[1] for row in self._session.execute(query)}
        return [found[uid] for uid in uids]

    def _link_products(self, deals: Sequence[int], products: Sequence[Any]) -> None:
        pairs = [
            (deal_id, self._real("product", one))
            for deal_id, listed in zip(deals, products, strict=True)
            for one in listed or ()
        ]
        if pairs:
            columns: Columns = {
                "deal_id": [deal_id for deal_id, _ in pairs],
                "product_id": [product_id for _, product_id in pairs],
                "quantity": [1] * len(pairs),
                "discount_bp": [0] * len(pairs),
            }
            table = Base.metadata.tables[DealProduct.__tablename__]
            insert_many(self._session, table, columns, lambda _count: None)

    def _change(self, changed: Mapping[int, dict[str, Any]]) -> None:
        """Updates stored records, those alike together."""
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        kept = {
            record_id: {code: values[code] for code in own}
            for record_id, values in changed.items()
            if (own := [code for code in values if is_own(code)])
        }
        texts = self._fields.merged(self._session, kept)
        for record_id, values in changed.items():
            row = {column: value for column, value in values.items() if not is_own(column)}
            if record_id in texts:
                row["custom"] = texts[record_id]
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
        self._link_products([deal_id], [sorted(wanted - stored)])

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


def newest(session: Session, code: RecordKind) -> int:
    """The highest id among records of a kind; 0 where there are none."""
    table = Base.metadata.tables[TABLES[code]]
    return session.scalar(select(func.max(table.c.id))) or 0


def newer(session: Session, code: RecordKind, last_id: int) -> Iterable[int]:
    """The records of a kind that came behind an id."""
    table = Base.metadata.tables[TABLES[code]]
    return session.scalars(select(table.c.id).where(table.c.id > last_id))


def _in_order(ids: Iterable[int]) -> list[int]:
    """Placeholders in the order in which they were made: they count down from -1."""
    return sorted(ids, reverse=True)


def _batches(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
