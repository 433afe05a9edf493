"""News on Today: walked, read, starred, attached by keyboard; fetched only once that was agreed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services.news import feeds, kept_news, news
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import NewsItem
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.news.attach_dialog import AttachDialog
from salesdesk_app.ui.news.reader import Reader
from salesdesk_app.ui.panes.today.news.all_news import AllNews
from salesdesk_app.ui.panes.today.news.consent import Consent
from salesdesk_app.ui.panes.today.news.feed_form import FeedForm
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.ui.panes.today.news.news_world import EVIL, dialog
from tests.world import NOON, cannot_write

Shown = Callable[..., QWidget]
Key = Qt.Key


def lines(pane: TodayPane) -> list[tuple[str, str, bool]]:
    return [
        (line.pill.text, line.phrase.text, line.shown.said.parts[0].role == "strong")
        for line in pane.news.lines.widgets()
        if line.shown is not None
    ]


def test_the_page_is_walked_and_read_by_keyboard(pane: TodayPane, qtbot: QtBot) -> None:
    assert lines(pane) == [
        ("Competitor", "Kestrel cuts prices", True),
        ("Industry", "Rates up", True),
        ("Industry", EVIL, True),
    ]
    assert pane.day is not None
    assert pane.day.news.unread == (0, 1, 2)
    first, second, _third = pane.news.lines.widgets()
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Down)
    assert pane.focusWidget() is second
    qtbot.keyClick(second, Key.Key_Space)
    assert [unread for _pill, _title, unread in lines(pane)] == [True, False, True]
    qtbot.keyClick(second, Key.Key_Space)
    assert lines(pane)[1][2]
    qtbot.keyClick(second, Key.Key_S)
    assert lines(pane)[1][1] == "Rates up ★"
    qtbot.keyClick(second, Key.Key_Return)
    reader = dialog(pane, Reader)
    assert reader.text.toPlainText() == "About Rates up"
    assert lines(pane)[1] == ("Industry", "Rates up ★", False)
    assert pane.focusWidget() is second or not pane.isActiveWindow()


def test_the_reader_shows_plain_text_and_the_address_before_it_opens(
    pane: TodayPane, qtbot: QtBot
) -> None:
    opened: list[QUrl] = []
    pane.deeds.news.open_url = opened.append
    pane.deeds.news.read(next(row for row in pane.day.news.rows if row.title == EVIL))
    reader = dialog(pane, Reader)
    labels = reader.findChildren(QLabel)
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in labels)
    assert reader.findChildren(QTextEdit) == []
    assert reader.heading.text() == EVIL
    assert not reader.way_out.isVisible()
    qtbot.keyClick(reader, Key.Key_B)
    reader.show_address()
    assert reader.address.text() == "https://wire.example/1"
    assert opened == []
    reader.go.click()
    assert opened == [QUrl("https://wire.example/1")]
    reader.star.click()
    assert reader.star.text() == "Take the star off"
    assert [row.title for row in ask(pane.desk.store, news.listing) if row.starred] == [EVIL]
    reader.unread.click()
    assert reader.unread.text() == "Mark as read"


def test_a_piece_is_attached_to_a_deal_and_to_a_competitor(
    pane: TodayPane, qtbot: QtBot, told: list[Notice]
) -> None:
    row = pane.day.news.rows[1]
    line = pane.news.lines.widgets()[1]
    qtbot.keyClick(line, Key.Key_A)
    attach = dialog(pane, AttachDialog)
    attach.field.setText("nobody is called so")
    attach.look()
    attach.attach()
    assert attach.wrong.isVisible()
    attach.field.setText("halden")
    attach.look()
    assert not attach.wrong.isVisible()
    assert "Halden Freight" in attach.list.item(0).text()
    qtbot.keyClick(attach.field, Key.Key_Return)
    assert told[-1].text.startswith("Attach “Rates up” to Halden Freight")
    (kept,) = [found for found in ask(pane.desk.store, news.listing) if found.deal_id]
    assert kept.title == row.title

    pane.deeds.news.attach(kept)
    attach = dialog(pane, AttachDialog)
    attach.kind.choose("competitor")
    attach.field.setText("Newcomer")
    attach.look()
    assert attach.list.item(0).text() == "Add the competitor “Newcomer”"
    attach.attach()
    (kept,) = [found for found in ask(pane.desk.store, news.listing) if found.deal_id]
    assert (kept.competitor, kept.attached_competitor) == ("Newcomer", True)
    assert "Take off Newcomer" in [text for text, _run in pane.deeds.news.entries(kept)]
    pane.deeds.news.detach(kept, competitor=True)
    pane.desk.undo()
    assert [found.competitor for found in ask(pane.desk.store, news.listing)].count("Newcomer") == 1


def test_all_are_marked_as_read_and_that_is_taken_back(pane: TodayPane, told: list[Notice]) -> None:
    pane.deeds.news.mark_topic_read()
    assert pane.day.news.new == 0
    assert told[-1].text == "3 pieces marked as read"
    assert told[-1].action is not None
    told[-1].action[1]()
    assert pane.day.news.new == 3


def test_nothing_is_fetched_before_the_user_agrees(
    pane: TodayPane, qtbot: QtBot, fetched: list[str]
) -> None:
    deeds = pane.deeds.news
    deeds.fetch_due()
    assert fetched == []
    deeds.add_feed()
    form = dialog(pane, FeedForm)
    form.address.setText("file:///etc/passwd")
    form.save()
    assert form.isVisible()
    form.address.setText("new.example/feed")
    form.save()
    consent = dialog(pane, Consent)
    consent.close()
    assert fetched == []
    assert len(ask(pane.desk.store, feeds.listing)) == 3
    deeds.fetch_now()
    dialog(pane, Consent).yes.click()
    assert sorted(fetched)[-1] == "https://wire.example/feed"
    assert len(fetched) == 3
    assert "Rates up" in [row.title for row in pane.day.news.rows if row.topic == "industry"]
    assert ask(pane.desk.store, feeds.listing)[2].name == "The wire"
    deeds.fetch_due()
    assert len(fetched) == 3  # an hour has not passed
    assert "Fetched 12:00" in pane.news.nothing.text()


def test_a_round_that_was_asked_for_is_told(
    pane: TodayPane, fetched: list[str], told: list[Notice]
) -> None:
    perform(pane.desk.store, Stamp(NOON), feeds.switch, True)
    pane.deeds.news.fetch_now()
    assert told[-1].text == "2 new pieces from 2 feeds."


def test_the_reader_is_wide_enough_for_what_its_buttons_say(pane: TodayPane, qtbot: QtBot) -> None:
    pane.deeds.news.read(pane.day.news.rows[0])
    reader = dialog(pane, Reader)
    reader.star.click()
    assert reader.star.text() == "Take the star off"
    reader.layout().activate()
    for one in (reader.star, reader.unread, reader.attach, reader.browse):
        assert one.width() >= one.sizeHint().width()


def test_ten_thousand_pieces_are_narrowed_and_searched(pane: TodayPane, qtbot: QtBot) -> None:
    store = pane.desk.store
    perform(store, Stamp(NOON), feeds.add, "https://many.example/feed", topic="company")
    with store.scratch() as session:
        session.add_all(
            NewsItem(feed_id=3, key=str(n), title=f"Piece {n}", text="x", author="",
                     seen_at=NOON - timedelta(minutes=n))
            for n in range(10_000)
        )  # fmt: skip
    pane.deeds.news.open_all()
    table = dialog(pane, AllNews)
    model = table.table.rows_model
    qtbot.waitUntil(lambda: model.settled, timeout=10_000)
    assert model.rowCount() == 10_003
    table.search.setText("kestrel prices")
    qtbot.waitUntil(lambda: model.settled and model.rowCount() == 1, timeout=10_000)
    qtbot.keyClick(table.search, Key.Key_Return)
    assert [row.title for row in table.table.selected_rows()] == ["Kestrel cuts prices"]
    table.search.clear()
    table.topic.choose("industry")
    table._narrow()
    qtbot.waitUntil(lambda: model.settled and model.rowCount() == 2, timeout=10_000)
    table.table.choose(next(row.id for row in model.rows()))
    qtbot.keyClick(table.table, Key.Key_S)
    table.starred.click()
    qtbot.waitUntil(lambda: model.settled and model.rowCount() == 1, timeout=10_000)
    qtbot.keyClick(table.table, Key.Key_Space)
    table.unread.click()
    qtbot.waitUntil(lambda: model.settled and model.rowCount() == 0, timeout=10_000)


def test_the_check_counts_by_topic(pane: TodayPane) -> None:
    (row,) = [
        row for row in pane.checks.checks() if row.shown and row.shown.item.check_code == "news"
    ]
    assert row.shown is not None
    assert row.shown.evidence.summary == "competitors 1 · industry 2"
    assert row.shown.evidence.count == 3


def test_a_deal_that_is_shown_has_its_news(desk: Desk, shown: Shown, pane: TodayPane) -> None:
    from salesdesk_app.ui.panes.pipeline.news_box import NewsBox

    box = NewsBox(desk)
    shown(box, 400, 300)
    box.show_deal(1)
    assert [row.title for row in box.rows] == ["Kestrel cuts prices"]
    piece = next(row for row in ask(desk.store, news.listing) if row.title == "Rates up").piece
    perform(desk.store, Stamp(NOON), kept_news.attach, piece, deal_id=1)
    box.show_deal(1)
    assert [row.title for row in box.rows] == ["Rates up", "Kestrel cuts prices"]
    box.deeds.detach(box.rows[0], deal=True)
    box.show_deal(1)
    assert [row.title for row in box.rows] == ["Kestrel cuts prices"]
    box.show_deal(2)
    assert not box.isVisible()


def test_feeds_are_left_alone_for_an_hour_where_nothing_can_be_kept(
    pane: TodayPane, fetched: list[str], told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.deeds.news.switch(True)
    moment = [pane.desk.now() + timedelta(hours=2)]
    monkeypatch.setattr(pane.desk, "now", lambda: moment[0])
    fetched.clear()
    before = len(told)
    with cannot_write(pane.desk.store):
        for _turn in range(3):
            pane.deeds.news.fetch_due()
    assert len(fetched) == 2, "each feed once"
    assert [one.text for one in told[before:]] == [
        "sales.db cannot be written: the file or its folder is read-only. Nothing was changed."
    ]
    moment[0] += timedelta(hours=1)
    pane.deeds.news.fetch_due()
    assert len(fetched) == 4
    pane.deeds.news.fetch_due()
    assert len(fetched) == 4, "kept, and so not due"
