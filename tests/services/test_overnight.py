"""What came up since the last look, read from the change log, most urgent first."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete

from salesdesk_app.services import history
from salesdesk_app.services.overnight.overnight import Matter
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import (
    Activity,
    Commitment,
    Deal,
    DealCompetitor,
    DealContact,
    DealProduct,
)
from salesdesk_app.store.session import Store
from tests.nights import DAY, EVENING, LOOKED, LOST, WON, change, quieten
from tests.world import NOON, TODAY, fill


def add(store: Store, name: str, at: datetime = EVENING, **values: Any) -> int:
    with store.write("settings.change", at=at) as (session, _):
        deal = Deal(name=name, currency="USD", **{"stage_id": 1} | values)
        session.add(deal)
        session.flush()
        return deal.id


def matters(store: Store, since: datetime | None = LOOKED, day: date = TODAY) -> list[Matter]:
    found = ask(store, today.day, today=day, now=NOON, since=since).matters
    return [matter for matter in found if matter.promise is None and matter.task is None]


def told(store: Store) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.deal.name, m.events) for m in matters(store) if m.deal is not None]


def ready(store: Store) -> None:
    fill(store)
    quieten(store)


def test_nothing_happened(store: Store) -> None:
    ready(store)
    assert matters(store) == []


def test_every_kind_of_change_in_the_stated_order(store: Store) -> None:
    ready(store)
    change(store, 1, expected_close_on=date(2027, 1, 15))
    change(store, 4, stage_id=WON, closed_on=TODAY - DAY)
    change(store, 7, stage_id=LOST, closed_on=TODAY - DAY, lost_reason="Price")
    change(store, 8, value_minor=7_000_000)
    change(store, 9, stage_id=4)
    change(store, 3, stage_id=2)
    change(store, 5, stage_id=3, closed_on=None)
    change(store, 2, next_step="Call them", note="Nothing that matters here")
    new = add(store, "Fresh", created_on=TODAY - DAY)
    assert told(store) == [
        ("Deal 0", ("slipped",)),
        ("Deal 6", ("lost",)),
        ("Deal 7", ("shrank",)),
        ("Deal 2", ("moved_back",)),
        ("Deal 4", ("reopened",)),
        ("Deal 3", ("won",)),
        ("Deal 8", ("moved",)),
        ("Fresh", ("new",)),
    ]
    by_name = {m.deal.name: m for m in matters(store) if m.deal is not None}
    assert by_name["Deal 6"].past is not None
    assert by_name["Deal 6"].past.lost_reason == "Price"
    assert by_name["Deal 0"].past is not None
    assert by_name["Deal 0"].past.pushes == 1
    assert by_name["Deal 0"].past.state.expected == "2026-12-01"
    assert by_name["Deal 8"].past is not None
    assert by_name["Deal 8"].past.stage == "Proposal"
    assert by_name["Fresh"].deal is not None
    assert by_name["Fresh"].deal.id == new
    assert [m.good for m in matters(store)] == [False] * 4 + [True] * 4


def test_what_was_there_before_the_look_is_no_news(store: Store) -> None:
    ready(store)
    change(store, 1, at=LOOKED - timedelta(minutes=1), value_minor=1)
    assert matters(store) == []
    change(store, 1, at=LOOKED + timedelta(minutes=1), value_minor=2)
    assert told(store) == [("Deal 0", ("grew",))]


def test_what_was_undone_did_not_happen(store: Store) -> None:
    ready(store)
    edit_id = change(store, 1, expected_close_on=date(2027, 1, 15))
    history.undo(store, EVENING, edit_id)
    assert matters(store) == []


def test_there_and_back_is_no_news_and_several_steps_are_one(store: Store) -> None:
    ready(store)
    change(store, 1, stage_id=3)
    change(store, 1, stage_id=1)
    change(store, 7, stage_id=2)
    change(store, 7, stage_id=4)
    assert told(store) == [("Deal 6", ("moved",))]


def test_a_deal_that_is_gone_is_not_told(store: Store) -> None:
    ready(store)
    change(store, 1, value_minor=1)
    with store.write("settings.change", at=EVENING) as (session, _):
        for model in (DealContact, DealCompetitor, DealProduct, Activity, Commitment):
            session.execute(delete(model).where(model.deal_id == 1))
        session.execute(delete(Deal).where(Deal.id == 1))
    assert [m for m in matters(store) if m.deal is not None] == []


def test_many_new_deals_are_one_line(store: Store) -> None:
    ready(store)
    ids = {add(store, f"Row {n}", created_on=TODAY) for n in range(6)}
    found = matters(store)
    assert len(found) == 1
    assert {one.deal.id for one in found[0].several if one.deal} == ids


def test_old_deals_that_came_in_closed_are_no_wins_of_the_night(store: Store) -> None:
    ready(store)
    add(store, "Long ago", stage_id=WON, closed_on=date(2025, 3, 1), created_on=date(2025, 1, 1))
    add(store, "Just now", stage_id=WON, closed_on=TODAY, created_on=date(2025, 1, 1))
    assert told(store) == [("Just now", ("won",))]


def test_risks_stand_until_they_are_seen_to_and_the_new_ones_come_first(store: Store) -> None:
    ready(store)
    change(store, 1, at=NOON - 7 * DAY, expected_close_on=TODAY - 40 * DAY)
    change(store, 7, at=NOON - 7 * DAY, expected_close_on=TODAY - DAY)
    found = matters(store)
    assert [(m.deal.name, m.event, m.fresh) for m in found if m.deal] == [
        ("Deal 6", "close_passed", True),
        ("Deal 0", "close_passed", False),
    ]
    assert ask(store, today.day, today=TODAY, now=NOON, since=LOOKED).overnight.new_risks == 1
    unknown = matters(store, since=None)
    assert [m.fresh for m in unknown] == [False, False]


def test_a_deal_goes_quiet_on_its_day(store: Store) -> None:
    ready(store)  # last touched a week before; the limit is 14 days
    assert matters(store, day=TODAY + 7 * DAY) == []
    quiet = matters(store, since=NOON + 6 * DAY, day=TODAY + 8 * DAY)
    assert {m.event for m in quiet if m.deal} >= {"quiet"}
    assert all(m.fresh for m in quiet if m.event == "quiet")
    later = matters(store, since=NOON + 9 * DAY, day=TODAY + 10 * DAY)
    assert not any(m.fresh for m in later if m.event == "quiet")


def test_one_deal_is_one_matter(store: Store) -> None:
    ready(store)
    change(store, 1, value_minor=1, expected_close_on=date(2026, 12, 24))
    change(store, 7, expected_close_on=TODAY - DAY)
    assert told(store) == [
        ("Deal 0", ("slipped", "shrank")),
        ("Deal 6", ("close_passed", "pulled_in")),
    ]
