"""The team’s sales calls of the day, as lines."""

from functools import partial

from PySide6.QtCore import Qt

from salesdesk_app.clock import local
from salesdesk_app.services.team_calls.call_lines import call, summary
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.checklist.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import FEW, Acts
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording import today as words


def evidence(day: Today, acts: Acts) -> Evidence:
    """Who calls whom, those to prepare for first."""
    calls = day.agenda.calls
    lines = tuple(_call_line(found, day, acts) for found in calls)
    waiting = [n for n, one in enumerate(calls) if one.is_open]
    # Those to prepare for come before those to log, and the others last; then by the clock.
    chosen = sorted(sorted(waiting, key=lambda n: _turn(calls[n], day))[:FEW])
    hint = ""
    if not lines:
        tomorrow = len(day.tomorrow.standing)
        hint = f"{tomorrow} on the next working day." if tomorrow else words.check("calls")
    first = tuple(lines[n] for n in chosen)
    return Evidence(summary(day), len(waiting), lines, len(lines), first=first, hint=hint)


def _turn(found: Call, day: Today) -> int:
    if found.passed(day.now):
        return 1
    return 0 if found.marks else 2


def _call_line(found: Call, day: Today, acts: Acts) -> Shown:
    return Shown(
        call(found, day),
        partial(acts.calls.show_card, found),
        partial(acts.calls.entries, found),
        words.clock(local(found.begins)),
        found.person or "",
        keys={Qt.Key.Key_L: partial(acts.calls.log, found)},
    )
