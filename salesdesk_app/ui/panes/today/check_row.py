"""One item of the checklist: its box, title and summary, when it was ticked, its evidence."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk_app.services.checklist import Item
from salesdesk_app.services.day_lines import local
from salesdesk_app.ui.format import tip
from salesdesk_app.ui.panes.today.lines import EvidenceLine, Shown, tick_box
from salesdesk_app.ui.panes.today.phrase import Phrase
from salesdesk_app.ui.panes.today.rows import Entries, Row, Stack
from salesdesk_app.ui.theme import Tone
from salesdesk_app.ui.widgets.card import line, row
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import today as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import muted, strong

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
        note = shown.item.note or ""
        self.note.say(muted(_("Note: {text}").format(text=note)) if note else "")
        self.note.setVisible(bool(note))
        lines: list[Shown] = []
        if found is not None and shown.unfolded:
            lines = [*found.lines, *([found.more] if found.more else [])]
        self.evidence.show_all(list(enumerate(lines)), EvidenceLine.show_line)
        self.evidence.setVisible(bool(lines))
        hint = found.hint if found is not None and shown.unfolded else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._below.setVisible(bool(note or lines or hint))

    def _unfold(self) -> None:
        if self.shown is not None:
            self.unfolded.emit(self.shown.item.id)

    def _tick(self) -> None:
        if self.shown is not None:
            self.ticked.emit(self.shown.item.id, self.shown.item.done_at is None)


class CheckHead(Row):
    """Box, title with summary, and a pill: the time of the tick, how many, or what is open."""

    toggled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.item: Item | None = None
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
        item, found = shown.item, shown.evidence
        self.item = item
        done = item.done_at is not None
        self.box.setChecked(done)
        summary = found.summary if found is not None else ""
        self.phrase.say(strong(item.title), muted(summary))
        text, tone = self._pill(shown)
        self.pill.show_pill(text, tone)
        self.pill.setVisible(bool(text))
        state = _("done") if done else _("not done")
        self.setAccessibleName(", ".join(t for t in (item.title, summary, state) if t))
        told = words.check(item.check_code) if item.check_code else ""
        self.setToolTip(tip("\n".join(t for t in (item.title, shown.recurs, told) if t)))

    def _pill(self, shown: CheckShown) -> tuple[str, Tone]:
        if shown.item.done_at is not None:
            return words.clock(local(shown.item.done_at)), "good"
        if shown.evidence is None:
            return "", "plain"
        if shown.unfolded:
            return _("Open"), "accent"
        return (str(shown.evidence.count), "plain") if shown.evidence.count else ("", "plain")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        # The box shows what is stored, not what was pressed, until the answer is back.
        self.box.setChecked(not self.box.isChecked())
        self.toggled.emit()
