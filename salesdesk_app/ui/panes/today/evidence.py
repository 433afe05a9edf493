"""The evidence beside each of the five checks, from what the day holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Protocol

from salesdesk_app import wording
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.agenda import Call, free
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.overnight import Matter
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.today import Talk, Today
from salesdesk_app.ui.panes.today.check_row import Evidence
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.ui.panes.today.phrase import Part, muted, strong
from salesdesk_app.ui.panes.today.rows import Entries
from salesdesk_app.ui.panes.today.words import (
    Said,
    answer,
    call,
    first_name,
    hour,
    local,
    matter,
    since,
)
from salesdesk_app.wording import today as words

FEW = 3  # lines under an open check
WORKING = (time(8), time(18))


class Acts(Protocol):
    """What a line can do; the pane does it."""

    def open_deal(self, deal_id: int) -> None: ...
    def open_deals(self, wanted: DealFilter) -> None: ...
    def open_person(self, person_id: int, name: str) -> None: ...
    def edit_activity(self, row: ActivityRow) -> None: ...
    def of_activity(self, row: ActivityRow) -> Entries: ...
    def of_promise(self, row: CommitmentRow) -> Entries: ...
    def complete(self, row: ActivityRow, on: bool) -> None: ...
    def show_matters(self) -> None: ...


def evidence(code: str, day: Today, acts: Acts, show_all: Callable[[], object] | None) -> Evidence:
    """What a check shows: its first lines and, where ``show_all()`` is given, one for the rest."""
    made: dict[str, Callable[[], Evidence]] = {
        "overnight": lambda: _overnight(day, acts),
        "calls": lambda: _calls(day, acts),
        "calendar": lambda: _calendar(day, acts),
        "inbox": lambda: _inbox(day, acts),
        "news": lambda: Evidence(summary="nothing connected", hint=words.check("news")),
    }
    if code not in made:
        return Evidence("")
    found = made[code]()
    if code == "overnight":
        show_all = acts.show_matters  # they stand at the right as well
    if show_all is None or found.total <= FEW + 1:
        return found
    rest = words.more(found.total - FEW, WHAT[code])
    more = Shown(Said((muted(rest),)), show_all)
    return replace(found, lines=found.first or found.lines[:FEW], more=more)


WHAT = {"overnight": "at the right", "calls": "calls", "calendar": "hours", "inbox": "to answer"}


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
    wanted = found.added or DealFilter()
    return Shown(said, lambda: acts.open_deals(wanted))


def answer_line(row: ActivityRow, day: Today, acts: Acts) -> Shown:
    """A follow-up with its tick."""
    return Shown(
        answer(row, day),
        partial(acts.edit_activity, row),
        partial(acts.of_activity, row),
        done=row.done_at is not None,
        tick=lambda on: acts.complete(row, on),
    )


def promise_lines(day: Today, acts: Acts) -> list[Shown]:
    """Whose commitments are due today, a line each."""
    by_owner: dict[tuple[int, str], list[CommitmentRow]] = {}
    for row in day.promised:
        by_owner.setdefault((row.owner_id, row.owner), []).append(row)
    return [
        _promise_line(owner_id, name, rows, acts) for (owner_id, name), rows in by_owner.items()
    ]


def talk_line(talk: Talk, acts: Acts) -> Shown:
    """Whose next 1:1 is due."""
    said = Said(
        (strong(f"1:1 with {talk.name}"), muted(words.days_ago(talk.days))),
        pill=words.event("overdue") if talk.late else "Due",
        tone="warn" if talk.late else "plain",
    )
    return Shown(said, lambda: acts.open_person(talk.person_id, talk.name), person=talk.name)


def _promise_line(owner_id: int, name: str, rows: list[CommitmentRow], acts: Acts) -> Shown:
    texts = " · ".join(row.text for row in rows)
    said = Said(
        (strong(f"{first_name(name)} promised for today"), muted(texts)),
        pill=str(len(rows)),
        explain=f"{name}: {texts}",
    )
    return Shown(
        said,
        lambda: acts.open_person(owner_id, name),
        lambda: [entry for row in rows for entry in acts.of_promise(row)],
        person=name,
    )


def _overnight(day: Today, acts: Acts) -> Evidence:
    good = sum(found.good for found in day.matters)
    urgent = len(day.matters) - good
    lines = tuple(_short(matter_line(found, day, acts)) for found in day.matters[: FEW + 1])
    hint = "" if lines else "What slips, is lost, goes quiet or runs late will stand here."
    summary = words.matters(urgent, good, since(day))
    return Evidence(summary, urgent, lines, len(day.matters), hint=hint)


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


def _calls(day: Today, acts: Acts) -> Evidence:
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


def _calendar(day: Today, acts: Acts) -> Evidence:
    hours = day.agenda.hours
    blocks = free(hours, at(day.day, WORKING[0]), at(day.day, WORKING[1]))
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


def _inbox(day: Today, acts: Acts) -> Evidence:
    answers = day.agenda.answers
    lines = tuple(_answer_below(row, day, acts) for row in answers)
    summary = words.to_answer(len(answers), day.agenda.answered)
    return Evidence(summary, len(answers), lines, len(lines), hint=words.check("inbox"))


def _answer_below(row: ActivityRow, day: Today, acts: Acts) -> Shown:
    said = answer(row, day)
    heading, *rest = said.parts
    parts = (Part(heading.text, "strong"), *rest)
    return Shown(
        Said(parts, "", said.pill, said.tone, said.explain),
        partial(acts.edit_activity, row),
        partial(acts.of_activity, row),
    )


def at(day: date, when: time) -> datetime:
    """A moment of a local day, aware."""
    return datetime.combine(day, when).astimezone()
