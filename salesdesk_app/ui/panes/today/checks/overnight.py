"""What came up overnight and what is urgent, as lines."""

from dataclasses import replace

from salesdesk_app.services import matter_lines
from salesdesk_app.services.matter_lines import matter
from salesdesk_app.services.overnight import Matter
from salesdesk_app.services.today import Today
from salesdesk_app.ui.panes.today.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import FEW, Acts
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording.phrases import Said, muted


def evidence(day: Today, acts: Acts) -> Evidence:
    """What came up since the last look, the most urgent first."""
    good = sum(found.good for found in day.matters)
    urgent = len(day.matters) - good
    lines = tuple(_short(matter_line(found, day, acts)) for found in day.matters[: FEW + 1])
    hint = "" if lines else "What slips, is lost, goes quiet or runs late will stand here."
    summary = matter_lines.summary(day)
    return Evidence(summary, urgent, lines, len(day.matters), hint=hint)


def matter_line(found: Matter, day: Today, acts: Acts) -> Shown:
    """A matter with what it does: it opens its deal, its person or its task."""
    said = matter(found, day)
    if found.deal is not None:
        deal_id, title = found.deal.id, found.deal.owner
        return Shown(said, lambda: acts.open_deal(deal_id), person=title)
    if found.promise is not None:
        promise = found.promise
        return Shown(
            said,
            lambda: acts.open_person(promise.owner_id, promise.owner),
            lambda: acts.of_promise(promise),
            person=promise.owner,
        )
    if found.task is not None:
        task = found.task
        return Shown(
            said,
            lambda: acts.edit_activity(task),
            lambda: acts.of_activity(task),
            person=task.person or "",
        )
    if found.several:
        return Shown(
            said, lambda: acts.open_deals(replace(found.deals, title=matter_lines.title(found)))
        )
    return Shown(said)


def _short(shown: Shown) -> Shown:
    """A matter on one line: what happened first follows its heading."""
    said = shown.said
    happened = said.below.split(" · ")[0]
    return Shown(
        Said((*said.parts[:1], muted(happened)), "", said.pill, said.tone, said.explain),
        shown.open,
        shown.entries,
        person=shown.person,
    )
