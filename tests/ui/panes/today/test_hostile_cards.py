"""Hostile texts on pre-call cards: in their window, as PDF and as a workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from salesdesk_app.services import exporting
from salesdesk_app.services.team_calls import card_sheets
from salesdesk_app.ui.panes.today import commands
from salesdesk_app.ui.panes.today.calls import card_print
from salesdesk_app.ui.panes.today.calls.call_card import CallCard
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.planted import plant

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "<img src='file:///etc/passwd'><b>Evil</b> &amp; Co",
    "\u202eevil\u202c \u200b\ufeff😀",
    "W" * 10_000,
    "one\r\nBcc: x@evil.example\r\n\r\ntwo\ttab _x000D_",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_cards_hold_hostile_texts_as_texts(full: TodayPane, tmp_path: Path, text: str) -> None:
    plant(full.desk.store, text, full.desk.now(), first=True)
    full.refresh()
    commands.card(full)
    (card,) = [one for one in full.findChildren(CallCard) if one.isVisible()]
    assert not card.view.grab().isNull()
    assert card_print.write_pdf(card.cards, tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    book = tmp_path / "cards.xlsx"
    exporting.write_sheet(card_sheets.sheet(card.cards), book)
    sheet = load_workbook(book).active
    assert sheet is not None
    cells = [cell for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    assert text[:1] in {str(cell.value)[:1] for cell in cells}, "as it was written"
    card.close()
