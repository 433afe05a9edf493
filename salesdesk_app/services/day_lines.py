"""What the day's answer says: each matter, call and follow-up as parts and a pill."""

from datetime import datetime
from typing import TYPE_CHECKING

from salesdesk_app import wording
from salesdesk_app.domain import day as rules
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.agenda import Hour
from salesdesk_app.services.deal_rows import DealRow
from salesdesk_app.services.overnight import RISKS, Matter
from salesdesk_app.wording import signals, titles
from salesdesk_app.wording import today as words
from salesdesk_app.wording.phrases import Part, Said, Tone, joined, muted, strong

if TYPE_CHECKING:
    from salesdesk_app.services.today import Today

TONES: dict[str, Tone] = {
    "bad": "bad",
    "warn": "warn",
    "good": "good",
    "accent": "accent",
    "plain": "plain",
}


def first_name(name: str | None) -> str:
    """``Priya`` of ``Priya Nair``."""
    return (name or "").split(" ")[0]


def local(moment: datetime) -> datetime:
    """A moment as the clock on the wall shows it."""
    return moment.astimezone()


def since(day: "Today", *, short: bool = False) -> str:
    """``since Friday 17:10``; empty the first time."""
    return "" if day.since is None else words.since(local(day.since), day.day, short=short)


def matter(found: Matter, day: "Today") -> Said:
    """One thing that came up."""
    event = found.event
    pill, tone = words.event(event), TONES[rules.tone(event)]
    if found.deal is not None:
        heading, rest = titles.parts(found.deal.name, found.deal.account)
        below = joined([*_happened(found, day), *_worth(found)])
        parts = (strong(heading), muted(rest))
        return Said(parts, below, pill, tone, words.check("overnight"))
    if found.promise is not None:
        late = words.days_late((day.day - found.promise.due_on).days)
        about = titles.title(found.promise.deal or "", None)
        below = joined([found.promise.owner, late, about])
        return Said((strong(found.promise.text),), below, pill, tone)
    if found.task is not None:
        return Said((strong(found.task.subject),), _overdue(found.task), pill, tone)
    number = len(found.added.deal_ids or ()) if found.added is not None else 0
    return Said((strong(words.added(number)),), since(day), pill, tone)


def answer(row: ActivityRow, day: "Today") -> Said:
    """A follow-up: what to answer or do, and by when."""
    planned = local(row.planned_at) if row.planned_at else None
    parts = (Part(row.subject), muted(joined([row.contact or "", row.account or ""])))
    if planned is None:
        return Said(parts)
    if planned.date() < day.day:
        return Said(parts, "", wording.day(planned.date()), "bad", words.event("overdue"))
    late = planned <= local(day.now)
    return Said(parts, "", words.clock(planned), "warn" if late else "plain")


def hour(found: Hour) -> Said:
    """One of the manager's own hours."""
    row = found.activity
    parts = (strong(hour_title(found)), muted(hour_below(found)))
    if row is not None and row.done_at is not None:
        return Said(parts, "", f"✓ {words.clock(local(row.done_at))}", "good")
    return Said(parts)


def hour_title(found: Hour) -> str:
    """``Pipeline review``; a 1:1 says with whom."""
    row = found.activity
    if row is not None and row.kind == "one_to_one" and row.person:
        return f"{row.subject} {row.person}"
    return found.title


def hour_below(found: Hour) -> str:
    """``45 min · Halden Freight``, of a rep's meeting what it is about; of an event its place."""
    row, event = found.activity, found.event
    if row is not None:
        about = row.contact or row.account or "" if found.own else row.subject
        return joined([words.length(row.minutes) if row.minutes else "", about])
    minutes = round((found.ends - found.begins).total_seconds() / 60)
    length = words.length(minutes) if minutes and not found.all_day else ""
    return joined([length, event.place or "" if event is not None else ""])


def _happened(found: Matter, day: "Today") -> list[str]:
    """What happened to a deal, the gravest first; the risks with their reason."""
    deal = found.deal
    if deal is None:
        return []
    told = []
    for event in found.events:
        risks = [s for s in found.signals if RISKS.get(s.code, "at_risk") == event]
        if risks:
            told += [signals.reason(risk, day.currency) for risk in risks]
        elif found.past is not None:
            told.append(_change(event, found, deal))
    return [text for text in told if text]


def _change(event: str, found: Matter, deal: DealRow) -> str:
    past = found.past
    if past is None:
        return ""
    expected = deal.fact.expected_close_on
    if event in ("slipped", "pulled_in") and expected is not None:
        return words.pushed(expected, past.pushes, sooner=event == "pulled_in")
    if event in ("shrank", "grew"):
        before = wording.money(past.state.value_minor, past.state.currency)
        return f"{before} → {wording.money(deal.own_minor, deal.currency)}"
    if event in ("moved", "moved_back", "reopened"):
        return f"{past.stage} → {deal.stage}"
    if event == "lost":
        return words.lost(past.lost_reason, past.stage)
    return ""


def _worth(found: Matter) -> list[str]:
    deal = found.deal
    if deal is None:
        return []
    value = wording.money(deal.own_minor, deal.currency)
    told = {"shrank", "grew"} & set(found.events)
    owner = first_name(deal.owner)
    if found.event == "won":
        return [value, f"{owner}: say well done" if owner else "say well done"]
    return ["" if told and found.past is not None else value, owner]


def _overdue(row: ActivityRow) -> str:
    planned = wording.day(local(row.planned_at).date()) if row.planned_at else ""
    return joined(
        [row.person or "", f"planned for {planned}" if planned else "", row.account or ""]
    )
