"""The report of an import: what each file came to, what was left out and why, and what to do."""

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.services import history
from salesdesk_app.ui.shell.importing.outcomes import Outcome
from salesdesk_app.ui.shell.importing.rejects import save_rejects
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card, boxed, row, scrolled
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.pill import Pill
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.numbers import number_of

if TYPE_CHECKING:
    from salesdesk_app.ui.shell.window import Window

PAGE = "import report"
TITLE = "Import finished"
SHOWN_IN = {"people": "team", "quotas": "team"}
PANE = "pipeline"


def show_report(window: "Window", outcomes: Sequence[Outcome]) -> None:
    """Show what an import came to, in the place of an older report."""
    close_report(window)
    page = ReportPage(window, outcomes)
    window.report = page
    window.header.adopt(PAGE, page.buttons)
    page.come_back()


def close_report(window: "Window") -> None:
    """Let the last report go, and with it what it keeps."""
    if window.report is not None:
        window.close_page(PAGE, window.report)
        window.report = None


class ReportPage(QWidget):
    """A card for each file or sheet, and one for what was left out."""

    def __init__(self, window: "Window", outcomes: Sequence[Outcome]) -> None:
        super().__init__()
        self._window = window
        self._desk = window.desk
        self.outcomes = list(outcomes)
        done = [one for one in outcomes if one.result is not None]
        self._written = [one for one in done if one.label is not None]
        self._standing = self._written
        self._marks = {id(one): Pill("Undone", "warn") for one in self._written}
        self.context = _summed_up(outcomes)
        self.undo_button = button("Undo", self.undo)
        if not self._standing:
            self.undo_button.hide()
        panes = self._panes(done)
        # The kind that was imported last is what one came for: its pane is offered first.
        self.show_buttons = [self._show_in(pane, first=pane == panes[0]) for pane in panes]
        self.again = button("Import more…", window.import_files)
        self.buttons: list[QWidget] = [self.undo_button, self.again, *self.show_buttons[::-1]]
        self.first = self.show_buttons[0] if self.show_buttons else self.again
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        for one in done:
            inner.addWidget(self._card(one))
        left = [one for one in outcomes if one.result is None]
        if left:
            inner.addWidget(_left_out(left))
        inner.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.addWidget(scrolled(boxed(inner)))
        self._desk.labels_changed.connect(self._look)
        self._say_undo(frozenset())
        self._look()

    def come_back(self) -> None:
        """Be shown, with the keyboard on what one does next."""
        self._window.show_page(PAGE, self, TITLE, self.context)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Take the import back, from the last file to the first."""
        if self._standing and self._desk.undo_label == self._standing[-1].label:
            self._desk.undo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on to the panes."""
        if event.key() == Qt.Key.Key_Escape:
            self._window.go_first()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        """Ask what stands, also of what was undone while later files were looked at."""
        self._desk.ask(history.undone, then=self._say_undo, topic=("report", id(self)))

    def _say_undo(self, undone: Set[int]) -> None:
        """Only the last edit can be undone from here; the history knows the others."""
        self._standing = [one for one in self._written if not one.is_among(undone)]
        for one in self._written:
            self._marks[id(one)].setVisible(one not in self._standing)
        last = bool(self._standing) and self._desk.undo_label == self._standing[-1].label
        self.undo_button.setEnabled(last)
        several = len(self._standing) > 1
        self.undo_button.setText("Undo the last file" if several else "Undo")
        self.undo_button.setToolTip(
            "" if last else "Other edits came after it, or it is undone already."
        )
        self.context = _summed_up([one for one in self.outcomes if not one.is_among(undone)])
        if self._window.stack.currentWidget() is self:
            self._window.header.show_words(TITLE, self.context)

    def _panes(self, done: Sequence[Outcome]) -> list[str]:
        kinds = [one.result.kind for one in done[::-1] if one.result is not None]
        wanted = dict.fromkeys(SHOWN_IN.get(kind, PANE) for kind in kinds)
        return [pane for pane in wanted if pane in self._window.specs]

    def _show_in(self, pane: str, *, first: bool) -> QPushButton:
        text = f"Show in {self._window.specs[pane].title}"
        return button(text, lambda: self._window.go(pane), "primary" if first else "plain")

    def _card(self, outcome: Outcome) -> Card:
        made = Card(outcome.name, outcome.times.words if outcome.times is not None else "")
        pills = Flow(spacing=6)
        for text, tone in outcome.pills:
            pills.addWidget(Pill(text, tone))
        mark = self._marks.get(id(outcome))
        if mark is not None:
            pills.addWidget(mark)
        made.body.addWidget(boxed(pills))
        for line in outcome.created:
            made.body.addWidget(label(line, "muted", wrap=True, select=True))
        plan = outcome.plan
        if plan is not None:
            save = button("Save the rejected rows…", lambda: save_rejects(self._window, plan))
            said = label("Mend them in your spreadsheet program and import that file again.",
                         "muted", wrap=True)  # fmt: skip
            line_of = row(save, said)
            line_of.setStretch(1, 1)
            made.body.addLayout(line_of)
        return made


def _left_out(outcomes: Sequence[Outcome]) -> Card:
    made = Card("Not imported", number_of(len(outcomes), "file or sheet", "files or sheets"))
    for one in outcomes:
        line = row(label(one.name, "strong", select=True), label(one.said, "muted", wrap=True,
                                                                 select=True))  # fmt: skip
        line.setStretch(1, 1)
        made.body.addLayout(line)
    return made


def _summed_up(outcomes: Sequence[Outcome]) -> str:
    results = [one.result for one in outcomes if one.result is not None]
    if not results:
        return "nothing was imported"
    new, changed = sum(one.new for one in results), sum(one.changed for one in results)
    counts = ((new, "new"), (changed, "updated"))
    said = [f"{wording.count(number)} {word}" for number, word in counts if number]
    return ", ".join(said) or "nothing has changed"
