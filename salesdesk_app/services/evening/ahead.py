"""What the next working day begins with: the first call, how many, and the first own meeting."""

from dataclasses import dataclass
from datetime import date

from salesdesk_app.clock import local
from salesdesk_app.services.team_calls.call_lines import whom
from salesdesk_app.services.team_calls.call_rows import Call
from salesdesk_app.services.today.agenda import Hour
from salesdesk_app.services.today.day_lines import hour_title
from salesdesk_app.services.today.today import Today
from salesdesk_app.wording import evening as words
from salesdesk_app.wording import today as day_words
from salesdesk_app.wording.team import first_name


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next working day: its first call and first own meeting, where there are any.

    ``text`` says which day it is, ``brief`` does not.
    """

    day: date
    call: Call | None
    calls: int
    meeting: Hour | None
    text: str
    brief: str


def ahead(day: Today) -> Ahead:
    """What the next working day begins with, also as a sentence."""
    following = day.stated.calendar.next_working(day.day)
    calls = [call for call in day.tomorrow.calls if call.is_open]
    call = min(calls, key=lambda call: call.begins, default=None)
    meeting = next((hour for hour in day.tomorrow.hours if not hour.all_day), None)
    said = [_first_call(call, len(calls), day)]
    if meeting is not None:
        clock = day_words.clock(local(meeting.begins))
        said.append(words.first_meeting(clock, hour_title(meeting)))
    brief = f"{'. '.join(said)}."
    text = words.on_day(day_words.weekday(following), brief)
    return Ahead(following, call, len(calls), meeting, text, brief)


def _first_call(call: Call | None, number: int, day: Today) -> str:
    if call is None:
        return words.NO_CALLS
    about = whom(call)[0] or call.subject
    clock = day_words.clock(local(call.begins))
    rep = first_name(call.person, day.shared)
    return words.first_call(clock, rep, about, number)
