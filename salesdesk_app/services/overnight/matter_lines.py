"""What a matter of the day says: what it is about, what happened, why, and who did it."""

from datetime import datetime
from typing import TYPE_CHECKING

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.domain import day as rules
from salesdesk_app.services.addresses import NOBODY
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.services.overnight.handled import Dealt
from salesdesk_app.services.overnight.overnight import RISKS, Matter
from salesdesk_app.services.today.agenda import Hour
from salesdesk_app.services.today.day_lines import TONES, since
from salesdesk_app.wording import overnight as words
from salesdesk_app.wording import signals, titles
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.phrases import Said, joined, muted, strong
from salesdesk_app.wording.team import first_name

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Today

NAMED = 2  # deals of several in one line that are named


def matter(found: Matter, day: "Today") -> Said:
    """One thing that came up or waits."""
    pill, tone = day_words.event(found.event), TONES[rules.tone(found.event)]
    if found.deal is not None:
        heading, rest = titles.parts(found.deal.name, found.deal.account)
        below = joined([*_happened(found, day), *_worth(found, day), *_rested(found, day)])
        return Said((strong(heading), muted(rest)), below, pill, tone, _explained(found, day))
    below = joined([*_about(found, day), *_rested(found, day)])
    return Said((strong(title(found)),), below, pill, tone, _explained(found, day))


def summary(day: "Today") -> str:
    """How much needs the manager, is good to know, and was handled; once ticked, only that."""
    good = sum(found.good for found in day.matters)
    handled = sum(one.count for one in day.overnight.dealt)
    ticked = any(item.check_code == "overnight" and item.done_at for item in day.items)
    if ticked and handled:
        return words.items_handled(handled)
    return words.summary(len(day.matters) - good, good, handled, since(day))


def title(found: Matter) -> str:
    """What a matter is called in one line."""
    if found.deal is not None:
        return titles.title(found.deal.name, found.deal.account)
    if found.promise is not None:
        return found.promise.text
    if found.task is not None:
        return found.task.subject
    if found.arrival is not None:
        return words.imported(found.arrival.file)
    if found.hours:
        return words.both([hour.title for hour in found.hours])
    return words.several(found.event, len(found.several))


def reason(found: Matter, day: "Today") -> str:
    """Why it is there, as short as can be: what happened first."""
    if found.deal is not None:
        return next(iter(_happened(found, day)), day_words.event(found.event))
    return next(iter(_about(found, day)), day_words.event(found.event))


def wish(found: Matter, day: "Today") -> str:
    """What somebody may be asked to do about it, to begin a commitment or a task with."""
    named = found.task is not None and found.event != "unlogged"
    if found.promise is not None or named or found.several:
        return title(found)
    return words.wish(title(found), reason(found, day))


def dealt(found: Dealt) -> Said:
    """What was seen to: its matter, and how and when."""
    how, tone = words.dealt(found.code, found.facts), TONES["good"]
    name = strong(str(found.facts.get("what", "")))
    return Said((name,), how, day_words.clock(local(found.at)), tone)


def _about(found: Matter, day: "Today") -> list[str]:
    """What happened to, and is known of, what is no single deal."""
    if found.promise is not None:
        late = (day.day - found.promise.due_on).days
        told = day_words.days_late(late) if late else ""
        return [text for text in (told, found.promise.owner, found.promise.deal or "") if text]
    if found.task is not None:
        row = found.task
        planned = local(row.planned_at) if row.planned_at else None
        when = "" if planned is None else words.planned(planned, row.kind, found.event)
        about = [when, row.person or "", row.contact or "", row.account or "", row.deal or ""]
        return [text for text in about if text]
    if found.arrival is not None:
        one = found.arrival
        at = words.moment(local(one.at), day.day)
        return [words.brought(one.kind, one.changed, one.new, one.closed), at]
    if found.event == "unlogged" and found.hours:
        return _of_call(found.hours[0])
    if found.hours:
        begin = words.minutes_until(found.hours[0].begins, day.now)
        spans = words.both([_span(hour.begins, hour.ends) for hour in found.hours])
        return [begin if found.event == "soon" else "", spans, found.hours[0].person or ""]
    names = [_with_person(one) for one in found.several[:NAMED]]
    return [words.among(names, len(found.several)), since(day) if found.event == "new" else ""]


def _of_call(hour: Hour) -> list[str]:
    """When a call was, of whom and with whom."""
    about, kind = (NOBODY, "meeting") if hour.call is None else (hour.call.about, hour.call.kind)
    when = words.planned(local(hour.begins), kind, "unlogged")
    account, deal = about.account or "", about.deal or ""
    if account and deal.startswith(account):  # the deal's title names it
        account = ""
    with_whom = [about.contact or "", account, deal]
    return [text for text in (when, hour.person or "", *with_whom) if text]


def _with_person(found: Matter) -> str:
    """What one of several is called: a task or a promise with whose it is."""
    row = found.task
    who = found.promise.owner if found.promise is not None else row.person if row else None
    who = found.hours[0].person if found.hours else who
    return words.whose(title(found), who) if who else title(found)


def _span(begins: datetime, ends: datetime) -> str:
    return f"{day_words.clock(local(begins))}–{day_words.clock(local(ends))}"


def _explained(found: Matter, day: "Today") -> str:
    """Who changed it last, and where it stands in the order."""
    by = found.past.by if found.past is not None else None
    made = "" if by is None else words.made_by(by.origin, by.file, local(by.at), day.day)
    return "\n".join(text for text in (made, words.step(rules.step_of(found.event))) if text)


def _rested(found: Matter, day: "Today") -> list[str]:
    one = found.rested
    return [] if one is None else [words.rested(one.day, one.why or "", day.day)]


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
        return day_words.pushed(expected, past.pushes, sooner=event == "pulled_in")
    if event in ("shrank", "grew"):
        before = wording.money(past.state.value_minor, past.state.currency)
        return f"{before} → {wording.money(deal.own_minor, deal.currency)}"
    if event in ("moved", "moved_back", "reopened"):
        return f"{past.stage} → {deal.stage}"
    if event == "lost":
        return day_words.lost(past.lost_reason, past.stage)
    return ""


def _worth(found: Matter, day: "Today") -> list[str]:
    deal = found.deal
    if deal is None:
        return []
    value = wording.money(deal.own_minor, deal.currency)
    told = {"shrank", "grew"} & set(found.events)
    owner = first_name(deal.owner, day.shared)
    if found.event == "won":
        return [value, f"{owner}: say well done" if owner else "say well done"]
    return ["" if told and found.past is not None else value, owner]
