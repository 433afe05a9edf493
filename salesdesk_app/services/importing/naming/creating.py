"""Creates the records that rows mention and the workspace lacks, before the rows are written."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.deals import DEFAULT_STAGES, OUTCOMES, StageSpec
from salesdesk_app.services.importing.drafting import Drafted
from salesdesk_app.services.importing.kinds.kind import Kind
from salesdesk_app.services.importing.naming.linking import LISTS
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.plans import LINKS, UNSTATED
from salesdesk_app.store.bulk import insert_portions
from salesdesk_app.store.models import Pipeline, Stage
from salesdesk_app.store.models.table import Table as Base
from salesdesk_app.store.models.table import new_uids

Columns = dict[str, list[Any]]


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
        for column, links in LISTS.items():
            for listed in said(column) - {UNSTATED}:
                self.ids[links.kind].update(one for one in listed if one < 0)
        self.currencies = {one for one in said("currency") if isinstance(one, str)}
        self.fields = [
            code
            for code, own in kind.lookups.fields.by_code.items()
            if own.id < 0 and said(code) - {UNSTATED}
        ]
        self._follow(kind.lookups)

    def _follow(self, lookups: Lookups) -> None:
        """What new records themselves stand in: contacts in accounts, stages in pipelines."""
        ids = self.ids
        if ids["contact"]:
            above = {lookups.contacts.accounts[one] for one in ids["contact"]}
            ids["account"].update(one for one in above if one is not None and one < 0)
        pipelines = {lookups.stages.pipelines[one] for one in ids["stage"]}
        ids["pipeline"].update(one for one in pipelines if one < 0)


class Creating:
    """Creates what rows mention; ``ids`` takes the ids that new records get, by kind."""

    def __init__(self, session: Session, lookups: Lookups, ids: dict[str, dict[int, int]]) -> None:
        self._session = session
        self._lookups = lookups
        self._ids = ids

    def run(self, mentioned: Mentioned) -> None:
        """Creates all of it, what others stand in first."""
        lookups, wanted = self._lookups, mentioned.ids
        people = _in_order(wanted["person"])
        columns: Columns = {
            "name": [lookups.people.names[one] for one in people],
            "email": [lookups.people.addresses.get(one) for one in people],
            "role": ["manager" if one in mentioned.leading else "rep" for one in people],
        }
        self._create("person", people, columns)
        accounts = _in_order(wanted["account"])
        columns = {
            "name": [lookups.accounts.names[one] for one in accounts],
            "website": [lookups.accounts.websites.get(one) for one in accounts],
        }
        self._create("account", accounts, columns)
        products = _in_order(wanted["product"])
        self._create("product", products, {"name": [lookups.products.names[o] for o in products]})
        if rivals := _in_order(wanted["competitor"]):
            names = [lookups.competitors.names[one] for one in rivals]
            self._create("competitor", rivals, {"name": names})
        if wanted["contact"]:
            self._add_contacts(_in_order(wanted["contact"]))
        self._add_pipelines(_in_order(wanted["pipeline"]))
        self._add_stages(_in_order(wanted["stage"]))

    def _create(self, kind: str, placeholders: Sequence[int], columns: Columns) -> None:
        if placeholders:
            table = Base.metadata.tables[kind]
            found = insert_records(
                self._session, table, len(placeholders), [columns], lambda _count: None
            )
            self._ids[kind].update(zip(placeholders, found, strict=True))

    def _add_contacts(self, placeholders: Sequence[int]) -> None:
        contacts, real = self._lookups.contacts, self._ids["account"]
        above = [contacts.accounts[one] for one in placeholders]
        columns: Columns = {
            "name": [contacts.names[one] for one in placeholders],
            "email": [contacts.addresses[one] for one in placeholders],
            "account_id": [one if one is None or one > 0 else real[one] for one in above],
        }
        self._create("contact", placeholders, columns)

    def _add_pipelines(self, placeholders: Sequence[int]) -> None:
        """Puts new pipelines behind the others, each with a stage of every outcome."""
        last = self._session.scalar(select(func.max(Pipeline.position))) or 0
        stages = self._lookups.stages
        for position, placeholder in enumerate(placeholders, last + 1):
            pipeline = Pipeline(name=stages.ways.names[placeholder], position=position)
            self._session.add(pipeline)
            self._session.flush()
            self._ids["pipeline"][placeholder] = pipeline.id

    def _add_stages(self, placeholders: Sequence[int]) -> None:
        """Puts new stages among the open ones of their pipeline by their probability."""
        stages = self._lookups.stages
        by_pipeline: dict[int, list[int]] = defaultdict(list)
        for placeholder in placeholders:
            by_pipeline[stages.pipelines[placeholder]].append(placeholder)
        for pipeline, new in by_pipeline.items():
            pipeline_id = self._ids["pipeline"].get(pipeline, pipeline)
            specs: list[tuple[int | None, StageSpec]] = [(one, stages.rows[one]) for one in new]
            if pipeline < 0:
                specs += [(None, spec) for spec in _lacking(spec for _one, spec in specs)]
            self._order(pipeline_id, specs)

    def _order(self, pipeline_id: int, specs: Iterable[tuple[int | None, StageSpec]]) -> None:
        query = select(Stage).where(Stage.pipeline_id == pipeline_id)
        order = list(self._session.scalars(query.order_by(Stage.position, Stage.id)))
        for placeholder, spec in specs:
            stage = Stage(
                pipeline_id=pipeline_id,
                name=spec.name,
                position=len(order),
                outcome=spec.outcome,
                probability=spec.probability,
                category=spec.category,
                stuck_days=spec.stuck_days,
            )
            self._session.add(stage)
            self._session.flush()
            if placeholder is not None:
                self._ids["stage"][placeholder] = stage.id
            order.insert(_place(order, spec), stage)
        for position, stage in enumerate(order):
            stage.position = position
        self._session.flush()


def _place(order: Sequence[Stage], spec: StageSpec) -> int:
    """Where a stage goes: an open one behind those that are as likely, a closed one at the end."""
    if spec.outcome != "open":
        return len(order)
    before = [
        at
        for at, other in enumerate(order)
        if other.outcome == "open" and other.probability <= spec.probability
    ]
    return before[-1] + 1 if before else 0


def _lacking(specs: Iterable[StageSpec]) -> list[StageSpec]:
    """A stage of every outcome that these have none of: a deal must be able to be won and lost."""
    found = {spec.outcome for spec in specs}
    return [
        next(spec for spec in DEFAULT_STAGES if spec.outcome == outcome)
        for outcome in OUTCOMES
        if outcome not in found
    ]


def insert_records(
    session: Session,
    table: Table,
    count: int,
    portions: Iterable[Columns],
    advance: Callable[[int], None],
    *,
    look_up: bool = True,
) -> list[int]:
    """Inserts records in bulk; the result is their ids, in the order of the rows, if needed."""
    if "uid" not in table.c:
        insert_portions(session, table, count, portions, advance)
        return []
    uids: list[str] = []

    def identified() -> Iterator[Columns]:
        for portion in portions:
            made = new_uids(len(next(iter(portion.values()))))
            own = [uid or new for uid, new in zip(portion.get("uid", made), made, strict=True)]
            uids.extend(own if look_up else ())
            yield portion | {"uid": own}

    last = session.scalar(select(func.max(table.c.id))) or 0
    insert_portions(session, table, count, identified(), advance)
    query = select(table.c.uid, table.c.id).where(table.c.id > last)
    found = {row[0]: row[1] for row in session.execute(query)} if look_up else {}
    return [found[uid] for uid in uids]


def _in_order(ids: Iterable[int]) -> list[int]:
    """Placeholders in the order in which they were made: they count down from -1."""
    return sorted(ids, reverse=True)
