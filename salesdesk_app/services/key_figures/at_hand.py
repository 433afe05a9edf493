"""Figures of the day at hand: deals at risk, calls, promises, answers and 1:1s."""

from typing import TYPE_CHECKING

from salesdesk_app import wording
from salesdesk_app.services import commitments
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.key_figures.figure import Basis, Made, Raw, explained
from salesdesk_app.services.team_calls.call_lines import complex_rule
from salesdesk_app.services.today.agenda import Agenda
from salesdesk_app.services.today.day_lines import since
from salesdesk_app.wording import signal_rules
from salesdesk_app.wording import today as words
from salesdesk_app.wording.calls import COACH_RULE
from salesdesk_app.wording.numbers import number_of
from salesdesk_app.wording.phrases import Tone

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Today


def at_risk(basis: Basis) -> Made:
    """Open deals at risk, by the rule that the settings state."""
    day = basis.day
    number = len(day.at_risk)
    known = [row.fact.value_minor for row in day.at_risk if row.fact.value_minor is not None]
    made = [
        signal_rules.at_risk(day.rules.at_risk_by, day.rules.limits, day.currency),
        f"{wording.count(number)} of {number_of(day.headlines.open_deals, 'open deal')}",
    ]
    explain = explained(day, ("at_risk",), made)
    raw = Raw("count", number)
    if not number:
        return Made("0", "none of the open deals", "good", explain, None, raw=raw)
    value = sum(known) if known else None
    new = day.overnight.new_risks
    note = words.at_risk(value, new, since(day, short=True), day.currency)
    brief = words.at_risk(value, new, "", day.currency)
    deals = DealFilter(outcome="open", at_risk=True, title="Deals at risk")
    return Made(wording.count(number), note, "bad", explain, deals, brief=brief, raw=raw)


def calls(basis: Basis) -> Made:
    """The team's calls and meetings of today."""
    day = basis.day
    planned: Agenda = day.agenda
    number = len(planned.standing)
    marks = [mark for call in planned.standing for mark in call.marks]
    done = sum(call.done_at is not None for call in planned.standing)
    made = [
        f"{wording.count(number)} planned, {wording.count(done)} done",
        _large(day),
        complex_rule(),
        COACH_RULE,
    ]
    explain = explained(day, ("calls_today",), made)
    large, coach = marks.count("large"), marks.count("coach")
    note = words.calls(large, coach)
    ahead = len(day.tomorrow.standing)
    following = f"{wording.count(ahead)} on the next working day" if ahead else "none planned"
    deals = planned.call_filter if planned.call_filter.deal_ids else None
    return Made(
        wording.count(number),
        note or (following if not number else "none large, none to coach"),
        "muted",
        explain,
        deals,
        brief=words.calls(large, coach, brief=True),
        raw=Raw("count", number),
    )


def promises(basis: Basis) -> Made:
    """Commitments that stand open beyond their day."""
    day = basis.day
    standing = commitments.standing(basis.session)
    late = sum(row.is_late(day.day) for row in standing)
    due = len(day.promised)
    explain = explained(day, ("late_commitments",), [f"{wording.count(len(standing))} open in all"])
    note = f"{wording.count(due)} due today" if due else f"of {wording.count(len(standing))} open"
    tone: Tone = "bad" if late else "good"
    raw = Raw("count", late)
    return Made(wording.count(late), note, tone, explain, None, "team", raw=raw)


def answers(basis: Basis) -> Made:
    """Follow-ups that are due by today."""
    day = basis.day
    found = day.follow_ups
    late = sum(one.late for one in found.to_answer)
    answered, waiting = len(found.answered), len(found.waiting)
    made = [f"{wording.count(waiting)} answered, waiting for the other side"]
    explain = explained(day, ("to_answer",), made)
    note = f"{wording.count(answered)} answered today" if answered else "none late"
    if late:
        note = f"{wording.count(late)} late"
    tone: Tone = "bad" if late else "muted"
    raw = Raw("count", len(found.to_answer))
    return Made(wording.count(len(found.to_answer)), note, tone, explain, None, "", raw=raw)


def talks(basis: Basis) -> Made:
    """Reps whose next 1:1 is due."""
    day = basis.day
    late = sum(talk.late for talk in day.talks)
    explain = explained(day, ("talks_due", "last_one_to_one"), [])
    note = f"{wording.count(late)} overdue" if late else "none overdue"
    tone: Tone = "bad" if late else "muted"
    raw = Raw("count", len(day.talks))
    return Made(wording.count(len(day.talks)), note, tone, explain, None, "team", raw=raw)


def _large(day: "Today") -> str:
    if day.large_minor is None:
        return ""
    return f"Large: {wording.money(day.large_minor, day.currency, short=True)} or more."
