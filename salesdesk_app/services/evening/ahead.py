"""What the next working day begins with: the first call, how many, and the first own meeting."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from salesdesk_app.services.agenda import Call, Hour
from salesdesk_app.services.day_lines import first_name, local
from salesdesk_app.services.today import Today
from salesdesk_app.wording import evening as words
from salesdesk_app.wording import titles
from salesdesk_app.wording import today as day_words

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next working day: its first call and first own meeting, where there are any."""

    day: date
    call: Call | None
    calls: int
    meeting: Hour | None
    text: str


def ahead(day: Today) -> Ahead:
    """What the next working day begins with, also as a sentence."""
    following = day.stated.calendar.next_working(day.day)
    calls = [call for call in day.tomorrow.calls if call.activity.is_open]
    call = min(calls, key=_begins, default=None)
    meeting = next((hour for hour in day.tomorrow.hours if not hour.all_day), None)
    said = _first_call(call, len(calls), day_words.weekday(following))
    if meeting is not None:
        clock = day_words.clock(local(meeting.begins))
        said = f"{said}. {words.first_meeting(clock, meeting.title)}"
    return Ahead(following, call, len(calls), meeting, f"{said}.")


def _begins(call: Call) -> datetime:
    planned = call.activity.planned_at
    return NEVER if planned is None else planned


def _first_call(call: Call | None, number: int, when: str) -> str:
    if call is None:
        return words.first_call("", "", "", 0, when)
    row, deal = call.activity, call.deal
    about = row.account or row.subject
    if deal is not None:
        about = titles.parts(deal.name, deal.account)[0]
    clock = "" if row.planned_at is None else day_words.clock(local(row.planned_at))
    return words.first_call(clock, first_name(row.person), about, number, when)
