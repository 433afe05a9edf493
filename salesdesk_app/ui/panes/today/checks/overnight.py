"""What came up overnight and what is urgent, as lines."""

from dataclasses import replace

from salesdesk_app.services.overnight import matter_lines
from salesdesk_app.services.overnight.overnight import Matter
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.checklist.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import FEW, Acts
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import Said, muted


def evidence(day: Today, acts: Acts) -> Evidence:
    """What came up since the last look, the most urgent first."""
    lines = tuple(_short(found, day, acts) for found in day.matters[: FEW + 1])
    hint = "" if lines else _("What slips, is lost, goes quiet or runs late will stand here.")
    summary = matter_lines.summary(day)
    urgent = sum(not found.good for found in day.matters)
    return Evidence(summary, urgent, lines, len(day.matters), hint=hint)


def _short(found: Matter, day: Today, acts: Acts) -> Shown:
    """A matter on one line: what happened first follows its heading."""
    shown = acts.matters.line(found, day)
    said = shown.said
    parts = (*said.parts[:1], muted(matter_lines.reason(found, day)))
    return replace(shown, said=Said(parts, "", said.pill, said.tone, said.explain))
