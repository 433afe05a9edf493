"""What tests of the pipeline pane do with it, as a user would."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk_app.services.verbs import Store
from salesdesk_app.store.models import Deal
from salesdesk_app.ui.panes.pipeline.pane import PipelinePane
from salesdesk_app.ui.widgets.board_model import dragged

QUALIFIED, DISCOVERY, PROPOSAL, NEGOTIATION, WON, LOST = range(1, 7)
NOWHERE = QModelIndex()
Shown = Callable[..., QWidget]


def settle() -> None:
    QApplication.processEvents()


def on_board(pane: PipelinePane) -> list[list[int]]:
    return [[card.id for card in column.list.cards.cards] for column in pane.board.columns]


def in_table(pane: PipelinePane) -> list[int]:
    return [row.id for row in pane.table.rows_model.rows()]


def deal(store: Store, deal_id: int) -> dict[str, Any]:
    with store.read() as session:
        found = session.execute(select(Deal.__table__).where(Deal.id == deal_id)).mappings().one()
        return dict(found)


def drop(pane: PipelinePane, ids: list[int], stage: int) -> None:
    """Drops cards on a stage as the board does at the end of a drag."""
    target = next(column for column in pane.board.columns if column.key == stage)
    target.take(dragged(ids))


def open_editor(pane: PipelinePane, qtbot: QtBot, deal_id: int, column: str) -> QWidget:
    """Walks to a cell and opens its editor by key; returns the editor, which has the keyboard."""
    view, model = pane.table, pane.table.rows_model
    place = next(i for i, c in enumerate(model.columns) if c.id == column)
    at = model.place_of(deal_id)
    assert at is not None
    view.setFocus()
    view.setCurrentIndex(model.index(at, place))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    return editor


def set_cell(pane: PipelinePane, deal_id: int, column: str, value: Any) -> None:
    """Types a value into a cell as its editor hands it on."""
    model = pane.table.rows_model
    place = model.place_of(deal_id)
    assert place is not None
    at = next(i for i, c in enumerate(model.columns) if c.id == column)
    assert model.flags(model.index(place, at)) & Qt.ItemFlag.ItemIsEditable
    model.setData(model.index(place, at), value)
