"""The offer to wrap up the day: once, at its time, and never where it has no sense."""

from datetime import date, datetime, time

import pytest

from salesdesk_app.services import settings
from salesdesk_app.services.evening import closing
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.evening_bell import EveningBell

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)


@pytest.fixture
def bell(desk: Desk, preferences: Preferences) -> EveningBell:
    begun: list[bool] = []
    made = EveningBell(desk, preferences, lambda: begun.append(True), desk)
    made.setProperty("begun", begun)
    return made


def at(desk: Desk, monkeypatch: pytest.MonkeyPatch, day: date, hour: int, minute: int = 0) -> None:
    moment = datetime.combine(day, time(hour, minute)).astimezone()
    monkeypatch.setattr(desk, "now", lambda: moment)
    monkeypatch.setattr(desk, "today", lambda: day)


def test_it_offers_once_at_the_stated_time(
    desk: Desk, bell: EveningBell, told: list[Notice], monkeypatch: pytest.MonkeyPatch,
    preferences: Preferences,
) -> None:  # fmt: skip
    at(desk, monkeypatch, MONDAY, 16, 29)
    bell.look()
    assert told == []
    at(desk, monkeypatch, MONDAY, 16, 30)
    bell.look()
    assert told[-1].text == "It is time to wrap up the day."
    assert told[-1].action is not None and told[-1].action[0] == "Wrap up"
    at(desk, monkeypatch, MONDAY, 18)
    bell.look()
    EveningBell(desk, preferences, lambda: None, desk).look()  # after a new start as well
    assert len(told) == 1
    at(desk, monkeypatch, date(2026, 11, 24), 17)
    bell.look()
    assert len(told) == 2


def test_a_closed_day_and_a_day_off_are_left_alone(
    desk: Desk, bell: EveningBell, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(desk, monkeypatch, SATURDAY, 18)
    bell.look()
    at(desk, monkeypatch, MONDAY, 18)
    perform(
        desk.store,
        Stamp(desk.now()),
        closing.close_day,
        MONDAY,
        note="",
        tomorrow="",
        now=desk.now(),
    )
    bell.look()
    assert told == []


def test_a_clock_that_was_ahead_keeps_no_day_from_being_offered(
    desk: Desk, bell: EveningBell, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(desk, monkeypatch, date(2027, 11, 23), 18)
    bell.look()
    at(desk, monkeypatch, MONDAY, 18)
    bell.look()
    bell.look()
    assert len(told) == 2


def test_the_time_is_a_setting(
    desk: Desk, bell: EveningBell, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    perform(desk.store, Stamp(desk.now()), settings.change, wrap_up=time(18))
    at(desk, monkeypatch, MONDAY, 17)
    bell.look()
    assert told == []
    at(desk, monkeypatch, MONDAY, 18, 1)
    bell.look()
    assert len(told) == 1
    assert told[0].stays and told[0].of_the_past  # one who comes back to the desk sees it
    perform(desk.store, Stamp(desk.now()), settings.change, wrap_up=time(17))
    bell.look()
    assert len(told) == 1
    perform(desk.store, Stamp(desk.now()), settings.change, wrap_up=time(18, 30))
    at(desk, monkeypatch, MONDAY, 18, 30)
    bell.look()
    assert len(told) == 2  # at the later time that was stated since


def test_it_does_not_offer_what_was_begun_by_hand(
    desk: Desk, bell: EveningBell, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(desk, monkeypatch, MONDAY, 16, 31)
    desk.wrapping_up.emit()
    bell.look()
    assert told == []
    tuesday = date(2026, 11, 24)
    at(desk, monkeypatch, tuesday, 10)
    desk.wrapping_up.emit()
    at(desk, monkeypatch, tuesday, 16, 30)
    bell.look()
    assert len(told) == 1
