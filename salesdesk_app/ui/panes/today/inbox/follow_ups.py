"""The list of follow-ups: a field to note one in a line, what to answer, and what one waits for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app.services.inbox.follow_ups import FollowUpRow
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.checks.acts import InboxActs
from salesdesk_app.ui.panes.today.checks.inbox import follow_up_line
from salesdesk_app.ui.panes.today.growing import Growing
from salesdesk_app.ui.panes.today.inbox.follow_up_field import FollowUpField
from salesdesk_app.ui.panes.today.lines import Tickable
from salesdesk_app.ui.panes.today.rows import Walk
from salesdesk_app.ui.widgets.buttons import IconButton
from salesdesk_app.ui.widgets.card import column, row, scrolled
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _


class Group(QWidget):
    """Follow-ups of one state under their heading; without any it is not seen."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._title = title
        self.heading = label(title, "label")
        self.heading.setContentsMargins(4, 6, 0, 2)
        self.lines = Growing(Tickable)
        self.setLayout(column(self.heading, self.lines, spacing=0))
        self.hide()  # until it is known that there are some

    def show_rows(self, rows: Sequence[FollowUpRow], day: Today, acts: InboxActs) -> None:
        """Show these, the first ones of them where they are many."""

        def fill(line: Tickable, one: FollowUpRow) -> None:
            line.show_line(follow_up_line(one, day, acts))

        self.lines.show_all([(one.id, one) for one in rows], fill)
        self.heading.setText(f"{self._title} {len(rows)}")
        self.setVisible(bool(rows))


class FollowUps(QWidget):
    """What must be answered, the latest first; then what comes later, what waits, what is done."""

    def __init__(self, acts: InboxActs) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._acts = acts
        self._wanted: int | None = None
        self.field = FollowUpField()
        self.add = IconButton("mail", _("Add mails…"), acts.choose_mails)
        self.groups = {
            "to_answer": Group(_("To answer")),
            "waiting": Group(_("Waiting for an answer")),
            "later": Group(_("Later")),
            "answered": Group(_("Answered today")),
        }
        self.nothing = label(
            _(
                "What must be answered or done stands here. Type it above, or drop mails on the "
                "window (.eml, or .msg of Outlook)."
            ),
            "label",
            wrap=True,
        )
        self.walk = Walk()
        self.walk.setLayout(column(*self.groups.values(), self.nothing, None, spacing=0))
        self.area = scrolled(self.walk)
        top = row(self.field, self.add, spacing=4)
        top.setStretch(0, 1)
        top.setAlignment(self.add, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(top)
        box.addWidget(self.area, 1)

    def show_day(self, day: Today) -> None:
        """Show what is to be answered and what waits."""
        found = day.follow_ups
        for name, group in self.groups.items():
            group.show_rows(getattr(found, name), day, self._acts)
        shown = (found.to_answer, found.later, found.waiting, found.answered)
        self.nothing.setVisible(not any(shown))
        self.walk.settle()
        if self._wanted is not None:
            self.go_to(self._wanted)

    def go_to(self, follow_up_id: int) -> None:
        """Let the keyboard go to a follow-up, now or when it is shown next."""
        self._wanted = follow_up_id
        for group in self.groups.values():
            line = group.lines.of(follow_up_id)
            if line is not None:
                self._wanted = None
                self.walk.settle(line)
                line.setFocus(Qt.FocusReason.TabFocusReason)
                self.area.ensureWidgetVisible(line)
