"""Calls on Today: the card by keys and mouse, logging in place, print, PDF and workbook."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities
from salesdesk_app.services.deals import deals
from salesdesk_app.services.team_calls.card_pages import Block, Entry, Page
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.ui import theme
from salesdesk_app.ui.commands import COMMANDS
from salesdesk_app.ui.desk import Notice
from salesdesk_app.ui.panes.today import commands
from salesdesk_app.ui.panes.today.calls import card_paint, card_print
from salesdesk_app.ui.panes.today.calls.call_card import CallCard
from salesdesk_app.ui.panes.today.calls.log_dialog import LogDialog
from salesdesk_app.ui.panes.today.checklist.check_row import CheckRow
from salesdesk_app.ui.panes.today.lines import EvidenceLine
from salesdesk_app.ui.panes.today.pane import TodayPane
from salesdesk_app.wording.phrases import Part
from tests.world import NOON, TODAY

LOOKS: tuple[theme.Choice, ...] = ("light", "dark")
Checks = Callable[[TodayPane], dict[str, CheckRow]]


def do(pane: TodayPane, verb: Any, *args: Any, **kwargs: Any) -> Any:
    result = perform(pane.desk.store, Stamp(NOON), verb, *args, **kwargs).result
    pane.refresh()
    return result


def lines(pane: TodayPane, checks: Checks) -> list[EvidenceLine]:
    row = next(row for title, row in checks(pane).items() if "sales calls" in title)
    assert row.shown is not None
    if not row.evidence.isVisible():
        pane.checks.unfold(row.shown.item.id)
    return row.evidence.widgets()


def shown(pane: TodayPane, kind: type[Any]) -> Any:
    found = [one for one in pane.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


@pytest.fixture
def three(pane: TodayPane) -> TodayPane:
    """Three calls of today: at noon, at two with another deal, at four with nobody known."""
    for hour, deal_id in ((14, 2), (16, None)):
        planned = datetime.combine(TODAY, time(hour)).astimezone()
        facts = {"deal_id": deal_id, "person_id": 3, "subject": f"At {hour}"}
        do(pane, activities.plan, kind="call", planned_at=planned, **facts)
    return pane


def test_enter_opens_the_card_and_the_arrows_walk(
    three: TodayPane, checks: Checks, qtbot: QtBot, gone_to: list[tuple[str, object]]
) -> None:
    line = lines(three, checks)[0]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    card = shown(three, CallCard)
    assert card.counter.text() == "1 of 3"
    assert card.view.page.heading == "Halden Freight"
    assert not card.back.isEnabled()
    qtbot.keyClick(card.view, Qt.Key.Key_Right)
    qtbot.keyClick(card.view, Qt.Key.Key_Right)
    qtbot.keyClick(card.view, Qt.Key.Key_Right)
    assert (card.counter.text(), card.on.isEnabled()) == ("3 of 3", False)
    assert not card.deal.isEnabled()
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert card.isVisible(), "there is no deal to open"
    qtbot.mouseClick(card.back, Qt.MouseButton.LeftButton)
    assert "Corvid Media" in card.view.accessibleDescription()
    qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert shown(three, CallCard) is None
    place, hit = gone_to[-1]
    assert (place, hit.id) == ("pipeline", 2)  # type: ignore[attr-defined] # a Hit
    qtbot.mouseClick(lines(three, checks)[0], Qt.MouseButton.LeftButton)
    card = shown(three, CallCard)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert shown(three, CallCard) is None


def test_the_card_fits_a_small_window_in_both_themes(
    three: TodayPane, checks: Checks, qapp: QApplication
) -> None:
    for look in LOOKS:
        theme.apply(look, qapp)
        lines(three, checks)[0].opened.emit()
        card = shown(three, CallCard)
        needed: QSize = card.sizeHint()
        assert needed.width() <= 1180
        assert needed.height() <= 680
        card.close()


def test_l_logs_the_focused_line_in_one_step(
    three: TodayPane, checks: Checks, qtbot: QtBot, told: list[Notice]
) -> None:
    line = lines(three, checks)[0]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_L)
    dialog = shown(three, LogDialog)
    assert dialog.windowTitle() == "Log Priya Nair’s call: Halden Freight"
    qtbot.keyClicks(dialog.line, "25 min, budget moved to January")
    assert dialog.says.text().startswith("Held, 12:00")
    qtbot.keyClicks(dialog.step, "Send the offer")
    qtbot.keyClicks(dialog.step_on, "25 Nov 2026")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert shown(three, LogDialog) is None
    assert told[-1].text == "Log “Pricing”: held"
    said = lines(three, checks)[0]
    assert said.pill.text == "✓ 12:00"
    assert "budget moved to January" in said.phrase.text
    assert three.day is not None
    call = three.day.agenda.calls[0]
    assert call.activity is not None
    assert call.activity.minutes == 25
    assert call.deal is not None
    assert call.deal.next_step == "Send the offer"
    three.desk.undo()
    assert three.day.agenda.calls[0].is_open
    assert three.day.agenda.calls[0].deal.next_step is None  # type: ignore[union-attr] # it has one


def test_what_was_logged_is_edited_and_taken_back(
    three: TodayPane, checks: Checks, qtbot: QtBot
) -> None:
    lines(three, checks)[0].shown.keys[Qt.Key.Key_L]()  # type: ignore[union-attr] # it is shown
    dialog = shown(three, LogDialog)
    qtbot.keyClicks(dialog.line, "Nobody there")
    qtbot.mouseClick(dialog.outcome._buttons["no_answer"], Qt.MouseButton.LeftButton)
    dialog.save()
    assert lines(three, checks)[0].pill.text == "No answer 12:00"
    entries = dict(lines(three, checks)[0].entries())
    entries["What came of it…"]()
    dialog = shown(three, LogDialog)
    assert dialog.note.toPlainText() == "Nobody there"
    assert dialog.outcome.current == "no_answer"
    dialog.note.setPlainText("10 min, they called back")
    qtbot.mouseClick(dialog.outcome._buttons["held"], Qt.MouseButton.LeftButton)
    dialog.save()
    assert "they called back" in lines(three, checks)[0].phrase.text
    assert three.day is not None
    assert three.day.agenda.calls[0].activity.minutes == 10  # type: ignore[union-attr] # ours
    dict(lines(three, checks)[0].entries())["What came of it…"]()
    shown(three, LogDialog)._reopen()
    assert three.day is not None
    assert three.day.agenda.calls[0].is_open


def test_a_call_is_moved_and_what_cannot_be_read_is_told(
    three: TodayPane, checks: Checks, qtbot: QtBot
) -> None:
    dict(lines(three, checks)[0].entries())["Log…"]()
    dialog = shown(three, LogDialog)
    qtbot.mouseClick(dialog.outcome._buttons["moved"], Qt.MouseButton.LeftButton)
    assert dialog.when.isVisible()
    dialog.time.setText("soon")
    dialog.save()
    assert "Say to when" in dialog.wrong.text()
    dialog.time.setText("9:30")
    dialog.line.setText("30 h, moved")
    dialog.save()
    assert "24 hours" in dialog.wrong.text()
    dialog.line.setText("Their CFO is ill")
    dialog.step_on.setText("whenever")
    dialog.save()
    assert "next step" in dialog.wrong.text()
    dialog.step_on.setText("")
    dialog.day.set_value(TODAY + timedelta(days=2))
    dialog.save()
    assert three.day is not None
    assert [call.subject for call in three.day.agenda.calls] == ["At 14", "At 16"]


def test_a_past_day_is_not_logged(
    three: TodayPane, checks: Checks, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = dict(lines(three, checks)[0].entries())["Log…"]
    monkeypatch.setattr(three.desk, "looking_at", TODAY - timedelta(days=1))
    log()
    assert shown(three, LogDialog) is None
    assert "which is past" in told[-1].text


def test_a_card_shows_what_is_logged_from_it(
    three: TodayPane, checks: Checks, qtbot: QtBot
) -> None:
    lines(three, checks)[0].opened.emit()
    card = shown(three, CallCard)
    qtbot.keyClick(card.view, Qt.Key.Key_L)
    dialog = shown(three, LogDialog)
    qtbot.mouseClick(dialog.outcome._buttons["cancelled"], Qt.MouseButton.LeftButton)
    dialog.save()
    assert card.view.page.state == "Cancelled"
    assert card.counter.text() == "1 of 3"
    do(three, activities.delete, 1)
    assert card.counter.text() == "1 of 2"
    for call in list(three.day.agenda.calls):  # type: ignore[union-attr] # it is there
        do(three, activities.delete, call.activity.id)  # type: ignore[union-attr] # planned here
    assert shown(three, CallCard) is None


def test_commands_show_the_next_card_and_save_all(
    three: TodayPane, told: list[Notice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {COMMANDS["day.card"].key, COMMANDS["day.cards"].key} == {"Ctrl+J", "Ctrl+Alt+J"}
    commands.card(three)
    card = shown(three, CallCard)
    assert card.card.call.subject == "Pricing"
    card.close()
    offered: list[tuple[str, Mapping[str, Callable[..., Path]]]] = []

    class Outlet:
        def copy(self, sheet: object, *, headings: bool) -> None: ...
        def export(self, sheet: object) -> None: ...
        def save(self, title: str, name: str, ways: Mapping[str, Callable[..., Path]]) -> None:
            offered.append((name, ways))

    monkeypatch.setattr(three, "outlet", Outlet(), raising=False)
    commands.cards(three)
    name, ways = offered[-1]
    assert name == "Pre-call cards 2026-11-23.pdf"
    assert list(ways) == ["PDF (*.pdf)", "Excel workbook (*.xlsx)"]
    content = ways["PDF (*.pdf)"](tmp_path / "cards.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b(?!s)", content)) == 2, "three cards, two on a page"
    book = load_workbook(ways["Excel workbook (*.xlsx)"](tmp_path / "cards.xlsx"))
    assert book.active is not None
    assert book.active.max_row == 4
    commands.card(three)
    card = shown(three, CallCard)
    card._save_workbook()
    assert (offered[-1][0], list(offered[-1][1])) == (
        "Pre-call cards 2026-11-23.xlsx",
        ["Excel workbook (*.xlsx)"],
    )
    card._save_pdf()
    assert list(offered[-1][1]) == ["PDF (*.pdf)"]
    card.close()
    for call in list(three.day.agenda.calls):  # type: ignore[union-attr] # it is there
        do(three, activities.delete, call.activity.id)  # type: ignore[union-attr] # planned here
    commands.cards(three)
    commands.card(three)
    assert [notice.text for notice in told[-2:]] == [
        "No calls are planned for this day, so there is nothing to save.",
        "No calls are planned for this day.",
    ]


def test_a_pdf_holds_every_word_as_plain_text(three: TodayPane, tmp_path: Path) -> None:
    do(three, deals.edit, [1], next_step="<b>Sign</b> & send", coaching_note="Words " * 400)
    commands.card(three)
    card = shown(three, CallCard)
    content = card_print.write_pdf(card.cards, tmp_path / "x.pdf").read_bytes()
    text = " ".join(texts_of(content))
    assert "Halden Freight" in text
    assert "Ask Priya first" in text
    assert "Next step: <b>Sign</b> & send" in text
    assert text.count("Words") < 40, "what has no room ends in …"
    card.close()


def test_cards_are_printed_two_on_a_page(
    three: TodayPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[Notice]
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    card_print.dress(printer)
    monkeypatch.setattr(card_print, "choose_printer", lambda _parent: printer)
    commands.card(three)
    card = shown(three, CallCard)
    card._print_all()
    content = (tmp_path / "printed.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b(?!s)", content)) == 2
    assert told[-1].text == "3 cards sent to the printer"
    monkeypatch.setattr(card_print, "choose_printer", lambda _parent: None)
    card._print_one()

    def refuse(*_args: object) -> None:
        raise Problem("print.refused")

    monkeypatch.setattr(card_print, "choose_printer", lambda _parent: printer)
    monkeypatch.setattr(card_print, "paint", refuse)
    card._print_one()
    assert told[-1].text.startswith("The printer took nothing")
    card.close()


@pytest.mark.qt_log_level_fail("CRITICAL")  # Qt warns that it cannot begin
def test_what_cannot_be_painted_on_is_told() -> None:
    with pytest.raises(Problem, match=r"print\.refused"):
        card_print.paint([], QPrinter())  # type: ignore[arg-type] # nothing to paint on


def test_the_printer_is_asked_for(pane: TodayPane, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6 import QtPrintSupport

    class Given(QDialog):
        def __init__(self, printer: QPrinter, parent: object) -> None:
            super().__init__()

        def exec(self) -> int:
            return QDialog.DialogCode.Rejected

    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Given)
    assert card_print.choose_printer(pane) is None


def texts_of(content: bytes) -> Iterator[str]:
    """The texts of a PDF, by the tables of letters that its fonts bring; some come out wrong."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    plain = [_inflated(stream) for stream in streams]
    tables = [table for part in plain if (table := _letters(part))]
    for part in plain:
        for run in re.findall(rb"BT\n(.*?)ET\n", part, re.DOTALL):
            codes = [code.decode().lower() for code in re.findall(rb"<([0-9a-fA-F]{4})> Tj", run)]
            for table in tables:
                yield "".join(table.get(code, "?") for code in codes).replace("\t", " ")


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _letters(part: bytes) -> dict[str, str]:
    """Which letter each code of a font stands for."""
    found: dict[str, str] = {}
    for first, targets in re.findall(rb"<(\w{4})>\s*<\w{4}>\s*\[([^\]]*)\]", part):
        for place, letter in enumerate(re.findall(rb"<(\w{4})>", targets)):
            found[f"{int(first, 16) + place:04x}"] = chr(int(letter, 16))
    return found


def test_what_has_no_room_stands_in_the_other_column_as_far_as_it_fits() -> None:
    def block(title: str, lines: int) -> Block:
        return Block(title, tuple(Entry((Part(f"{title} {n}"),)) for n in range(lines)))

    people, news, long = block("People", 8), block("News", 3), block("Note", 30)
    room = QRectF(0, 0, 340, 200)
    made = Page("", "", "", "", "", (), (block("Deal", 4),), (people, news), ())
    left, right = card_paint.columns(made, room, theme.LIGHT)
    assert [one.title for one in left] == ["Deal", "News"]
    assert [one.title for one in right] == ["People"]
    # What fits nowhere stays where it belongs, and what is cut off says so.
    left, right = card_paint.columns(replace(made, right=(people, long)), room, theme.LIGHT)
    assert [one.title for one in right] == ["People", "Note"]
    assert [one.title for one in left] == ["Deal"]
    # On paper as well the headings of what has no room are named.
    high = replace(made, left=(people, long, block("Promised", 40)), right=(block("Touches", 40),))
    assert "… Promised" in " ".join(texts_of(card_print.pdf([high])))
