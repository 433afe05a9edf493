"""Sentences of the end of the day: praise, what happened, the note upwards and its places."""

from collections.abc import Sequence
from datetime import date, datetime

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, day, money

NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
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


def motion(text: str, owner: str, due: date) -> str:
    """``Send revised offer (Priya Nair, by 27 Nov)``."""
    return _("{text} ({owner}, by {day})").format(text=text, owner=owner, day=day(due))


def first_call(clock: str, who: str, about: str, number: int, when: str) -> str:
    """``Tuesday 24 November: first call 09:15 Priya → Halden Freight, 11 calls in all``."""
    if not number:
        return _("{day}: no calls planned yet").format(day=when)
    said = " ".join(part for part in (clock, who, f"→ {about}" if about else "") if part)
    text = _("{day}: first call {call}").format(day=when, call=said)
    if number == 1:
        return text
    return _("{text}, {n} calls in all").format(text=text, n=count(number))


def first_meeting(clock: str, title: str) -> str:
    """``My first meeting 09:00 Pipeline review``."""
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
