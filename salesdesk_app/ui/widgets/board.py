"""A board: stages side by side, each a list of cards that are moved by mouse or keyboard."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets.board_list import MARGIN, NARROWEST, StageList
from salesdesk_app.ui.widgets.board_model import CardRow, StageCards
from salesdesk_app.ui.widgets.buttons import menu_of
from salesdesk_app.ui.widgets.card import boxed, row
from salesdesk_app.ui.widgets.card import column as stacked
from salesdesk_app.ui.widgets.cells import draw_text
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import Elided, label, restyle

__all__ = ["Board", "CardRow", "StageCards"]

SLIM = 40  # the width of an empty stage that stands aside
SPACE = 10
QWIDGETSIZE_MAX = 16777215


class StageColumn(QFrame):
    """A stage: its head with count, value and weighted value, and its list."""

    def __init__(self, key: Any) -> None:
        super().__init__()
        self.key = key
        self.setProperty("look", "sunken")
        self.setMinimumWidth(NARROWEST)
        self.title = Elided("", "strong")
        self.count = Pill("0")
        self.note = Elided("", "body", "muted")
        self.list = StageList()
        self.list.hovered.connect(self._on_hover)
        self.slim = False
        head = stacked(row(self.title, self.count), self.note, spacing=1)
        head.setContentsMargins(4, 0, MARGIN + 4, 4)
        self._head = boxed(head)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 10, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._head)
        self.nothing = label("", "label")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.nothing)
        box.addWidget(self.list, 1)

    def _on_hover(self, over: bool) -> None:
        self.setProperty("look", "target" if over else "sunken")
        restyle(self)

    def show_stage(self, stage: StageCards) -> None:
        """Show a stage's words and cards."""
        self.title.setText(stage.title)
        self.count.show_pill(stage.count_text, "raised")
        self.note.setText(stage.note)
        self.setToolTip(tip(stage.explain or stage.title))
        self.nothing.setText("" if stage.cards else "Drop a deal here")
        self.nothing.setVisible(not stage.cards and not self.slim)
        self.list.cards.set_cards(stage.cards)
        self.list.setAccessibleName(f"{stage.title}, {stage.count_text}, {stage.note}")

    def make_slim(self, slim: bool) -> None:
        """Stand aside as a strip that still takes a drop, or take a column's room again."""
        if slim == self.slim:
            return
        self.slim = slim
        self._head.setVisible(not slim)
        self.nothing.setVisible(not slim and not self.list.cards.cards)
        self.setMinimumWidth(SLIM if slim else NARROWEST)
        self.setMaximumWidth(SLIM if slim else QWIDGETSIZE_MAX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A strip carries its name from top to bottom."""
        super().paintEvent(event)
        if not self.slim:
            return
        painter = QPainter(self)
        tokens = theme.tokens()
        painter.translate(self.width() / 2 + 10, 14)
        painter.rotate(90)
        room = QRectF(0, 0, self.height() - 28, 20)
        used = draw_text(painter, room, self.title.text(), "strong", tokens.text)
        rest = room.adjusted(used + 10, 0, 0, 0)
        draw_text(painter, rest, self.count.text, "label", tokens.muted)
        painter.end()


class Board(QScrollArea):
    """Stages side by side. ``moved(ids, key)`` tells a drop or a keyboard move to a stage."""

    moved = Signal(object, object)  # tuple of card ids, key of the stage
    opened = Signal(int)  # id of the card
    chosen = Signal(object)  # id of the current card, or None
    escaped = Signal()
    typed = Signal(str)
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.menu_for: Callable[[int], Sequence[tuple[str, Callable[[], object]]]] | None = None
        self.columns: list[StageColumn] = []
        self._empty: list[bool] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = self._inner = QWidget()
        inner.setProperty("look", "clear")
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def set_stages(self, stages: Sequence[StageCards]) -> None:
        """Show stages; where the keys are the same, lists keep selection and scroll."""
        if [column.key for column in self.columns] != [stage.key for stage in stages]:
            self._rebuild(stages)
        for column, stage in zip(self.columns, stages, strict=True):
            column.show_stage(stage)
        self._empty = [stage.empty for stage in stages]
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Empty stages stand aside where there is no room for all."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = len(self.columns) * (NARROWEST + SPACE) - SPACE
        crowded = needed > self.viewport().width()
        for place, empty in zip(self.columns, self._empty, strict=True):
            place.make_slim(crowded and empty)
        # Said at once: the layout would come to it later, and till then the stages overlap.
        least = sum(column.minimumWidth() + SPACE for column in self.columns) - SPACE
        self._inner.setMinimumWidth(max(0, least))

    def selected_ids(self) -> list[int]:
        """The ids of all selected cards, stage after stage."""
        return [card_id for column in self.columns for card_id in column.list.selected_ids()]

    def choose(self, card_id: int) -> None:
        """Make a card the current one."""
        for column in self.columns:
            if column.list.choose(card_id):
                column.list.setFocus()
                self.ensureWidgetVisible(column, 0, 0)
            else:
                column.list.clearSelection()

    def _rebuild(self, stages: Sequence[StageCards]) -> None:
        for column in self.columns:
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        self.columns = [StageColumn(stage.key) for stage in stages]
        for place, column in enumerate(self.columns):
            self._row.addWidget(column, 1)
            self._connect(place, column)

    def _connect(self, place: int, column: StageColumn) -> None:
        found = column.list
        found.cards.dropped.connect(lambda ids, key=column.key: self.moved.emit(ids, key))
        found.stepped.connect(lambda step, along: self._step(place, step, along))
        found.opened.connect(self.opened)
        found.escaped.connect(self.escaped)
        found.typed.connect(self.typed)
        found.copied.connect(self.copied)
        found.walked.connect(lambda card_id: self._chosen(place, card_id))
        found.clicked.connect(lambda index: self._chosen(place, found.card_at(index).id))
        found.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        found.customContextMenuRequested.connect(lambda at: self._show_menu(found, at))

    def _chosen(self, place: int, card_id: int) -> None:
        for other, column in enumerate(self.columns):
            if other != place:
                column.list.clearSelection()
        self.chosen.emit(card_id)

    def _step(self, place: int, step: int, along: bool) -> None:
        target = place + step
        if not 0 <= target < len(self.columns):
            return
        here, there = self.columns[place].list, self.columns[target]
        if along:
            ids = here.selected_ids()
            if ids:
                self.moved.emit(ids, there.key)
            return
        line = min(max(0, here.currentIndex().row()), len(there.list.cards.cards) - 1)
        here.clearSelection()
        there.list.setFocus()
        if line >= 0:
            there.list.setCurrentIndex(there.list.cards.index(line))
        self.ensureWidgetVisible(there, 0, 0)

    def _show_menu(self, found: StageList, at: QPoint) -> None:
        index = found.indexAt(at)
        if self.menu_for is None or not index.isValid():
            return
        menu = menu_of(self.menu_for(found.card_at(index).id), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(found.viewport().mapToGlobal(at))
