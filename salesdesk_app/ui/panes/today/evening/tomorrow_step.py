"""The fifth step: what tomorrow begins with, in words that the next morning shows."""

from salesdesk_app.clock import local
from salesdesk_app.services.evening.evening import Evening
from salesdesk_app.services.team_calls import call_lines
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.ui.panes.today.evening.draft import Draft
from salesdesk_app.ui.panes.today.evening.step import EnterGoesOn, Step
from salesdesk_app.ui.panes.today.lines import EvidenceLine, Shown
from salesdesk_app.ui.panes.today.rows import Stack
from salesdesk_app.ui.widgets.card import boxed, column, scrolled
from salesdesk_app.ui.widgets.fields import text_area
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.language import gettext as _


class TomorrowStep(Step):
    """A sentence that can be changed, and the calls and hours of the next working day."""

    def __init__(self) -> None:
        super().__init__(
            _("Tomorrow"),
            _("The next morning begins with these words. Add what must not be missed."),
        )
        self._drafted = ""
        self.text = text_area(lines=3)
        self.text.setAccessibleName(_("What tomorrow begins with"))
        EnterGoesOn(self.text, self.went_on.emit)
        self.text.textChanged.connect(self.typed)
        self.heading = label("", "strong")
        self.nothing = label(_("No calls are planned for that day yet."), "muted")
        self.calls = Stack(EvidenceLine)
        below = column(self.heading, self.nothing, self.calls, None, spacing=4)
        self.box.addWidget(self.text)
        self.box.addWidget(scrolled(boxed(below)), 1)

    def show_evening(self, evening: Evening, draft: Draft) -> None:
        """Show the sentence as drafted or as it was typed, and the calls."""
        self._drafted = evening.tomorrow
        text = self._drafted if draft.tomorrow is None else draft.tomorrow
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self.heading.setText(day_words.weekday(evening.ahead.day))
        calls = evening.day.tomorrow.calls
        shown = [(call.key, _shown(call, evening)) for call in calls]
        self.calls.show_all(shown, EvidenceLine.show_line)
        self.nothing.setVisible(not shown)

    @property
    def words(self) -> str:
        """What the next day begins with."""
        return self.text.toPlainText().strip()

    def keep(self, draft: Draft) -> None:
        """The sentence where it is not the drafted one."""
        text = self.text.toPlainText()
        draft.tomorrow = None if text == self._drafted else text

    def begin(self) -> None:
        """The sentence, behind its end."""
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()


def _shown(call: Call, evening: Evening) -> Shown:
    clock = day_words.clock(local(call.begins))
    return Shown(call_lines.call(call, evening.day), time=clock, person=call.person or "")
