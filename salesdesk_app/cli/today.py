"""The today command: the day as the window shows it, or a past one as it was closed."""

import argparse
from datetime import date

from salesdesk_app import wording
from salesdesk_app.cli import printing
from salesdesk_app.clock import Clock, local
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.evening import closing
from salesdesk_app.services.evening.closing import Closed
from salesdesk_app.services.evening.past import as_closed
from salesdesk_app.services.today import day_outline, today
from salesdesk_app.services.today.day_outline import Line, Section
from salesdesk_app.services.today.today import Today
from salesdesk_app.services.verbs import ask
from salesdesk_app.services.workspace import Store
from salesdesk_app.wording import closed_days, evening
from salesdesk_app.wording import today as words
from salesdesk_app.wording.periods import week_in
from salesdesk_app.wording.phrases import one_line, unweighted

INDENT = 8  # as wide as a time and a tick


def day(arguments: argparse.Namespace, clock: Clock) -> int:
    """Prints the day in words, or as JSON (see ``today_shape``); a past one as it was closed.

    Problems: asof.future, and those of a past day that nothing is known of.
    """
    store = Store(arguments.workspace)
    try:
        found = _asked(store, arguments.as_of, clock)
    finally:
        store.close()
    if arguments.json:
        printing.json_object(day_outline.as_json(found))
    else:
        _print(found, past=found.day != clock.today())
    return 0


def _asked(store: Store, day: date | None, clock: Clock) -> Today:
    if day is None or day == clock.today():
        return ask(store, today.day, today=clock.today(), now=clock.now())
    if day > clock.today():
        raise Problem("asof.future", day=wording.day(day, year=True))
    return closing.ask_as_closed(store, day, as_closed, day)


def _print(found: Today, *, past: bool) -> None:
    week = week_in(*found.week, found.headlines.quarter)
    heading = _state(found) if past else words.greeting(local(found.now))
    print(f"{heading} · {words.weekday(found.day)} · {week}")
    for text in _of_days(found, past=past):
        first, *further = text.splitlines()
        print(one_line(first))
        for line in further:
            print(f"{'':{INDENT}}{one_line(line)}".rstrip())
    print()
    widths = [
        max((len(getattr(one.made, part)) for one in found.figures), default=0)
        for part in ("value", "note")
    ]
    title = max((len(one.title) for one in found.figures), default=0)
    for one in found.figures:
        value = one.made.value.rjust(widths[0])
        print(f"{one.title.ljust(title)}  {value}  {one.made.note}".rstrip())
    for section in day_outline.outline(found):
        if section.lines or section.note:
            _print_section(section)


def _print_section(section: Section) -> None:
    print()
    print(" · ".join(text for text in (section.title, section.note) if text))
    for line in section.lines:
        _print_line(line)


def _print_line(line: Line) -> None:
    tick = "" if line.done is None else "[x]" if line.done else "[ ]"
    head = f"{line.time:>7} {tick:<3}"
    mark = f"  [{line.said.pill}]" if line.said.pill else ""
    print(f"{head} {one_line(unweighted(line.said))}{mark}".rstrip())
    if line.said.below:
        print(f"{'':{len(head)}} {one_line(line.said.below)}")


def _state(found: Today) -> str:
    """How a past day was closed, if it was."""
    closed = found.closed
    return closed_days.state(
        closed is not None,
        late=closed is not None and closed.late,
        at=None if closed is None else local(closed.closed_at),
        of=found.day,
    )


def _of_days(found: Today, *, past: bool) -> list[str]:
    """What the day begins from, and how it ended."""
    told = []
    if found.left_open is not None and not past:
        told.append(f"{closed_days.left_open(found.left_open)}: {evening.CLOSE_AS_IT_STOOD}")
    if found.before is not None and found.before.tomorrow:
        before = found.before
        meant = found.stated.calendar.next_working(before.day)
        whence = closed_days.from_closing(before.day, found.day, meant)
        told.append(f"{whence}: {before.tomorrow}")
    if found.closed is not None:
        told += _ended(found.closed, past=past)
    return told


def _ended(closed: Closed, *, past: bool) -> list[str]:
    """How a day was closed: its note, and what it left for the next one."""
    told = []
    if not past:
        told.append(closed_days.is_closed(local(closed.closed_at), closed.note or ""))
    elif closed.note:
        told.append(closed_days.day_note(closed.note))
    if closed.tomorrow:
        told.append(closed_days.for_next_day(closed.tomorrow))
    return told
