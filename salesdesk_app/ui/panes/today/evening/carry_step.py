"""The fourth step: what carries over, each to be done, put off, or dropped with a reason."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from salesdesk_app.services.evening.carry import Open
from salesdesk_app.services.evening.evening import Evening
from salesdesk_app.ui.panes.today.evening.draft import Draft
from salesdesk_app.ui.panes.today.evening.step import ENTERS, Step
from salesdesk_app.ui.panes.today.growing import Growing
from salesdesk_app.ui.panes.today.lines import EvidenceLine, Shown
from salesdesk_app.ui.panes.today.rows import Walk
from salesdesk_app.ui.present_only import Entries
from salesdesk_app.ui.widgets.card import column, scrolled
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import evening as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import Said, Tone, muted, strong

HINT = _(
    "Space done · T tomorrow · D another day · X drop with a reason · what is left carries over"
)
DEEDS = {
    Qt.Key.Key_Space: "done",
    Qt.Key.Key_T: "tomorrow",
    Qt.Key.Key_D: "day",
    Qt.Key.Key_X: "drop",
    Qt.Key.Key_Delete: "drop",
}
Deed = Callable[[str, Open, Callable[[bool], object]], object]


class OpenLine(EvidenceLine):
    """One thing that is open; keys and the menu deal with it, Enter is left to the flow."""

    dealt = Signal(str, object)  # what to do, Open

    def __init__(self) -> None:
        super().__init__()
        self.one: Open | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter deals with it."""
        deed = DEEDS.get(Qt.Key(event.key()))
        bare = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if deed is not None and bare and self.one is not None:
            self.dealt.emit(deed, self.one)
        elif event.key() in ENTERS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class CarryStep(Step):
    """The lines of what is open; ``deal(what, one, over)`` deals with one.

    What is done or put off goes at once, so that the next key is for the next line.
    """

    def __init__(self, deal: Deed) -> None:
        super().__init__(_("Carries over"), HINT)
        self._deal = deal
        self._going: set[str] = set()
        self.late = False  # the day is over: what was open is told, and dealt with today
        self.lines = Growing(OpenLine)
        self.nothing = label(_("Nothing is left open."), "muted")
        self.walk = Walk()
        self.walk.setLayout(column(self.nothing, self.lines, None, spacing=2))
        self.box.addWidget(scrolled(self.walk), 1)

    def show_evening(self, evening: Evening, draft: Draft) -> None:
        """Show what is open; the keyboard stays where it was."""
        self.says.setText(words.OPEN_THEN if self.late else HINT)
        place = self._place()
        self.lines.show_all([(one.key, one) for one in evening.carried], self._fill)
        self.nothing.setVisible(not evening.carried)
        self.walk.settle()
        if place is not None:
            QTimer.singleShot(0, self, partial(self._stand_at, place))

    def begin(self) -> None:
        """The first line."""
        self._going.clear()
        rows = self.walk.rows()
        (rows[0] if rows else self).setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, shown: OpenLine, one: Open) -> None:
        if shown.one is None:
            shown.dealt.connect(self._done)
        shown.one = one
        shown.setHidden(one.key in self._going)
        tone: Tone = "warn" if one.late else "plain"
        # First whose it is: what is long ends in dots.
        whose = one.whose if one.kind in ("promise", "call") else ""
        parts = (muted(whose), strong(one.text), muted(one.detail))
        said = Said(parts if whose else parts[1:], pill=words.kind(one.kind), tone=tone)
        shown.show_line(Shown(said, entries=partial(self._entries, one), person=one.whose))

    def _entries(self, one: Open) -> Entries:
        if self.late:
            return ()
        return [
            (words.deed(what), partial(self._done, what, one))
            for what in ("done", "tomorrow", "day", "drop")
        ]

    def _done(self, what: str, one: Open) -> None:
        if self.late:
            return
        if what in ("done", "tomorrow"):
            self._go_on(one, stays=what == "tomorrow" and one.kind == "item")
        self._deal(what, one, partial(self._over, one.key))

    def _go_on(self, one: Open, *, stays: bool) -> None:
        """Lets the keyboard go to the next line, and this one go where it does not stay."""
        line, rows = self.lines.of(one.key), self.walk.rows()
        if line not in rows:
            return
        place = rows.index(line)
        others = [*rows[place + 1 :], *reversed(rows[:place])]
        target = others[0] if others else self
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if not stays:
            self._going.add(one.key)
            line.hide()
            self.walk.settle()

    def _over(self, key: str, done: bool) -> None:
        """Leaves a line to the next answer; one that could not be dealt with is shown again."""
        self._going.discard(key)
        line = self.lines.of(key)
        if not done and line is not None:
            line.show()

    def _place(self) -> int | None:
        """Where the keyboard stands among the lines."""
        rows = self.walk.rows()
        here = self.focusWidget()
        return rows.index(here) if isinstance(here, OpenLine) and here in rows else None

    def _stand_at(self, place: int) -> None:
        rows = self.walk.rows()
        if self.isVisible() and not isinstance(self.window().focusWidget(), OpenLine):
            target = rows[min(place, len(rows) - 1)] if rows else self
            target.setFocus(Qt.FocusReason.TabFocusReason)
