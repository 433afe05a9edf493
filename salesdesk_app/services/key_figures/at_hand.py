"""Figures of the day at hand: deals at risk, and the team's calls."""

from typing import TYPE_CHECKING

from salesdesk_app import wording
from salesdesk_app.services.agenda import Agenda
from salesdesk_app.services.day_lines import since
from salesdesk_app.services.deal_filter import DealFilter
from salesdesk_app.services.key_figures.figure import Basis, Made, explained, taken_at
from salesdesk_app.services.overnight import new_risks
from salesdesk_app.wording import signal_rules
from salesdesk_app.wording import today as words

if TYPE_CHECKING:
    from salesdesk_app.services.today import Today


def at_risk(basis: Basis) -> Made:
    """Open deals at risk, by the rule that the settings state."""
    day = basis.day
    number = len(day.at_risk)
    known = [row.fact.value_minor for row in day.at_risk if row.fact.value_minor is not None]
    made = [
        signal_rules.at_risk(day.rules.at_risk_by, day.rules.limits, day.currency),
        f"{wording.count(number)} of {wording.count(day.headlines.open_deals)} open deals",
    ]
    explain = explained(day, ("at_risk",), made)
    if not number:
        return Made("0", "none of the open deals", "good", explain, None)
    value = sum(known) if known else None
    note = words.at_risk(value, new_risks(day.matters), since(day, short=True), day.currency)
    deals = DealFilter(outcome="open", at_risk=True, title="Deals at risk")
    return Made(wording.count(number), note, "bad", explain, deals)


def calls(basis: Basis) -> Made:
    """The team's calls and meetings of today."""
    day = basis.day
    planned: Agenda = day.agenda
    number = len(planned.calls)
    marks = [mark for call in planned.calls for mark in call.marks]
    done = sum(call.activity.done_at is not None for call in planned.calls)
    made = [
        f"{wording.count(number)} planned, {wording.count(done)} done",
        _large(day),
        "Coach first: the deal is at risk, or the rep is in the first 90 days or far behind pace.",
    ]
    explain = "\n".join([words.check("calls"), *made, taken_at(day)])
    note = words.calls(marks.count("large"), marks.count("coach"))
    ahead = len(day.tomorrow.calls)
    following = f"{wording.count(ahead)} on the next working day" if ahead else "none planned"
    deals = planned.call_filter if planned.call_filter.deal_ids else None
    return Made(
        wording.count(number),
        note or (following if not number else "none large, none to coach"),
        "muted",
        explain,
        deals,
    )


def _large(day: "Today") -> str:
    if day.large_minor is None:
        return ""
    return f"Large: {wording.money(day.large_minor, day.currency, short=True)} or more."
