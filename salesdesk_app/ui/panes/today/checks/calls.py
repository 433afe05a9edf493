"""The team’s sales calls of the day, as lines."""

from collections.abc import Callable
from functools import partial

from salesdesk_app import wording
from salesdesk_app.services.agenda import Call
from salesdesk_app.services.day_lines import (
    call,
    local,
)
from salesdesk_app.services.today import Today
from salesdesk_app.ui.panes.today.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import FEW, Acts
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording import today as words


def evidence(day: Today, acts: Acts) -> Evidence:
    """Who calls whom, those to prepare for first."""
    planned = day.agenda
    value = planned.value_in_play
    worth = wording.money(value, day.currency, short=True) if value else ""
    lines = tuple(_call_line(found, day, acts) for found in planned.calls)
    # Those to prepare for come before the others, all in the order of the clock.
    waiting = [n for n, one in enumerate(planned.calls) if one.activity.done_at is None]
    chosen = sorted(sorted(waiting, key=lambda n: not planned.calls[n].marks)[:FEW])
    first = tuple(lines[n] for n in chosen)
    hint = ""
    if not lines:
        ahead = len(day.tomorrow.calls)
        hint = f"{ahead} on the next working day." if ahead else words.check("calls")
    summary = words.planned_calls(len(lines), worth)
    return Evidence(summary, len(waiting), lines, len(lines), first=first, hint=hint)


def _call_line(found: Call, day: Today, acts: Acts) -> Shown:
    row = found.activity
    time = words.clock(local(row.planned_at)) if row.planned_at else ""
    leads: Callable[[], object] = partial(acts.edit_activity, row)
    if row.deal_id is not None:
        leads = partial(acts.open_deal, row.deal_id)
    return Shown(call(found, day), leads, partial(acts.of_activity, row), time, row.person or "")
