"""The third step: fixes and projects set in motion, each with an owner and a day."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.domain import promise_line
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.evening.evening import Evening
from salesdesk_app.ui.panes.today.evening.draft import Draft
from salesdesk_app.ui.panes.today.evening.step import ENTERS, Step
from salesdesk_app.ui.panes.today.growing import Growing
from salesdesk_app.ui.panes.today.lines import EvidenceLine, Shown
from salesdesk_app.ui.panes.today.rows import Walk
from salesdesk_app.ui.present_only import Entries
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import column, row, scrolled
from salesdesk_app.ui.widgets.fields import DayEdit, Picker, text_field
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import Said, muted, strong

A_WEEK = timedelta(days=7)
Add = Callable[[str, int, date], object]


class MotionStep(Step):
    """A line that is understood as one types; Enter adds it, an empty line goes on."""

    def __init__(self, add: Add, entries: Callable[[CommitmentRow], Entries]) -> None:
        super().__init__(
            _("In motion"),
            _("What was set in motion today. Type who does what by when, and Enter adds it."),
        )
        self._add, self._entries = add, entries
        self._people: Sequence[tuple[int, str]] = ()
        self._evening: Evening | None = None
        self.late = False  # the day is over: nothing is set in motion on it any more
        self.line = text_field(hint=_("Priya: send revised offer by Fri"))
        self.line.setAccessibleName(_("Who does what by when"))
        self.line.textEdited.connect(self._understand)
        self.owner = Picker(none=_("Who"))
        self.owner.setAccessibleName(_("Owner"))
        self.due = DayEdit(hint=_("By when"))
        self.due.setAccessibleName(_("By when"))
        self.due.setFixedWidth(150)
        self.add_button = button(_("Add"), self.add)
        self.wrong = label("", "label", tone="bad", wrap=True)
        self.made = Growing(EvidenceLine)
        self.nothing = label(_("Nothing was set in motion today yet."), "muted")
        walk = Walk()
        walk.setLayout(column(self.nothing, self.made, None, spacing=2))
        self.walk = walk
        fields = row(self.line, self.owner, self.due, self.add_button)
        fields.setStretch(0, 1)
        self.fields = QWidget()
        self.fields.setProperty("look", "clear")
        self.fields.setLayout(column(fields, self.wrong, spacing=4))
        self.box.addWidget(self.fields)
        self.box.addWidget(scrolled(walk), 1)

    def show_evening(self, evening: Evening, draft: Draft) -> None:
        """Show what was set in motion; a day that is over takes nothing new."""
        first, self._evening = self._evening is None, evening
        self._people = [(one.id, one.name) for one in evening.team]
        self.owner.set_choices(self._people)
        self.due.set_today(evening.day.day)
        self.fields.setVisible(not self.late)
        if first:
            self.line.setText(draft.line)
            self._understand(draft.line)
        self.made.show_all([(one.id, one) for one in evening.motion], self._fill)
        self.nothing.setVisible(not evening.motion)
        self.walk.settle()

    def keep(self, draft: Draft) -> None:
        """The line that was not added yet."""
        draft.line = self.line.text()

    def begin(self) -> None:
        """The line."""
        (self if self.late else self.line).setFocus()

    def leave(self) -> bool:
        """A line that was typed is added first."""
        return self.late or not self.line.text().strip() or self.add()

    def add(self) -> bool:
        """Make a commitment of the line, or say what is missing; whether it was made."""
        found = self._read(self.line.text())
        owner, due = self.owner.value(), self.due.value()
        if not found.text:
            return self._lacks(_("Say what will be done."), self.line)
        if owner is None:
            several = _("There are several: {names}. Choose one.").format(
                names=", ".join(found.unclear)
            )
            return self._lacks(several if found.unclear else _("Say who will do it."), self.owner)
        if due is None:
            missing = self.due.wrong if not self.due.readable else _("Say by when.")
            return self._lacks(missing, self.due)
        self._add(found.text, owner, due)
        self.line.clear()
        self._understand("")
        self.typed.emit()
        self.line.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line or the day adds what is typed; with nothing typed it goes on."""
        if event.key() in ENTERS and self.line.text().strip() and self._typing():
            self.add()
            return
        super().keyPressEvent(event)

    def _typing(self) -> bool:
        return self.focusWidget() in (self.line, self.due, self.owner) or (
            self.owner.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        )

    def _read(self, text: str) -> promise_line.Promise:
        evening = self._evening
        if evening is None:
            return promise_line.Promise("")
        now: datetime = local(evening.day.now)
        return promise_line.read(text, self._people, now, evening.day.stated.calendar)

    def _understand(self, text: str) -> None:
        """Show in the fields what the line says: whose it is, and by when."""
        found = self._read(text)
        self.owner.set_value(found.owner_id)
        day = self._evening.day.day if self._evening is not None else None
        self.due.set_value(found.due or (day + A_WEEK if day is not None else None))
        self.wrong.setText("")
        self.typed.emit()

    def _lacks(self, what: str, field: QWidget) -> bool:
        self.wrong.setText(what)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _fill(self, line: EvidenceLine, one: CommitmentRow) -> None:
        due = _("by {day}").format(day=wording.day(one.due_on))
        said = Said((muted(one.owner), strong(one.text)), pill=due)
        line.show_line(Shown(said, entries=lambda: self._entries(one), person=one.owner))
