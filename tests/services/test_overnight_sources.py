"""What a night is read from beside the deals' own changes: imports, hours, calls and discounts."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, update
from sqlalchemy.engine import Engine

from salesdesk_app.services import activities, history, signal_rules
from salesdesk_app.services.inbox import follow_ups
from salesdesk_app.services.overnight import handled, matter_lines
from salesdesk_app.services.overnight.overnight import Matter, deals_of
from salesdesk_app.services.team_calls import call_outcomes
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import (
    Activity,
    CalendarEvent,
    CalendarSource,
    Deal,
    DealProduct,
)
from salesdesk_app.store.session import Store
from tests.nights import DAY, EVENING, LOOKED, LOST, WON, change, do, nothing_owed
from tests.world import NOON, TODAY


@pytest.fixture
def ready(store: Store) -> Store:
    return nothing_owed(store)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute)).astimezone(UTC)


def found(store: Store, now: datetime = NOON, since: datetime | None = LOOKED) -> list[Matter]:
    return list(ask(store, today.day, today=TODAY, now=now, since=since).matters)


def told(store: Store, now: datetime = NOON) -> list[tuple[str, str, str]]:
    day = ask(store, today.day, today=TODAY, now=now, since=LOOKED)
    said = [matter_lines.matter(matter, day) for matter in day.matters]
    return [(one.pill, one.text, one.below) for one in said]


def bring_in(store: Store, *, new: int = 0, changed: Any = (), moment: datetime = EVENING) -> int:
    """An import that adds deals and states values for others."""
    facts = {"file": "north.xlsx", "kind": "deals", "count": new + len(changed)}
    with store.write("importing.apply", at=moment, origin="import") as (session, written):
        rows = [
            {"name": f"Row {n}", "stage_id": 2, "currency": "USD", "created_on": TODAY}
            for n in range(new)
        ]
        if rows:
            session.execute(insert(Deal), [row | {"value_minor": 100} for row in rows])
        for deal_id, values in changed:
            session.execute(update(Deal).where(Deal.id == deal_id).values(**values))
        written.facts.update(facts)
    assert written.edit_id is not None
    return written.edit_id


def selects(store: Store) -> int:
    """How many statements the day asks."""
    asked = []

    def count(*_args: Any) -> None:
        asked.append(1)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        found(store)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return len(asked)


def test_an_import_is_one_matter_and_its_deals_say_that_it_was_it(ready: Store) -> None:
    edit = bring_in(ready, new=3, changed=[(1, {"value_minor": 5}), (7, {"next_step": "Call"})])
    shrunk, arrived = found(ready)
    assert (shrunk.key, shrunk.events) == ("deal:1", ("shrank",))
    assert shrunk.past is not None and shrunk.past.by is not None
    assert (shrunk.past.by.origin, shrunk.past.by.file) == ("import", "north.xlsx")
    assert arrived.key == f"import:{edit}"
    assert arrived.good
    assert told(ready)[1][:2] == ("Import", "Imported north.xlsx")
    assert told(ready)[1][2].startswith("2 changed, 3 new · ")
    wanted = ask(ready, deals_of, edit, "Imported north.xlsx")
    assert wanted.deal_ids == {1, 7, 10, 11, 12}
    do(ready, handled.done, [arrived.key], what="x", now=NOON)
    assert [matter.key for matter in found(ready)] == ["deal:1"]
    history.undo(ready, NOON)
    history.undo(ready, NOON, edit)
    assert found(ready) == []


def test_who_changed_a_deal_by_hand_after_an_import_is_told(ready: Store) -> None:
    bring_in(ready, changed=[(1, {"value_minor": 5})])
    later = EVENING + timedelta(minutes=1)
    change(ready, 1, at=later, value_minor=7)
    by = found(ready)[0].past
    assert by is not None and by.by is not None
    assert (by.by.origin, by.by.at) == ("user", later)
    day = ask(ready, today.day, today=TODAY, now=NOON, since=LOOKED)
    explained = matter_lines.matter(day.matters[0], day).explain
    assert explained == "Changed by hand, Friday 18:01\nDeals that can still be saved"


def test_an_import_before_the_look_or_in_a_new_workspace_is_no_news(ready: Store) -> None:
    bring_in(ready, new=3, moment=LOOKED - timedelta(minutes=1))
    assert found(ready) == []
    bring_in(ready, new=3)
    assert found(ready, since=None) == []


def test_a_large_import_is_few_lines_and_few_selects(ready: Store) -> None:
    bring_in(ready, new=600, moment=NOON - 7 * DAY)
    later = {"stage_id": 1}
    lost = {"stage_id": LOST, "closed_on": TODAY, "lost_reason": "Price"}
    won = {"stage_id": WON, "closed_on": TODAY}
    changed = [(10 + n, (later, lost, won)[n % 3]) for n in range(600)]
    bring_in(ready, new=1, changed=changed[:3])
    few = selects(ready)
    bring_in(ready, new=199, changed=changed[3:])
    assert selects(ready) <= few  # whatever their number
    many = found(ready)
    assert [m.event for m in many] == ["lost"] * 6 + ["moved_back"] * 6 + ["imported"] * 2 + [
        "won"
    ] * 6
    assert [len(m.several) for m in many if m.several] == [195, 195, 195]
    assert told(ready)[5][1] == "195 more deals were lost"


def test_what_begins_soon_and_what_clashes(ready: Store) -> None:
    plan = {"kind": "meeting", "person_id": 1}
    now = at(TODAY, 9, 20)
    do(ready, activities.plan, planned_at=at(TODAY, 10), minutes=45, subject="Review", **plan)
    do(ready, activities.plan, planned_at=at(TODAY, 14), minutes=60, subject="Board", **plan)
    with ready.write("settings.change", at=now) as (session, _):
        source = CalendarSource(name="Mine", shown=True, kind="file", place="x.ics", position=1)
        session.add(source)
    with ready.scratch() as session:
        for title, begins in (("Dentist", at(TODAY, 14, 30)), ("Lunch", at(TODAY, 12))):
            session.add(
                CalendarEvent(
                    source_id=1,
                    uid=title,
                    title=title,
                    begins_at=begins,
                    ends_at=begins + timedelta(hours=1),
                    busy=True,
                    people=[],
                )
            )
    soon, clash = found(ready, now)
    assert (soon.event, clash.event) == ("soon", "clash")
    assert told(ready, now)[0] == (
        "Soon",
        "Review",
        "begins in 40 min · 10:00–10:45 · Grace Obi",
    )
    assert told(ready, now)[1][1] == "Board and Dentist"
    assert told(ready, now)[1][2].startswith("14:00–15:00 and 14:30–15:30")
    do(ready, handled.done, [clash.key], what="x", now=now, at=now)
    assert [m.event for m in found(ready, now)] == ["soon"]
    assert found(ready, at(TODAY, 15, 31)) == []


def test_a_calendar_full_of_one_hour_is_not_paired_without_end(ready: Store) -> None:
    plan = {"kind": "meeting", "person_id": 1, "planned_at": at(TODAY, 14)}
    for number in range(30):
        do(ready, activities.plan, subject=f"Meeting {number}", **plan)
    assert [m.event for m in found(ready)].count("clash") == 20


def test_calls_of_earlier_days_without_an_outcome(ready: Store) -> None:
    plan = {"kind": "call", "person_id": 2, "deal_id": 1}
    friday = TODAY - 3 * DAY
    do(ready, activities.plan, planned_at=at(friday - DAY, 16), subject="Long ago", **plan)
    seen = do(ready, activities.plan, planned_at=at(friday, 11), subject="Seen on Friday", **plan)
    call = do(ready, activities.plan, planned_at=at(friday, 16), subject="Pricing", **plan)
    do(ready, activities.plan, planned_at=at(TODAY, 9), subject="Today's", **plan)
    matter, carried = found(ready)
    assert (matter.key, matter.event, matter.fresh) == (f"call:{call}", "unlogged", True)
    assert (carried.key, carried.event, carried.fresh) == (f"call:{seen}", "unlogged", False)
    assert "nobody said what became of it" in told(ready)[0][2]
    do(ready, handled.done, [matter.key, carried.key], what="Pricing", now=NOON)
    assert ask(ready, activities.get, call).done_at == at(friday, 16)
    assert found(ready) == []


def in_calendar(store: Store, person_id: int | None, *events: tuple[datetime, str]) -> None:
    """Lays out half hours in a calendar of somebody's."""
    with store.write("calendars.add", at=EVENING) as (session, _):
        name = f"x{person_id}.ics"
        facts = {"name": name, "kind": "file", "place": name, "position": 0, "shown": True}
        row = CalendarSource(person_id=person_id, **facts)
        session.add(row)
        session.flush()
        source = row.id
    with store.scratch() as session:
        for begins, title in events:
            ends = begins + timedelta(minutes=30)
            facts = {"begins_at": begins, "ends_at": ends, "busy": True, "people": []}
            session.execute(
                insert(CalendarEvent).values(source_id=source, uid=title, title=title, **facts)
            )


def test_calls_of_earlier_days_that_only_a_calendar_holds(ready: Store) -> None:
    friday = TODAY - 3 * DAY
    plan = {"kind": "call", "person_id": 2, "deal_id": 1, "subject": "Halden Freight price"}
    planned = do(ready, activities.plan, planned_at=at(friday, 17), **plan)
    in_calendar(
        ready,
        2,
        (at(friday - DAY, 16), "Halden Freight long ago"),
        (at(friday, 11), "Halden Freight seen on Friday"),
        (at(friday, 16), "Halden Freight call"),
        (at(friday, 17), "Halden Freight price"),
        (at(friday, 18), "Stand-up"),
        (at(TODAY, 9), "Halden Freight today"),
    )
    in_calendar(ready, None, (at(friday, 15), "Halden Freight, my own"))
    matters = found(ready)
    assert [(matter_lines.title(one), one.fresh) for one in matters] == [
        ("Halden Freight call", True),
        ("Halden Freight price", True),
        ("Halden Freight seen on Friday", False),
    ]
    assert {one.event for one in matters} == {"unlogged"}
    assert matters[1].key == f"call:{planned}"
    assert told(ready)[0][2].startswith("Call on 20 Nov 16:00, nobody said what became of it")
    assert told(ready)[0][2].count("Halden Freight") == 1
    assert matters[0].person_id == 2

    call = matters[0].hours[0].call
    assert call is not None
    do(ready, call_outcomes.log, call_outcomes.occasion(call), "held", now=NOON)
    do(ready, handled.done, [matters[2].key], what="Seen", now=NOON)
    assert [one.key for one in found(ready)] == [f"call:{planned}"]
    assert found(ready, since=at(TODAY, 7)) == []


def test_a_cancelled_call_is_not_asked_about(ready: Store) -> None:
    call = do(ready, activities.plan, kind="call", planned_at=at(TODAY - 3 * DAY, 16), person_id=2)
    with ready.write("settings.change", at=EVENING) as (session, _):
        session.execute(update(Activity).where(Activity.id == call).values(outcome="cancelled"))
    assert found(ready) == []


def test_a_discount_beyond_the_policy_is_told_once_it_came_up(ready: Store) -> None:
    do(ready, signal_rules.set_limit, "discount", 1_000, at=NOON - 7 * DAY)
    assert found(ready) == []
    with ready.write("settings.change", at=EVENING) as (session, _):
        session.execute(update(DealProduct).values(discount_bp=1_800))
    [matter] = found(ready)
    assert (matter.key, matter.events, matter.fresh) == ("deal:1", ("discount",), True)
    assert told(ready)[0][0] == "Discount"
    assert told(ready)[0][2].startswith("A discount of 18 % is given, the policy allows 10 %")
    assert found(ready, since=EVENING + timedelta(minutes=1)) == []
    do(ready, handled.done, [matter.key], what="x", now=NOON)
    assert found(ready) == []


def test_what_one_has_waited_for_until_today(ready: Store) -> None:
    task = {"kind": "mail", "subject": "Offer to Weiss"}
    asked = do(ready, activities.plan, planned_at=at(TODAY - 3 * DAY, 9), **task)
    until = {"until": at(TODAY, 9), "now": at(TODAY - 3 * DAY, 10)}
    do(ready, follow_ups.wait, asked, **until)
    [matter] = found(ready)
    assert (matter.key, matter.event) == (f"task:{asked}", "waiting")
    assert told(ready)[0][:2] == ("No answer yet", "Offer to Weiss")
    do(ready, handled.snooze, [matter.key], until=TODAY + DAY, what="x", now=NOON)
    assert found(ready) == []
