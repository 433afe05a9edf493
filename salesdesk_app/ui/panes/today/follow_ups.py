"""The list of follow-ups: a field to note one in a line, and those that wait, each with a tick."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app.services.today import Today
from salesdesk_app.ui.panes.today.checks.acts import Acts
from salesdesk_app.ui.panes.today.checks.inbox import answer_line
from salesdesk_app.ui.panes.today.lines import Tickable
from salesdesk_app.ui.panes.today.rows import Stack, Walk
from salesdesk_app.ui.widgets.card import column, scrolled
from salesdesk_app.ui.widgets.fields import text_field
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _


class FollowUps(QWidget):
    """What must be answered, the longest waiting first."""

    noted = Signal(str)

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._acts = acts
        self.field = text_field(hint=_("Call Weiss tomorrow 9"))
        self.field.setAccessibleName(_("Note a follow-up"))
        self.field.returnPressed.connect(self._note)
        self.lines = Stack(Tickable)
        self.nothing = label(
            _("What must be answered or done today stands here."), "label", wrap=True
        )
        self.walk = Walk()
        self.walk.setLayout(column(self.lines, self.nothing, None, spacing=0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.field)
        box.addWidget(scrolled(self.walk), 1)

    def show_day(self, day: Today) -> None:
        """Show what waits."""
        answers = day.agenda.answers
        shown = [(row.id, answer_line(row, day, self._acts)) for row in answers]
        self.lines.show_all(shown, Tickable.show_line)
        self.nothing.setVisible(not answers)
        self.walk.settle()

    def _note(self) -> None:
        text = self.field.text().strip()
        if text:
            self.noted.emit(text)

    def noted_well(self) -> None:
        """Empty the field: the follow-up is kept."""
        self.field.clear()
