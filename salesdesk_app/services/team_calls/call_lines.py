"""What a call of the team's says in a line of the day, and why it is marked."""

from datetime import datetime
from typing import TYPE_CHECKING

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.domain import complexity
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.wording import calls as words
from salesdesk_app.wording import signals, titles
from salesdesk_app.wording.phrases import Said, Tone, joined, muted, strong
from salesdesk_app.wording.team import first_name
from salesdesk_app.wording.today import clock

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Today

TONES: dict[str, Tone] = {
    "large": "accent",
    "complex": "accent",
    "coach": "warn",
    "no_next_step": "warn",
}


def summary(day: "Today") -> str:
    """``11 today, 3 done, $412 k in play``."""
    calls, value = day.agenda.standing, day.agenda.value_in_play
    worth = wording.money(value, day.currency, short=True) if value else ""
    done = sum(one.done_at is not None for one in calls)
    unlogged = sum(one.passed(day.now) for one in calls)
    return words.planned(len(calls), done, unlogged, worth)


def call(found: Call, day: "Today") -> Said:
    """Who calls whom about what, and what to know before; of one that is over, what came of it."""
    pill, tone, why = _state(found, day.now)
    marks = why_marked(found, day)
    if not pill and found.marks:
        pill, tone = words.marks(found.marks), TONES[found.marks[0]]
    heading, rest = whom(found)
    parts = (
        strong(first_name(found.person, day.shared)),
        strong(f"→ {heading}") if heading else strong(""),
        muted(joined([worth(found) or rest, said(found)])),
    )
    return Said(parts, "", pill, tone, "\n".join([*why, *marks]))


def whom(found: Call) -> tuple[str, str]:
    """With whom a call is and what it is about: ``("Halden Freight", "Fleet telematics")``."""
    if found.deal is not None:
        return titles.parts(found.deal.name, found.deal.account)
    return found.about.account or found.about.contact or "", found.subject


def worth(found: Call) -> str:
    """``$84,000 · Negotiation``; empty without an open deal."""
    if found.deal is None:
        return ""
    return joined([wording.money(found.deal.own_minor, found.deal.currency), found.deal.stage])


def said(found: Call) -> str:
    """What was noted when it was logged, in a line; empty while it is open."""
    if found.activity is None or found.is_open or not found.activity.note:
        return ""
    return found.activity.note.strip().splitlines()[-1]


def why_marked(found: Call, day: "Today") -> list[str]:
    """A sentence for each mark."""
    return [_why(mark, found, day) for mark in found.marks]


def complex_rule() -> str:
    """When a deal is complex, in words."""
    return words.complex_rule(complexity.LIMITS.items(), complexity.FEWEST)


def _state(found: Call, now: datetime) -> tuple[str, Tone, list[str]]:
    """What became of it as a pill with what its hover adds; empty while it is still to come."""
    if found.outcome == "cancelled":
        return words.outcome("cancelled"), "plain", []
    if found.done_at is not None:
        time = clock(local(found.done_at))
        if found.outcome == "no_answer":
            return f"{words.outcome('no_answer')} {time}", "plain", []
        return f"✓ {time}", "good", [f"{words.outcome('held')} {time}"]
    if found.passed(now):
        return words.UNLOGGED, "warn", [words.not_logged(local(found.begins))]
    return "", "plain", []


def _why(mark: str, found: Call, day: "Today") -> str:
    if mark == "large":
        return words.large(wording.money(day.large_minor, day.currency, short=True))
    if mark == "complex":
        numbers = found.makeup._asdict()
        reasons = complexity.reasons(found.makeup)
        return words.complex_because({reason: numbers[reason] for reason in reasons})
    if mark == "no_next_step":
        return words.BEYOND
    risks = [] if found.deal is None else [s for s in found.deal.signals if s.risk]
    told = [signals.reason(signal, day.currency) for signal in risks]
    return words.coach_because(told, learning=found.learning)
