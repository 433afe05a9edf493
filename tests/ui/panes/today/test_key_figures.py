"""The key figures in the window: choosing others, and where a click leads."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import quotas
from salesdesk_app.services.key_figures import figure_choice
from salesdesk_app.services.key_figures.figure_choice import CATALOGUE, FIRST
from salesdesk_app.services.verbs import ask
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.today.commands import figures
from salesdesk_app.ui.panes.today.figures_dialog import FiguresDialog
from salesdesk_app.ui.panes.today.pane import TodayPane
from tests.world import TODAY

NARROW = 131  # pixels: what a card has inside of a window of 960


def titles(pane: TodayPane) -> list[str]:
    return [card.title.text() for card in pane.figures.cards]


def dialog(pane: TodayPane) -> FiguresDialog:
    return next(found for found in pane.findChildren(FiguresDialog) if found.isVisible())


def test_another_figure_is_chosen_by_keyboard(pane: TodayPane, desk: Desk, qtbot: QtBot) -> None:
    assert titles(pane) == [CATALOGUE[code].title for code in FIRST]
    figures(pane)
    shown = dialog(pane)
    picker = shown.pickers[0]
    assert shown.focusWidget() is picker
    while picker.value() != "win_rate":
        qtbot.keyClick(picker, Qt.Key.Key_Down)
    assert "won over deals won or lost" in shown.said[0].text()
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert ask(desk.store, figure_choice.chosen)[0] == "win_rate"
    assert titles(pane)[0] == "Win rate this quarter"
    desk.undo()
    assert titles(pane)[0] == "Quarter attainment"


def test_a_figure_that_stands_elsewhere_trades_places(pane: TodayPane) -> None:
    pane.choose_figures(1)
    shown = dialog(pane)
    assert shown.focusWidget() is shown.pickers[1]
    shown.pickers[1].set_value("calls")
    shown.pickers[1].chosen.emit("calls")
    assert shown.codes == ["attainment", "calls", "coverage", "at_risk", "commit"]
    shown.pickers[1].chosen.emit("best_case")  # on the way with the arrow keys
    assert shown.codes == ["attainment", "best_case", "coverage", "at_risk", "calls"]
    shown.pickers[0].chosen.emit("best_case")
    assert shown.codes == ["best_case", "attainment", "coverage", "at_risk", "calls"]
    shown.close()


def test_a_click_leads_to_what_is_behind(
    pane: TodayPane, gone_to: list[tuple[str, object]], qtbot: QtBot
) -> None:
    qtbot.mouseClick(pane.figures.cards[0], Qt.MouseButton.LeftButton)
    (place, wanted) = gone_to[-1]
    assert place == "pipeline"
    assert wanted == pane.figures.shown[0].filter


def test_a_note_is_said_in_fewer_words_where_it_would_be_cut_off(pane: TodayPane) -> None:
    (card, *_others) = pane.figures.cards
    note = card.note
    card.show_figure("4,015", "$173 M · 162 new since Monday", brief="$173 M · 162 new")
    note.resize(note.fontMetrics().horizontalAdvance(note.text()), note.height())
    assert note.seen() == "$173 M · 162 new since Monday"
    note.resize(note.width() - 1, note.height())
    assert note.seen() == "$173 M · 162 new"
    note.resize(note.fontMetrics().horizontalAdvance("$173 M · 16"), note.height())
    assert note.seen().endswith("…")
    assert card.accessibleName().endswith("162 new since Monday")


@pytest.mark.parametrize("high_quotas", [False, True])
def test_no_figure_is_cut_off_in_a_small_window(
    pane: TodayPane, desk: Desk, high_quotas: bool
) -> None:
    if high_quotas:
        desk.do(quotas.set_for_all, quarter_of(TODAY, 1), 285_000_000_00)
    codes, cut = list(CATALOGUE), []
    for start in range(0, len(codes), len(FIRST)):
        chosen = codes[start : start + len(FIRST)]
        chosen += [code for code in codes if code not in chosen][: len(FIRST) - len(chosen)]
        desk.do(figure_choice.choose, chosen)
        for card, code in zip(pane.figures.cards, chosen, strict=True):
            for text in (card.title, card.value, card.note):
                text.resize(NARROW, text.height())
                if "…" in text.seen():
                    cut.append(f"{code}: {text.text()}")
    assert not cut


def test_every_card_explains_itself(pane: TodayPane) -> None:
    for card, code in zip(pane.figures.cards, FIRST, strict=True):
        assert CATALOGUE[code].title in card.accessibleName()
        assert "Computed at" in card.toolTip()
