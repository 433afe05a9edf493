"""Events made at random over changes of the clock, against dateutil and zoneinfo themselves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ics import calendar, event, times

ZONES = (
    *("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago"),
    *("Asia/Kolkata", "Africa/Casablanca", "Pacific/Chatham", "Europe/London"),
)
FIRST, LAST = datetime(2026, 2, 1), datetime(2027, 3, 31)
LOCAL = "%Y%m%dT%H%M%S"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Series:
    """A series by the clock of its zone: what is excepted, added and moved are its own times."""

    zone: str
    begin: datetime
    minutes: int
    rule: str
    until: datetime | None
    excepted: frozenset[int]
    added: tuple[datetime, ...]
    moved: tuple[int, int] | None

    def expected(self) -> list[str]:
        """What it comes to, without any code of ours."""
        zone = ZoneInfo(self.zone)
        until = None if self.until is None else self.until.replace(tzinfo=zone).astimezone(UTC)
        local = self._local(until)
        found = {*(when for n, when in enumerate(local) if n not in self.excepted), *self.added}
        found.add(self.begin) if 0 not in self.excepted else found.discard(self.begin)
        found -= {when for n, when in enumerate(local) if n in self.excepted}
        shifts = {self.moved_from(local): self.moved[1]} if self.moved_from(local) else {}
        made = []
        for when in sorted(found, key=lambda one: one in shifts):
            shown = when + timedelta(minutes=shifts.get(when, 0))
            begins = shown.replace(tzinfo=zone)
            length = timedelta(minutes=self.minutes)
            ends = (shown + length).replace(tzinfo=zone)
            moment = begins.astimezone(UTC)
            if when not in shifts and moment.astimezone(zone).replace(tzinfo=None) != shown:
                ends = moment + length  # of an hour that is skipped the length is kept
            pair = f"{_utc(begins)} {max(_utc(begins), _utc(ends))}"
            # RFC 5545, 3.8.5.3: what a rule makes twice, as in a skipped hour, is one.
            if FIRST < shown < LAST - timedelta(days=1) and (when in shifts or pair not in made):
                made.append(pair)
        return sorted(made)

    def moved_from(self, local: list[datetime]) -> datetime | None:
        """Which of the rule's own times is moved."""
        if self.moved is None or self.moved[0] >= len(local) or self.moved[0] in self.excepted:
            return None
        return local[self.moved[0]]

    def text(self) -> bytes:
        """The file."""
        until = None if self.until is None else self.until.replace(tzinfo=ZoneInfo(self.zone))
        local = self._local(until.astimezone(UTC) if until else None)
        end = f";UNTIL={until.astimezone(UTC):{LOCAL}}Z" if until is not None else ""
        lines = [
            f"DTSTART;TZID={self.zone}:{self.begin:{LOCAL}}",
            f"DTEND;TZID={self.zone}:{self.begin + timedelta(minutes=self.minutes):{LOCAL}}",
            f"RRULE:{self.rule}{end}",
            *(
                f"EXDATE;TZID={self.zone}:{local[n]:{LOCAL}}"
                for n in self.excepted
                if n < len(local)
            ),
            *(f"RDATE;TZID={self.zone}:{when:{LOCAL}}" for when in self.added),
        ]
        parts = [event(*lines)]
        source = self.moved_from(local)
        if source is not None and self.moved is not None:
            begin = source + timedelta(minutes=self.moved[1])
            end_ = begin + timedelta(minutes=self.minutes)
            parts.append(
                event(
                    f"RECURRENCE-ID;TZID={self.zone}:{source:{LOCAL}}",
                    f"DTSTART;TZID={self.zone}:{begin:{LOCAL}}",
                    f"DTEND;TZID={self.zone}:{end_:{LOCAL}}",
                )
            )
        return calendar(*parts)

    def _local(self, until: datetime | None) -> list[datetime]:
        """The rule's times by the clock of the zone, the begin first."""
        zone = ZoneInfo(self.zone)
        found = []
        for when in rrulestr(f"RRULE:{self.rule}", dtstart=self.begin):
            if when > LAST or (until is not None and when.replace(tzinfo=zone) > until):
                break
            found.append(when)
        return found if found[:1] == [self.begin] else [self.begin, *found]


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 4))}"]
    if freq == "WEEKLY":
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True))
        parts += [f"BYDAY={','.join(days)}", f"WKST={draw(st.sampled_from(DAYS))}"]
    elif freq == "MONTHLY":
        nth = draw(
            st.sampled_from(["BYDAY=2TU", "BYDAY=-1FR", "BYMONTHDAY=1,15,31,-1", "BYDAY=MO"])
        )
        parts.append(nth)
    elif freq == "YEARLY":
        parts.append(draw(st.sampled_from(["BYMONTH=3,10;BYDAY=-1SU", "BYYEARDAY=60,300", ""])))
    elif draw(st.booleans()):
        parts.append("BYHOUR=1,2,3,14")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 60))}")
    return ";".join(part for part in parts if part)


@st.composite
def series(draw: st.DrawFn) -> Series:
    day = draw(st.dates(FIRST.date() - timedelta(days=400), FIRST.date() + timedelta(days=250)))
    begin = datetime(day.year, day.month, day.day, draw(st.sampled_from([0, 1, 2, 3, 9, 23])))
    begin += timedelta(minutes=draw(st.sampled_from([0, 15, 30])))
    rule = draw(rules())
    counted = "COUNT" in rule
    days = draw(st.none() | st.integers(0, 300)) if not counted else None
    added = draw(st.lists(st.integers(1, 300), max_size=2, unique=True))
    return Series(
        zone=draw(st.sampled_from(ZONES)),
        begin=begin,
        minutes=draw(st.sampled_from([0, 30, 60, 24 * 60])),
        rule=rule,
        until=None if days is None else begin + timedelta(days=days),
        excepted=draw(st.frozensets(st.integers(0, 12), max_size=3)),
        added=tuple(begin + timedelta(days=n, minutes=7) for n in added),
        moved=draw(st.none() | st.tuples(st.integers(0, 10), st.sampled_from([-300, 45, 1500]))),
    )


def _agrees(one: Series) -> None:
    zone = ZoneInfo(one.zone)
    low = _utc((FIRST + timedelta(minutes=1)).replace(tzinfo=zone))
    high = _utc((LAST - timedelta(days=1)).replace(tzinfo=zone))
    found = times(one.text(), f"{FIRST:%Y-%m-%d}", f"{LAST:%Y-%m-%d}")
    assert [pair for pair in found if low <= pair < high] == [
        pair for pair in one.expected() if low <= pair < high
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(series())
def test_series_agree_with_dateutil_and_zoneinfo(one: Series) -> None:
    _agrees(one)


@pytest.mark.soak
@settings(max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(series())
def test_very_many_series_agree(one: Series) -> None:
    _agrees(one)


def test_what_begins_in_a_skipped_hour_keeps_its_length() -> None:
    zone = "TZID=Europe/Berlin"
    content = calendar(
        event(
            f"DTSTART;{zone}:20260327T023000",
            f"DTEND;{zone}:20260327T033000",
            "RRULE:FREQ=DAILY;COUNT=3",
            f"RDATE;{zone};VALUE=PERIOD:20270328T023000/PT2H",
        ),
        event(
            f"DTSTART;{zone}:20260301T090000",
            f"RDATE;{zone};VALUE=PERIOD:20260329T023000/20260329T043000",
            uid="2",
        ),
    )
    found = times(content, "2026-03-20", "2027-03-31")
    assert "2026-03-29T01:30:00Z 2026-03-29T02:30:00Z" in found
    assert "2027-03-28T01:30:00Z 2027-03-28T03:30:00Z" in found
    # The period that says itself when it ends does so by the clock.
    assert found.count("2026-03-29T01:30:00Z 2026-03-29T02:30:00Z") == 2
