"""Feeds in their dialog: kept, ordered, added by the list, and their trouble told calmly."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk_app.exchange.web import Fetched
from salesdesk_app.services.news import feeds, news_fetching
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.today.news.consent import Consent
from salesdesk_app.ui.panes.today.news.feed_form import FeedForm
from salesdesk_app.ui.panes.today.news.feeds_dialog import FeedsDialog
from salesdesk_app.ui.panes.today.news.list_dialog import ListDialog
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.ui.panes.today.news.news_world import FEED, dialog
from tests.world import NOON

Key = Qt.Key


def test_feeds_are_kept_in_their_dialog(pane: TodayPane, qtbot: QtBot, fetched: list[str]) -> None:
    pane.deeds.news.open_feeds()
    feeds_dialog = dialog(pane, FeedsDialog)
    rows = [row.name for row in feeds_dialog._rows()]
    assert rows == ["wire.example", "kestrel.example"]
    assert not feeds_dialog.on.isChecked()
    qtbot.keyClick(feeds_dialog.table, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.name for row in feeds_dialog._rows()] == rows[::-1]
    qtbot.keyClick(feeds_dialog.table, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row.name for row in feeds_dialog._rows()] == rows
    feeds_dialog.move(1)
    qtbot.keyClick(feeds_dialog.table, Key.Key_Delete)
    assert [row.name for row in feeds_dialog._rows()] == ["kestrel.example"]
    pane.desk.undo()
    assert len(feeds_dialog._rows()) == 2
    feeds_dialog.on.click()
    assert not feeds_dialog.on.isChecked()
    dialog(pane, Consent).yes.click()
    assert feeds_dialog.on.isChecked()
    assert len(fetched) == 2
    feeds_dialog.on.click()
    assert not ask(pane.desk.store, feeds.fetching)

    several = ListDialog(feeds_dialog, pane.deeds.news)
    several.show()
    several.text.setPlainText("https://a.example/feed\nfile:///etc/passwd")
    several.look()
    assert several.told.text() == "1 new feed, 1 left out."
    assert "file:///etc/passwd" in several.left_out.text()
    several.save()
    assert len(feeds_dialog._rows()) == 3
    assert feeds_dialog._chosen()[0].address == "https://a.example/feed"


def test_a_page_that_names_its_feed_is_followed_by_a_button(
    pane: TodayPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = b"""<!doctype html><link rel="alternate" type="application/rss+xml" href="/all.xml">"""

    def fetch(address: str, **_asked: object) -> Fetched:
        return Fetched(FEED if address.endswith(".xml") else page, None, None, address)

    monkeypatch.setattr(news_fetching.web, "fetch", fetch)
    perform(pane.desk.store, Stamp(NOON), feeds.switch, True)
    pane.deeds.news.fetch_now()
    pane.deeds.news.open_feeds()
    shown = dialog(pane, FeedsDialog)
    shown.table.choose(2)
    assert "https://kestrel.example/all.xml" in shown.trouble.text()
    assert shown.use.isVisible()
    shown.use.click()
    (found,) = (one for one in shown._rows() if one.id == 2)
    assert (found.address, found.competitor) == ("https://kestrel.example/all.xml", "Kestrel")
    assert (found.name, found.trouble) == ("The wire", "")
    assert not shown.use.isVisible()
    pane.desk.undo()
    assert shown._rows()[1].address == "https://kestrel.example/rss"


def test_many_reasons_leave_the_dialog_as_it_is(pane: TodayPane, qtbot: QtBot) -> None:
    several = ListDialog(pane, pane.deeds.news)
    qtbot.addWidget(several)
    several.show()
    several.text.setPlainText("\n".join(f"file:///etc/passwd-{n}" for n in range(40)))
    several.look()
    qtbot.waitUntil(lambda: several.left_out.text().count("passwd") == 40)
    several.layout().activate()
    assert several.text.geometry().bottom() < several.file.geometry().top()
    assert several.layout().totalHeightForWidth(several.width()) <= several.height()


def test_trouble_is_told_calmly_with_the_last_time(
    pane: TodayPane, monkeypatch: pytest.MonkeyPatch, fetched: list[str], told: list[Notice]
) -> None:
    from salesdesk_app.domain.errors import Problem

    store = pane.desk.store
    perform(store, Stamp(NOON), feeds.switch, True)
    news_fetching.refresh(store, NOON - timedelta(hours=3))

    def offline(address: str, **_asked: object) -> Fetched:
        raise Problem("web.unknown_host", host="wire.example")

    monkeypatch.setattr(news_fetching.web, "fetch", offline)
    pane.deeds.news.fetch_due()
    assert pane.news.state.text() == "Fetched 09:00 · 2 feeds could not be read"
    pane.deeds.news.open_feeds()
    feeds_dialog = dialog(pane, FeedsDialog)
    assert "offline" in feeds_dialog.trouble.text()
    assert feeds_dialog.trouble.text().endswith("What was fetched before is still here.")
    perform(store, Stamp(NOON), feeds.add, "https://never.example/rss", topic="industry")
    pane.desk.changed.emit({"feed"})
    pane.deeds.news.fetch_due()
    never = feeds_dialog._rows()[-1]
    assert "offline" in never.trouble
    assert "before" not in never.trouble
    assert feeds_dialog._state(feeds_dialog._rows()[0]) == "Trouble, last fetched 09:00"
    pane.deeds.news.fetch_now()
    none = "None of the 3 feeds could be read. The list of feeds says why."
    assert told[-1].text == none


def test_known_competitors_are_offered_by_any_part_of_their_name(pane: TodayPane) -> None:
    pane.deeds.news.add_feed()
    form = dialog(pane, FeedForm)
    assert not form.competitor.isEnabled()
    form.topic.set_value("competitor")
    form.topic.chosen.emit("competitor")
    assert form.competitor.isEnabled()
    offers = form.competitor.completer()
    offers.setCompletionPrefix("TREL")
    assert offers.currentCompletion() == "Kestrel"
    assert offers.popup().property("look") == "offers"
