"""The list of what needs the manager, the most urgent first, and what was seen to today."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from salesdesk_app.services.overnight.overnight import Matter
from salesdesk_app.services.today.day_lines import since
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.entry import Entry
from salesdesk_app.ui.panes.today.growing import Growing
from salesdesk_app.ui.panes.today.needs.matter_deeds import MatterDeeds
from salesdesk_app.ui.panes.today.needs.order_dialog import OrderDialog
from salesdesk_app.ui.panes.today.outline import needs_card
from salesdesk_app.ui.panes.today.rows import Stack, Walk
from salesdesk_app.ui.widgets.buttons import IconButton, button
from salesdesk_app.ui.widgets.card import Card, column, scrolled
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import overnight as words
from salesdesk_app.wording.language import gettext as _


class NeedsList(Card):
    """Each matter with its pill; a line opens what it is about, and letters deal with it."""

    def __init__(self, deeds: MatterDeeds) -> None:
        super().__init__(_("Needs you"))
        self._deeds = deeds
        deeds.unfold = self.unfold
        self._day: Today | None = None
        self._unfolded: set[str] = set()
        self._with_dealt = False
        needs_card(self)
        self.order = IconButton("info", _("How is this ordered?"), self.show_order)
        self.head.addWidget(self.order)
        self.entries = Growing(Entry, _("at risk, late or new"))
        self.nothing = label("", "label", wrap=True)
        self.dealt = button("", self._turn_dealt, "link")
        self.past = Stack(Entry)
        self.walk = Walk()
        self.walk.setLayout(
            column(self.entries, self.nothing, self.dealt, self.past, None, spacing=0)
        )
        self.area = scrolled(self.walk)
        self.body.addWidget(self.area, 1)

    def show_day(self, day: Today) -> None:
        """Show what came up and what waits; the focus stays at its place where a line is gone."""
        if self._day is not None and self._day.day != day.day:
            self._with_dealt = False
            self.entries.begin()
            self._unfolded.clear()
        self._day = day
        place = self._place()
        self.set_title(_("Needs you"), since(day) or _("as it stands today"))
        found = self._listed(day)
        self.entries.show_all([(one.key, one) for one in found], self._fill)
        self.nothing.setVisible(not found)
        self.nothing.setText(_("Nothing came up, nothing is late, no deal is at risk."))
        self._show_dealt(day)
        self.walk.settle()
        self._go_to(place)

    def matter_of(self, widget: QWidget | None) -> Matter | None:
        """The matter whose line a widget is."""
        rows = self.entries.widgets()
        if self._day is None or not isinstance(widget, Entry) or widget not in rows:
            return None
        return self._listed(self._day)[rows.index(widget)]

    def unfold(self, found: Matter) -> None:
        """Show one by one below its line what stands in it, or that no more."""
        self._unfolded ^= {found.key}
        if self._day is not None:
            self.show_day(self._day)
        line = self.entries.of(found.key)
        if line is not None:
            line.setFocus(Qt.FocusReason.TabFocusReason)

    def go_in(self) -> None:
        """Let the keyboard go to the first line."""
        rows = self.walk.rows()
        if rows:
            rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def show_order(self) -> None:
        """Say how the matters are ordered."""
        OrderDialog(self).open()

    def _fill(self, entry: Entry, found: Matter) -> None:
        if self._day is not None:
            entry.show_line(self._deeds.line(found, self._day))

    def _listed(self, day: Today) -> list[Matter]:
        """The matters from top to bottom, with those of each line that is unfolded."""
        found: list[Matter] = []
        for one in day.matters:
            found += [one, *(one.several if one.key in self._unfolded else ())]
        return found

    def _place(self) -> int | None:
        """Where among the matters the focus is."""
        here = self.window().focusWidget()  # also while another window is in front
        rows = self.entries.widgets()
        return rows.index(here) if isinstance(here, Entry) and here in rows else None

    def _go_to(self, place: int | None) -> None:
        """Let the focus of a line that is gone go to the one that took its place."""
        rows = self.entries.widgets()
        if place is None or self._place() is not None:
            return
        if rows:
            rows[min(place, len(rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.dealt.isVisibleTo(self):
            self.dealt.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_dealt(self, day: Today) -> None:
        number = sum(one.count for one in day.overnight.dealt)
        self.dealt.setVisible(bool(number))
        told = words.dealt_today(number)
        self.dealt.setText(_("Hide what was done") if self._with_dealt else told)
        self.dealt.setAccessibleName(told)
        dealt = day.overnight.dealt if self._with_dealt else ()
        lines = [(one.edit_id, self._deeds.dealt_line(one)) for one in dealt]
        self.past.show_all(lines, Entry.show_line)
        self.past.setVisible(bool(lines))

    def _turn_dealt(self) -> None:
        self._with_dealt = not self._with_dealt
        if self._day is not None:
            self.show_day(self._day)
