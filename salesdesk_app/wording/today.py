"""Sentences of the day: the greeting, the comparison beside each key figure, and what came up."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from babel.dates import format_date

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import LOCALE, count, day, money, percent, times

EVENTS: dict[str, str] = {
    "soon": "Soon",
    "clash": "Clash",
    "slipped": "Slipped",
    "close_passed": "Date passed",
    "lost": "Lost",
    "quiet": "Gone quiet",
    "at_risk": "At risk",
    "discount": "Discount",
    "shrank": "Value cut",
    "moved_back": "Moved back",
    "reopened": "Reopened",
    "answer": "To answer",
    "late": "Late",
    "overdue": "Overdue",
    "waiting": "No answer yet",
    "unlogged": "Not logged",
    "due": "Due today",
    "imported": "Import",
    "won": "Won",
    "moved": "Moved on",
    "grew": "Value up",
    "pulled_in": "Closes sooner",
    "new": "New",
}
MARKS: dict[str, str] = {
    "large": "Large deal",
    "complex": "Complex",
    "coach": "Coach first",
    "no_next_step": "No next step",
}
# How each of the five checks explains itself, and what it does not know yet.
CHECKS: dict[str, str] = {
    "overnight": "What happened since the last look, from the change log, imports, calendar and "
    "follow-ups, and what is at risk, late or overdue. The button at “Needs you” says how it is "
    "ordered.",
    "calls": "Calls and meetings of the reps today: planned here, or with customers in their "
    "calendars that are read along.\nLarge deal and No next step: as in the pipeline.\nComplex: at "
    "least 2 of 3 or more contacts, 2 or more competitors, 3 or more products or a step back to an "
    "earlier stage.\nCoach first: the deal is at risk, or the rep is in the first 90 days or far "
    "behind pace.\nNot logged: it is over, and nobody has said what came of it.\nEnter shows what "
    "to know before one, L logs it.",
    "calendar": "Shows your meetings, calls and 1:1s: those planned here, and those of the "
    "calendars that are read along. Add one with Day → Calendars.",
    "inbox": "Your own follow-ups: typed in a line at the right, or mails dropped on the window "
    "(.eml, .msg). SalesDesk reads no mailbox. A mail is to be answered within two working hours; "
    "one that you sent to a customer waits three working days. Yours are told by the addresses "
    "under Team.",
    "news": "What the feeds that you read along brought since. Add feeds with Day → Feeds of news.",
}


def greeting(now: datetime) -> str:
    """``Good morning``, by the local clock."""
    if now.hour < 12:
        return _("Good morning")
    return _("Good afternoon") if now.hour < 18 else _("Good evening")


def weekday(when: date) -> str:
    """``Monday 23 November``."""
    return format_date(when, "EEEE d MMMM", locale=LOCALE)


def short_day(when: date) -> str:
    """``Mon 23 Nov``."""
    return format_date(when, "EEE d MMM", locale=LOCALE)


def clock(moment: datetime) -> str:
    """``09:15``, as the moment's own zone has it."""
    return f"{moment:%H:%M}"


def since(moment: datetime, today: date, *, short: bool = False) -> str:
    """``since Friday 17:10``, or with the date where that was longer ago; a local moment.

    ``short`` is ``since Fri``.
    """
    if today - moment.date() < timedelta(days=7):
        name = format_date(moment.date(), "EEE" if short else "EEEE", locale=LOCALE)
        when = name if short else f"{name} {clock(moment)}"
        return _("since {day}").format(day=when)
    far = moment.year != today.year
    return _("since {day}").format(day=day(moment.date(), year=far))


def length(minutes: int) -> str:
    """``45 min``, ``2 h``, ``2 h 30``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    return _("{hours} h {minutes:02}" if rest else "{hours} h").format(hours=hours, minutes=rest)


def against_pace(ahead: Decimal, pace: Decimal | None) -> str:
    """``3 pts ahead, pace 68 %``, in brief ``3 pts ahead``; ``ahead`` is a share, maybe below 0."""
    points = abs(round(ahead * 100))
    where = _("ahead") if ahead > 0 else _("behind")
    text = ngettext("{points} pt {where}", "{points} pts {where}", points)
    text = text.format(points=points, where=where) if points else _("on pace")
    if pace is None:
        return text
    stated = percent(pace)
    return f"{text}, {_('pace')} {stated}" if points else f"{text}, {stated}"


def of_quota(share: Decimal, quota: int | None, currency: str) -> str:
    """``92 % of $2.10 M quota``; in brief, without how much that is, ``92 % of quota``."""
    if quota is None:
        return _("{share} of quota").format(share=percent(share))
    return _("{share} of {quota} quota").format(
        share=percent(share), quota=money(quota, currency, short=True)
    )


def still_to_close(left: int, needed: Decimal | None, currency: str) -> str:
    """``of $610 k left · aim 3.0×``."""
    text = _("of {left} left").format(left=money(left, currency, short=True))
    return text if needed is None else f"{text} · {_('aim')} {times(needed)}"


def none_with_a_value(currency: str) -> str:
    """Of deals that are worth something in other currencies at the most, without a rate."""
    return _("none with a value in {currency}").format(currency=currency)


def no_close_date(number: int) -> str:
    """``3 open deals have no close date``; empty for none."""
    text = ngettext("{n} open deal has no close date", "{n} open deals have no close date", number)
    return text.format(n=count(number)) if number else ""


def no_value(number: int) -> str:
    """``2 of them have no value``; empty for none."""
    text = ngettext("{n} of them has no value", "{n} of them have no value", number)
    return text.format(n=count(number)) if number else ""


def at_risk(value: int | None, new: int, since_words: str, currency: str) -> str:
    """``$284 k · 2 new since Friday``; without words for since when ``$284 k · 2 new``."""
    worth = none_with_a_value(currency) if value is None else money(value, currency, short=True)
    return f"{worth} · {count(new)} {_('new')} {since_words}".rstrip() if new else worth


def calls(large: int, coach: int, *, brief: bool = False) -> str:
    """``3 large · 2 want coaching``; in brief ``3 large · 2 to coach``."""
    if brief and coach:
        coaching = _("{count} to coach").format(count=count(coach))
        return f"{calls(large, 0)} · {coaching}" if large else coaching
    parts = [
        _("{count} large").format(count=count(large)) if large else "",
        ngettext("{count} wants coaching", "{count} want coaching", coach).format(
            count=count(coach)
        )
        if coach
        else "",
    ]
    return " · ".join(part for part in parts if part)


def event(code: str) -> str:
    """What happened in a word or two: ``Slipped``."""
    return _(EVENTS[code])


def mark(code: str) -> str:
    """What to know before a call: ``Coach first``."""
    return _(MARKS[code])


def check(code: str) -> str:
    """What one of the five checks shows and where it comes from."""
    return _(CHECKS[code])


def times_moved(number: int) -> str:
    """``the 2nd time``; empty for the first."""
    if number < 2:
        return ""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    if number % 100 in (11, 12, 13):
        ending = "th"
    return _("the {nth} time").format(nth=f"{number}{ending}")


def pushed(to: date, number: int, *, sooner: bool = False) -> str:
    """``Close date pushed to 18 Dec, the 2nd time``."""
    if sooner:
        return _("Close date brought forward to {day}").format(day=day(to))
    text = _("Close date pushed to {day}").format(day=day(to))
    return ", ".join(part for part in (text, times_moved(number)) if part)


def lost(reason: str, stage: str) -> str:
    """``Timing, in Negotiation``: why and where a deal was lost."""
    return _("{reason}, in {stage}" if reason else "In {stage}").format(reason=reason, stage=stage)


def days_late(number: int) -> str:
    """``3 days late``."""
    return ngettext("{count} day late", "{count} days late", number).format(count=count(number))


def talk_with(name: str) -> str:
    """``1:1 with Jonas Weber``."""
    return _("1:1 with {name}").format(name=name)


def days_ago(number: int) -> str:
    """``17 days since the last``."""
    text = ngettext("{count} day since the last", "{count} days since the last", number)
    return text.format(count=count(number))


def planned_hours(meetings: int, whole_days: int, free: str) -> str:
    """``4 meetings, 1 for the whole day, longest free block 13:00–15:30``."""
    told = []
    if meetings:
        text = ngettext("{count} meeting", "{count} meetings", meetings)
        told.append(text.format(count=count(meetings)))
    if whole_days:
        told.append(_("{count} for the whole day").format(count=count(whole_days)))
    if not told:
        return _("nothing planned")
    text = ", ".join(told)
    return _("{text}, longest free block {free}").format(text=text, free=free) if free else text


def more(number: int, what: str) -> str:
    """``8 more calls``."""
    return _("{count} more {what}").format(count=count(number), what=what)


def promised(names: Sequence[tuple[str, int]]) -> str:
    """``Jonas 1 · Priya 2``: who owes how many today."""
    return " · ".join(f"{name} {number}" for name, number in names)


def taken_at(moment: datetime) -> str:
    """``Computed at 08:05``; a local moment."""
    return _("Computed at {time}").format(time=clock(moment))
