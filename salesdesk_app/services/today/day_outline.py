"""The day as sections of lines, with the facts behind each: for the command line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.services.checklist.checklist import Item
from salesdesk_app.services.evening.closing import Closed
from salesdesk_app.services.figures import plain_money, plain_number
from salesdesk_app.services.inbox import inbox_lines
from salesdesk_app.services.inbox.follow_ups import FollowUpRow
from salesdesk_app.services.key_figures.figure import Raw
from salesdesk_app.services.news import news_lines
from salesdesk_app.services.overnight import matter_lines
from salesdesk_app.services.overnight.overnight import Matter
from salesdesk_app.services.team_calls import call_lines
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.services.today import day_lines
from salesdesk_app.services.today.agenda import Hour, worth_showing
from salesdesk_app.wording import calls as call_words
from salesdesk_app.wording import checklist as item_words
from salesdesk_app.wording import overnight
from salesdesk_app.wording import today as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import Said, joined, muted, strong, unweighted

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Today


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says, its time of the day where it has one, and its facts as plain JSON."""

    said: Said
    facts: Mapping[str, Any]
    time: str = ""
    done: bool | None = None  # None for what is not to be ticked


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the day by its code, with a note beside the heading."""

    code: str
    title: str
    note: str = ""
    lines: tuple[Line, ...] = field(default=())


def outline(day: "Today") -> tuple[Section, ...]:
    """The day from top to bottom, without the key figures."""
    made: tuple[Callable[[Today], Section], ...] = (
        _matters,
        _dealt,
        _calls,
        _hours,
        _follow_ups,
        _news,
        _commitments,
        _talks,
    )
    return (*(make(day) for make in made), *_checklist(day), _tomorrow(day))


def as_json(day: "Today") -> dict[str, Any]:
    """The same as plain JSON: moments in ISO, money in units of its currency."""
    return {
        "day": day.day.isoformat(),
        "now": day.now.isoformat(),
        "since": None if day.since is None else day.since.isoformat(),
        "working": day.working,
        "closed": _closed(day.closed),
        "begins_from": _closed(day.before),
        "left_open": None if day.left_open is None else day.left_open.isoformat(),
        "currency": day.currency,
        "quarter": day.headlines.quarter.key,
        "week": {"number": day.week[0], "of": day.week[1]},
        "figures": [
            {
                "code": figure.code,
                "title": figure.title,
                "value": figure.made.value,
                "raw": _raw(figure.made.raw, day.currency),
                "compares": figure.made.note,
                "explains": figure.made.explain,
                "leads": figure.made.leads or None,
            }
            for figure in day.figures
        ],
        "sections": {
            section.code: {"note": section.note, "lines": [_plain(line) for line in section.lines]}
            for section in outline(day)
        },
    }


def _raw(found: Raw, currency: str) -> dict[str, Any]:
    """A figure as a number with its unit; of a ratio also what is divided by what."""
    made: dict[str, Any] = {"unit": found.unit, "value": found.value}
    if isinstance(found.value, Decimal):
        made["value"] = plain_number(found.value)
    if found.unit == "minor":
        made["currency"] = currency
    if found.ratio is not None:
        made |= {"numerator": found.ratio.numerator, "denominator": found.ratio.denominator}
    return made


def _closed(found: Closed | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "day": found.day.isoformat(),
        "at": _iso(found.closed_at),
        "late": found.late,
        "note": found.note,
        "tomorrow": found.tomorrow,
    }


def _plain(line: Line) -> dict[str, Any]:
    said = line.said
    told: dict[str, Any] = {"text": unweighted(said), "below": said.below, "mark": said.pill}
    if said.explain:
        told["explains"] = said.explain
    if line.done is not None:
        told["done"] = line.done
    return {**({"time": line.time} if line.time else {}), **told, **line.facts}


def _matters(day: "Today") -> Section:
    lines = tuple(Line(matter_lines.matter(found, day), _of_matter(found)) for found in day.matters)
    counted = (day_lines.since(day) or _("as it stands today")) if lines else ""
    note = joined([matter_lines.summary(day), counted])
    return Section("overnight", _("Overnight and urgent"), note, lines)


def _dealt(day: "Today") -> Section:
    found = day.overnight.dealt
    lines = tuple(
        Line(matter_lines.dealt(one), {"code": one.code, "at": _iso(one.at)}) for one in found
    )
    number = sum(one.count for one in found)
    return Section("dealt", overnight.dealt_today(number) if number else "", "", lines)


def _of_matter(found: Matter) -> dict[str, Any]:
    deal = found.deal
    facts: dict[str, Any] = {"key": found.key, "events": list(found.events), "new": found.fresh}
    if found.several:
        facts["among"] = list(found.keys)
    if found.promise is not None:
        facts |= {"owner": found.promise.owner, "due": found.promise.due_on.isoformat()}
    if deal is not None:
        facts |= {"deal_id": deal.id, "value": plain_money(deal.own_minor, deal.currency)}
        facts |= {"currency": deal.currency, "owner": deal.owner}
    return facts


def _calls(day: "Today") -> Section:
    lines = tuple(_call(found, day) for found in day.agenda.calls)
    return Section("calls", _("The team’s sales calls today"), call_lines.summary(day), lines)


def _call(found: Call, day: "Today") -> Line:
    deal = found.deal
    facts: dict[str, Any] = {
        "at": _iso(found.begins),
        "kind": found.kind,
        "person": found.person,
        "account": found.about.account,
        "deal_id": found.about.deal_id,
        "marks": list(found.marks),
        "outcome": found.outcome,
        "not_logged": found.passed(day.now),
    }
    if deal is not None:
        facts |= {"value": plain_money(deal.own_minor, deal.currency), "currency": deal.currency}
        facts |= {"stage": deal.stage}
    done = found.done_at is not None
    return Line(call_lines.call(found, day), facts, _clock(found.begins), done)


def _hours(day: "Today") -> Section:
    gaps = (_gap(begin, end) for begin, end in worth_showing(day.agenda.gaps, day.now))
    lines = (*(_hour(found) for found in day.agenda.hours), *gaps)
    ordered = tuple(sorted(lines, key=lambda line: str(line.facts["begins"])))
    return Section("calendar", _("My calendar"), day_lines.hours_summary(day), ordered)


def _gap(begin: datetime, end: datetime) -> Line:
    length = words.length(round((end - begin).total_seconds() / 60))
    facts = {"free": True, "begins": _iso(begin), "ends": _iso(end)}
    return Line(Said((muted(_("Free")), muted(length))), facts, _clock(begin))


def _hour(found: Hour) -> Line:
    event = found.event
    facts: dict[str, Any] = {
        "begins": _iso(found.begins),
        "ends": _iso(found.ends),
        "all_day": found.all_day,
        "calendar": None if event is None else event.source,
    }
    when = _("all day") if found.all_day else _clock(found.begins)
    return Line(day_lines.hour(found), facts, when)


def _follow_ups(day: "Today") -> Section:
    found = day.follow_ups
    every = (*found.to_answer, *found.waiting, *found.later, *found.answered)
    lines = tuple(_answer(one, day) for one in every)
    return Section("inbox", _("Inbox and voicemail"), inbox_lines.summary(day), lines)


def _answer(found: FollowUpRow, day: "Today") -> Line:
    row = found.row
    facts = {
        "due": _iso(row.planned_at),
        "account": row.account,
        "deal_id": row.deal_id,
        "state": found.state,
    }
    return Line(inbox_lines.follow_up(found, day), facts, done=found.state == "answered")


def _news(day: "Today") -> Section:
    lines = tuple(
        Line(
            news_lines.news_line(row, day.day),
            {"source": row.source, "topic": row.topic, "link": row.link, "unread": row.unread},
        )
        for row in day.news.rows
    )
    state = news_lines.state(day.news, day.day) if day.news.feeds else ""
    note = joined([news_lines.summary(day.news), state])
    return Section("news", _("News"), note, lines)


def _commitments(day: "Today") -> Section:
    lines = tuple(
        Line(
            Said((strong(row.owner), muted(row.text))),
            {"owner": row.owner, "due": row.due_on.isoformat(), "deal_id": row.deal_id},
        )
        for row in day.promised
    )
    return Section("commitments", _("Promised for today"), "", lines)


def _talks(day: "Today") -> Section:
    lines = tuple(
        Line(
            day_lines.talk(talk),
            {"person": talk.name, "days": talk.days, "late": talk.late},
        )
        for talk in day.talks
    )
    return Section("one_to_ones", _("1:1s due"), "", lines)


def _checklist(day: "Today") -> tuple[Section, ...]:
    found = []
    for part in ("start", "day", "end"):
        items = [item for item in day.items if item.part == part]
        done = sum(item.done_at is not None for item in items)
        left_out = sum(item.skipped_why is not None for item in items)
        tally = item_words.tally(done, len(items), left_out) if items else ""
        opens = day_lines.opens(day) if part == "end" else ""
        nothing = "" if items else item_words.nothing_due(working=day.working)
        lines = tuple(_item(item) for item in items)
        found.append(Section(part, wording.term(part), joined([opens or tally, nothing]), lines))
    return tuple(found)


def _item(item: Item) -> Line:
    facts = {
        "id": item.id,
        "check": item.check_code,
        "done_at": _iso(item.done_at),
        "note": item.note,
        "skipped": item.skipped_why,
        "carried_from": None if item.carried_from is None else item.carried_from.isoformat(),
        "age_days": item.age_days,
    }
    return Line(day_lines.item(item), facts, _clock(item.done_at), item.done_at is not None)


def _tomorrow(day: "Today") -> Section:
    lines = tuple(_call(found, day) for found in day.tomorrow.calls)
    following = day.stated.calendar.next_working(day.day)
    calls = call_words.ahead(len(day.tomorrow.standing))
    note = joined([words.short_day(following), calls])
    return Section("tomorrow", _("The next working day"), note, lines)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _clock(moment: datetime | None) -> str:
    return "" if moment is None else words.clock(local(moment))
