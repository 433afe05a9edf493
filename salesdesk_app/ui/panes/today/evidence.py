"""The evidence beside each of the five checks, and the live lines of the day."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.today.day_lines import talk as said_of
from salesdesk_app.services.today.today import Talk, Today
from salesdesk_app.ui.panes.today.checklist.check_row import Evidence
from salesdesk_app.ui.panes.today.checks import calendar, calls, inbox, news, overnight
from salesdesk_app.ui.panes.today.checks.acts import FEW, Acts
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording import today as words
from salesdesk_app.wording.phrases import Said, muted, strong
from salesdesk_app.wording.team import first_name

CHECKS: Mapping[str, Callable[[Today, Acts], Evidence]] = {
    "overnight": overnight.evidence,
    "calls": calls.evidence,
    "calendar": calendar.evidence,
    "inbox": inbox.evidence,
    "news": news.evidence,
}
WHAT = {
    "overnight": "at the right",
    "calls": "calls",
    "calendar": "hours",
    "inbox": "to answer",
    "news": "news",
}


def evidence(code: str, day: Today, acts: Acts, show_all: Callable[[], object] | None) -> Evidence:
    """What a check shows: its first lines and, where ``show_all()`` is given, one for the rest."""
    if code not in CHECKS:
        return Evidence("")
    found = CHECKS[code](day, acts)
    if code == "overnight":
        show_all = acts.show_matters  # they stand at the right as well
    if show_all is None or found.total <= FEW + 1:
        return found
    rest = words.more(found.total - FEW, WHAT[code])
    more = Shown(Said((muted(rest),)), show_all)
    return replace(found, lines=found.first or found.lines[:FEW], more=more)


def promise_lines(day: Today, acts: Acts) -> list[Shown]:
    """Whose commitments are due today, a line each."""
    by_owner: dict[tuple[int, str], list[CommitmentRow]] = {}
    for row in day.promised:
        by_owner.setdefault((row.owner_id, row.owner), []).append(row)
    return [
        _promise_line(owner_id, name, first_name(name, day.shared), rows, acts)
        for (owner_id, name), rows in by_owner.items()
    ]


def talk_line(talk: Talk, acts: Acts) -> Shown:
    """Whose next 1:1 is due."""
    leads = partial(acts.open_person, talk.person_id, talk.name)
    return Shown(said_of(talk), leads, person=talk.name)


def _promise_line(
    owner_id: int, name: str, called: str, rows: list[CommitmentRow], acts: Acts
) -> Shown:
    texts = " · ".join(row.text for row in rows)
    said = Said(
        (strong(f"{called} promised for today"), muted(texts)),
        pill=str(len(rows)),
        explain=f"{name}: {texts}",
    )
    return Shown(
        said,
        lambda: acts.open_person(owner_id, name),
        lambda: [entry for row in rows for entry in acts.of_promise(row)],
        person=name,
    )
