"""Sentences of the end of the day: praise, what happened, the note upwards and its places."""

from collections.abc import Sequence
from datetime import date, datetime, time

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, day, money
from salesdesk_app.wording.today import clock

NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
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
PRAISED = 3  # sentences about one rep; more would be a report

PLACES: dict[str, str] = {
    "date": _("the day, with its year"),
    "day": _("the day of the week and the day"),
    "won": _("deals won today and their value"),
    "lost": _("deals lost today and their value"),
    "new": _("deals that came in today"),
    "moved": _("deals that moved on today"),
    "slipped": _("deals whose close was put off today"),
    "calls": _("calls and meetings held, of those planned"),
    "answered": _("follow-ups answered today"),
    "promises": _("commitments kept, late and made today"),
    "commit": _("closed and commit of the quarter, and what today changed"),
    "attainment": _("attainment of the quarter against pace"),
    "quarter": _("which quarter it is"),
    "wins": _("a line for each win"),
    "risks": _("the largest deals at risk"),
    "motion": _("fixes and projects set in motion today, with owner and day"),
    "carried": _("what carries over"),
    "tomorrow": _("the first call of the next working day, and how many"),
}
"""The places of the note's template, with what stands there."""

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
TEMPLATE = _(
    """{day}

Won: {won}. Lost: {lost}. New: {new}.
{quarter}: {attainment}. Closed and commit: {commit}.
Calls and meetings: {calls}.

Wins
{wins}

At risk
{risks}

In motion
{motion}

Tomorrow
{tomorrow}
"""
)
"""What the note says before somebody changes it."""


def wrap_up(closed_at: datetime | None) -> str:
    """``Wrap up the day``; once it is closed ``✓ Closed 17:42``."""
    if closed_at is None:
        return _("Wrap up the day")
    return _("✓ Closed {time}").format(time=clock(closed_at))


def tally(number: int, worth: str) -> str:
    """``2 deals, $96,000``; ``none``."""
    if not number:
        return _("none")
    text = ngettext("{n} deal", "{n} deals", number).format(n=count(number))
    return f"{text}, {worth}" if worth else text


def won(deal: str, rep: str, worth: str, pushes: int) -> str:
    """``Well done on Halden Freight, Priya: $84,000 won after two pushes.``"""
    after = ""
    if pushes:
        number = NUMBERS[pushes] if pushes < len(NUMBERS) else count(pushes)
        after = " " + ngettext("after {n} push", "after {n} pushes", pushes).format(n=number)
    amount = _("{worth} won").format(worth=worth) if worth else _("won")
    return _("Well done on {deal}, {rep}: {amount}{after}.").format(
        deal=deal, rep=rep, amount=amount, after=after
    )


def moved(deal: str, rep: str, stage: str) -> str:
    """``Good step with Corvid Media, Marco: on to Negotiation.``"""
    return _("Good step with {deal}, {rep}: on to {stage}.").format(deal=deal, rep=rep, stage=stage)


def kept_early(text: str, rep: str, days: int) -> str:
    """``Thank you, Lena: “Send pricing” was done two days early.``"""
    number = NUMBERS[days] if days < len(NUMBERS) else count(days)
    early = ngettext("a day early", "{n} days early", days).format(n=number)
    return _("Thank you, {rep}: “{text}” was done {early}.").format(rep=rep, text=text, early=early)


def win(deal: str, worth: str, rep: str) -> str:
    """``Won: Halden Freight — Fleet telematics, $84,000 (Priya)``."""
    text = _("Won: {deal}, {worth} ({rep})") if worth else _("Won: {deal} ({rep})")
    return text.format(deal=deal, worth=worth, rep=rep)


def step(deal: str, stage: str, rep: str) -> str:
    """``Moved on: Corvid Media, to Negotiation (Marco)``."""
    return _("Moved on: {deal}, to {stage} ({rep})").format(deal=deal, stage=stage, rep=rep)


def early(text: str, rep: str, days: int) -> str:
    """``Kept 2 days early: Send pricing (Lena)``."""
    made = ngettext("Kept a day early: {text} ({rep})", "Kept {n} days early: {text} ({rep})", days)
    return made.format(n=count(days), text=text, rep=rep)


def praise(sentences: Sequence[str]) -> str:
    """The first sentences about one rep, and how much more there was."""
    rest = len(sentences) - PRAISED
    said = list(sentences[:PRAISED])
    if rest > 0:
        said.append(ngettext("And {n} more.", "And {n} more.", rest).format(n=count(rest)))
    return " ".join(said)


def praise_subject(deals: Sequence[str]) -> str:
    """What a mail of praise is about."""
    return _("Well done: {deal}").format(deal=deals[0]) if deals else _("Thank you")


def note_subject(when: date) -> str:
    """What the mail with the note is about: ``Sales, 23 Nov 2026``."""
    return _("Sales, {day}").format(day=day(when, year=True))


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


def won_so_far(worth: str) -> str:
    """``$420 k won, no quota set``."""
    return _("{worth} won, no quota set").format(worth=worth)


def attained(share: str, pace: str) -> str:
    """``71 % of the quota (3 pts ahead, pace 68 %)``."""
    text = _("{share} of the quota").format(share=share)
    return f"{text} ({pace})" if pace else text


def risk(deal: str, worth: str, owner: str) -> str:
    """``Halden Freight — Fleet telematics, $84,000, Priya Nair``."""
    return ", ".join(part for part in (deal, worth, owner) if part)


def more(number: int) -> str:
    """``and 4 more``."""
    return _("and {n} more").format(n=count(number))


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
            _("{n} deals came in with the first import and count as none of these").format(
                n=count(came_in)
            )
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


def unknown_places(names: Sequence[str]) -> str:
    """That these places mean nothing and stay as they are."""
    told = ", ".join(f"{{{name}}}" for name in names)
    return ngettext(
        "There is no place {names}; it stays as it is written.",
        "There are no places {names}; they stay as they are written.",
        len(names),
    ).format(names=told)


def listed(lines: Sequence[str], none: str) -> str:
    """Lines with a dash each, or what to say where there are none."""
    return "\n".join(f"- {text}" for text in lines) if lines else none
