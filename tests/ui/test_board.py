"""A board: moves by drop and by keyboard are told, nothing moves by itself, places stay."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from salesdesk_app.ui.widgets.board import Board, StageCards
from salesdesk_app.ui.widgets.board_model import dragged
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


def test_letters_and_esc_go_out(board: Board, qtbot: QtBot) -> None:
    typed: list[str] = []
    left: list[bool] = []
    board.typed.connect(typed.append)
    board.escaped.connect(lambda: left.append(True))
    qtbot.keyClicks(board.columns[0].list, "h")
    qtbot.keyClick(board.columns[0].list, Qt.Key.Key_Escape)
    assert (typed, left) == (["h"], [True])
