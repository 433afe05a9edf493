"""The today command: the day as the window shows it, or a past one as it was closed."""

import argparse

from salesdesk_app.cli import printing
from salesdesk_app.clock import Clock, local
from salesdesk_app.services import day_outline, today
from salesdesk_app.services.day_outline import Line, Section
from salesdesk_app.services.today import Today
from salesdesk_app.services.verbs import ask
from salesdesk_app.services.workspace import Store
from salesdesk_app.wording import today as words
from salesdesk_app.wording.periods import week_in
from salesdesk_app.wording.phrases import one_line

INDENT = 8  # as wide as a time and a tick


def day(arguments: argparse.Namespace, clock: Clock) -> int:
    """Prints the day in words, or as one JSON object."""
    store = Store(arguments.workspace)
    try:
        found = ask(store, today.day, today=clock.today(), now=clock.now())
    finally:
        store.close()
    if arguments.json:
        printing.json_object(day_outline.as_json(found))
    else:
        _print(found)
    return 0


def _print(found: Today) -> None:
    week = week_in(*found.week, found.headlines.quarter)
    print(f"{words.greeting(local(found.now))} · {words.weekday(found.day)} · {week}")
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
    print(f"{head} {one_line(line.said.text)}{mark}".rstrip())
    if line.said.below:
        print(f"{'':{len(head)}} {one_line(line.said.below)}")
