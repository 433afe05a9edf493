"""The manager’s own hours, as lines."""

from functools import partial

from salesdesk_app.clock import local
from salesdesk_app.services.today.agenda import Hour
from salesdesk_app.services.today.day_lines import hour, hours_summary
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.checklist.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import Acts
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording import today as words


def evidence(day: Today, acts: Acts) -> Evidence:
    """What the day holds, and the longest stretch that is free."""
    hours = day.agenda.hours
    lines = tuple(_line(one, acts) for one in hours)
    meetings = sum(not hour.all_day for hour in hours)
    summary = hours_summary(day)
    return Evidence(summary, meetings, lines, len(lines), hint=words.check("calendar"))


def _line(found: Hour, acts: Acts) -> Shown:
    when = "" if found.all_day else words.clock(local(found.begins))
    return Shown(hour(found), partial(acts.open_hour, found), partial(acts.of_hour, found), when)
