"""What came up since the day was last looked at, and what waits: the most urgent first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from salesdesk_app.clock import at
from salesdesk_app.services import activities
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.services.inbox.follow_ups import FollowUpRow
from salesdesk_app.services.overnight.arrivals import deals_of, of_imports
from salesdesk_app.services.overnight.deals import RISKS, of_deals
from salesdesk_app.services.overnight.duties import of_calls, of_promises, of_tasks
from salesdesk_app.services.overnight.handled import Dealt, dealt_on
from salesdesk_app.services.overnight.hours import of_hours, of_unlogged
from salesdesk_app.services.overnight.matter import Arrival, By, Matter, Past, bundled, order
from salesdesk_app.services.overnight.night import Night, looked_on, night_of
from salesdesk_app.services.today import agenda
from salesdesk_app.services.today.agenda import Hour

__all__ = [
    "RISKS",
    "Arrival",
    "By",
    "Matter",
    "Overnight",
    "Past",
    "deals_of",
    "overnight",
]


@dataclass(frozen=True, slots=True)
class Overnight:
    """The matters that wait, in the stated order, and what was seen to today, the last first.

    ``new_risks`` is how many deals have come to be at risk, seen to or not.
    """

    matters: tuple[Matter, ...]
    dealt: tuple[Dealt, ...]
    new_risks: int


def overnight(
    session: Session,
    since: datetime | None,
    *,
    today: date,
    now: datetime,
    open_deals: Mapping[int, DealRow],
    hours: Sequence[Hour],
    to_answer: Iterable[FollowUpRow],
    standing: list[CommitmentRow],
) -> Overnight:
    """What happened since a moment and what waits now (UTC), less what was seen to.

    ``hours`` are the manager's own of the day, ``to_answer`` the follow-ups that are due,
    ``standing`` the open commitments. Without a moment nothing is
    known to have happened, and nothing counts as new.
    """
    night = night_of(session, since, today, now)
    deals, new_risks = of_deals(session, night, open_deals)
    overdue = activities.overdue(session, at(today, time.min))
    found = [
        *deals,
        *of_tasks(night, overdue, to_answer),
        *of_promises(night, standing),
        *of_calls(night, overdue),
        *of_unlogged(night, _unlogged(session, night, open_deals)),
        *of_imports(session, night),
    ]
    urgent = of_hours(night, hours)
    return Overnight(order([*urgent, *bundled(found)]), tuple(dealt_on(session, today)), new_risks)


def _unlogged(session: Session, night: Night, deals: Mapping[int, DealRow]) -> list[Hour]:
    """From the day of the last look on until today, as the calls that are planned here."""
    if night.since is None:
        return []
    return agenda.unlogged(session, looked_on(night.since), at(night.today, time.min), deals)
