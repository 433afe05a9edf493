"""How a row of quotas is understood: who is to close how much in which month, quarter or year."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import LARGEST
from salesdesk_app.domain.periods import STATED, of_kind, parse
from salesdesk_app.services import settings
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds.kind import Kind, Wrong
from salesdesk_app.services.importing.matching.matcher import Keys, Known
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.plans import UNSTATED
from salesdesk_app.store.models import Quota

COLUMNS = ("person_id", "first_on", "last_on", "amount_minor", "currency", "ramp_percent")
Span = tuple[date, date]


class Targets(Kind):
    """Rows of quotas against those of the workspace, by person and period."""

    record = "quotas"
    columns = COLUMNS
    naming = "person_id"

    def __init__(self, session: Session, values: Values, lookups: Lookups) -> None:
        query = select(Quota.id, *(getattr(Quota, column) for column in COLUMNS))
        self._fiscal_start = settings.read(session).fiscal_start_month
        super().__init__(
            values, lookups, {row[0]: tuple(row[1:]) for row in session.execute(query)}
        )
        self._stored = {(row[1], row[2]) for row in self.before.values()}
        self._people = self.references.persons("person")
        self._periods: dict[str, Span] = {}

    def known(self, record_id: int, row: Sequence[Any]) -> Known:
        """A quota has no id of its own."""
        return Known(record_id, "", None, None, self.names_of(row))

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """By person and period."""
        return (tuple(row[:3]),)

    def keys(self, place: int) -> Keys:
        """The row's person and period; raises Wrong where one is lacking."""
        person = self._people[place]
        if person is UNSTATED:
            raise Wrong("person", Problem("import.lacking", field="Person"))
        label = self.cell("person", place)
        return Keys(None, None, None, (person, *self._span(place)), label)

    def state(self, place: int, target: int) -> tuple[Any, ...]:
        """What the row says, in the order of ``columns``, or UNSTATED; raises Wrong."""
        before = self.before.get(target)
        said: list[Any] = [UNSTATED] * len(COLUMNS)
        said[:3] = self._people[place], *self._span(place)
        self.money(said, place, before, "amount")
        amount = said[self.at["amount_minor"]]
        if amount is UNSTATED and before is None:
            raise Wrong("amount", Problem("import.lacking", field="Quota"))
        if amount is not UNSTATED and not 0 <= amount <= LARGEST // 100:
            raise Wrong("amount", Problem("quotas.amount"))
        if (ramp := self.cell("ramp", place)) is not None:
            said[self.at["ramp_percent"]] = ramp
        return tuple(said)

    def _span(self, place: int) -> Span:
        key, first, last = (self.cell(code, place) for code in ("period", "first_on", "last_on"))
        days = self._of_days(first, last) if first is not None and last is not None else None
        if key is None:
            if days is None:
                raise Wrong("period", Problem("import.lacking", field="Period"))
            return days
        if key not in self._periods:
            try:
                period = parse(key, self._fiscal_start)
            except Problem as problem:
                raise Wrong("period", problem) from problem
            self._periods[key] = (period.first, period.last)
        span = self._periods[key]
        if (first, last) not in (span, (None, None), (first, None), (None, last)):
            raise Wrong("period", Problem("import.two_periods", period=key))
        return span

    def _of_days(self, first: date, last: date) -> Span:
        """Both days, if they are a period, or what is stored already."""
        if (first, last) in self._stored:
            return first, last
        for kind in STATED:
            period = of_kind(kind, first, self._fiscal_start)
            if (period.first, period.last) == (first, last):
                return first, last
        days = {"first": wording.day(first, year=True), "last": wording.day(last, year=True)}
        raise Wrong("last_on", Problem("import.no_period", **days))
