"""What must be answered, as lines."""

from functools import partial

from PySide6.QtCore import Qt

from salesdesk_app.services.inbox.follow_ups import FollowUpRow
from salesdesk_app.services.inbox.inbox_lines import follow_up, summary
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.checklist.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import Acts, InboxActs
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording import today as words
from salesdesk_app.wording.phrases import Part, Said


def evidence(day: Today, acts: Acts) -> Evidence:
    """The follow-ups that are due, the latest first."""
    found = day.follow_ups.to_answer
    lines = tuple(_below(one, day, acts.inbox) for one in found)
    return Evidence(summary(day), len(found), lines, len(lines), hint=words.check("inbox"))


def follow_up_line(found: FollowUpRow, day: Today, acts: InboxActs) -> Shown:
    """A follow-up with its tick; W waits for an answer."""
    return Shown(
        follow_up(found, day),
        partial(acts.show_card, found.row),
        partial(acts.entries, found.row),
        done=found.state == "answered",
        tick=lambda on: acts.answer(found.row, on),
        keys={Qt.Key.Key_W: partial(acts.wait, found.row)},
    )


def _below(found: FollowUpRow, day: Today, acts: InboxActs) -> Shown:
    said = follow_up(found, day)
    heading, *rest = said.parts
    parts = (Part(heading.text, "strong"), *rest)
    return Shown(
        Said(parts, "", said.pill, said.tone, said.explain),
        partial(acts.show_card, found.row),
        partial(acts.entries, found.row),
        keys={Qt.Key.Key_W: partial(acts.wait, found.row)},
    )
