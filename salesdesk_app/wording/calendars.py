"""Sentences about calendars: what was read of one, what was left out, free stretches, events."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count
from salesdesk_app.wording.problems import problem
from salesdesk_app.wording.today import clock as hour_of
from salesdesk_app.wording.today import length, short_day

FILL = "Click, or press B, to block it for a project or a 1:1."
UNTITLED = "Without a title"
NONE = (
    "No calendar is read along yet. Add an .ics file, or the address that your calendar offers for "
    "other programs (in Outlook “Publish”, in Google “Secret address in iCal format”)."
)
KEPT = (
    "Read when SalesDesk opens and every half an hour; a copy is kept for when you are offline. "
    "Nothing of yours is sent there."
)
STILL_HERE = _("What was read before is still here.")
# Why events are not there, and what was changed in some that are.
LEFT_OUT: dict[str, str] = {
    "often": "{count} that recur every minute or second",
    "dense": "{count} that recur more often than every quarter of an hour",
    "rule": "{count} with a rule of recurrence that is not known",
    "start": "{count} without a time that can be read",
    "broken": "{count} that cannot be read",
    "slow": "{count} that took too long to lay out",
    "many": "{count} beyond what is read of one calendar",
    "unended": "{count} that break off",
}
CHANGED: dict[str, str] = {
    "count": "{count} with more than 5,000 repeats, shown up to there",
    "cut": "{count} that recur so often that only the first 2,000 times are shown",
    "zone": "{count} in a time zone that is not known, shown at the time that they state",
    "part": "{count} with a detail that cannot be read",
}


def not_kept(code: str, facts: Mapping[str, object]) -> str:
    """That calendars were read, and what kept them from being kept."""
    said = _("What was just read of your calendars is not kept. {why}")
    return said.format(why=problem(code, facts))


def clock(minute: int) -> str:
    """``09:15``, of a minute of the day."""
    return f"{minute // 60:02}:{minute % 60:02}"


def free(minutes: int, name: str) -> str:
    """``Free 2 h 30 — block for 1:1 with Jonas?``; without a rep whose talk is due, the offer."""
    text = _("Free {length} — block for 1:1 with {name}?") if name else _("Free {length} — block?")
    return text.format(length=length(minutes), name=name)


def free_shortly(minutes: int) -> str:
    """``+ 2 h 30``: a free stretch where there is little room."""
    return f"+ {length(minutes)}"


def more(number: int) -> str:
    """``2 more for the whole day``."""
    return _("{count} more for the whole day").format(count=count(number))


def when(begins: datetime, ends: datetime, *, all_day: bool) -> str:
    """``Mon 23 Nov, 09:00–09:45``, or the days that it takes; local moments."""
    if not all_day:
        last = hour_of(ends) if ends.date() == begins.date() else moment(ends)
        return f"{short_day(begins.date())}, {hour_of(begins)}–{last}"
    final = (ends - timedelta(seconds=1)).date()
    if final <= begins.date():
        return _("{day}, the whole day").format(day=short_day(begins.date()))
    return f"{short_day(begins.date())} – {short_day(final)}"


def moment(at: datetime) -> str:
    """``Mon 23 Nov 09:00``; a local moment."""
    return f"{short_day(at.date())} {hour_of(at)}"


def read_at(at: datetime | None, dates: int) -> str:
    """``Read Mon 23 Nov 09:00 · 120 dates``; a local moment."""
    if at is None:
        return _("Not read yet")
    number = ngettext("{count} date", "{count} dates", dates).format(count=count(dates))
    return _("Read {when} · {dates}").format(when=moment(at), dates=number)


def failed(code: str, facts: Mapping[str, object], at: datetime, *, kept: bool) -> str:
    """What the last try met, and whether a copy of before is kept; a local moment."""
    said = _("At the last try, {when}: {what}").format(when=moment(at), what=problem(code, facts))
    return f"{said} {STILL_HERE}" if kept else said


def passed_over(rows: Sequence[tuple[str, int, str]]) -> str:
    """What was left out and what was changed, each with the first title; empty for nothing."""
    parts = []
    for head, texts in ((_("Left out"), LEFT_OUT), (_("To know"), CHANGED)):
        told = [
            _with_title(_(texts[code]).format(count=count(number)), title)
            for code, number, title in rows
            if code in texts
        ]
        if told:
            parts.append(f"{head}: {', '.join(told)}.")
    return " ".join(parts)


def planned_file(path: str) -> str:
    """Where what is planned here is written for other calendars."""
    return _(
        "Your calls, meetings and 1:1s that are planned here are written to {path}, from the first "
        "free stretch that you block. Other calendars can subscribe to that file or import it; "
        "what you delete or undo is cancelled there as well."
    ).format(path=path)


def days_ago(days: int) -> str:
    """``16 days since the last``."""
    text = ngettext("{count} day since the last", "{count} days since the last", days)
    return text.format(count=count(days))


def _with_title(text: str, title: str) -> str:
    return f"{text} (“{title}”)" if title else text
