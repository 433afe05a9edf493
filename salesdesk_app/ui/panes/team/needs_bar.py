"""Who needs what this week: a pill for each person, which leads to that person's page."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from salesdesk_app.domain.needs import gravity
from salesdesk_app.services.team import RosterRow
from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.buttons import pressed_by
from salesdesk_app.ui.widgets.card import emptied
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.pill import HEIGHT, paint_pill, pill_width
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import team as wording
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import one_line

TONES: tuple[Tone, ...] = ("good", "warn", "bad")
SHOWN = 8
PAD = 8  # as the cells of the table above have it
ROOM = 3  # around the pill, for the ring of the focus


class PillButton(QAbstractButton):
    """A pill that can be pressed by mouse, Enter and Space."""

    def __init__(self, text: str, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self.setText(one_line(text))
        self.setToolTip(tip(text))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        return QSize(round(pill_width(self.text()) + 2 * ROOM + 0.5), HEIGHT + 2 * ROOM)

    def minimumSizeHint(self) -> QSize:
        """It may shrink; its text then ends in …."""
        return QSize(min(80, self.sizeHint().width()), HEIGHT + 2 * ROOM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the pill, and a ring where it has the focus."""
        painter = QPainter(self)
        paint_pill(painter, QPointF(ROOM, ROOM), self.text(), self._tone, self.width() - 2 * ROOM)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.tokens().accent), 1.5))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.end()


class NeedsBar(QWidget):
    """The pills under their heading; gone where nobody needs anything."""

    chosen = Signal(object)  # id of the person

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.heading = label(_("Who needs what this week"), "heading")
        self._flow = Flow(spacing=4)
        box = QVBoxLayout(self)
        box.setContentsMargins(PAD - ROOM, 4, 0, 0)
        box.setSpacing(4)
        self.heading.setContentsMargins(ROOM, 0, 0, 0)
        box.addWidget(self.heading)
        box.addLayout(self._flow)

    def show_rows(self, rows: Sequence[RosterRow]) -> None:
        """Show the first few of those who need something, the gravest first."""
        emptied(self._flow)
        called = wording.short_names([row.person.name for row in rows])
        for row, name in zip(rows[:SHOWN], called, strict=False):
            reasons = [(need.code, need.amount) for need in row.needs]
            text = wording.needs(name, reasons)
            made = PillButton(text, TONES[gravity(row.needs)])
            made.clicked.connect(lambda _on=False, row_id=row.id: self.chosen.emit(row_id))
            self._flow.addWidget(made)
        if len(rows) > SHOWN:
            self._flow.addWidget(label(wording.more(len(rows) - SHOWN), "label"))
        self.setVisible(bool(rows))
        self.updateGeometry()
