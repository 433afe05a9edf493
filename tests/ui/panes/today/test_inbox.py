"""The inbox on screen: typing, waiting, the card of a mail, and dropping mails on the window."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.services import activities, verbs
from salesdesk_app.services.activities import between
from salesdesk_app.services.verbs import Stamp
from salesdesk_app.store.models import Account, Contact
from salesdesk_app.ui.desk import Desk, Notice
from salesdesk_app.ui.pane import PaneSpec
from salesdesk_app.ui.panes.today import SPEC
from salesdesk_app.ui.panes.today.inbox.answered_dialog import AnsweredDialog
from salesdesk_app.ui.panes.today.inbox.follow_up_card import FollowUpCard
from salesdesk_app.ui.panes.today.inbox.left_out_dialog import LeftOutDialog
from salesdesk_app.ui.panes.today.inbox.link_dialog import LinkDialog
from salesdesk_app.ui.panes.today.lines import Tickable
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.ui.panes.today.when_dialog import WhenDialog
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.shell.open_window import declare_commands, open_window
from salesdesk_app.ui.shell.window import Window
from tests.compound import outlook
from tests.world import NOON, fill

MAIL = b"""From: "Anna <b>Weiss</b>" <anna@halden.example>
To: ellen@example.com
Subject: Re: Offer <img src=x>
Date: Mon, 23 Nov 2026 09:15:00 +0000
Message-ID: <1@halden.example>
Content-Type: text/html

<h1>Hello</h1><p>Can we <b>talk</b>?<img src="http://spy.example/p.gif"><script>x()</script>
"""


def named(desk: Desk) -> None:
    with desk.store.write("importing.apply", at=NOON) as (s, w):
        w.facts.update(file="people.xlsx", kind="contacts", count=2)
        s.query(Contact).where(Contact.name == "Dr Anna Weiss").one().email = "anna@halden.example"
        corvid = s.query(Account).where(Account.name == "Corvid Media").one()
        s.add(Contact(name="Jo Weiss", account_id=corvid.id))


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(data: QMimeData) -> QDropEvent:
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    return QDropEvent(QPointF(10, 10), copy, data, Qt.MouseButton.LeftButton, none)


def typed(pane: TodayPane, text: str) -> str:
    field = pane.follow_ups.field
    field.line.setText(text)
    field._pause.timeout.emit()  # no waiting for the pause
    return field.says.text()


def lines(pane: TodayPane, group: str = "to_answer") -> list[Tickable]:
    return pane.follow_ups.groups[group].lines.widgets()


D = TypeVar("D", bound=QWidget)


def dialog(pane: QWidget, kind: type[D]) -> D:
    found = [one for one in pane.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def mails(tmp_path: Path) -> list[Path]:
    """An .eml and a .msg, neither told by its ending."""
    eml, msg = tmp_path / "mail.dat", tmp_path / "other.bin"
    eml.write_bytes(MAIL)
    msg.write_bytes(outlook({0x0037: "Invoice", 0x1000: "Where is it?", 0x5D01: "x@corvid.test"}))
    return [eml, msg]


def test_what_a_line_means_is_told_while_it_is_typed(pane: TodayPane, desk: Desk) -> None:
    said = typed(pane, "call back Weiss about pricing tomorrow 9")
    assert said == "Call · Dr Anna Weiss, Halden Freight, Deal 0 · by tomorrow 09:00"
    assert typed(pane, "@Jonas send offer Fri").startswith("Task · for Jonas Lind · by Fri 27 Nov")
    assert "3 Dec or 12 Mar 2027" in typed(pane, "send offer 3/12")
    assert pane.follow_ups.field.says.property("tone") == "warn"
    assert "“@Nobody” names nobody" in typed(pane, "@Nobody send offer")
    assert "already past" in typed(pane, "send offer today 8:00")
    assert typed(pane, "tomorrow 9").endswith("say what is to be done")
    typed(pane, "")
    assert not pane.follow_ups.field.says.isVisible()


def test_of_several_one_is_chosen_by_keyboard(pane: TodayPane, desk: Desk, qtbot: QtBot) -> None:
    named(desk)
    typed(pane, "call Weiss tomorrow")
    field = pane.follow_ups.field
    assert field.choice.isVisible()
    assert field.choice.itemText(0) == "Which Weiss?"
    assert field.choice.count() == 3
    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.choice.view().isVisible()
    field.choice.hidePopup()
    field.choice.setCurrentIndex(2)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    (line,) = lines(pane, "later")
    assert line.phrase.text.startswith("call Weiss Corvid Media")
    assert not field.choice.isVisible()
    typed(pane, "ring Weiss tomorrow")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert lines(pane, "later")[1].phrase.text == "ring Weiss"


def test_w_waits_and_it_is_asked_again(pane: TodayPane, desk: Desk, qtbot: QtBot) -> None:
    pane.follow_ups.field.noted.emit("Answer Ostara 16:30", None)
    (line,) = lines(pane)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_W)
    asked = dialog(pane, WhenDialog)
    asked.when.setText("soon")
    asked.submit()
    assert "Say when" in asked.wrong.text()
    asked.when.setText("today 8")
    asked.submit()
    assert "passed" in asked.wrong.text()
    asked.picks[1].click()
    assert asked.wrong.text() == ""
    assert asked.says.text() == "Thu 26 Nov 09:00"
    asked.note.setText("Sent the plan")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    (line,) = lines(pane, "waiting")
    assert line.pill.text == "till Thu 26 Nov"
    again = dict(line.entries())["Ask again"]
    again()
    assert lines(pane, "waiting") == []
    assert lines(pane)[0].pill.text == "13:00"
    desk.undo()
    assert len(lines(pane, "waiting")) == 1


def test_a_follow_up_is_late_as_soon_as_its_time_comes(
    pane: TodayPane, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late() -> bool:
        assert pane.day is not None
        return pane.day.follow_ups.to_answer[0].late

    pane.follow_ups.field.noted.emit("Send the offer 12:02", None)
    for passed, told in ((60, False), (125, True)):
        moment = NOON + timedelta(seconds=passed)
        monkeypatch.setattr(desk, "now", lambda moment=moment: moment)
        pane.heed_clock()
        assert late() == told


def test_by_when_link_and_log(
    pane: TodayPane, desk: Desk, told: list[Notice], qtbot: QtBot
) -> None:
    named(desk)
    pane.follow_ups.field.noted.emit("Send the offer 16:30", None)

    def deed(name: str) -> None:
        dict(lines(pane)[0].entries())[name]()

    deed("By when…")
    asked = dialog(pane, WhenDialog)
    asked.when.setText("today 15:00")
    asked.submit()
    assert lines(pane)[0].pill.text == "15:00"
    deed("Link to another…")
    linking = dialog(pane, LinkDialog)
    linking.search.setText("jo weiss")
    linking.submit()
    linking.submit()
    assert "Corvid Media" in lines(pane)[0].phrase.text
    deed("Link to another…")
    linking = dialog(pane, LinkDialog)
    assert linking.choice.currentText().startswith(
        "Jo Weiss, Corvid Media"
    )  # Enter changes nothing
    linking.search.setText("nobody of that name")
    linking.submit()
    linking.submit()
    assert "is called “nobody of that name”" in linking.wrong.text()
    linking.search.setText("")
    assert linking.wrong.text() == ""
    linking.submit()
    linking.submit()
    assert "Corvid Media" in lines(pane)[0].phrase.text
    deed("Log as an activity…")
    logging = dialog(pane, AnsweredDialog)
    logging.kind.set_value("call")
    logging.note.setPlainText("They take it")
    logging.submit()
    assert lines(pane) == []
    assert told[-1].text == "Log “Send the offer”"
    row = verbs.ask(desk.store, between, NOON.replace(hour=0), NOON.replace(hour=23))[-1]
    assert (row.kind, row.note, row.contact) == ("call", "They take it", "Jo Weiss")


def test_dropped_mails_become_follow_ups_with_an_undo(
    pane: TodayPane, desk: Desk, mails: list[Path], told: list[Notice], tmp_path: Path
) -> None:
    named(desk)
    bad = tmp_path / "bad.eml"
    bad.write_bytes(b"%PDF-1.4")
    pane.deeds.inbox.add_mails([*mails, bad])
    assert told[-1].text.startswith("2 mails noted. bad.eml looks like a PDF")
    assert told[-1].tone == "warn"
    texts = [line.phrase.text for line in lines(pane)]
    assert texts[0].startswith("Answer Dr Anna Weiss: Re: Offer <img src=x> Halden Freight")
    assert lines(pane)[0].hasFocus()
    pane.deeds.inbox.add_mails(mails)
    assert told[-1].text == "2 mails were there already."
    assert len(lines(pane)) == 2
    action = told[-2].action
    assert action is not None
    action[1]()
    assert lines(pane) == []


def test_several_bad_files_are_listed_each_with_its_reason(
    pane: TodayPane, told: list[Notice], tmp_path: Path
) -> None:
    for name, content in (("a.eml", b""), ("b.eml", b"PK\x03\x04"), ("c.eml", b"hello")):
        (tmp_path / name).write_bytes(content)
    pane.deeds.inbox.add_mails([tmp_path / name for name in ("a.eml", "b.eml", "c.eml")])
    assert told[-1].text == "No mail was noted."
    assert told[-1].action is None
    listed = dialog(pane, LeftOutDialog).reasons.toPlainText().split("\n")
    assert [line.split(" ")[0] for line in listed] == ["a.eml", "b.eml", "c.eml"]


def test_the_card_shows_a_mail_as_plain_text_only(
    pane: TodayPane, desk: Desk, mails: list[Path], qtbot: QtBot
) -> None:
    named(desk)
    pane.deeds.inbox.add_mails(mails[:1])
    (line,) = lines(pane)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    card = dialog(pane, FollowUpCard)
    assert card.texts[0].isReadOnly()
    assert card.texts[0].toPlainText() == "Hello\nCan we talk?"
    assert isinstance(card.texts[0], QPlainTextEdit)
    assert card.findChildren(QTextEdit) == []
    labels = card.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    shown = " ".join(label.text() for label in labels)
    assert "Anna <b>Weiss</b> <anna@halden.example>" in shown
    assert "Pictures and links are left out" in shown
    more = [one.text() for menu in card.findChildren(QMenu) for one in menu.actions()]
    assert "Link to another…" in more
    assert not set(more) & set(card.first)
    card.first["Answered"].click()
    assert lines(pane) == []
    assert len(lines(pane, "answered")) == 1


def test_an_answer_is_begun_in_the_mail_program(
    pane: TodayPane, desk: Desk, mails: list[Path], told: list[Notice]
) -> None:
    named(desk)
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return len(opened) == 1

    pane.deeds.inbox.open_url = open_url
    pane.deeds.inbox.add_mails(mails[:1])
    row = pane.day.follow_ups.to_answer[0].row if pane.day else None
    assert row is not None
    pane.deeds.inbox.draft(row)
    assert opened[0].startswith("mailto:anna@halden.example?subject=Re%3A%20Offer%20%3Cimg")
    assert "Can%20we%20talk" in opened[0]
    pane.deeds.inbox.draft(row)
    assert "Write to anna@halden.example yourself" in told[-1].text
    pane.follow_ups.field.noted.emit("buy milk", None)
    milk = next(one.row for one in pane.day.follow_ups.to_answer if one.row.subject == "buy milk")
    pane.deeds.inbox.draft(milk)
    assert "No mail address is known" in told[-1].text


@pytest.fixture
def around(desk: Desk, preferences: Preferences, shown: Callable[..., QWidget]) -> Window:
    """A window with Today and a gallery, the gallery shown."""
    fill(desk.store)
    declare_commands()
    specs = (SPEC, PaneSpec("gallery", "Gallery", "users", "tests.ui.gallery:GalleryPane"))
    made = open_window(desk, preferences, specs)
    made.on_close = lambda: None
    made.go("gallery")
    shown(made, 1180, 720)
    return made


def test_mails_dropped_on_any_pane_go_to_today(
    around: Window, mails: list[Path], qtbot: QtBot
) -> None:
    data = mime(*mails)
    around.drop_hint.dropEvent(drop(data))
    pane = around.pane
    assert isinstance(pane, TodayPane)
    qtbot.waitUntil(lambda: len(lines(pane)) == 2)


def test_mails_are_pasted_as_files(around: Window, mails: list[Path], qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setMimeData(mime(mails[0]))
    around.import_pasted()
    QGuiApplication.clipboard().clear()
    pane = around.pane
    assert isinstance(pane, TodayPane)
    qtbot.waitUntil(lambda: len(lines(pane)) == 1)


def test_tables_among_mails_are_imported_and_folders_refused(
    around: Window, mails: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "deals.csv"
    table.write_text("Deal,Owner,Stage,Value\nFleet,Priya Nair,Proposal,84000\n")
    data = mime(mails[0], table, tmp_path)
    around.drop_hint.dropEvent(drop(data))
    assert any("is a folder" in toast.notice.text for toast in around.toasts.toasts)
    assert around.importing is not None
    QApplication.processEvents()
    today = around.panes["today"]
    assert isinstance(today, TodayPane)
    around.go("today")
    qtbot.waitUntil(lambda: len(lines(today)) == 1)


def test_calendars_dropped_on_any_pane_are_read_along(around: Window, tmp_path: Path) -> None:
    calendar = tmp_path / "mine.ics"
    calendar.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Board\r\n"
        "DTSTAMP:20261101T080000Z\r\nDTSTART:20261123T140000Z\r\nDTEND:20261123T150000Z\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    data = mime(calendar)
    around.drop_hint.dropEvent(drop(data))
    assert isinstance(around.pane, TodayPane)
    assert around.pane.day is not None
    assert "Board" in [hour.title for hour in around.pane.day.agenda.hours]


def test_nothing_is_taken_in_while_one_looks_back(
    pane: TodayPane, desk: Desk, mails: list[Path], told: list[Notice]
) -> None:
    desk.looking_at = desk.today().replace(day=20)
    pane.deeds.inbox.add_mails(mails)
    assert "Nothing was changed" in told[-1].text


def test_the_card_of_a_past_day_tells_by_when_as_of_that_day(pane: TodayPane, desk: Desk) -> None:
    def state() -> str:
        pane.deeds.inbox.show_card(row)
        (card,) = [one for one in pane.findChildren(FollowUpCard) if one.isVisible()]
        card.close()
        return card.state.text()

    friday = NOON - timedelta(days=3)
    made = verbs.perform(
        desk.store, Stamp(friday), activities.follow_up, "Call back today 23:00", now=friday
    )
    row = verbs.ask(desk.store, activities.get, made.result)
    assert state() == "To answer by Fri 20 Nov 23:00"
    desk.look_at(friday.date())
    assert desk.looking_at is not None
    assert state() == "To answer by today 23:00"
