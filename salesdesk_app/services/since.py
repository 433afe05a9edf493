"""The moments that one looks back to: the last look, the last frozen call, the end of a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import end_of_day, local
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import history, looks
from salesdesk_app.services.forecasting import freezes
from salesdesk_app.store import history as log

LOOKED = "pipeline"  # what is looked at
Since = Literal["looked", "call"] | date


@dataclass(frozen=True, slots=True)
class Moment:
    """Right after an edit: the last one known ``at`` a moment (UTC), or at the end of ``day``."""

    edit_id: int
    at: datetime
    day: date | None = None

    @property
    def here(self) -> datetime:
        """``at``, as the clock on the wall shows it."""
        return local(self.at)


def moment(session: Session, since: Since, today: date) -> Moment:
    """The moment that a word or a day stands for.

    ``looked`` is the last look at what changed before today, ``call`` the last freezing of calls
    that stands, a day what was known at its end. Problems: since.never_looked, since.no_call,
    since.later for a day after ``today``, asof.unknown with the first day that is known,
    asof.empty without any edit.
    """
    if isinstance(since, date):
        if since > today:
            raise Problem("since.later", day=wording.day(since, year=True))
        edit_id = history.edit_as_of(session, since)
        return Moment(edit_id, end_of_day(since), since)
    return _look(session, today) if since == "looked" else _call(session)


def monday_before(today: date) -> date:
    """The last Monday that is over: on a Monday that of the week before."""
    return today - timedelta(days=today.weekday() or 7)


def _look(session: Session, today: date) -> Moment:
    at = looks.last(session, LOOKED, today)
    edit_id = None if at is None else log.last_edit_before(session, at)
    if at is None or edit_id is None:  # a look at a workspace that held nothing is as good as none
        raise Problem("since.never_looked")
    return Moment(edit_id, at)


def _call(session: Session) -> Moment:
    last = freezes.last(session)
    if last is None:
        raise Problem("since.no_call")
    return Moment(last.edit_id, last.frozen_at)
