"""Signals of deals as text: a short mark for a card and the reason in a sentence."""

from typing import Protocol

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count, money

NAMES: dict[str, str] = {
    "close_passed": "Close date passed",
    "quiet": "Gone quiet",
    "stuck": "Stuck in stage",
    "no_next_step": "No next step",
    "closes_this_week": "Closes this week",
    "large": "Large deal",
}

MARKS: dict[str, str] = {"quiet": "Quiet {days} d", "stuck": "Stuck {days} d"}

REASONS: dict[str, str] = {
    "close_passed": "The expected close date passed {days} ago",
    "quiet": "No activity for {days}",
    "quiet_since_created": "No activity since it was created {days} ago",
    "stuck": "{days} in this stage, which allows {limit}",
    "no_next_step": "No next step is written down and nothing is planned",
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


def name(code: str) -> str:
    """The signal by itself, for a filter or a list: ``Gone quiet``."""
    return _(NAMES[code])


def mark(signal: Sign) -> str:
    """The signal on a card, as short as can be: ``Quiet 24 d``."""
    template = MARKS.get(signal.code)
    return _(template).format(days=count(signal.days or 0)) if template else name(signal.code)


def reason(signal: Sign, currency: str) -> str:
    """Why the signal is there: ``No activity for 24 days``; the currency is the workspace's."""
    if signal.code == "closes_this_week" and signal.days in (0, 1):
        return _("Expected to close tomorrow") if signal.days else _("Expected to close today")
    code = "quiet_since_created" if signal.since_created else signal.code
    limit = money(signal.limit, currency) if signal.code == "large" else _days(signal.limit)
    return _(REASONS[code]).format(days=_days(signal.days), limit=limit)


def _days(number: int | None) -> str:
    """A number of days; empty for None."""
    if number is None:
        return ""
    return _("1 day") if number == 1 else _("{count} days").format(count=count(number))
