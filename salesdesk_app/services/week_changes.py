"""What became of deals between two moments, by the change log: one line for each difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.periods import Period
from salesdesk_app.services.groups import people, stages_in_order
from salesdesk_app.services.history import end_of_day
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Account, Change, Deal, Edit, Stage

Kind = Literal["won", "lost", "created", "reopened", "stage", "value", "close", "deleted"]
KINDS: tuple[Kind, ...] = (
    "won",
    "lost",
    "created",
    "reopened",
    "stage",
    "value",
    "close",
    "deleted",
)
FOUND = ("import", "sample")  # origins of deals that were there before they came in


@dataclass(frozen=True, slots=True)
class DealChange:
    """One difference of a deal; ``before`` and ``after`` are words, minor units or days by kind.

    ``value_minor`` is the deal's value now in its own currency, or as it was when it was deleted.
    ``at`` (UTC) is its last edit in the time looked at, and ``source`` the import that made it.
    """

    kind: Kind
    deal_id: int
    deal: str
    account: str | None
    owner: str | None
    before: str | int | date | None
    after: str | int | date | None
    value_minor: int | None
    currency: str
    at: datetime
    source: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of deals in a period; ``known_since`` is when the log begins (UTC), if inside.

    ``came_in`` deals came with the first import: what changed in them before is not known, and
    they are no change of the week. Without an edit before its end, the week is not ``known``.
    """

    lines: tuple[DealChange, ...] = ()
    known: bool = True
    known_since: datetime | None = None
    came_in: int = 0


class _State(NamedTuple):
    id: int
    name: str
    account_id: int | None
    owner_id: int | None
    stage_id: int
    value_minor: int | None
    currency: str
    expected_close_on: date | None


def of_period(session: Session, period: Period) -> Changes:
    """The differences of every deal between the beginning and the end of a period's days."""
    last = log.last_edit_before(session, end_of_day(period.last))
    if last is None:
        return Changes(known=False, known_since=log.first_edit_at(session))
    first = log.last_edit_before(session, end_of_day(period.previous().last))
    since, came_in = None, 0
    if first is None:
        first, since = _found(session), log.first_edit_at(session)
        came_in = len(_states(session, first)) if first else 0
    before, after = _states(session, first), _states(session, last)
    touched = _touched(session, first, last)
    names = _names(session, first, last)
    lines = sorted(_lines(names, before, after, touched), key=_order)
    return Changes(tuple(lines), known_since=since, came_in=came_in)


def _found(session: Session) -> int:
    """The edit that brought the first deals, where that was an import; 0 where somebody typed."""
    touched = select(func.min(Change.edit_id)).where(Change.table_name == Deal.__tablename__)
    row = session.execute(
        select(Edit.id, Edit.origin).where(Edit.id == touched.scalar_subquery())
    ).first()
    return row.id if row is not None and row.origin in FOUND else 0


def _states(session: Session, edit_id: int) -> dict[int, _State]:
    deal = log.as_of(Deal.__table__, edit_id)
    rows = session.execute(
        select(
            deal.c.id,
            deal.c.name,
            deal.c.account_id,
            deal.c.owner_id,
            deal.c.stage_id,
            deal.c.value_minor,
            deal.c.currency,
            deal.c.expected_close_on,
        )
    )
    return {row.id: _State._make(row) for row in rows}


class _Touch(NamedTuple):
    at: datetime
    source: str | None


def _touched(session: Session, first: int, last: int) -> dict[int, _Touch]:
    """The last edit of each deal that was touched after one edit and up to another."""
    newest = (
        select(Change.row_id, func.max(Change.edit_id).label("edit_id"))
        .where(
            Change.table_name == Deal.__tablename__, Change.edit_id > first, Change.edit_id <= last
        )
        .group_by(Change.row_id)
        .subquery()
    )
    rows = session.execute(
        select(newest.c.row_id, Edit.id, Edit.at, Edit.origin, Edit.code, Edit.facts).join(
            Edit, Edit.id == newest.c.edit_id
        )
    )
    worded: dict[int, str] = {}
    touched = {}
    for deal_id, edit_id, at, origin, code, facts in rows:
        if origin == "import" and edit_id not in worded:
            worded[edit_id] = wording.edit(code, facts)
        touched[deal_id] = _Touch(at, worded.get(edit_id))
    return touched


class _Names(NamedTuple):
    """Names by id, of what was there at the beginning or at the end; the outcome of stages."""

    people: dict[int, str]
    accounts: dict[int, str]
    stages: dict[int, str]
    outcomes: dict[int, str]


def _names(session: Session, first: int, last: int) -> _Names:
    found = _Names({}, {}, {}, {})
    for edit_id in (first, last):
        account = log.as_of(Account.__table__, edit_id)
        stage = log.as_of(Stage.__table__, edit_id)
        found.people.update(people(session, edit_id))
        found.stages.update(stages_in_order(session, edit_id))
        rows = session.execute(select(account.c.id, account.c.name))
        found.accounts.update((row.id, row.name) for row in rows)
        rows = session.execute(select(stage.c.id, stage.c.outcome))
        found.outcomes.update((row.id, row.outcome) for row in rows)
    return found


def _lines(
    names: _Names,
    before: dict[int, _State],
    after: dict[int, _State],
    touched: dict[int, _Touch],
) -> Iterator[DealChange]:
    for deal_id, touch in touched.items():
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
            )


_Difference = tuple[Kind, str | int | date | None, str | int | date | None]


def _differences(then: _State | None, now: _State | None, names: _Names) -> Iterator[_Difference]:
    if now is None:
        if then is not None:
            yield "deleted", names.stages[then.stage_id], None
        return
    outcome = names.outcomes[now.stage_id]
    if then is None:
        yield "created", None, names.stages[now.stage_id]
        if outcome != "open":
            yield _closed(outcome), None, names.stages[now.stage_id]
        return
    if then.stage_id != now.stage_id:
        kind: Kind = "stage" if names.outcomes[then.stage_id] == outcome else _closed(outcome)
        yield kind, names.stages[then.stage_id], names.stages[now.stage_id]
    if then.currency != now.currency:
        yield (
            "value",
            wording.money(then.value_minor, then.currency),
            wording.money(now.value_minor, now.currency),
        )
    elif then.value_minor != now.value_minor:
        yield "value", then.value_minor, now.value_minor
    if then.expected_close_on != now.expected_close_on:
        yield "close", then.expected_close_on, now.expected_close_on


def _closed(outcome: str) -> Kind:
    if outcome == "won":
        return "won"
    return "lost" if outcome == "lost" else "reopened"


def _order(line: DealChange) -> tuple[int, int, str, int]:
    return (KINDS.index(line.kind), -(line.value_minor or 0), line.deal.casefold(), line.deal_id)
