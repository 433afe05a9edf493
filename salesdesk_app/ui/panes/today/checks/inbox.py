"""What must be answered, as lines."""

from functools import partial

from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.day_lines import answer
from salesdesk_app.services.today import Today
from salesdesk_app.ui.panes.today.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import Acts
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording import today as words
from salesdesk_app.wording.phrases import Part, Said


def evidence(day: Today, acts: Acts) -> Evidence:
    """The follow-ups that are due, the longest waiting first."""
    answers = day.agenda.answers
    lines = tuple(_answer_below(row, day, acts) for row in answers)
    summary = words.to_answer(len(answers), day.agenda.answered)
    return Evidence(summary, len(answers), lines, len(lines), hint=words.check("inbox"))


def answer_line(row: ActivityRow, day: Today, acts: Acts) -> Shown:
    """A follow-up with its tick."""
    return Shown(
        answer(row, day),
        partial(acts.edit_activity, row),
        partial(acts.of_activity, row),
        done=row.done_at is not None,
        tick=lambda on: acts.complete(row, on),
    )


def _answer_below(row: ActivityRow, day: Today, acts: Acts) -> Shown:
    said = answer(row, day)
    heading, *rest = said.parts
    parts = (Part(heading.text, "strong"), *rest)
    return Shown(
        Said(parts, "", said.pill, said.tone, said.explain),
        partial(acts.edit_activity, row),
        partial(acts.of_activity, row),
    )
