"""Today with news, and a network that answers."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from salesdesk_app.exchange.web import Fetched
from salesdesk_app.services.news import feeds, news_fetching
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today import SPEC
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.preferences import Preferences
from tests.ui.panes.today.news.news_world import EVIL, FEED, bring
from tests.world import NOON, fill

Shown = Callable[..., QWidget]


@pytest.fixture
def pane(desk: Desk, preferences: Preferences, shown: Shown) -> TodayPane:
    """Today with three pieces of news in two feeds."""
    fill(desk.store)
    for address, topic, whose in (
        ("https://wire.example/feed", "industry", None),
        ("https://kestrel.example/rss", "competitor", "Kestrel"),
    ):
        perform(desk.store, Stamp(NOON), feeds.add, address, topic=topic, competitor=whose)
    bring(desk.store, 1, "Rates up", EVIL)
    bring(desk.store, 2, "Kestrel cuts prices")
    made = TodayPane(SPEC, desk, preferences)
    shown(made)
    made.side.show_page("news")
    return made


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were fetched, each of which holds one piece."""
    found: list[str] = []

    def fetch(address: str, **_asked: object) -> Fetched:
        found.append(address)
        return Fetched(FEED, None, None, address)

    monkeypatch.setattr(news_fetching.web, "fetch", fetch)
    return found
