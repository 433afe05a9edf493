"""How a row of deals is understood: what its stage does to its dates, and what it is called."""

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.custom import Own, decode
from salesdesk_app.domain.deals import StageSpec
from salesdesk_app.domain.names import name_key
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds import outcomes
from salesdesk_app.services.importing.kinds.kind import Kind
from salesdesk_app.services.importing.naming.linking import LISTS
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.plans import FIELD_OF, UNSTATED, Note
from salesdesk_app.store.models import Deal

STORED = (
    "name",
    "account_id",
    "owner_id",
    "stage_id",
    "value_minor",
    "currency",
    "probability",
    "category",
    "created_on",
    "expected_close_on",
    "closed_on",
    "source",
    "lost_reason",
    "next_step",
    "next_step_on",
    "note",
    "external_source",
    "external_id",
    "uid",
)
NO_ACCOUNT = "No account"
_CODES = [(column, FIELD_OF[column]) for column in LISTS]
_STRAIGHT = ("source", "next_step", "next_step_on", "note", "created_on")


class Deals(Kind):
    """Rows of deals against the deals of the workspace.

    A closed deal takes the file's close date as the day it was closed; where the file has no other
    column for it, a new one also takes it as the day it was expected. A deal without a name is
    called after its account, product and id. What a cell leaves blank stays as it was stored.
    """

    record = "deals"

    def __init__(self, session: Session, values: Values, lookups: Lookups) -> None:
        lookups.fields.take(values)
        own = lookups.fields.by_code
        outcomes.settle(values)
        self.columns = (*STORED, *LISTS, *own)
        super().__init__(values, lookups, _stored(session, values.fields, tuple(own.values())))
        self._kept = {self.at[code]: values.fields[code] for code in own}
        self._stages = lookups.stages
        self._accounts = self.references.accounts()
        self._unstaged: set[int] = set()
        nothing: list[Any] = [UNSTATED] * values.count
        self._pipelines = self._contacts = self._competitors = nothing

    @cached_property
    def _products_usual(self) -> dict[str, str]:
        return self.references.usual("product")

    def prepare(self) -> None:
        """Finds the people, products, contacts, competitors and stages that are named."""
        lookups, fields = self.lookups, self.values.fields
        self._owners = self.references.persons("owner")
        self._products = self.references.linked("product", lookups.products.listed)
        if "competitor" in fields:
            self._competitors = self.references.linked("competitor", lookups.competitors.listed)
        if "contact" in fields:
            beside = [self._beside(place) for place in range(self.values.count)]
            self._contacts = self.references.paired("contact", beside, self._listed_contacts)
        if "pipeline" not in fields:
            self._named_stages = self.references.linked("stage", self._stages.named)
            return
        self._pipelines = self.references.linked("pipeline", self._stages.pipeline)
        self._named_stages = self.references.paired("stage", self._pipelines, self._staged)

    def _beside(self, place: int) -> tuple[Any, tuple[int, ...]]:
        """The account of a deal, and the contacts who have a part in it already."""
        before = self.before.get(self.targets.get(place, 0))
        account = self._accounts[place]
        if account is UNSTATED:
            account = None if before is None else before[self.at["account_id"]]
        return account, () if before is None else before[self.at["contacts"]]

    def _listed_contacts(self, text: str, beside: Any) -> tuple[int, ...]:
        account, stored = beside
        return self.lookups.contacts.listed(text, account, stored)

    def _staged(self, name: str, pipeline_id: int | None) -> int:
        if pipeline_id is None:
            return self._stages.named(name)
        return self._stages.within(name, pipeline_id)

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """By name and account, and by name alone for files that have no accounts."""
        name = name_key(row[0])
        return (name, row[1]), name

    def name_key(self, place: int, name: str) -> Hashable:
        """The name with the account, where the file has such a column."""
        if self.values.fields.keys().isdisjoint(("account", "account_domain")):
            return name_key(name)
        account = self._accounts[place]
        return name_key(name), None if account is UNSTATED else account

    def name(self, place: int) -> str | None:
        """The deal's name; without one, a name made of account and product, unique by the id.

        Without an id as well, rows that say different things are different deals: they are
        counted.
        """
        title = self._title(place)
        number = self._numbers.get(place, 1) if self._is_nameless else 1
        return title if number == 1 else f"{title} ({number})"

    @cached_property
    def _is_nameless(self) -> bool:
        return self.values.is_nameless

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Which of the different rows of one title a row is, by its place, from the second on.

        Rows that differ in a column that is not read are different as well.
        """
        said: dict[str | None, dict[tuple[Any, ...], int]] = defaultdict(dict)
        numbers: dict[int, int] = {}
        columns = (*self.values.fields.values(), *self.values.unread)
        for place, row in enumerate(zip(*columns, strict=True)):
            rows = said[self._title(place)]
            number = rows.setdefault(row, len(rows) + 1)
            if number > 1:
                numbers[place] = number
        return numbers

    def _title(self, place: int) -> str | None:
        cells = self.cells
        name: str | None = cells["name"][place]
        if name is not None:
            return name
        account_id, product = self._accounts[place], cells["product"][place]
        external_id = cells["external_id"][place]
        account = None if account_id is UNSTATED else self.lookups.accounts.names.get(account_id)
        if account is None and product is None and external_id is None:
            return None
        if product is not None:
            product = self._products_usual[name_key(product)]
        title = " - ".join(part for part in (account or NO_ACCOUNT, product) if part)
        return title if external_id is None else f"{title} ({external_id})"

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """What the row says beside its name and its ids; raises Wrong."""
        before = self.before.get(target)
        self.straight(said, place, _STRAIGHT)
        at = self.at
        said[at["account_id"]] = self._accounts[place]
        said[at["owner_id"]] = self._owners[place]
        said[at["products"]] = self._products[place]
        said[at["contacts"]] = self._joined("contacts", place, before, self._contacts[place])
        said[at["competitors"]] = self._joined(
            "competitors", place, before, self._competitors[place]
        )
        self.money(said, place, before, "value")
        self._fill_dates(said, place, before, self._fill_stage(said, place, before))
        for place_in, cells in self._kept.items():
            if cells[place] is not None:
                said[place_in] = cells[place]

    def _joined(self, column: str, place: int, before: Sequence[Any] | None, listed: Any) -> Any:
        """Who is named joins those who are stored; a file of ours, with our keys, names all."""
        if listed is UNSTATED or before is None or self.cells["uid"][place] is not None:
            return listed
        return tuple(sorted({*before[self.at[column]], *listed}))

    def _fill_stage(self, said: list[Any], place: int, before: Sequence[Any] | None) -> StageSpec:
        """The stage that the deal is in after the import; probability and category follow it."""
        named, way = self._named_stages[place], self._pipelines[place]
        stage_id: int = 0 if before is None else before[self.at["stage_id"]]
        if before is not None and named is not UNSTATED and way is UNSTATED:
            pipeline = self._stages.pipelines[stage_id]
            if pipeline != self._stages.pipeline_id:
                named = self._stages.named(self.cells["stage"][place], pipeline)
        elif before is not None and way is not UNSTATED and named is UNSTATED:
            if way != self._stages.pipelines[stage_id]:
                named = self._stages.within(self._stages.names[stage_id], way)
        elif before is None and named is UNSTATED:
            named = self._stages.first_open(None if way is UNSTATED else way)
            self._unstaged.add(place)
        if named is not UNSTATED:
            stage_id = said[self.at["stage_id"]] = named
        stage = self._stages.rows[stage_id]
        for code in ("probability", "category"):
            cell = self.cells[code][place]
            chosen = before is not None and before[self.at[code]] == cell
            if cell is not None and not chosen:  # kept only where it differs from the stage's
                own = stage.outcome == "open" and cell != getattr(stage, code)
                said[self.at[code]] = cell if own else None
        return stage

    def _fill_dates(
        self, said: list[Any], place: int, before: Sequence[Any] | None, stage: StageSpec
    ) -> None:
        at, cells = self.at, self.cells
        close: date | None = cells["close_on"][place]
        expected: date | None = cells["expected_close_on"][place]
        if stage.outcome == "open":
            expected = expected or close
            if before is not None:
                said[at["closed_on"]] = said[at["lost_reason"]] = None
        else:
            closed = cells["closed_on"][place] or close
            if closed is not None:
                said[at["closed_on"]] = closed
            unknown = before is None or before[at["expected_close_on"]] is None
            if expected is None and unknown and "expected_close_on" not in self.values.fields:
                expected = closed
            reason = cells["lost_reason"][place]
            if stage.outcome != "lost":
                said[at["lost_reason"]] = None
            elif reason is not None:
                said[at["lost_reason"]] = reason
        if expected is not None:
            said[at["expected_close_on"]] = expected

    def notes(self, places: Sequence[int], stated: Sequence[tuple[Any, ...]]) -> list[Note]:
        """What was decided for the rows that count, and what is odd about them."""
        notes = self._read_as(places)
        unstaged = len(self._unstaged.intersection(places))
        if unstaged:
            stage = self._stages.names[self._stages.first_open()]
            notes.append(Note("import.no_stage", {"count": unstaged, "stage": stage}))
        pairs = ((said[self.at["created_on"]], said[self.at["closed_on"]]) for said in stated)
        early = sum(
            isinstance(created, date) and isinstance(closed, date) and closed < created
            for created, closed in pairs
        )
        if early:
            notes.append(Note("import.closed_early", {"count": early}))
        return notes

    def _read_as(self, places: Sequence[int]) -> list[Note]:
        """Products and stages that the workspace spells in another way."""
        notes = []
        for text, count in Counter(self.cell("product", place) for place in places).items():
            for one in () if text is None else self.lookups.products.listed(text):
                name = self.lookups.products.names[one]
                if ";" not in text and name_key(name) != name_key(text):
                    notes.append(_note("Product", text, name, count))
        stages = Counter((self.cell("stage", one), self._named_stages[one]) for one in places)
        for (text, stage_id), count in stages.items():
            if text is not None:
                name = self._stages.names[stage_id]
                if name_key(name) != name_key(text):
                    notes.append(_note("Stage", text, name, count))
        return notes


def _note(kind: str, value: str, name: str, count: int) -> Note:
    facts = {"kind": kind, "value": value, "name": name, "count": f"{count:,}"}
    return Note("import.read_as", facts)


def _stored(
    session: Session, fields: Container[str], own: Sequence[Own]
) -> dict[int, tuple[Any, ...]]:
    """Every deal by its id, as a tuple in the order of the columns.

    Lists of links are there where a file says something of them.
    """
    lists = [_listed(session, column) if code in fields else {} for column, code in _CODES]
    columns = [Deal.id, *(getattr(Deal, column) for column in STORED)]
    if not own:
        return {
            row[0]: (*row[1:], *(one.get(row[0], ()) for one in lists))
            for row in session.execute(select(*columns))
        }
    known = {one.id: one for one in own}
    found: dict[int, tuple[Any, ...]] = {}
    for deal_id, text, *row in session.execute(select(Deal.id, Deal.custom, *columns[1:])):
        held = decode(text, known)
        said = (held.get(one.id) for one in own)
        found[deal_id] = (*row, *(one.get(deal_id, ()) for one in lists), *said)
    return found


def _listed(session: Session, column: str) -> dict[int, tuple[int, ...]]:
    """The records of a list of links by deal."""
    found: dict[int, list[int]] = defaultdict(list)
    one = LISTS[column]
    query = select(one.table.c.deal_id, one.table.c[one.column]).order_by(one.table.c[one.column])
    for deal_id, linked_id in session.execute(query):
        found[deal_id].append(linked_id)
    return {deal_id: tuple(ids) for deal_id, ids in found.items()}
