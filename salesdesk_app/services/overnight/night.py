"""The time since the day was last looked at: what is new in it, and what was seen to since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day, local_day
from salesdesk_app.services.overnight import handled
from salesdesk_app.services.overnight.handled import Seen
from salesdesk_app.store import history as log


@dataclass(frozen=True, slots=True)
class Night:
    """From the last look (UTC; None where nobody has looked yet) until ``now``, on a local day.

    ``before`` is the last edit before the look. ``seen`` are the matters that were seen to.
    """

    since: datetime | None
    before: int
    today: date
    now: datetime
    seen: Mapping[str, Seen]

    def is_new(self, day: date) -> bool:
        """Whether what came about on a day is new; nothing is where nobody has looked yet."""
        return self.since is not None and day > local_day(self.since)

    def is_back(self, seen: Seen) -> bool:
        """Whether it rested until a day that has come since the last look."""
        return seen.until is not None and seen.until <= self.today and self.is_new(seen.until)

    def hides(self, seen: Seen) -> bool:
        """Whether it was seen to for good, or rests."""
        return seen.until is None or seen.rests(self.today)

    def is_hidden(self, key: str, *, daily: bool = False) -> bool:
        """Whether a matter was seen to; one that is ``daily`` anew is so for that day only."""
        seen = self.seen.get(key)
        if seen is None or not self.hides(seen):
            return False
        return seen.until is not None or not daily or seen.day >= self.today

    def rested(self, key: str) -> Seen | None:
        """What let a matter rest that is back since the last look."""
        seen = self.seen.get(key)
        return seen if seen is not None and self.is_back(seen) else None


def looked_on(since: datetime) -> datetime:
    """The first moment of the local day of a look."""
    return end_of_day(local_day(since) - timedelta(days=1))


def night_of(session: Session, since: datetime | None, today: date, now: datetime) -> Night:
    """The time since a look (UTC), with what was seen to."""
    before = None if since is None else log.last_edit_before(session, since)
    return Night(since, before or 0, today, now, handled.seen(session))
