"""Sentences of what came up overnight: why it is there, how it is ordered, what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from babel.dates import format_date

from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.lists import counted
from salesdesk_app.wording.numbers import LOCALE, count, day
from salesdesk_app.wording.terms import term

# Matters of one kind; those that are named by themselves are not among them.
SEVERAL: dict[str, str] = {
    "slipped": "{count} more deals slipped",
    "close_passed": "{count} more deals passed their close date",
    "lost": "{count} more deals were lost",
    "quiet": "{count} more deals have gone quiet",
    "at_risk": "{count} more deals are at risk",
    "discount": "{count} more deals are beyond the discount that is allowed",
    "shrank": "{count} more deals lost value",
    "moved_back": "{count} more deals moved back",
    "answer": "{count} more follow-ups should have been answered",
    "late": "{count} more commitments are late",
    "overdue": "{count} more tasks are overdue",
    "waiting": "{count} more answers have not come",
    "unlogged": "{count} more calls and meetings were not logged",
    "due": "{count} more commitments are due today",
    "imported": "{count} more imports",
    "reopened": "{count} more deals were reopened",
    "won": "{count} more deals were won",
    "moved": "{count} more deals moved on",
    "grew": "{count} more deals grew",
    "pulled_in": "{count} more deals close sooner",
    "new": "{count} deals added",
}
STEP_NAMES: dict[str, str] = {
    "now": "What the clock will not wait for",
    "saved": "Deals that can still be saved",
    "owed": "What was promised or is to be done",
    "arrived": "What came in from outside",
    "well": "What went well",
}
HOW_DONE: dict[str, str] = {
    "handled.done": "Done",
    "handled.snooze": "Snoozed till {day}",
    "handled.rest": "Snoozed till {day}",
    "passed_on.promise": "Now a commitment of {person}, due {day}",
    "passed_on.task": "Now a task of mine",
    "passed_on.hand": "Handed to {person}, due {day}",
    "carry.drop": "Dropped",
}
WITHIN = (
    "Of one kind, what is new comes before what was there at the last look; then the larger value, "
    "the earlier day, the shorter time that it has been so, and at last the name. Where more than "
    "eight share a kind, the first five stand by themselves and the others in one line."
)


def several(event: str, number: int) -> str:
    """``202 more deals slipped``."""
    return _(SEVERAL[event]).format(count=count(number))


def imported(file: str) -> str:
    """``Imported north.xlsx``."""
    return _("Imported {file}").format(file=file)


def brought(kind: str, changed: int, new: int, closed: int) -> str:
    """``12 changed, 3 new, 2 closed``; with the kind of records where they are no deals."""
    parts = [
        _("{count} changed").format(count=count(changed)) if changed else "",
        _("{count} new").format(count=count(new)) if new else "",
        _("{count} closed").format(count=count(closed)) if closed else "",
    ]
    said = ", ".join(part for part in parts if part) or _("nothing changed")
    return said if kind == "deals" else _("{kind}: {said}").format(kind=kind, said=said)


def both(texts: Sequence[str]) -> str:
    """``Pipeline review and Forecast call``."""
    return _(" and ").join(texts)


def among(names: Sequence[str], number: int) -> str:
    """``Halden Freight, Corvid Media and 200 more``."""
    return counted([*names, *[""] * (number - len(names))], len(names))


def whose(text: str, name: str) -> str:
    """``Send the offer (Priya Nair)``."""
    return _("{text} ({name})").format(text=text, name=name)


def moment(when: datetime, today: date) -> str:
    """``Friday 18:20``, or with the date where that was longer ago; a local moment."""
    if when.date() == today:
        return _("today {time}").format(time=day_words.clock(when))
    if today - when.date() < timedelta(days=7):
        name = format_date(when.date(), "EEEE", locale=LOCALE)
        return f"{name} {day_words.clock(when)}"
    return f"{day(when.date(), year=when.year != today.year)} {day_words.clock(when)}"


def made_by(origin: str, file: str, when: datetime, today: date) -> str:
    """``Changed by the import of north.xlsx, Friday 18:20``; a local moment."""
    at = moment(when, today)
    if origin == "import":
        return _("Changed by the import of {file}, {at}").format(file=file, at=at)
    if origin == "sample":
        return _("Changed in the sample team’s story, {at}").format(at=at)
    return _("Changed by hand, {at}").format(at=at)


def planned(when: datetime, kind: str, event: str) -> str:
    """``planned for 20 Nov``; of a call ``Call on 20 Nov 16:00: nobody said what became of it``."""
    if event == "unlogged":
        at = f"{day(when.date())} {day_words.clock(when)}"
        text = _("{kind} on {at}, nobody said what became of it")
        return text.format(kind=term(kind), at=at)
    if event == "waiting":
        return _("asked, and no answer until {day}").format(day=day(when.date()))
    return _("planned for {day}").format(day=day(when.date()))


def minutes_until(begins: datetime, now: datetime) -> str:
    """``begins in 20 min``."""
    minutes = -(-int((begins - now).total_seconds()) // 60)
    if minutes <= 0:
        return _("begins now")
    return _("begins in {length}").format(length=day_words.length(minutes))


def rested(since: date, why: str, today: date) -> str:
    """``snoozed on 20 Nov: waiting for legal``."""
    text = _("snoozed on {day}").format(day=day(since, year=since.year != today.year))
    return f"{text}: {why}" if why else text


def wish(title: str, reason: str) -> str:
    """What a commitment or a task about a matter says at first: ``Halden Freight: Gone quiet``."""
    return f"{title}: {reason[:1].lower()}{reason[1:]}" if reason else title


def step(code: str) -> str:
    """A step of the order: ``Deals that can still be saved``."""
    return _(STEP_NAMES[code])


def steps(stated: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, str]]:
    """The stated order: each step in words with its kinds of events, the most urgent first."""
    return [
        (step(code), ", ".join(day_words.event(event) for event in events))
        for code, events in stated
    ]


def rests_until() -> str:
    """What it means that a matter rests."""
    return _(
        "Off the list until that day, unless something new happens about it; then it shows again "
        "by itself."
    )


def no_place(title: str, kind: str) -> str:
    """Why an import leads nowhere: no pane lists its kind of records."""
    text = _("{title}: {kind} are seen with the deals that they belong to.")
    return text.format(title=title, kind=kind)


def within() -> str:
    """How matters of one kind are ordered."""
    return _(WITHIN)


def dealt(code: str, facts: Mapping[str, object]) -> str:
    """What became of a matter: ``Handed to Priya Nair, due 27 Nov``."""
    return _(HOW_DONE.get(code, "Done")).format_map(facts)


def passed(code: str, facts: Mapping[str, object]) -> str:
    """The same in a deal's history: ``Handed to Priya Nair, due 27 Nov: Ask them why``."""
    how = dealt(code, facts)
    return f"{how}: {facts['text']}" if facts.get("text") else how


def dealt_today(number: int) -> str:
    """``3 done today``."""
    return _("{count} done today").format(count=count(number))


def items_handled(number: int) -> str:
    """``4 items handled``."""
    text = ngettext("{count} item handled", "{count} items handled", number)
    return text.format(count=count(number))


def summary(urgent: int, known: int, handled: int, since_words: str) -> str:
    """``7 need you, 4 to know, 2 handled``; what there is to say where nothing came up."""
    parts = [
        ngettext("{count} needs you", "{count} need you", urgent).format(count=count(urgent))
        if urgent
        else "",
        _("{count} good to know").format(count=count(known)) if known else "",
        _("{count} handled").format(count=count(handled)) if handled else "",
    ]
    if not urgent and handled:
        return items_handled(handled)
    said = ", ".join(part for part in parts if part)
    return said or " ".join(part for part in (_("nothing came up"), since_words) if part)
