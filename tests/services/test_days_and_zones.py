"""A week of work over midnight, changes of the clocks and travel, counted by zoneinfo."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import clock
from salesdesk_app.domain.calendars import Calendar
from salesdesk_app.domain.periods import day_of
from salesdesk_app.services import activities, cadence, history, looks
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.deals import deal_changes, deals
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.remembered_rows import Remembered
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Deal, Person
from salesdesk_app.store.session import Store
from tests import zones
from tests.zones import APIA, BERLIN, KATHMANDU, LORD_HOWE, NEW_YORK, ST_JOHNS, kept_in

DAY = timedelta(days=1)
STEP = timedelta(hours=5, minutes=11)  # no hour of the day is left out
# Where somebody is, a day near which the clocks change there, and where they travel then.
WEEKS = [
    (BERLIN, date(2026, 3, 29), NEW_YORK, "Asia/Tokyo"),
    (BERLIN, date(2026, 10, 25), "Pacific/Honolulu", KATHMANDU),
    (NEW_YORK, date(2026, 11, 1), BERLIN, "Pacific/Auckland"),
    (LORD_HOWE, date(2026, 4, 5), APIA, NEW_YORK),
    (APIA, date(2011, 12, 30), "Pacific/Pago_Pago", LORD_HOWE),
    (ST_JOHNS, date(2026, 3, 8), "America/Los_Angeles", BERLIN),
    ("America/Havana", date(2026, 3, 8), BERLIN, "America/Los_Angeles"),  # midnight is skipped
]


@dataclass
class Week:
    """What was done in a week, with the moment of each act."""

    deals: dict[int, datetime] = field(default_factory=dict)
    calls: list[datetime] = field(default_factory=list)
    ticked: set[date] = field(default_factory=set)
    edits: list[tuple[int, datetime]] = field(default_factory=list)
    person_id: int = 0
    item_id: int = 0


def at_work(store: Store, zone: str, turn: date) -> Week:
    """Deals, calls and ticks all around the clock, from three days before a day to three after."""
    made = Week()
    moment = datetime.combine(turn - 3 * DAY, time(1), ZoneInfo(zone)).astimezone(UTC)
    with store.write("people.add", at=moment - 3 * DAY) as (session, _written):
        person = Person(name="Priya Nair", role="rep")
        session.add(person)
        session.flush()
        made.person_id = person.id
    items = ask(store, checklist.day, turn, Calendar())
    made.item_id = items[0].id if items else 1
    end = moment + 7 * DAY
    while moment < end:
        stamp = Stamp(moment)
        new = perform(store, stamp, deals.create, name=f"Deal {moment:%d %H:%M}")
        made.deals[new.result] = moment
        logged = perform(
            store, stamp, activities.log, kind="call", done_at=moment, person_id=made.person_id
        )
        made.calls.append(moment)
        # The day that is seen is the one of the machine's zone.
        day = clock.local_day(moment)
        done = perform(store, stamp, checklist.tick, made.item_id, day=day, done_at=moment)
        made.ticked.add(zones.day_in(zone, moment))
        made.edits += [
            (edit, moment) for edit in (new.edit_id, logged.edit_id, done.edit_id) if edit
        ]
        moment += STEP
    return made


def look(store: Store, week: Week, zone: str) -> None:
    """Everything is on the day on which it was done there, once, and nothing is left out."""
    days = [zones.day_in(zone, moment) for moment in week.deals.values()]
    first, last = min(days), max(days)
    seen: Counter[int] = Counter()
    calls = Counter(zones.day_in(zone, moment) for moment in week.calls)
    day = first
    while day <= last:
        lines = ask(store, deal_changes.of_period, day_of(day)).lines
        found = {line.deal_id for line in lines if line.kind == "created"}
        assert found == {n for n, at in week.deals.items() if zones.day_in(zone, at) == day}, day
        seen.update(found)
        monday = day - timedelta(days=day.weekday())
        this_week = sum(n for when, n in calls.items() if monday <= when <= day)
        rhythm = ask(store, cadence.by_person, day).get(week.person_id)
        assert (rhythm.weeks[-1] if rhythm else 0) == this_week
        known = [edit for edit, at in week.edits if zones.day_in(zone, at) <= day]
        assert ask(store, history.edit_as_of, day) == max(known)
        day += DAY
    assert seen == Counter(week.deals.keys())


@pytest.mark.parametrize(("zone", "turn", "west", "east"), WEEKS)
def test_nothing_is_lost_doubled_or_misdated(
    zone: str, turn: date, west: str, east: str, store: Store
) -> None:
    with kept_in(zone):
        week = at_work(store, zone, turn)
        look(store, week, zone)
        for there in (west, east, zone):
            zones.travel(there)
            look(store, week, there)
            # A tick belongs to the day that was seen, wherever one looks from.
            for day in (turn + n * DAY for n in range(-4, 6)):
                items = ask(store, checklist.day, day, Calendar())
                done = {item.id for item in items if item.done_at is not None}
                assert (week.item_id in done) == (day in week.ticked), (there, day)


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, KATHMANDU, "America/Los_Angeles"])
def test_a_day_without_an_hour_keeps_its_day_within_half_a_day_of_travel(zone: str) -> None:
    """What is imported with a day alone stands at noon, and so on that day for twelve hours."""
    day = date(2026, 11, 27)
    with kept_in(zone):
        noon = clock.at(day, time(12))
        home = clock.local(noon).utcoffset()
        for there in (*zones.ALL, "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tokyo"):
            zones.travel(there)
            away = clock.local(noon).utcoffset()
            assert home is not None and away is not None
            if -12 * 3600 <= (away - home).total_seconds() < 12 * 3600:
                assert clock.local_day(noon) == day, there


def test_what_is_typed_for_a_skipped_or_doubled_hour_is_kept_on_its_day(store: Store) -> None:
    with kept_in(BERLIN):
        for text, now, due in (
            ("call Weiss tomorrow 02:30", (2026, 3, 28, 9), (2026, 3, 29, 1, 30)),
            ("call Weiss tomorrow 02:30", (2026, 10, 24, 9), (2026, 10, 25, 0, 30)),
            # At 02:40 summer time half past two is still to come once.
            ("call Weiss at 02:50", (2026, 10, 25, 0, 40), (2026, 10, 25, 0, 50)),
            ("call Weiss at 02:50", (2026, 10, 25, 1, 40), (2026, 10, 25, 1, 50)),
            ("call Weiss in 2 hours", (2026, 10, 24, 23, 30), (2026, 10, 25, 1, 30)),
            ("call Weiss in 2 hours", (2026, 3, 28, 23, 30), (2026, 3, 29, 1, 30)),
            ("call Weiss in 30 min", (2026, 3, 29, 0, 45), (2026, 3, 29, 1, 15)),
        ):
            moment = datetime(*now, tzinfo=UTC)  # type: ignore[arg-type] # of five numbers at most
            stamp = Stamp(moment)
            noted = perform(store, stamp, activities.follow_up, text, now=moment).result
            row = next(
                one
                for one in ask(store, activities.between, moment, moment + 3 * DAY)
                if one.id == noted
            )
            assert row.planned_at == datetime(*due, tzinfo=UTC), text  # type: ignore[arg-type]


def test_the_agenda_of_a_short_and_a_long_day_holds_what_is_planned_once(store: Store) -> None:
    with kept_in(BERLIN):
        for turn, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
            begin = clock.end_of_day(turn - DAY)
            planned = [begin + timedelta(minutes=30 * n) for n in range(-4, 2 * hours + 4)]
            ids = {
                perform(
                    store, Stamp(begin - DAY), activities.plan, kind="meeting", planned_at=when
                ).result: when
                for when in planned
            }
            found: Counter[int] = Counter()
            for day in (turn - DAY, turn, turn + DAY):
                shown = ask(store, today.day, today=day, now=clock.at(day, time(9)))
                here = [hour.activity.id for hour in shown.agenda.hours if hour.activity]
                mine = {one for one in here if one in ids}
                assert mine == {n for n, at in ids.items() if zones.day_in(BERLIN, at) == day}
                found.update(mine)
            assert found == Counter(ids.keys())


def test_the_last_look_is_the_one_before_this_day_wherever_one_is(store: Store) -> None:
    """Looked at on Friday in Berlin, and on Saturday there and, after a flight, on Friday again."""
    friday = date(2026, 11, 27)
    with kept_in(BERLIN):
        morning = datetime(2026, 11, 27, 7, tzinfo=UTC)
        looks.remember(store, "today", today=friday, now=morning)
        night = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)  # 00:30 on Saturday
        looks.remember(store, "today", today=friday + DAY, now=night)
        assert ask(store, looks.last, "today", friday + DAY) == morning
        zones.travel(NEW_YORK)  # where it is 18:30 on Friday
        landed = night + timedelta(hours=1)
        assert clock.local_day(landed) == friday
        assert ask(store, looks.last, "today", friday) is None  # all were looks of this day
        looks.remember(store, "today", today=friday, now=landed)
        assert ask(store, looks.last, "today", friday + DAY) == landed


def test_deals_come_into_their_stage_on_the_day_that_the_wall_showed(store: Store) -> None:
    with kept_in(NEW_YORK):
        late = datetime(2026, 11, 1, 4, 30, tzinfo=UTC)  # 00:30, before the hour comes twice
        again = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)  # 23:30 of the same day
        for moment in (late, again):
            perform(store, Stamp(moment), deals.create, name=f"At {moment:%H:%M %d}")
        known = ask(store, lambda session: list(session.scalars(select(Deal.id))))
        lines = ask(store, deal_changes.of_period, day_of(date(2026, 11, 1))).lines
        assert sorted(line.deal_id for line in lines) == sorted(known)


def test_rows_that_are_remembered_tell_days_by_the_zone_that_one_came_to(store: Store) -> None:
    moment = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)  # Saturday in Berlin, Friday in New York
    remembered = Remembered()

    def days_in_stage(session: Session) -> int | None:
        rows = list(remembered.rows(session, DealFilter(), date(2026, 12, 1)))
        return rows[0].days_in_stage

    with kept_in(BERLIN):
        perform(store, Stamp(moment), deals.create, name="Late")
        assert ask(store, days_in_stage) == 3
        zones.travel(NEW_YORK)
        assert ask(store, days_in_stage) == 4
        zones.travel(BERLIN)
        assert ask(store, days_in_stage) == 3
