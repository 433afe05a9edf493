"""Sentences of the note to leadership, and the places of its template."""

from collections.abc import Sequence
from datetime import date

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.language import ngettext
from salesdesk_app.wording.numbers import count, day

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

NO_TEMPLATE = _("Without a text the template that SalesDesk came with is put back.")

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


def note_subject(when: date) -> str:
    """What the mail with the note is about: ``Sales, 23 Nov 2026``."""
    return _("Sales, {day}").format(day=day(when, year=True))


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
