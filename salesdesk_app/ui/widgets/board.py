"""A board: stages side by side, each a list of cards that are moved by mouse or keyboard."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

from salesdesk_app.ui.widgets.board_column import StageColumn
from salesdesk_app.ui.widgets.board_drag import TargetBar, push
from salesdesk_app.ui.widgets.board_list import NARROWEST, StageList
from salesdesk_app.ui.widgets.board_model import CardRow, StageCards
from salesdesk_app.ui.widgets.buttons import menu_of

__all__ = ["Board", "CardRow", "StageCards"]

SPACE = 10
BEYOND = 40  # so far beside the board, what is held there still scrolls it
TICK_MS = 16  # while cards are dragged, it looks so often whether to scroll


class Board(QScrollArea):
    """Stages side by side. ``moved(ids, key)`` tells a drop or a keyboard move to a stage."""

    moved = Signal(object, object)  # tuple of card ids, key of the stage
    opened = Signal(int)  # id of the card
    chosen = Signal(object)  # id of the current card, or None
    folded = Signal(object, bool)  # key of a stage, whether it is collapsed now
    escaped = Signal()
    typed = Signal(str)
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.menu_for: Callable[[int], Sequence[tuple[str, Callable[[], object]]]] | None = None
        self.columns: list[StageColumn] = []
        self.collapsed: set[Any] = set()
        self.read_only = False
        self._shown: list[StageCards] = []
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
        self.targets = TargetBar(self)
        self.targets.dropped.connect(self._drop)
        self._edges = QTimer(self)
        self._edges.setInterval(TICK_MS)
        self._edges.timeout.connect(lambda: self.scroll_at(self.mapFromGlobal(QCursor.pos())))

    def set_stages(self, stages: Sequence[StageCards]) -> None:
        """Show stages; where the keys are the same, lists keep selection and scroll."""
        before = self._shown
        if [column.key for column in self.columns] != [stage.key for stage in stages]:
            self._rebuild(stages)
            before = []
        for place, (column, stage) in enumerate(zip(self.columns, stages, strict=True)):
            if not before or before[place] is not stage:
                column.show_stage(stage)
        self._shown = list(stages)
        self._fit()

    def set_collapsed(self, keys: Collection[Any]) -> None:
        """Collapse these stages and no others, without telling ``folded``."""
        self.collapsed = set(keys)
        self._fit()

    def set_read_only(self, on: bool) -> None:
        """Let no card be moved, or let them be moved again."""
        self.read_only = on
        for column in self.columns:
            column.list.setDragEnabled(not on)

    def fold(self, column: StageColumn) -> None:
        """Collapse a stage, or open it again; the keyboard stays with it."""
        held = column.hasFocus() or column.list.hasFocus() or column.fold.hasFocus()
        self.collapsed ^= {column.key}
        self._fit()
        if held:
            (column if column.slim else column.list).setFocus()
        self.folded.emit(column.key, column.key in self.collapsed)

    def current_column(self) -> StageColumn | None:
        """The stage that the keyboard is in."""
        held = (c for c in self.columns if c.hasFocus() or c.isAncestorOf(self.focusWidget()))
        return next(held, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Empty stages stand aside where there is no room for all."""
        super().resizeEvent(event)
        self._fit()
        self.targets.place()

    def _fit(self) -> None:
        open_ = sum(stage.key not in self.collapsed for stage in self._shown)
        needed = open_ * (NARROWEST + SPACE) - SPACE
        # Where all are empty, none would be left to read.
        crowded = needed > self.viewport().width() and not all(s.empty for s in self._shown)
        for column, stage in zip(self.columns, self._shown, strict=True):
            collapsed = stage.key in self.collapsed
            column.make_slim(collapsed or (crowded and stage.empty), collapsed=collapsed)
        # Said at once: the layout would come to it later, and till then the stages overlap.
        least = sum(column.minimumWidth() + SPACE for column in self.columns) - SPACE
        self._inner.setMinimumWidth(max(0, least))
        # Where all are strips, something else takes the room, or they would stand spread.
        spread = bool(self.columns) and all(column.slim for column in self.columns)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft if spread else Qt.AlignmentFlag(0))

    def selected_ids(self) -> list[int]:
        """The ids of all selected cards, stage after stage."""
        return [card_id for column in self.columns for card_id in column.list.selected_ids()]

    def choose(self, card_id: int) -> None:
        """Make a card the current one."""
        for column in self.columns:
            if column.list.choose(card_id):
                (column if column.slim else column.list).setFocus()
                self.ensureWidgetVisible(column, 0, 0)
            else:
                column.list.clearSelection()

    def scroll_at(self, point: QPoint) -> None:
        """Scrolls board and stage where something is held near their edges at a point."""
        if not self.rect().adjusted(-BEYOND, 0, BEYOND, 0).contains(point):
            return
        push(self.horizontalScrollBar(), point.x(), 0, self.width())
        if self.targets.isVisible() and self.targets.geometry().contains(point):
            return
        for column in self.columns:
            at = column.list.viewport().mapFrom(self, point)
            if not column.slim and 0 <= at.x() < column.list.width():
                low = self.targets.y() if self.targets.isVisible() else self.height()
                end = column.list.viewport().mapFrom(self, QPoint(0, low)).y()
                push(column.list.verticalScrollBar(), at.y(), 0, end)

    def _drag(self, on: bool) -> None:
        """While cards are dragged, what closes them is in reach wherever the board stands."""
        closing = [
            (stage.key, stage.title, stage.outcome)
            for stage in self._shown
            if stage.outcome != "open"
        ]
        self.targets.offer(closing if on else ())
        if on:
            self._edges.start()
        else:
            self._edges.stop()

    def _drop(self, key: Any, data: QMimeData) -> None:
        column = next((column for column in self.columns if column.key == key), None)
        if column is not None:
            column.take(data)

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
        found.carried = self.selected_ids
        found.setDragEnabled(not self.read_only)
        column.dropped.connect(lambda ids, key=column.key: self.moved.emit(ids, key))
        column.toggled.connect(lambda: self.fold(column))
        column.stepped.connect(lambda step, along: self._step(place, step, along))
        column.menu_asked.connect(lambda at: self._show_head_menu(column, at))
        found.dragging.connect(self._drag)
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
        """What is selected elsewhere stays so while Ctrl or Shift is held."""
        adding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not QApplication.keyboardModifiers() & adding:
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
            ids = tuple(self.selected_ids())
            if ids and not self.read_only:
                self.moved.emit(ids, there.key)
            return
        if there.slim and not there.collapsed:
            self._step(target, step, False)
            return
        shift = Qt.KeyboardModifier.ShiftModifier
        if not QApplication.keyboardModifiers() & shift:
            here.clearSelection()
        if there.slim:
            there.setFocus()
        else:
            line = min(max(0, here.currentIndex().row()), len(there.list.cards.cards) - 1)
            there.list.setFocus()
            if line >= 0:
                there.list.setCurrentIndex(there.list.cards.index(line))
        self.ensureWidgetVisible(there, 0, 0)

    def _show_menu(self, found: StageList, at: QPoint) -> None:
        index = found.indexAt(at)
        if self.menu_for is None or not index.isValid():
            return
        self._pop(self.menu_for(found.card_at(index).id), found.viewport().mapToGlobal(at))

    def _show_head_menu(self, column: StageColumn, at: QPoint) -> None:
        self._pop([("Collapse this stage", lambda: self.fold(column))], at)

    def _pop(self, entries: Sequence[tuple[str, Callable[[], object]]], at: QPoint) -> None:
        menu = menu_of(entries, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
