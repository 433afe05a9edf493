"""The whole window opens no socket before somebody agreed: not for feeds, files, news or links."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk_app.services import people
from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.news import feeds
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.news.reader import Reader
from salesdesk_app.ui.panes import PANES
from salesdesk_app.ui.panes.today.news.consent import Consent
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import open_window
from tests.ics import calendar, event

HEARD: list[str] = []
_listening: list[bool] = []


def _hear(name: str, arguments: tuple[object, ...]) -> None:
    if _listening and name.startswith("socket."):
        HEARD.append(f"{name} {arguments}")


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """What this process asks of sockets from here on. An audit hook stays, so it is switched."""
    if not getattr(sys, "_salesdesk_hears", False):
        sys.addaudithook(_hear)
        sys._salesdesk_hears = True  # type: ignore[attr-defined] # once for the process
    HEARD.clear()
    _listening.append(True)
    yield HEARD
    _listening.clear()


@pytest.fixture
def today(
    sampled: Path, desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]
) -> TodayPane:
    """The whole window with the sample team, feeds that are not agreed to, and a calendar file."""
    preferences.set_text(f"begun/{desk.store.path.name}", "yes")
    window = open_window(desk, preferences)
    window.on_close = lambda: None
    shown(window, 1180, 720)
    for spec in PANES:
        window.go(spec.id)
    window.go("today")
    pane = window.panes["today"]
    assert isinstance(pane, TodayPane)
    return pane


def test_nothing_is_asked_of_the_network_before_somebody_agreed(
    heard: list[str], today: TodayPane, tmp_path: Path
) -> None:
    desk, news = today.desk, today.deeds.news
    own = tmp_path / "own.ics"
    own.write_bytes(calendar(event("DTSTART:20261123T093000", title="Review")))
    perform(desk.store, Stamp(desk.now()), calendars.add, kind="file", place=str(own), name="Own")
    perform(desk.store, Stamp(desk.now()), feeds.add, "https://127.0.0.1:9/feed")
    today.refresh()
    today.calendars.refresh()
    news.fetch_due()
    news.fetch_now()
    (consent,) = [one for one in today.window().findChildren(Consent) if one.isVisible()]
    consent.close()
    opened: list[QUrl] = []
    news.open_url = opened.append
    assert today.day is not None
    news.read(today.day.news.rows[0])
    (reader,) = [one for one in today.window().findChildren(Reader) if one.isVisible()]
    reader.show_address()
    reader.go.click()
    reader.close()
    QApplication.processEvents()
    assert len(opened) == 1, "the system's own browser, and nothing else"
    assert "Review" in [hour.title for hour in today.day.agenda.hours]
    assert heard == []


def test_a_calendar_s_address_that_was_added_is_all_that_is_asked_for(
    heard: list[str], today: TodayPane
) -> None:
    perform(
        today.desk.store,
        Stamp(today.desk.now()),
        calendars.add,
        kind="address",
        place="https://127.0.0.1:9/own.ics",
        name="Own",
    )
    assert ask(today.desk.store, people.listing)
    today.calendars.refresh()
    today.deeds.news.fetch_due()
    assert heard
    assert all("127.0.0.1" in one for one in heard if "getaddrinfo" in one or "connect" in one)
