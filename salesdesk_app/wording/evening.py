"""Sentences of the end of the day: what happened, what is open, what tomorrow begins with."""

from datetime import date, datetime, time

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, day, money
from salesdesk_app.wording.today import clock

OPEN_THEN = _("This was open at the end of that day. Deal with it on today’s page.")
KINDS: dict[str, str] = {
    "item": _("Checklist"),
    "task": _("Follow-up"),
    "call": _("No outcome"),
    "promise": _("Commitment"),
}
DEEDS: dict[str, str] = {
    "done": _("Done (Space)"),
    "tomorrow": _("Tomorrow (T)"),
    "day": _("Another day… (D)"),
    "drop": _("Drop… (X)"),
}
MINUTES = _("six short steps, about three minutes")
CLOSE_AS_IT_STOOD = _("close it as it stood at its end")
NO_DAY = {-1: _("Nothing is known of an earlier day."), 1: _("There is no later day.")}
NO_CALLS = _("No calls are planned yet")
NOTHING_YET = _("–")
NONE = _("None.")
NOTHING = _("nothing")


EXPLAINED: dict[str, str] = {
    _("Won"): _("Deals that were won today, by the change log, with their value now."),
    _("Lost"): _("Deals that were lost today, with their value."),
    _("New"): _("Deals that were added today, without those of the first import."),
    _("Moved on"): _("Deals that went to a later stage today, and how many went back."),
    _("Close put off"): _("Deals whose expected close was put off today, with their value."),
    _("Closed and commit"): _(
        "Won in the quarter and open in commit, and what today added, by the rates of now."
    ),
    _("Calls and meetings"): _(
        "Logged as held today, of those planned for today; cancelled ones are not counted."
    ),
    _("Commitments"): _("Closed today as kept or late, and those made today."),
}


def wrap_up(closed_at: datetime | None) -> str:
    """``Wrap up the day``; once it is closed ``✓ Closed 17:42``."""
    if closed_at is None:
        return _("Wrap up the day")
    return _("✓ Closed {time}").format(time=clock(closed_at))


def tally(number: int, worth: str, in_no_sum: int = 0) -> str:
    """``2 deals, $96,000 (1 without a value or rate)``; ``none``."""
    if not number:
        return _("none")
    text = ngettext("{n} deal", "{n} deals", number).format(n=count(number))
    told = f"{text}, {worth}" if worth else text
    if not in_no_sum:
        return told
    return _("{told} ({n} without a value or rate)").format(told=told, n=count(in_no_sum))


def calls(held: int, planned: int, others: int) -> str:
    """``7 of 9 planned, 2 others``."""
    text = _("{held} of {planned} planned").format(held=count(held), planned=count(planned))
    if not planned:
        text = _("none planned")
    if not others:
        return text
    return _("{text}, {others} others").format(text=text, others=count(others))


def promises(kept: int, late: int, made: int) -> str:
    """``2 kept, 1 late, 3 made``; ``none``."""
    parts = (
        _("{n} kept").format(n=count(kept)) if kept else "",
        _("{n} late").format(n=count(late)) if late else "",
        _("{n} made").format(n=count(made)) if made else "",
    )
    return ", ".join(part for part in parts if part) or _("none")


def commit(now: int, before: int, currency: str) -> str:
    """``$1.92 M, up $84 k today``."""
    text = money(now, currency, short=True)
    if now == before:
        return _("{amount}, unchanged today").format(amount=text)
    moved_by = money(abs(now - before), currency, short=True)
    way = _("{amount}, up {by} today") if now > before else _("{amount}, down {by} today")
    return way.format(amount=text, by=moved_by)


def worth(minor: int | None, currency: str) -> str:
    """The value of some deals; a dash where none is known."""
    return money(minor, currency) or NOTHING_YET


def moved_back(number: int) -> str:
    """``2 moved back``."""
    return _("{n} moved back").format(n=count(number))


def commit_moved(now: int, before: int, currency: str) -> str:
    """``up $84 k since this morning``."""
    if now == before:
        return _("as this morning")
    by = money(abs(now - before), currency, short=True)
    way = _("up {by} since this morning") if now > before else _("down {by} since this morning")
    return way.format(by=by)


def rest(answered: int, came_in: int, unconverted: int, done: int, due_items: int) -> str:
    """``3 follow-ups answered · 9 of 12 items of the checklist done``."""
    parts = [
        ngettext("{n} follow-up answered", "{n} follow-ups answered", answered).format(
            n=count(answered)
        ),
        _("{done} of {due} items of the checklist done").format(
            done=count(done), due=count(due_items)
        ),
    ]
    if came_in:
        parts.append(
            ngettext(
                "{n} imported deal is from before and counts as none of these",
                "{n} imported deals are from before and count as none of these",
                came_in,
            ).format(n=count(came_in))
        )
    if unconverted:
        told = ngettext(
            "{n} deal without a value, or without a rate for it, is in no sum",
            "{n} deals without a value, or without a rate for it, are in no sum",
            unconverted,
        )
        parts.append(told.format(n=count(unconverted)))
    return " · ".join(parts)


def explained(title: str) -> str:
    """What a figure of the evening counts."""
    return EXPLAINED.get(title, "")


def opens(at: time) -> str:
    """``opens at 16:30``."""
    return _("opens at {time}").format(time=f"{at:%H:%M}")


def carries_itself(title: str) -> str:
    """That an item of the checklist needs nothing to be there tomorrow."""
    return _("“{title}” carries over by itself while it is open.").format(title=title)


def kind(code: str) -> str:
    """What kind of thing is open: ``Follow-up``."""
    return KINDS[code]


def deed(code: str) -> str:
    """What can be done with it: ``Tomorrow (T)``."""
    return DEEDS[code]


def motion(text: str, owner: str, due: date) -> str:
    """``Send revised offer (Priya Nair, by 27 Nov)``."""
    return _("{text} ({owner}, by {day})").format(text=text, owner=owner, day=day(due))


def first_call(clock: str, who: str, about: str, number: int) -> str:
    """``First call 09:15 Priya → Halden Freight, 11 calls in all``."""
    call = " ".join(part for part in (clock, who, f"→ {about}" if about else "") if part)
    text = _("First call {call}").format(call=call)
    return text if number == 1 else _("{text}, {n} calls in all").format(text=text, n=count(number))


def on_day(when: str, text: str) -> str:
    """``Tuesday 24 November: First call 09:15 Priya.``"""
    return _("{day}: {text}").format(day=when, text=text)


def first_meeting(clock: str, title: str) -> str:
    """``My first meeting: 09:00 Pipeline review``."""
    return _("My first meeting: {clock} {title}").format(clock=clock, title=title)


def due(when: date, *, late: int) -> str:
    """``due 20 Nov, 3 days late``; ``due today``."""
    if late <= 0:
        return _("due today")
    told = ngettext("due {day}, a day late", "due {day}, {n} days late", late)
    return told.format(day=day(when), n=count(late))


def planned(when: datetime, *, late: bool) -> str:
    """``09:15``, or with its day where that is over."""
    return f"{day(when.date())} {when:%H:%M}" if late else f"{when:%H:%M}"


def age(days: int) -> str:
    """``carried for 2 days``; empty for what is of today."""
    if days <= 0:
        return ""
    return ngettext("carried for a day", "carried for {n} days", days).format(n=count(days))


def put_off(until: date) -> str:
    """``Put off to 27 Nov``: why an item was skipped."""
    return _("Put off to {day}").format(day=day(until))


def carried(number: int) -> str:
    """``4 things carry over``."""
    if not number:
        return _("Nothing carries over")
    return ngettext("{n} thing carries over", "{n} things carry over", number).format(
        n=count(number)
    )
