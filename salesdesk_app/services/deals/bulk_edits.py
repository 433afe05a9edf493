"""Many deals changed alike: what each would become, what is refused and why, and doing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.custom import OWN, Own, decode, encode, stated
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import half_even, minor_of
from salesdesk_app.progress import Tick, no_tick, ticked
from salesdesk_app.services import custom_fields
from salesdesk_app.services.deals import deal_fields, entry_rules
from salesdesk_app.services.deals.deal_records import all_of
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Account, Deal, Person, Stage
from salesdesk_app.wording import custom, titles

How = Literal["set", "clear", "shift", "percent"]

FIELDS: Mapping[str, tuple[How, ...]] = {
    "owner_id": ("set", "clear"),
    "stage_id": ("set",),
    "category": ("set", "clear"),
    "expected_close_on": ("set", "shift", "clear"),
    "probability": ("set", "clear"),
    "value_minor": ("set", "percent", "clear"),
    "next_step": ("set", "clear"),
    "next_step_on": ("set", "shift", "clear"),
    "source": ("set", "clear"),
}
"""What can be changed in many deals, in the order of the form, and how; the user's own fields
(``own:<id>``) can be set and cleared."""

OPEN_ONLY = frozenset(
    {"stage_id", "category", "expected_close_on", "probability", "next_step", "next_step_on"}
)
"""What means something only while a deal is open."""

OF_STAGE = frozenset({"category", "probability"})
"""What the stage says where the deal itself does not."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of a field: ``set`` to a value, ``clear`` it, ``shift`` a day by so many
    days, or change a value by ``percent``. An amount is a Decimal in each deal's own currency.
    """

    field: str
    how: How = "set"
    value: Any = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of one deal in words: what it is and what it would be, or why it stays."""

    field: str
    before: str
    after: str
    changes: bool
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A deal and its fields that were asked for."""

    deal_id: int
    deal: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of the deals, in their order."""

    lines: tuple[Line, ...]

    @property
    def deals(self) -> int:
        """How many would be changed."""
        return sum(any(cell.changes for cell in line.cells) for line in self.lines)

    @property
    def changes(self) -> int:
        """How many values would be changed."""
        return sum(cell.changes for line in self.lines for cell in line.cells)

    @property
    def refused(self) -> int:
        """How many values are refused."""
        return sum(bool(cell.refused) for line in self.lines for cell in line.cells)

    @property
    def same(self) -> int:
        """How many values are so already."""
        return sum(len(line.cells) for line in self.lines) - self.changes - self.refused


def preview(
    session: Session, deal_ids: Sequence[int], wishes: Sequence[Wish], tick: Tick = no_tick
) -> Preview:
    """What ``change`` would do; nothing is written. Problem: record.gone."""
    with session.no_autoflush:
        found = _tried(session, deal_ids, wishes, tick)
        session.expunge_all()
    return found


@verb
def change(
    session: Session,
    deal_ids: Sequence[int],
    wishes: Sequence[Wish],
    *,
    agreed: Preview | None = None,
    tick: Tick = no_tick,
) -> None:
    """Changes what was asked for wherever it is not refused; the rest stays.

    ``agreed`` is the preview that the user saw. Problems: record.gone, and bulk.other where deals
    were changed since, so that something else would come of it.
    """
    with session.no_autoflush:
        found = _tried(session, deal_ids, wishes, tick)
    if agreed is not None and agreed != found:
        raise Problem("bulk.other")
    changed = [line for line in found.lines if any(cell.changes for cell in line.cells)]
    if changed:
        fields = {cell.field for line in changed for cell in line.cells if cell.changes}
        field = next(iter(fields))
        if len(fields) == 1 and not field.startswith(OWN):
            name_edit(session, field=field)
        name_edit(session, deal=changed[0].deal, count=len(changed))


def _tried(
    session: Session, deal_ids: Sequence[int], wishes: Sequence[Wish], tick: Tick
) -> Preview:
    """Puts on the deals what is not refused, and tells all of it in words."""
    deals = all_of(session, deal_ids)
    trial = _Trial(session)
    # A stage comes last: what it asks for may be among the other wishes.
    rest = [wish for wish in wishes if wish.field != "stage_id"]
    moves = [wish for wish in wishes if wish.field == "stage_id"]
    cells = [[trial.put(deal, wish) for wish in rest] for deal in ticked(deals, len(deals), tick)]
    for wish in moves:
        for found, moved in zip(cells, trial.move(deals, wish.value), strict=True):
            found.append(moved)
    return Preview(
        tuple(
            Line(deal.id, trial.title(deal), tuple(found))
            for deal, found in zip(deals, cells, strict=True)
        )
    )


class _Trial:
    """What is looked up once for all deals."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stages = {stage.id: stage for stage in session.scalars(select(Stage))}
        self._own = {own.id: own for own in custom_fields.listing(session)}
        self._accounts = _names(session)
        # Held here, or the session would ask for them again at each deal.
        self._people = list(session.scalars(select(Person)))
        self._names: dict[str, dict[int, str]] = {
            "owner_id": {person.id: person.name for person in self._people},
            "stage_id": {stage.id: stage.name for stage in self._stages.values()},
        }

    def title(self, deal: Deal) -> str:
        """What a deal is called in one line."""
        account = None if deal.account_id is None else self._accounts.get(deal.account_id)
        return titles.title(deal.name, account)

    def put(self, deal: Deal, wish: Wish) -> Cell:
        """Puts a wish on a deal, unless it is refused."""
        before, held = self._shown(deal, wish.field), self._held(deal, wish.field)
        stage = self._stages[deal.stage_id]
        try:
            if wish.field in OPEN_ONLY and stage.outcome != "open":
                raise Problem("bulk.closed")
            if wish.field.startswith(OWN):
                self._put_own(deal, self._own_of(wish.field), wish)
            else:
                wanted = _wanted(deal, wish)
                if wanted != getattr(deal, wish.field):
                    deal_fields.fill(self._session, deal, stage, {wish.field: wanted})
        except Problem as problem:
            refused = wording.problem(problem.code, problem.facts)
            return Cell(wish.field, before, before, changes=False, refused=refused)
        differs = self._held(deal, wish.field) != held
        return Cell(wish.field, before, self._shown(deal, wish.field), changes=differs)

    def move(self, deals: Sequence[Deal], stage_id: int) -> list[Cell]:
        """Puts deals into an open stage, where they are open and have what it asks for."""
        stage = self._stages.get(stage_id)
        if stage is None:
            raise Problem("record.gone", kind="stage")
        ids = [deal.id for deal in deals]
        lacks = {lack.deal_id: lack for lack in entry_rules.lacking(self._session, ids, stage_id)}
        asked = dict(entry_rules.offered(self._session, stage.outcome))
        cells = []
        for deal in deals:
            before, held, refused = self._shown(deal, "stage_id"), deal.stage_id, ""
            if stage.outcome != "open":
                refused = wording.problem("deal.closing", {"stage": stage.name})
            elif self._stages[deal.stage_id].outcome != "open":
                refused = wording.problem("bulk.closed", {})
            elif deal.id in lacks:
                fields = ", ".join(asked[code] for code in lacks[deal.id].fields)
                facts = {"stage": stage.name, "fields": fields}
                refused = wording.problem("bulk.stage_asks", facts)
            else:
                deal.stage_id = stage_id
            after = self._shown(deal, "stage_id")
            cells.append(Cell("stage_id", before, after, deal.stage_id != held, refused))
        return cells

    def _own_of(self, field: str) -> Own:
        found = self._own.get(int(field.removeprefix(OWN)))
        if found is None:
            raise Problem("record.gone", kind="field")
        return found

    def _put_own(self, deal: Deal, own: Own, wish: Wish) -> None:
        held = decode(deal.custom, self._own)
        value = None if wish.how == "clear" else stated(own, wish.value)
        deal.custom = encode({**held, own.id: value})

    def _held(self, deal: Deal, field: str) -> Any:
        if field.startswith(OWN):
            return decode(deal.custom, self._own).get(int(field.removeprefix(OWN)))
        return getattr(deal, field)

    def _shown(self, deal: Deal, field: str) -> str:
        value = self._held(deal, field)
        if field.startswith(OWN):
            return custom.value(value)
        if value is None:
            return wording.term("deal.of_stage") if field in OF_STAGE else ""
        if field in self._names:
            return self._names[field].get(value, "")
        return _in_words(field, value, deal.currency)


def _in_words(field: str, value: Any, currency: str) -> str:
    if field == "value_minor":
        return wording.money(value, currency)
    if field == "category":
        return wording.term(value)
    if field == "probability":
        return f"{value} %"
    return wording.day(value, year=True) if isinstance(value, date) else str(value)


def _names(session: Session) -> dict[int, str]:
    return {row.id: row.name for row in session.execute(select(Account.id, Account.name))}


def _wanted(deal: Deal, wish: Wish) -> Any:
    """The value that a wish comes to for a deal. Problems: field.number, field.range."""
    now = getattr(deal, wish.field)
    if wish.how == "clear":
        return None
    if wish.how == "shift":
        return None if now is None else _shifted(now, wish.value)
    if wish.how == "percent":
        return None if now is None else _raised(now, wish.value)
    if wish.field == "value_minor":
        return minor_of(wish.value, deal.currency)
    return wish.value.strip() or None if isinstance(wish.value, str) else wish.value


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        years = {"first": date.min.year, "last": date.max.year}
        raise Problem("period.range", **years) from error


def _raised(minor: int, percent: Decimal) -> int:
    numerator, denominator = (100 + percent).as_integer_ratio()
    return half_even(minor * numerator, denominator * 100)
