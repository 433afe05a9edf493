"""What the sample team forecasts: calls week by week, frozen each time, and judgements of deals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from salesdesk_app.domain.periods import Period, month_of, quarter_of
from salesdesk_app.services.sample.deals import LAST, Books
from salesdesk_app.services.sample.openings import STARS
from salesdesk_app.services.sample.story import WEEKS, Record, Scene, local
from salesdesk_app.services.sample.team import Member

# How a rep's calls compare with what comes of them: above 1 is promised too much.
HOPE = {
    "Priya": 0.93,
    "Tom": 1.06,
    "Lena": 1.01,
    "Marco": 1.16,
    "Aisha": 1.05,
    "Jonas": 1.48,
    "Grace": 0.98,
    "Sam": 1.27,
    "Yuki": 1.12,
}
NEW_FROM = WEEKS - 4  # the newcomer calls from this week on
LIKELY = (0.0, 0.1, 0.35, 0.8)  # what comes of an open deal of each level
NOTES = {
    "Priya": "Halden signs before the tenth, the rest is safe",
    "Jonas": "Needs Corvid and one more",
    "Sam": "Harrow Mills is still with their buyers",
    "Lena": "Quayside said yes on the phone",
    "Yuki": "My first full quarter, so a wide range",
}
DOUBTS = {
    "Jonas": "Counting on nothing that is quiet",
    "Sam": "Without Harrow Mills",
    "Marco": "Two of his are early",
    "Priya": "She usually lands above it",
}
JUDGED = (
    ("Halden Freight", "in", "The order form is with legal"),
    ("Quayside Hotels", "in", "Yes from the CFO, on the phone"),
    ("Alder & Pine", "in", None),
    ("Juniper Foods", "in", "Their board meets next week"),
    ("Harrow Mills", "out", "Pushed three times, and no day from them"),
    ("Corvid Media", "out", "Nobody has answered for weeks"),
)
BY_HAND = (("Ostara Clinics", "commit"), ("Harrow Mills", "pipeline"))  # categories chosen
FROZEN = ("amount_minor", "low_minor", "high_minor", "note", "said_on")

Key = tuple[Member, Period, str]


@dataclass(slots=True)
class Calls:
    """The calls as they stand while the story is told, so that each freeze keeps them."""

    books: Books
    standing: dict[tuple[int, Period, str], Record] = field(default_factory=dict)

    @property
    def scene(self) -> Scene:
        """The stage of the whole story."""
        return self.books.scene

    def tell(self) -> None:
        """Every week but this one is called, judged by the manager and frozen; two call today."""
        for week, day in enumerate(_call_days(self.scene)):
            self._week(week, day)
        for member in self.books.cast.people:
            if member.rep.name.startswith(("Priya", "Lena")):
                for period in _periods(self.scene, self.scene.today):
                    self._rep(member, period, local(self.scene.today, 0, 3), WEEKS)
        self._judge()

    def _week(self, week: int, day: date) -> None:
        for period in _periods(self.scene, day):
            for member in self.books.cast.people:
                if member.rep.ramp == 100 or week >= NEW_FROM:
                    self._rep(member, period, local(day, 9, 5 * (member.record.id % 12)), week)
                    self._manager(member, period, local(day, 15, 30), week)
            self._freeze(period, local(day, 16, 30))

    def _rep(self, member: Member, period: Period, moment: datetime, week: int) -> None:
        scene = self.scene
        first_name = member.rep.name.split()[0]
        left = max((period.last - moment.date()).days, 0) / period.days
        hope = 1 + (HOPE[first_name] - 1) * (0.4 + 0.6 * left) + scene.rng.uniform(-0.05, 0.05)
        closed = self._won(member, period.first, moment.date())
        amount = max(self._rounded(self._landing(member, period) * hope), self._up(closed))
        low = max(self._rounded(amount * 0.9), self._up(closed))
        note = NOTES.get(first_name) if week >= WEEKS - 1 and period.kind == "quarter" else None
        said = {"low_minor": min(low, amount), "high_minor": self._up(amount * 1.12), "note": note}
        self._say((member, period, "rep"), moment, amount_minor=amount, **said)

    def _manager(self, member: Member, period: Period, moment: datetime, week: int) -> None:
        """Beside the calls of whoever is far off, and in the last week beside everybody's."""
        first_name = member.rep.name.split()[0]
        if abs(HOPE[first_name] - 1) < 0.1 and week < WEEKS - 1:
            return
        closed = self._won(member, period.first, moment.date())
        careful = self._landing(member, period) * self.scene.rng.uniform(0.97, 1.06)
        amount = max(self._rounded(careful), self._up(closed))
        note = DOUBTS.get(first_name) if period.kind == "quarter" else None
        self._say((member, period, "manager"), moment, amount_minor=amount, note=note)

    def _say(self, key: Key, moment: datetime, **said: Any) -> None:
        """A call, for the first time or anew; ``said`` are its amounts and its note."""
        member, period, said_by = key
        values = dict.fromkeys(("low_minor", "high_minor", "note")) | said
        values["said_on"] = moment.date()
        standing = self.standing.get((member.record.id, period, said_by))
        if standing is not None:
            standing.state(moment, **values)
            return
        self.standing[member.record.id, period, said_by] = self.scene.add(
            "forecast_call",
            moment,
            person_id=member.record.id,
            first_on=period.first,
            last_on=period.last,
            said_by=said_by,
            currency=self.scene.settings.currency,
            **values,
        )

    def _freeze(self, period: Period, moment: datetime) -> None:
        freeze = self.scene.add(
            "freeze",
            moment,
            first_on=period.first,
            last_on=period.last,
            frozen_on=moment.date(),
            frozen_at=moment,
            currency=self.scene.settings.currency,
        )
        for (person_id, span, said_by), record in self.standing.items():
            if span == period:
                values = {name: _last(record, name) for name in FROZEN}
                self.scene.add(
                    "frozen_call",
                    moment,
                    freeze_id=freeze.id,
                    person_id=person_id,
                    said_by=said_by,
                    **values,
                )

    def _judge(self) -> None:
        """The manager's judgements of last evening, and categories that were chosen by hand."""
        names = {star.account: star.name for star in STARS}
        told = {(one.account.id, one.record.states[0][1]["name"]): one for one in self.books.deals}
        accounts = self.books.cast.accounts
        moment = local(self.scene.yesterday, 16, 30)
        for name, verdict, note in JUDGED:
            deal = told[accounts[name].id, names[name]]
            self.scene.add(
                "judgement",
                moment,
                deal_id=deal.record.id,
                verdict=verdict,
                note=note,
                judged_on=moment.date(),
            )
        for name, category in BY_HAND:
            told[accounts[name].id, names[name]].record.state(moment, category=category)

    def _landing(self, member: Member, period: Period) -> float:
        """What the period comes to: what was won in it, and what is likely of what is open."""
        ahead = sum(
            LIKELY[min(deal.level, LAST)] * _value(deal.record)
            for deal in self.books.deals
            if deal.owner is member
            and deal.ended_on is None
            and (day := _last(deal.record, "expected_close_on")) is not None
            and day in period
        )
        return self._won(member, period.first, period.last) + ahead

    def _won(self, member: Member, first: date, last: date) -> int:
        won = self.scene.won_stage
        return sum(
            _value(deal.record)
            for deal in self.books.deals
            if deal.owner is member
            and deal.ended_on is not None
            and first <= deal.ended_on <= last
            and _last(deal.record, "stage_id") == won
        )

    def _rounded(self, minor: float) -> int:
        step = self.scene.minor(1000)
        return round(minor / step) * step

    def _up(self, minor: float) -> int:
        step = self.scene.minor(1000)
        return -int(-minor // step) * step


def _call_days(scene: Scene) -> Iterator[date]:
    """The first working day of each week that is told, this week left out."""
    for week in range(WEEKS):
        monday = scene.opening.date() + timedelta(days=7 * week)
        yield from scene.workdays(monday, monday + timedelta(days=6))[:1]


def _periods(scene: Scene, day: date) -> Iterable[Period]:
    """What is called on a day: its month and its quarter."""
    return month_of(day), quarter_of(day, scene.settings.fiscal_start_month)


def _last(record: Record, name: str) -> Any:
    """What a record states of something in the end."""
    ordered = sorted(record.states[1:], key=lambda state: state[0])
    told = [values[name] for _moment, values in (record.states[0], *ordered) if name in values]
    return told[-1] if told else None


def _value(record: Record) -> int:
    return _last(record, "value_minor") or 0
