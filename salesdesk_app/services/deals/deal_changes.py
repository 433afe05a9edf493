"""What became of deals between two moments, by the change log: one line for each difference."""

from collections.abc import Iterator
from datetime import date, datetime
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Select, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import end_of_day
from salesdesk_app.domain.changes import KINDS, Changes, DealChange, Kind, close_kind
from salesdesk_app.domain.deals import effective_category
from salesdesk_app.domain.periods import Period
from salesdesk_app.services.groups import people, stages_in_order
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Account, Change, Deal, Edit, Stage

FOUND = ("import", "sample")  # origins of deals that were there before they came in


class _State(NamedTuple):
    """What of a deal is compared."""

    id: int
    name: str
    account_id: int | None
    owner_id: int | None
    stage_id: int
    value_minor: int | None
    currency: str
    category: str | None
    expected_close_on: date | None
    slip_reason: str | None


def between(session: Session, first_edit: int, last_edit: int | None = None) -> Changes:
    """The differences of every deal between two edits, or up to what the session sees.

    Each end is how things stood right after its edit; what went there and back is no difference.
    """
    before, after = (_states(session, first_edit, last_edit, at) for at in (first_edit, last_edit))
    touched = _touches(session, first_edit, last_edit)
    names = _names(session, first_edit, last_edit)
    return Changes(tuple(sorted(_lines(names, before, after, touched), key=_order)))


class _Kept:
    """What became of deals of one workspace since an edit, as it was found last."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.ends = (-1, -1)
        self.changes = Changes(())


_KEPT: WeakKeyDictionary[Engine | Connection, _Kept] = WeakKeyDictionary()


def since(session: Session, first_edit: int) -> Changes:
    """The differences up to now; kept until something changes, for several ask at once."""
    newest = session.scalar(select(func.max(Change.id))) or 0
    kept = _KEPT.setdefault(session.get_bind(), _Kept())
    with kept.lock:
        if kept.ends != (first_edit, newest):
            kept.ends, kept.changes = (first_edit, newest), between(session, first_edit)
        return kept.changes


def of_period(session: Session, period: Period) -> Changes:
    """The differences of every deal between the beginning and the end of a period's days."""
    last = log.last_edit_before(session, end_of_day(period.last))
    if last is None:
        return Changes(known=False, known_since=log.first_edit_at(session))
    first = log.last_edit_before(session, end_of_day(period.previous().last))
    since, came_in = None, 0
    if first is None:
        first, since = _found(session), log.first_edit_at(session)
        came_in = _count(session, first) if first else 0
    return Changes(between(session, first, last).lines, known_since=since, came_in=came_in)


def touched(first_edit: int, last_edit: int | None = None) -> Select[int]:
    """The ids of the deals that an edit after the first touched, and up to the last."""
    query = select(Change.row_id).where(
        Change.table_name == Deal.__tablename__, Change.edit_id > first_edit
    )
    return query if last_edit is None else query.where(Change.edit_id <= last_edit)


def _found(session: Session) -> int:
    """The edit that brought the first deals, where that was an import; 0 where somebody typed."""
    first = select(func.min(Change.edit_id)).where(Change.table_name == Deal.__tablename__)
    row = session.execute(
        select(Edit.id, Edit.origin).where(Edit.id == first.scalar_subquery())
    ).first()
    return row.id if row is not None and row.origin in FOUND else 0


def _count(session: Session, edit_id: int) -> int:
    deal = log.as_of(Deal.__table__, edit_id)
    return session.scalar(select(func.count()).select_from(deal)) or 0


def _states(
    session: Session, first: int, last: int | None, edit_id: int | None
) -> dict[int, _State]:
    """How the deals that were touched in between stood right after an edit."""
    deal = log.as_of(Deal.__table__, edit_id)
    columns = [deal.c[name] for name in _State._fields]
    rows = session.execute(select(*columns).where(deal.c.id.in_(touched(first, last))))
    return {row.id: _State._make(row) for row in rows}


class _Touch(NamedTuple):
    at: datetime
    source: str | None


def _touches(session: Session, first: int, last: int | None) -> dict[int, _Touch]:
    """The last edit of each deal that was touched after one edit and up to another."""
    newest = (
        touched(first, last)
        .add_columns(func.max(Change.edit_id).label("edit_id"))
        .group_by(Change.row_id)
        .subquery()
    )
    rows = session.execute(
        select(newest.c.row_id, Edit.id, Edit.at, Edit.origin, Edit.code, Edit.facts).join(
            Edit, Edit.id == newest.c.edit_id
        )
    )
    worded: dict[int, str] = {}
    found = {}
    for deal_id, edit_id, at, origin, code, facts in rows:
        if origin == "import" and edit_id not in worded:
            worded[edit_id] = wording.edit(code, facts)
        found[deal_id] = _Touch(at, worded.get(edit_id))
    return found


class _Stage(NamedTuple):
    outcome: str
    category: str


class _Names(NamedTuple):
    """Names by id, of what was there at the beginning or at the end; stages then and now."""

    people: dict[int, str]
    accounts: dict[int, str]
    stages: dict[int, str]
    then: dict[int, _Stage]
    now: dict[int, _Stage]

    def of(self, state: _State, then: bool) -> _Stage:
        """The stage of a deal at one of the ends."""
        return (self.then if then else self.now)[state.stage_id]


def _names(session: Session, first: int, last: int | None) -> _Names:
    found = _Names({}, {}, {}, {}, {})
    for edit_id, stages in ((first, found.then), (last, found.now)):
        account = log.as_of(Account.__table__, edit_id)
        stage = log.as_of(Stage.__table__, edit_id)
        found.people.update(people(session, edit_id))
        found.stages.update(stages_in_order(session, edit_id))
        rows = session.execute(select(account.c.id, account.c.name))
        found.accounts.update((row.id, row.name) for row in rows)
        rows = session.execute(select(stage.c.id, stage.c.outcome, stage.c.category))
        stages.update((row.id, _Stage(row.outcome, row.category)) for row in rows)
    return found


def _lines(
    names: _Names,
    before: dict[int, _State],
    after: dict[int, _State],
    touches: dict[int, _Touch],
) -> Iterator[DealChange]:
    for deal_id, touch in touches.items():
        then, now = before.get(deal_id), after.get(deal_id)
        known = now or then
        if known is None or then == now:
            continue
        for kind, old, new in _differences(then, now, names):
            yield DealChange(
                kind,
                deal_id,
                known.name,
                names.accounts.get(known.account_id) if known.account_id else None,
                names.people.get(known.owner_id) if known.owner_id else None,
                old,
                new,
                known.value_minor,
                known.currency,
                touch.at,
                touch.source,
                known.slip_reason if kind == "put_off" else None,
            )


_Difference = tuple[Kind, str | int | date | None, str | int | date | None]


def _differences(then: _State | None, now: _State | None, names: _Names) -> Iterator[_Difference]:
    if now is None:
        if then is not None:
            yield "deleted", names.stages[then.stage_id], None
        return
    outcome = names.of(now, then=False).outcome
    if then is None:
        yield "created", None, names.stages[now.stage_id]
        if outcome != "open":
            yield _closed(outcome), None, names.stages[now.stage_id]
        return
    if then.stage_id != now.stage_id:
        same = names.of(then, then=True).outcome == outcome
        kind: Kind = "stage" if same else _closed(outcome)
        yield kind, names.stages[then.stage_id], names.stages[now.stage_id]
    yield from _stated(then, now, names)


def _stated(then: _State, now: _State, names: _Names) -> Iterator[_Difference]:
    """What differs beside the stage; a forecast that follows the stage is told with the stage."""
    if then.currency != now.currency:
        yield (
            "value",
            wording.money(then.value_minor, then.currency),
            wording.money(now.value_minor, now.currency),
        )
    elif then.value_minor != now.value_minor:
        yield "value", then.value_minor, now.value_minor
    if then.expected_close_on != now.expected_close_on:
        kind = close_kind(then.expected_close_on, now.expected_close_on)
        yield kind, then.expected_close_on, now.expected_close_on
    if then.owner_id != now.owner_id:
        yield "owner", _person(names, then.owner_id), _person(names, now.owner_id)
    if then.category != now.category:
        old, new = _category(then, names, then=True), _category(now, names, then=False)
        if old != new:
            yield "category", wording.term(old), wording.term(new)


def _person(names: _Names, person_id: int | None) -> str | None:
    return None if person_id is None else names.people[person_id]


def _category(state: _State, names: _Names, *, then: bool) -> str:
    stage = names.of(state, then)
    return effective_category(state.category, stage.category, stage.outcome)


def _closed(outcome: str) -> Kind:
    if outcome == "won":
        return "won"
    return "lost" if outcome == "lost" else "reopened"


def _order(line: DealChange) -> tuple[int, int, str, int]:
    return (KINDS.index(line.kind), -(line.value_minor or 0), line.deal.casefold(), line.deal_id)
