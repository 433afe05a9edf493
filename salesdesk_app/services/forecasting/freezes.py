"""Frozen calls: when the calls of a period were frozen, and what they were then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.periods import Period
from salesdesk_app.store.models import Change, Freeze, FrozenCall


@dataclass(frozen=True, slots=True)
class FreezeRow:
    """One freezing of the calls of a period: its day and moment (UTC), and how many calls.

    ``edit_id`` is the edit that made it: what the figures were then is read as of it.
    """

    id: int
    frozen_on: date
    frozen_at: datetime
    edit_id: int
    calls: int
    currency: str


class Frozen(NamedTuple):
    """A call as it was frozen, in minor units of its freeze's currency."""

    person_id: int
    said_by: str
    amount_minor: int | None
    low_minor: int | None
    high_minor: int | None
    note: str | None
    said_on: date


def of_period(session: Session, period: Period) -> list[FreezeRow]:
    """The freezes of exactly this period, the latest first."""
    own = (Freeze.first_on == period.first, Freeze.last_on == period.last)
    return [FreezeRow(*row) for row in session.execute(_latest_first().where(*own))]


def last(session: Session) -> FreezeRow | None:
    """The last freeze that stands, of whatever period; None without any."""
    row = session.execute(_latest_first().limit(1)).first()
    return None if row is None else FreezeRow(*row)


def _latest_first() -> Select[Any]:
    # What was undone and redone came with its first edit all the same.
    edit = (
        select(func.min(Change.edit_id))
        .where(Change.table_name == Freeze.__tablename__, Change.row_id == Freeze.id)
        .correlate(Freeze)
        .scalar_subquery()
    )
    count = (
        select(func.count())
        .where(FrozenCall.freeze_id == Freeze.id)
        .correlate(Freeze)
        .scalar_subquery()
    )
    columns = (Freeze.id, Freeze.frozen_on, Freeze.frozen_at, edit, count, Freeze.currency)
    return select(*columns).order_by(Freeze.id.desc())


def calls(session: Session, freeze_id: int) -> Iterator[Frozen]:
    """What was frozen together, by person and then by who said it."""
    rows = session.execute(
        select(
            FrozenCall.person_id,
            FrozenCall.said_by,
            FrozenCall.amount_minor,
            FrozenCall.low_minor,
            FrozenCall.high_minor,
            FrozenCall.note,
            FrozenCall.said_on,
        )
        .where(FrozenCall.freeze_id == freeze_id)
        .order_by(FrozenCall.person_id, FrozenCall.said_by)
    )
    return (Frozen(*row) for row in rows)
