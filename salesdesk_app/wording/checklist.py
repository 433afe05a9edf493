"""Sentences about the items of the checklist: carried over, skipped, and the month at a glance."""

from datetime import date

from babel.dates import format_date

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import LOCALE, count

REASONS = ("No time today", "Not needed today", "Somebody else did it", "Waiting for others")
"""Why one skips an item, to choose from."""

STATES = {
    "done": "done",
    "late": "done late",
    "skipped": "skipped",
    "missed": "missed",
    "open": "open",
    "planned": "due",
    "carried": "carried over",
}


def reasons() -> list[str]:
    """Why one skips an item, to choose from."""
    return [_(reason) for reason in REASONS]


def skipped(why: str) -> str:
    """``Skipped: no time today``."""
    return _("Skipped: {why}").format(why=why)


def days(number: int) -> str:
    """``2 days``."""
    return ngettext("{count} day", "{count} days", number).format(count=count(number))


def carried(since: date, age: int) -> str:
    """``carried over from Tue, 2 days``; with the date where that was a week ago or longer."""
    shown = format_date(since, "EEE" if age < 7 else "EEE d MMM", locale=LOCALE)
    return _("carried over from {day}, {age}").format(day=shown, age=days(age))


def tally(done: int, total: int, left_out: int) -> str:
    """``2 of 5 done, 1 skipped``."""
    text = _("{done} of {total} done").format(done=done, total=total)
    if not left_out:
        return text
    return _("{text}, {count} skipped").format(text=text, count=count(left_out))
