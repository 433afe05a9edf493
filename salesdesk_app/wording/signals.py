"""Signals of deals as text: a short mark for a card and the reason in a sentence."""

from datetime import date
from typing import Protocol

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count, day, money
from salesdesk_app.wording.terms import term

NAMES: dict[str, str] = {
    "close_passed": "Close date passed",
    "quiet": "Gone quiet",
    "pushed": "Put off",
    "stuck": "Stuck in stage",
    "stage_slow": "Slow in stage",
    "no_next_step": "No next step",
    "single_contact": "Single contact",
    "discount": "Discount over policy",
    "optimistic": "Optimistic",
    "closes_this_week": "Closes this week",
    "large": "Large deal",
}

MARKS: dict[str, str] = {
    "quiet": "Quiet {days} d",
    "pushed": "Put off {number}×",
    "stuck": "Stuck {days} d",
    "stage_slow": "Slow {days} d",
    "discount": "Discount {share} %",
    "optimistic": "{number} % vs {limit} %",
}

REASONS: dict[str, str] = {
    "close_passed": "The expected close date passed {days} ago",
    "quiet": "No activity for {days}",
    "quiet_since_created": "No activity since it was created {days} ago",
    "pushed": "The close date was put off {times}",
    "stuck": "{days} in this stage, which allows {limit}",
    "stage_slow": "{days}; half of {known} deals left {about} within {limit}",
    "no_next_step": "No next step is written down and nothing is planned",
    "single_contact": "Only one contact is known, at a probability of {number} %",
    "discount": "A discount of {share} % is given, the policy allows {limit}",
    "optimistic": "{number} % is above your {limit} % from {about}: won of {known} closed deals",
    "closes_this_week": "Expected to close in {days}",
    "large": "Worth {limit} or more",
}


class Sign(Protocol):
    """What the text needs to know of a signal."""

    @property
    def code(self) -> str: ...
    @property
    def days(self) -> int | None: ...
    @property
    def limit(self) -> int | None: ...
    @property
    def since_created(self) -> bool: ...
    @property
    def number(self) -> int | None: ...
    @property
    def known(self) -> int | None: ...
    @property
    def about(self) -> str: ...


def name(code: str) -> str:
    """The signal by itself, for a filter or a list: ``Gone quiet``."""
    return _(NAMES[code])


def mark(signal: Sign) -> str:
    """The signal on a card, as short as can be: ``Quiet 24 d``."""
    template = MARKS.get(signal.code)
    if template is None:
        return name(signal.code)
    return _(template).format(
        days=count(signal.days or 0),
        number=count(signal.number or 0),
        share=share(signal.number),
        limit=signal.limit,
    )


def reason(signal: Sign, currency: str) -> str:
    """Why the signal is there: ``No activity for 24 days``; the currency is the workspace's."""
    if signal.code == "closes_this_week" and signal.days in (0, 1):
        return _("Expected to close tomorrow") if signal.days else _("Expected to close today")
    code = "quiet_since_created" if signal.since_created else signal.code
    text = _(REASONS[code]).format(
        days=_days(signal.days),
        limit=_limit(signal, currency),
        number=count(signal.number or 0),
        times=_times(signal.number or 0),
        share=share(signal.number),
        known=count(signal.known or 0),
        about=signal.about,
    )
    if signal.code == "pushed" and signal.about:
        text += f"; {term(f'slip.{signal.about}').lower()}"
    return text


def snoozed(until: date | None, today: date) -> str:
    """That a deal rests, for its card: ``Snoozed till 3 Dec``; empty where it does not."""
    if until is None:
        return ""
    return _("Snoozed till {day}").format(day=day(until, year=until.year != today.year))


def snooze_reason(until: date | None, why: str | None, today: date) -> str:
    """The same with what it waits for: ``Snoozed till 3 Dec: waiting for legal``."""
    told = snoozed(until, today)
    return f"{told}: {why}" if told and why else told


def share(basis_points: int | None) -> str:
    """Basis points as a number of per cent: 1,250 is ``12.5``."""
    return f"{(basis_points or 0) / 100:g}"


def _limit(signal: Sign, currency: str) -> str:
    if signal.code == "large":
        return money(signal.limit, currency)
    if signal.code == "discount":
        return f"{share(signal.limit)} %"
    return str(signal.limit) if signal.code == "optimistic" else _days(signal.limit)


def _times(number: int) -> str:
    if number == 1:
        return _("once")
    return _("twice") if number == 2 else _("{count} times").format(count=count(number))


def _days(number: int | None) -> str:
    """A number of days; empty for None."""
    if number is None:
        return ""
    return _("1 day") if number == 1 else _("{count} days").format(count=count(number))
