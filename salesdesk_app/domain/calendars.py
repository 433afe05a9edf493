"""Working days: the weekdays of the workspace and the public holidays of its country."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.ratio import Ratio

if TYPE_CHECKING:  # periods offers Calendar beside Period
    from salesdesk_app.domain.periods import Period

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which weekdays are worked (0 is Monday) and whose public holidays are kept.

    ``country`` is an ISO code, with a region where it matters (``DE``, ``DE-BY``), or None.
    """

    workdays: frozenset[int] = MONDAY_TO_FRIDAY
    country: str | None = None

    def is_working(self, day: date) -> bool:
        """Whether the day is worked; raises Problem ``calendar.country`` for an unknown country."""
        return day.weekday() in self.workdays and day not in self.holidays(day.year)

    def holidays(self, year: int) -> frozenset[date]:
        """The public holidays of a calendar year; none where no country is set."""
        return _holidays(self.country, year) if self.country else frozenset()

    def working_days(self, first: date, last: date) -> int:
        """How many days are worked from the first to the last, both inside."""
        if last < first:
            return 0
        weeks, rest = divmod((last - first).days + 1, 7)
        worked = weeks * len(self.workdays)
        worked += sum((first.weekday() + extra) % 7 in self.workdays for extra in range(rest))
        return worked - sum(
            day.weekday() in self.workdays and first <= day <= last
            for year in (range(first.year, last.year + 1) if self.country else ())
            for day in self.holidays(year)
        )

    def pace(self, period: "Period", today: date) -> Ratio:
        """Working days of the period that have begun, today among them, over all of them."""
        whole = self.working_days(period.first, period.last)
        return Ratio(self.working_days(period.first, min(today, period.last)), whole)

    def next_working(self, day: date) -> date:
        """The first working day after a day; raises ValueError where no weekday is worked."""
        return self._walk(day, 1)

    def previous_working(self, day: date) -> date:
        """The last working day before a day; raises ValueError where no weekday is worked."""
        return self._walk(day, -1)

    def _walk(self, day: date, step: int) -> date:
        if not self.workdays:
            raise ValueError("no weekday is worked")
        day += timedelta(days=step)
        while not self.is_working(day):
            day += timedelta(days=step)
        return day


def checked(workdays: Iterable[int], country: str | None) -> Calendar:
    """A calendar out of what a user chose.

    Raises Problem: ``calendar.workdays`` where none is chosen, ``calendar.country`` where the
    country's holidays are not known.
    """
    days = frozenset(workdays)
    if not days or not days <= frozenset(range(7)):
        raise Problem("calendar.workdays")
    if country:
        _holidays(country, 2026)
    return Calendar(days, country or None)


def countries() -> tuple[str, ...]:
    """The codes of the countries whose holidays are known, in order."""
    import holidays  # imported late: it is heavy, and most workspaces name no country

    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays  # imported late: it is heavy, and most workspaces name no country

    code, _, region = country.partition("-")
    try:
        return frozenset(holidays.country_holidays(code.upper(), subdiv=region or None, years=year))
    except NotImplementedError as error:  # an unknown country or region
        raise Problem("calendar.country", country=country) from error
