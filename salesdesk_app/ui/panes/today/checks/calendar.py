"""The manager’s own hours, as lines."""

from functools import partial

from salesdesk_app.services.agenda import free
from salesdesk_app.services.day_lines import hour, local
from salesdesk_app.services.today import Today
from salesdesk_app.ui.panes.today.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import Acts, at
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording import today as words


def evidence(day: Today, acts: Acts) -> Evidence:
    """What the day holds, and the longest stretch that is free."""
    hours = day.agenda.hours
    opens, closes = day.stated.hours
    blocks = free(hours, at(day.day, opens), at(day.day, closes))
    longest = max(blocks, key=lambda block: block[1] - block[0], default=None)
    text = ""
    if longest is not None and hours:
        text = f"{words.clock(local(longest[0]))}–{words.clock(local(longest[1]))}"
    lines = tuple(
        Shown(
            hour(row),
            partial(acts.edit_activity, row),
            partial(acts.of_activity, row),
            words.clock(local(row.planned_at)) if row.planned_at else "",
        )
        for row in hours
    )
    summary = words.planned_hours(len(hours), text)
    return Evidence(summary, len(hours), lines, len(lines), hint=words.check("calendar"))
