"""One stage of a board: its head, its list, and the strip that it shrinks to."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout

from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.widgets.board_list import MARGIN, NARROWEST, StageList
from salesdesk_app.ui.widgets.board_model import Cards, StageCards, copied, dragged_ids
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import boxed, row
from salesdesk_app.ui.widgets.card import column as stacked
from salesdesk_app.ui.widgets.drawn_text import draw_text
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import Elided, label, restyle

SLIM = 40  # the width of a stage that stands aside
QWIDGETSIZE_MAX = 16777215


class StageColumn(QFrame):
    """A stage: its head with count, value and weighted value, and its list.

    It takes drops wherever on it they fall, as a strip as well. ``dropped(ids)`` tells of cards
    that are not here yet; ``toggled`` that it is to be collapsed or opened again.
    """

    dropped = Signal(object)  # tuple of ids
    toggled = Signal()
    stepped = Signal(int, bool)  # direction, whether cards move along
    menu_asked = Signal(QPoint)  # where on the screen

    def __init__(self, key: Any) -> None:
        super().__init__()
        self.key = key
        self.outcome = "open"
        self.slim = False
        self.collapsed = False
        self.setProperty("look", "sunken")
        self.setMinimumWidth(NARROWEST)
        self.setAcceptDrops(True)
        self.title = Elided("", "strong")
        self.count = Pill("0")
        self.note = Elided("", "body", "muted")
        self.list = StageList()
        self.fold = IconButton("chevron-left", "Collapse this stage", self.toggled.emit, 14)
        self.fold.setFixedSize(22, 18)  # no higher than the count, so that nothing moves below it
        self.fold.hide()
        head = stacked(row(self.title, self.count, self.fold, spacing=4), self.note, spacing=1)
        head.setContentsMargins(4, 0, MARGIN, 4)
        self._head = boxed(head)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 8, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._head)
        self.nothing = label("", "label")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.nothing)
        box.addWidget(self.list, 1)
        # Stands where the list was, so that nothing moves as it goes.
        box.addStretch(0)
        self._head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._head.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self._head.mapToGlobal(at))
        )

    def show_stage(self, stage: StageCards) -> None:
        """Show a stage's words and cards."""
        self.outcome = stage.outcome
        self.title.setText(stage.title)
        self.count.show_pill(stage.count_text, "raised")
        self.note.setText(stage.note)
        told = tip(f"{stage.title}\n{stage.explain}".strip())
        for part in (self, self.title, self.count, self.note):
            part.setToolTip(told)
        self.nothing.setText("" if stage.cards else "Drop a deal here")
        self.nothing.setVisible(not stage.cards and not self.slim)
        self.list.show_cards(Cards.of(stage.cards))
        said = f"{stage.title}, {stage.count_text}, {stage.note}"
        self.list.setAccessibleName(said)
        self.fold.setAccessibleName(f"Collapse {stage.title}")
        self.setAccessibleName(f"{said}, collapsed")
        self.update()

    def make_slim(self, slim: bool, *, collapsed: bool) -> None:
        """Stand aside as a strip that still takes a drop, or take a column's room again.

        A ``collapsed`` strip is one by the user's wish: it opens by a click, Enter or Space.
        """
        self.collapsed = collapsed
        policies = Qt.FocusPolicy
        self.setFocusPolicy(policies.StrongFocus if collapsed else policies.NoFocus)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if collapsed else Qt.CursorShape.ArrowCursor
        )
        if slim == self.slim:
            return
        self.slim = slim
        self._head.setVisible(not slim)
        self.list.setVisible(not slim)
        self.nothing.setVisible(not slim and not self.list.cards.cards)
        self.setMinimumWidth(SLIM if slim else NARROWEST)
        self.setMaximumWidth(SLIM if slim else QWIDGETSIZE_MAX)

    def take(self, data: QMimeData) -> None:
        """Tells which of the cards that are dropped were not here before."""
        here = set(self.list.cards.cards.ids)
        ids = tuple(card_id for card_id in dragged_ids(data) if card_id not in here)
        if ids:
            self.dropped.emit(ids)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Shows that cards may be dropped here."""
        ids = dragged_ids(event.mimeData())
        if not ids:
            event.ignore()
            return
        event.acceptProposedAction()
        self._mark(not set(ids) <= set(self.list.cards.cards.ids))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They may be dropped anywhere on it."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went on."""
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They are here. What is asked for then is asked when the drag is over."""
        self._mark(False)
        event.acceptProposedAction()
        kept = copied(event.mimeData())
        QTimer.singleShot(0, self, lambda: self.take(kept))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offers to collapse it; else the stage's name has the room."""
        self.fold.setVisible(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The name has the room again."""
        self.fold.setVisible(False)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens a collapsed stage."""
        if self.collapsed and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space opens a collapsed stage; arrows go past it."""
        if self.collapsed and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ):
            self.toggled.emit()
        elif self.collapsed and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1, False)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A strip carries its name from top to bottom."""
        super().paintEvent(event)
        if not self.slim:
            return
        painter = QPainter(self)
        tokens = theme.tokens()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.translate(self.width() / 2 + 10, 14)
        painter.rotate(90)
        rest = QRectF(0, 0, self.height() - 28, 20)
        used = draw_text(painter, rest, self.title.text(), "strong", tokens.text)
        # An empty one has nothing to say of values.
        says = (self.count.text, self.note.text() if self.collapsed else "")
        rest = rest.adjusted(used + 10, 0, 0, 0)
        draw_text(painter, rest, "   ".join(filter(None, says)), "label", tokens.muted)
        painter.end()

    def _mark(self, over: bool) -> None:
        self.setProperty("look", "target" if over else "sunken")
        restyle(self)
