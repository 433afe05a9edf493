"""One item of the checklist: its box, title and summary, when it was ticked, its evidence."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk_app.clock import local
from salesdesk_app.services.checklist.checklist import Item
from salesdesk_app.services.today.day_lines import carried, item_below
from salesdesk_app.ui import theme
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.today.lines import EvidenceLine, Shown, tick_box
from salesdesk_app.ui.panes.today.phrase import Phrase
from salesdesk_app.ui.panes.today.rows import Row, Stack
from salesdesk_app.ui.present_only import Entries
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.card import line, row
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import checklist as items
from salesdesk_app.wording import today as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import joined, muted, one_line, strong

INDENT = 27  # where the words of the head begin, less the margin of a line
INSET = 4  # that margin


@dataclass(frozen=True)
class Evidence:
    """What a check shows beside its tick: a summary, a count, and lines with what they do.

    ``total`` is how many lines there would be; ``first`` are those to show where not all are (by
    default the first few) and ``more`` is the line after them; ``hint`` says what is not there yet.
    """

    summary: str
    count: int = 0
    lines: tuple[Shown, ...] = ()
    total: int = 0
    first: tuple[Shown, ...] = ()
    more: Shown | None = None
    hint: str = ""


@dataclass(frozen=True)
class CheckShown:
    """An item as its row shows it; ``unfolded`` says whether the evidence is seen."""

    item: Item
    evidence: Evidence | None
    unfolded: bool
    recurs: str
    entries: Callable[[], Entries]

    @property
    def below(self) -> str:
        """What is said under the title: why it was skipped, and the note of the day."""
        return item_below(self.item)

    @property
    def aside(self) -> str:
        """What is said beside the title: from when it was carried over, what the check found."""
        return joined([self.carried, self.evidence.summary if self.evidence is not None else ""])

    @property
    def carried(self) -> str:
        """From when it was carried over, with its age where that does not stand in the pill."""
        return carried(self.item, short=self.shows_age)

    @property
    def shows_age(self) -> bool:
        """Whether the pill says how old it is."""
        item, open_ = self.item, self.item.done_at is None and self.item.skipped_why is None
        return item.carried_from is not None and open_ and self.evidence is None


class CheckRow(QWidget):
    """The head, which has the focus, with its note and evidence below."""

    ticked = Signal(int, bool)  # item id, on
    unfolded = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.shown: CheckShown | None = None
        self.head = CheckHead()
        self.head.opened.connect(self._unfold)
        self.head.toggled.connect(self._tick)
        self.note = Phrase(lines=3)
        self.evidence = Stack(EvidenceLine)
        self.hint = label("", "label", wrap=True)
        self._below = QWidget()
        self._below.setProperty("look", "clear")
        below = QVBoxLayout(self._below)
        below.setContentsMargins(INDENT, 0, 0, 6)
        below.setSpacing(2)
        below.addLayout(row(INSET, self.note, spacing=0))
        below.addWidget(self.evidence)
        below.addLayout(row(INSET, self.hint, spacing=0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self._below)
        box.addWidget(line())

    def show_check(self, shown: CheckShown) -> None:
        """Show another state of an item."""
        self.shown = shown
        found = shown.evidence
        self.head.show_head(shown)
        self.head.entries = shown.entries
        below = shown.below
        self.note.say(muted(below))
        self.note.setVisible(bool(below))
        lines: list[Shown] = []
        if found is not None and shown.unfolded:
            lines = [*found.lines, *([found.more] if found.more else [])]
        self.evidence.show_all(list(enumerate(lines)), EvidenceLine.show_line)
        self.evidence.setVisible(bool(lines))
        hint = found.hint if found is not None and shown.unfolded else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._below.setVisible(bool(below or lines or hint))

    def _unfold(self) -> None:
        if self.shown is not None:
            self.unfolded.emit(self.shown.item.id)

    def _tick(self) -> None:
        if self.shown is not None:
            self.ticked.emit(self.shown.item.id, self.shown.item.done_at is None)


class CheckHead(Row):
    """Box, title with summary, and a pill: the time of the tick, how many, or what is open."""

    toggled = Signal()
    skipping = Signal()
    dragged = Signal(QPoint)  # where the mouse is on the screen
    dropped = Signal(bool)  # whether it was let go, and not given up

    def __init__(self) -> None:
        super().__init__()
        self.item: Item | None = None
        self._pressed: QPoint | None = None
        self.lifted = False
        self.box = tick_box()
        self.box.clicked.connect(self._clicked)
        self.phrase = Phrase(lines=2)
        self.pill = Pill()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 6, 4, 6)
        layout.setSpacing(9)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.phrase, 1)
        layout.addWidget(self.pill)

    def show_head(self, shown: CheckShown) -> None:
        """Show another state."""
        item = self.item = shown.item
        done, skipped = item.done_at is not None, item.skipped_why is not None
        self.box.setChecked(done)
        self.phrase.say(muted(item.title) if skipped else strong(item.title), muted(shown.aside))
        text, tone = self._pill(shown)
        self.pill.show_pill(text, tone)
        self.pill.setVisible(bool(text))
        state = _("done") if done else _("skipped") if skipped else _("not done")
        said = (item.title, shown.aside, text if shown.shows_age else "", state, shown.below)
        self.setAccessibleName(", ".join(one_line(text) for text in said if text))
        told = words.check(item.check_code) if item.check_code else ""
        lines = (item.title, shown.aside, shown.recurs, shown.below, told)
        self.setToolTip(tip("\n".join(text for text in lines if text)))

    def set_read_only(self, on: bool) -> None:
        """The box stands still."""
        self.box.setEnabled(not on)

    def _pill(self, shown: CheckShown) -> tuple[str, Tone]:
        if shown.item.done_at is not None:
            return words.clock(local(shown.item.done_at)), "good"
        if shown.item.skipped_why is not None:
            return _("Skipped"), "plain"
        if shown.shows_age:
            return items.days(shown.item.age_days), "warn"
        if shown.evidence is None:
            return "", "plain"
        if shown.unfolded:
            return _("Open"), "accent"
        return (str(shown.evidence.count), "plain") if shown.evidence.count else ("", "plain")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, S skips, Esc lets what is dragged go back to its place."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        elif event.key() == Qt.Key.Key_Escape and self.lifted:
            self._let_go(False)
        elif event.key() == Qt.Key.Key_S and not event.modifiers():
            self.skipping.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """From here it may be dragged."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags it, once it is clear that this is no click."""
        at = event.globalPosition().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far and not self.lifted:
            self.lifted = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        if self.lifted:
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens; what was dragged is dropped."""
        if self.lifted:
            self._let_go(True)
        elif self._pressed is not None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        self._pressed = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints what is dragged on a fill of its own."""
        if self.lifted:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.tokens().accent), 1.5))
            painter.setBrush(QColor(theme.tokens().accent_soft))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
            painter.end()
        else:
            super().paintEvent(event)

    def _let_go(self, dropped: bool) -> None:
        self.lifted, self._pressed = False, None
        self.unsetCursor()
        self.update()
        self.dropped.emit(dropped)

    def _clicked(self) -> None:
        # The box shows what is stored, not what was pressed, until the answer is back.
        self.box.setChecked(not self.box.isChecked())
        self.toggled.emit()
