"""Sentences about the items of the checklist: carried over, skipped, and the month at a glance."""

from datetime import date
from typing import Protocol

from babel.dates import format_date, get_day_names

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


def noted(text: str) -> str:
    """``Note: asked Anna first``: the note of a day."""
    return _("Note: {text}").format(text=text)


def nothing_due(*, working: bool) -> str:
    """Why a part of the day has no item."""
    if working:
        return _("Nothing is due today.")
    return _("Nothing is due: this is no working day.")


def days(number: int) -> str:
    """``2 days``."""
    return ngettext("{count} day", "{count} days", number).format(count=count(number))


def carried(since: date, age: int, *, short: bool = False) -> str:
    """``carried over from Tue, 2 days``; with the date where that was a week ago or longer.

    ``short`` leaves the age out.
    """
    shown = format_date(since, "EEE" if age < 7 else "EEE d MMM", locale=LOCALE)
    if short:
        return _("carried over from {day}").format(day=shown)
    return _("carried over from {day}, {age}").format(day=shown, age=days(age))


def tally(done: int, total: int, left_out: int) -> str:
    """``2 of 5 done, 1 skipped``."""
    text = _("{done} of {total} done").format(done=done, total=total)
    if not left_out:
        return text
    return _("{text}, {count} skipped").format(text=text, count=count(left_out))


def weekdays() -> list[str]:
    """``Mon`` to ``Sun``."""
    names = get_day_names("abbreviated", locale=LOCALE)
    return [str(names[day]) for day in range(7)]


def state(code: str) -> str:
    """``done late``: what became of an item on a day."""
    return _(STATES[code])


def row_of_closed(number: int) -> str:
    """``4 working days wrapped up in a row``; empty where none was."""
    if not number:
        return ""
    text = ngettext(
        "{count} working day wrapped up", "{count} working days wrapped up in a row", number
    )
    return text.format(count=count(number))


class DayCounts(Protocol):
    """What the text needs to know of a day: how many items were due, and what became of them."""

    @property
    def day(self) -> date: ...
    @property
    def due(self) -> int: ...
    @property
    def done(self) -> int: ...
    @property
    def late(self) -> int: ...
    @property
    def skipped(self) -> int: ...
    @property
    def carried(self) -> int: ...
    @property
    def closed(self) -> bool: ...
    @property
    def working(self) -> bool: ...


def day_told(counts: DayCounts, today: date) -> str:
    """``Tue 24 Nov: 5 of 8 done, 1 later, 1 skipped, 2 carried over · wrapped up``."""
    told = [_counted(counts, today)]
    if counts.carried:
        told.append(_("{count} carried over onto it").format(count=count(counts.carried)))
    if not counts.working:
        told.append(_("not a working day"))
    if counts.closed:
        told.append(_("wrapped up"))
    return f"{_day(counts.day)}: {' · '.join(told)}"


def _counted(counts: DayCounts, today: date) -> str:
    if not counts.due:
        return _("nothing due")
    if counts.day > today:
        return _("{count} due").format(count=count(counts.due))
    told = [_("{done} of {due} done").format(done=count(counts.done), due=count(counts.due))]
    if counts.late:
        told.append(_("{count} done later").format(count=count(counts.late)))
    if counts.skipped:
        told.append(_("{count} skipped").format(count=count(counts.skipped)))
    return ", ".join(told)


class DayOfItem(Protocol):
    """What the text needs to know of an item on a day."""

    @property
    def day(self) -> date: ...
    @property
    def state(self) -> str: ...
    @property
    def carried_from(self) -> date | None: ...
    @property
    def settled_on(self) -> date | None: ...
    @property
    def why(self) -> str | None: ...


def item_told(title: str, one: DayOfItem) -> str:
    """``Praise a win, Tue 24 Nov: done late, on Thu 26 Nov``."""
    said = state(one.state) if one.state else _("not due")
    if one.carried_from is not None:
        said = _("{said}, from {day}").format(said=said, day=_day(one.carried_from))
    if one.settled_on is not None and one.settled_on != one.day:
        said = _("{said}, on {day}").format(said=said, day=_day(one.settled_on))
    return f"{title}, {_day(one.day)}: {said}" + (f" ({one.why})" if one.why else "")


def _day(day: date) -> str:
    return format_date(day, "EEE d MMM", locale=LOCALE)


def count_due(number: int) -> str:
    """``8 due``."""
    return _("{count} due").format(count=count(number))


def aside(left_out: int, over: int) -> str:
    """``–1 →2``: how many were skipped and carried over, for a cell of the month."""
    return " ".join(
        text for text in (f"–{left_out}" if left_out else "", f"→{over}" if over else "") if text
    )


def of_month(done: int, late: int, due: int) -> str:
    """``112 of 131 done, 4 of them late``."""
    if not due:
        return _("nothing was due yet")
    text = _("{done} of {due} done").format(done=count(done + late), due=count(due))
    return _("{text}, {late} of them late").format(text=text, late=count(late)) if late else text


def added(title: str, first: date, today: date) -> str:
    """Where an item that was added stands from when on; empty where it is there today."""
    if first == today:
        return ""
    when = f"{_day(first)} {first.year}" if first.year != today.year else _day(first)
    return _("“{title}” is added; it is due on {day}.").format(title=title, day=when)
