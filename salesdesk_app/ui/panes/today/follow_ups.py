"""The card of follow-ups: a field to note one in a line, and those that wait, each with a tick."""

from PySide6.QtCore import Signal

from salesdesk_app.services.today import Today
from salesdesk_app.ui.panes.today.evidence import Acts, answer_line
from salesdesk_app.ui.panes.today.lines import Tickable
from salesdesk_app.ui.panes.today.needs_list import HEAD
from salesdesk_app.ui.panes.today.rows import Stack, Walk
from salesdesk_app.ui.widgets.card import Card, column, scrolled
from salesdesk_app.ui.widgets.fields import text_field
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import today as words
from salesdesk_app.wording.language import gettext as _


class FollowUps(Card):
    """What must be answered, the longest waiting first."""

    noted = Signal(str)

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Follow-ups"), " ")
        self._acts = acts
        self.title.setMinimumHeight(HEAD)
        self.field = text_field(hint=_("Call Weiss tomorrow 9"))
        self.field.setAccessibleName(_("Note a follow-up"))
        self.field.returnPressed.connect(self._note)
        self.lines = Stack(Tickable)
        self.nothing = label(
            _("What must be answered or done today stands here."), "label", wrap=True
        )
        self.walk = Walk()
        self.walk.setLayout(column(self.lines, self.nothing, None, spacing=0))
        self.body.addWidget(self.field)
        self.body.addWidget(scrolled(self.walk), 1)

    def show_day(self, day: Today) -> None:
        """Show what waits."""
        answers = day.agenda.answers
        self.set_title(_("Follow-ups"), words.to_answer(len(answers), day.agenda.answered))
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
