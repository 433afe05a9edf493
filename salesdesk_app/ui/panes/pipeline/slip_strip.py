"""Asks in one key why a close date was put off; no answer is an answer, and nothing asks again."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.slips import REASONS
from salesdesk_app.services.deals import slips
from salesdesk_app.services.deals.slips import PutOff
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.buttons import IconButton, button
from salesdesk_app.ui.widgets.card import boxed, row
from salesdesk_app.ui.widgets.flow import Flow
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.pipeline import deals as so_many

KEYS = {Qt.Key.Key_1: REASONS[0], Qt.Key.Key_2: REASONS[1], Qt.Key.Key_3: REASONS[2]}
OURS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
ALONE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class SlipStrip(QFrame):
    """Takes the keyboard while it asks: 1, 2 and 3 answer, Esc does not, any other key goes on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._before: QWidget | None = None
        self.asking: PutOff | None = None
        self.text = label("", wrap=True)
        self.answers = [
            button(f"{number}  {wording.term(f'slip.{reason}')}", partial(self.answer, reason))
            for number, reason in enumerate(REASONS, 1)
        ]
        head = row(self.text, IconButton("x", "No answer (Esc)", self.leave), spacing=8)
        head.setStretch(0, 1)
        flow = Flow(spacing=6)
        for made in self.answers:
            flow.addWidget(made)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 10)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(boxed(flow))
        self.hide()

    def ask(self, found: PutOff) -> None:
        """Ask why; the keyboard comes back to where it was."""
        self.asking = found
        words = question(found, self._desk.today().year)
        self.text.setText(words)
        self.setAccessibleName(f"{words} Press 1, 2 or 3, or Esc for no answer.")
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._before = focus
        self.show()
        self.setFocus()

    def answer(self, reason: str) -> None:
        """Keep an answer."""
        found = self.asking
        self.leave()
        if found is not None:
            self._desk.do(slips.explain, found.deal_ids, reason, notice=True)

    def leave(self) -> None:
        """Ask no longer."""
        if self.asking is None:
            return
        self.asking = None
        focus = QApplication.focusWidget()
        had_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.hide()
        if had_focus and self._is_there():
            self._focus_before().setFocus()
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answers, leaves, or hands on what was meant for something else."""
        key = Qt.Key(event.key())
        if key in KEYS:
            self.answer(KEYS[key])
        elif key == Qt.Key.Key_Escape:
            self.leave()
        elif key in OURS or key in ALONE:
            super().keyPressEvent(event)
        else:
            meant = self._focus_before() if self._is_there() else None
            self.leave()
            if meant is not None:
                QCoreApplication.sendEvent(meant, event.clone())

    def _is_there(self) -> bool:
        """Whether what had the keyboard before still can have it."""
        try:
            return self._before is not None and self._before.isVisible()
        except RuntimeError:  # Qt has let it go: an editor of a cell that was closed
            return False

    def _focus_before(self) -> QWidget:
        assert self._before is not None  # noqa: S101 - asked for only where it is there
        return self._before


def question(found: PutOff, year: int) -> str:
    """``Halden Freight: put off from 4 Dec to 12 Jan 2027. Why?``, or of several deals."""
    if len(found.deal_ids) > 1:
        return f"{so_many(len(found.deal_ids))} were put off. Why?"
    before, after = (wording.day(day, year=day.year != year) for day in (found.before, found.after))
    return f"{found.deal}: put off from {before} to {after}. Why?"
