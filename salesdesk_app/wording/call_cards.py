"""What a pre-call card says: the questions with why they are asked, and the facts of the deal."""

from datetime import date

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, day, percent
from salesdesk_app.wording.terms import term

# What to ask, and why it is asked.
ASKS: dict[str, tuple[str, str]] = {
    "no_deal": (
        "What would have to be true for this to become a deal?",
        "no open deal belongs to this call",
    ),
    "no_next_step": (
        "What have they agreed to do next, and by when?",
        "no next step is written down",
    ),
    "late_promise": (
        "What do you tell them about what we promised and have not done yet?",
        "a commitment about this deal is late",
    ),
    "close_passed": (
        "On which day will they decide, and what has to happen before it?",
        "the expected close date has passed",
    ),
    "pushed": (
        "What changed since the last date, and who said so?",
        "the close date was put off",
    ),
    "quiet": (
        "Why have we not spoken, and what would make this call worth their time?",
        "nothing has happened for a while",
    ),
    "single_contact": (
        "Who else has to say yes, and how do you get to meet them?",
        "only one contact is known",
    ),
    "competitor": (
        "What do they like about {rival}, and what do we have to show against it?",
        "a competitor is met in this deal",
    ),
    "large": (
        "Who signs at this size, and what do they need to see first?",
        "it is a large deal",
    ),
    "discount": (
        "What do they give us for the discount?",
        "the discount is above the policy",
    ),
    "optimistic": (
        "What makes you surer of this one than the past tells?",
        "the probability is above what deals of this stage earned",
    ),
    "slow": (
        "What is holding it in {stage}, and who can move it?",
        "it stays longer in its stage than usual",
    ),
    "complex": (
        "Who decides about what, and in which order?",
        "the deal is complex",
    ),
    "learning": (
        "How will you open the call, and what do you want to know by its end?",
        "the rep is new or far behind pace",
    ),
    "first_talk": (
        "Why would they take this call, and what do you know of them already?",
        "nobody has spoken with them yet",
    ),
    "good_end": (
        "What is a good end of this call, and what will you ask for?",
        "worth asking before every call",
    ),
    "objection": (
        "What could make them say no, and how will you find out?",
        "worth asking before every call",
    ),
}


def ask(code: str, *, rival: str = "", stage: str = "") -> tuple[str, str]:
    """A question and why it is asked."""
    question, why = ASKS[code]
    return _(question).format(rival=rival, stage=stage), _(why)


def in_stage(days: int | None, stage: str, median: int, left: int) -> str:
    """``12 days in Proposal; half of 34 deals left it within 9 days``."""
    if days is None:
        return _("Time in {stage} not known").format(stage=stage)
    text = _("{days} in {stage}").format(days=some_days(days), stage=stage)
    if not left:
        return text
    usual = ngettext(
        "{count} deal left it before, after {days}",
        "half of {count} deals left it within {days}",
        left,
    ).format(count=count(left), days=some_days(median))
    return f"{text}; {usual}"


def closes(when: date | None, today: date) -> str:
    """``Closes 18 Dec, in 25 days``."""
    if when is None:
        return _("No close date")
    days = (when - today).days
    shown = day(when, year=when.year != today.year)
    if days < 0:
        return _("Was to close {day}, {days} ago").format(day=shown, days=some_days(-days))
    if days == 0:
        return _("Closes today")
    return _("Closes {day}, in {days}").format(day=shown, days=some_days(days))


def pushed(before: date, after: date, reason: str | None) -> str:
    """``30 Nov to 18 Dec, real obstacle``."""
    why = term(f"slip.{reason}").lower() if reason else _("nobody said why")
    year = before.year != after.year
    return _("{before} to {after}, {why}").format(
        before=day(before), after=day(after, year=year), why=why
    )


def put_off(times: int, told: str) -> str:
    """``Put off twice: 30 Nov to 18 Dec, real obstacle``."""
    text = ngettext("Put off once", "Put off {count} times", times).format(count=count(times))
    return f"{text}: {told}" if told else text


def odds(probability: int, won: int, closed: int, stage: str) -> str:
    """``Probability 70 %; 45 % of 31 closed deals from Negotiation were won``."""
    text = _("Probability {number} %").format(number=probability)
    if not closed:
        return text
    earned = ngettext(
        "{share} of {count} closed deal from {stage} was won",
        "{share} of {count} closed deals from {stage} were won",
        closed,
    ).format(share=percent(won / closed), count=count(closed), stage=stage)
    return f"{text}; {earned}"


def next_step(step: str | None, on: date | None, today: date) -> str:
    """``Next step: send the offer, 25 Nov``."""
    if not step and on is None:
        return _("No next step is written down")
    when = day(on, year=on.year != today.year) if on is not None else ""
    told = ", ".join(part for part in (step or "", when) if part)
    return _("Next step: {told}").format(told=told)


def due(owner: str, on: date, today: date) -> str:
    """``Priya, by 25 Nov``, and whether that has passed."""
    late = (today - on).days
    text = _("{owner}, by {day}").format(owner=owner, day=day(on))
    if late <= 0:
        return text
    return _("{text}, {days} late").format(text=text, days=some_days(late))


def some_days(number: int) -> str:
    """``1 day``, ``25 days``."""
    return ngettext("{count} day", "{count} days", number).format(count=count(number))
