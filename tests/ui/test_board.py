"""A board: moves by drop and by keyboard are told, nothing moves by itself, places stay."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.widgets.board import Board, StageCards
from salesdesk_app.ui.widgets.board_model import CardRow, Cards, dragged
from tests.ui.gallery import cards, stages

Show = Callable[..., QWidget]


@pytest.fixture
def board(shown: Show) -> Board:
    made = Board()
    made.set_stages(stages(30))
    shown(made)
    return made


def test_a_drop_tells_the_cards_and_the_stage(board: Board) -> None:
    moved: list[tuple[object, object]] = []
    board.moved.connect(lambda ids, key: moved.append((ids, key)))
    first, second = board.columns[0].list.cards, board.columns[1].list.cards
    ids = (first.cards[0].id, first.cards[2].id)
    board.columns[1].take(dragged(ids))
    assert moved == [(ids, 1)]
    assert len(first.cards) == len(second.cards) == 30


def test_a_drop_on_its_own_stage_or_of_something_else_is_nothing(board: Board) -> None:
    moved: list[object] = []
    board.moved.connect(lambda ids, _key: moved.append(ids))
    first = board.columns[0]
    first.take(dragged([first.list.cards.cards[1].id]))
    foreign = QMimeData()
    foreign.setText("1,2,3")
    first.take(foreign)
    assert moved == []


def test_the_keyboard_walks_opens_and_moves(board: Board, qtbot: QtBot) -> None:
    moved: list[tuple[object, object]] = []
    opened: list[int] = []
    board.moved.connect(lambda ids, key: moved.append((ids, key)))
    board.opened.connect(opened.append)
    first, second = board.columns[0].list, board.columns[1].list
    first.setFocus()
    first.setCurrentIndex(first.cards.index(2))
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.currentIndex().row() == 2
    qtbot.keyClick(second, Qt.Key.Key_Down)
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert opened == [second.cards.cards[3].id]
    qtbot.keyClick(second, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert moved == [((second.cards.cards[3].id,), 2)]
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert len(moved) == 1


def test_what_is_current_stays_when_the_stages_load_again(board: Board) -> None:
    board.choose(75)
    chosen = board.columns[0].list
    scroll = chosen.verticalScrollBar().value()
    assert scroll > 0
    fresh = stages(30)
    fresh[0] = replace(fresh[0], cards=tuple(fresh[0].cards)[1:])
    before = list(board.columns)
    board.set_stages(fresh)
    assert board.columns == before
    assert chosen.card_at(chosen.currentIndex()).id == 75
    assert chosen.verticalScrollBar().value() == scroll


def test_other_stages_make_other_columns_and_empty_ones_say_so(board: Board, shown: Show) -> None:
    board.set_stages([StageCards("a", "Open", "$1 k", cards(2)), StageCards("b", "Won")])
    assert [column.key for column in board.columns] == ["a", "b"]
    assert board.columns[1].nothing.text()
    assert not board.columns[0].nothing.text()


def test_stages_stand_aside_only_for_others_with_cards(board: Board) -> None:
    board.resize(400, 400)
    bare = [replace(stage, cards=(), empty=True) for stage in stages(30)]
    board.set_stages([*bare[:1], *stages(30)[1:]])
    assert [column.slim for column in board.columns].count(True) == 1
    board.set_stages(bare)
    assert not any(column.slim for column in board.columns)


def test_letters_and_esc_go_out(board: Board, qtbot: QtBot) -> None:
    typed: list[str] = []
    left: list[bool] = []
    board.typed.connect(typed.append)
    board.escaped.connect(lambda: left.append(True))
    qtbot.keyClicks(board.columns[0].list, "h")
    qtbot.keyClick(board.columns[0].list, Qt.Key.Key_Escape)
    assert (typed, left) == (["h"], [True])


def test_a_stage_is_collapsed_and_opened_by_keyboard(board: Board, qtbot: QtBot) -> None:
    folded: list[tuple[object, bool]] = []
    board.folded.connect(lambda key, on: folded.append((key, on)))
    column = board.columns[1]
    column.list.setFocus()
    board.fold(column)
    assert column.slim
    assert column.hasFocus()
    qtbot.keyClick(column, Qt.Key.Key_Right)
    assert board.columns[2].list.hasFocus()
    qtbot.keyClick(board.columns[2].list, Qt.Key.Key_Left)
    assert column.hasFocus()
    qtbot.keyClick(column, Qt.Key.Key_Return)
    assert not column.slim
    assert column.list.hasFocus()
    assert folded == [(1, True), (1, False)]


def test_cards_of_several_stages_are_chosen_and_moved_together(board: Board, qtbot: QtBot) -> None:
    moved: list[tuple[object, object]] = []
    board.moved.connect(lambda ids, key: moved.append((ids, key)))
    first, second = board.columns[0].list, board.columns[1].list
    first.setFocus()
    first.setCurrentIndex(first.cards.index(0))
    qtbot.keyClick(first, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(first, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert second.hasFocus()
    chosen = [first.cards.cards.ids[0], first.cards.cards.ids[1], second.cards.cards.ids[1]]
    assert board.selected_ids() == chosen
    assert list(second.carried()) == chosen
    qtbot.keyClick(second, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert moved == [(tuple(chosen), 2)]


def test_a_click_with_ctrl_in_another_stage_takes_no_card_but_its_own(
    board: Board, qtbot: QtBot
) -> None:
    first, second = board.columns[0].list, board.columns[1].list
    ctrl, left = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
    for found, place, held in ((first, 0, Qt.KeyboardModifier.NoModifier), (second, 1, ctrl)):
        # As a click with the left button does before it comes to the list.
        found.setFocus(Qt.FocusReason.MouseFocusReason)
        at = found.visualRect(found.cards.index(place)).center()
        qtbot.mouseClick(found.viewport(), left, held, at)
    assert board.selected_ids() == [first.cards.cards.ids[0], second.cards.cards.ids[1]]


def test_the_keyboard_goes_on_where_a_card_went_away(board: Board, qtbot: QtBot) -> None:
    walked: list[int] = []
    first, second = board.columns[0].list, board.columns[1].list
    first.setFocus()
    first.setCurrentIndex(first.cards.index(3))
    first.walked.connect(walked.append)
    ids = first.cards.cards.ids
    fresh = stages(30)
    kept = tuple(card for card in fresh[0].cards if card.id != ids[3])
    fresh[0] = replace(fresh[0], cards=kept)
    board.set_stages(fresh)
    assert first.current_id() == ids[4]
    assert (board.selected_ids(), walked) == ([ids[4]], [])  # what a key does next is about it
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert first.selected_ids() == (ids[5],)
    second.setCurrentIndex(second.cards.index(0))  # as Ctrl+click chooses one more
    fresh[0] = replace(fresh[0], cards=[card for card in kept if card.id != ids[5]])
    board.set_stages(fresh)
    assert first.current_id() == ids[6]
    assert board.selected_ids() == [second.cards.cards.ids[0]]


def test_what_closes_is_in_reach_while_cards_are_dragged(board: Board) -> None:
    fresh = [replace(s, outcome="won" if s.key == 4 else "open") for s in stages(30)]
    board.set_stages(fresh)
    moved: list[tuple[object, object]] = []
    board.moved.connect(lambda ids, key: moved.append((ids, key)))
    assert not board.targets.isVisible()
    board.columns[0].list.dragging.emit(True)
    assert board.targets.isVisible()
    (target,) = board.targets.targets
    target.dropped.emit(target.key, dragged([5, board.columns[4].list.cards.cards.ids[0]]))
    assert moved == [((5,), 4)]
    board.columns[0].list.dragging.emit(False)
    assert not board.targets.isVisible()


def test_what_is_held_near_an_edge_scrolls(board: Board) -> None:
    board.resize(700, 400)
    board.targets.hide()
    column = board.columns[0].list
    low = column.viewport().mapTo(board, column.viewport().rect().bottomLeft())
    board.scroll_at(low + QPoint(20, -5))
    down = column.verticalScrollBar().value()
    assert down > 0
    board.scroll_at(QPoint(board.width() - 4, 200))
    assert board.horizontalScrollBar().value() > 0
    top = column.viewport().mapTo(board, QPoint(80, 5))
    board.scroll_at(top)
    assert column.verticalScrollBar().value() < down


def test_cards_are_put_into_words_only_when_they_are_seen(board: Board) -> None:
    asked: list[int] = []

    def made(place: int) -> CardRow:
        asked.append(place)
        return CardRow(place, f"Deal {place}", value="$1 k")

    many = Cards(range(50_000), (92 for _ in range(50_000)), made)
    board.set_stages([StageCards("a", "Open", cards=many), StageCards("b", "Won")])
    QApplication.processEvents()
    board.grab()
    assert 0 < len(set(asked)) < 30
    found = board.columns[0].list
    found.verticalScrollBar().setValue(92 * 40_000)
    board.grab()
    assert max(asked) < 40_030
    assert found.indexAt(QPoint(20, 10)).row() == 40_000
    assert found.visualRect(found.cards.index(40_001)).top() == 92
