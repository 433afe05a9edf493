"""The list of what needs the manager, the most urgent first, as much as is worth a look."""

from PySide6.QtCore import Qt

from salesdesk_app.services.day_lines import since
from salesdesk_app.services.overnight import Matter
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.today import Today
from salesdesk_app.ui.panes.today.checks.acts import Acts
from salesdesk_app.ui.panes.today.checks.overnight import matter_line
from salesdesk_app.ui.panes.today.lines import Entry
from salesdesk_app.ui.panes.today.outline import needs_card
from salesdesk_app.ui.panes.today.rows import Stack, Walk
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card, column, scrolled
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import today as words
from salesdesk_app.wording.language import gettext as _

SHOWN = 40  # the others are behind a button


class NeedsList(Card):
    """Each matter with its pill; a line opens its deal, person or task."""

    def __init__(self, acts: Acts) -> None:
        super().__init__(_("Needs you"))
        self._acts = acts
        needs_card(self)
        self.entries = Stack(Entry)
        self.nothing = label("", "label", wrap=True)
        self.more = button("", self._open_rest, "link")
        self.walk = Walk()
        self.walk.setLayout(column(self.entries, self.nothing, self.more, None, spacing=0))
        self.area = scrolled(self.walk)
        self.body.addWidget(self.area, 1)

    def show_day(self, day: Today) -> None:
        """Show what came up and what waits."""
        self.set_title(_("Needs you"), since(day) or _("as it stands today"))
        found = day.matters[:SHOWN]
        shown = [(_key(one), matter_line(one, day, self._acts)) for one in found]
        self.entries.show_all(shown, Entry.show_line)
        self.nothing.setVisible(not shown)
        self.nothing.setText(_("Nothing came up, nothing is late, no deal is at risk."))
        rest = len(day.matters) - len(shown)
        self.more.setVisible(rest > 0)
        self.more.setText(words.more(rest, _("at risk, late or new")))
        self.walk.settle()

    def go_in(self) -> None:
        """Let the keyboard go to the first line."""
        rows = self.walk.rows()
        if rows:
            rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _open_rest(self) -> None:
        self._acts.open_deals(DealFilter(outcome="open", at_risk=True, title=_("Deals at risk")))


def _key(found: Matter) -> tuple[str, int]:
    """What keeps a matter's line the same when the day is loaded again."""
    about = {"deal": found.deal, "promise": found.promise, "task": found.task}
    return next(((kind, one.id) for kind, one in about.items() if one is not None), ("added", 0))
