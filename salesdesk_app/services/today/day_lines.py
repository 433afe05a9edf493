"""What the day's answer says: each matter, call and follow-up as parts and a pill."""

from typing import TYPE_CHECKING

from salesdesk_app import wording
from salesdesk_app.clock import local
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.checklist.checklist import Item
from salesdesk_app.services.today.agenda import Hour, worth_showing
from salesdesk_app.wording import checklist as item_words
from salesdesk_app.wording import evening, inbox
from salesdesk_app.wording import today as words
from salesdesk_app.wording.calendars import UNTITLED
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.phrases import Part, Said, Tone, joined, muted, strong

if TYPE_CHECKING:
    from salesdesk_app.services.today.today import Talk, Today

TONES: dict[str, Tone] = {
    "bad": "bad",
    "warn": "warn",
    "good": "good",
    "accent": "accent",
    "plain": "plain",
}


def since(day: "Today", *, short: bool = False) -> str:
    """``since Friday 17:10``; empty the first time."""
    return "" if day.since is None else words.since(local(day.since), day.day, short=short)


def answer(row: ActivityRow, day: "Today") -> Said:
    """A follow-up: what to answer or do, about whom, and by when."""
    planned = local(row.planned_at) if row.planned_at else None
    parts = (Part(row.subject), muted(joined([row.account or row.contact or "", row.deal or ""])))
    if row.waiting_since is not None:
        since = words.short_day(local(row.waiting_since).date())
        return Said(parts, "", inbox.ASK_AGAIN, "warn", inbox.waits_since(since))
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
    return found.title or UNTITLED


def hour_below(found: Hour) -> str:
    """``45 min · Halden Freight``, of a rep's meeting what it is about; of an event its place."""
    row, event, call = found.activity, found.event, found.call
    if row is not None:
        about = row.contact or row.account or "" if found.own else row.subject
        return joined([words.length(row.minutes) if row.minutes else "", about])
    minutes = round((found.ends - found.begins).total_seconds() / 60)
    length = words.length(minutes) if minutes and not found.all_day else ""
    if call is not None and call.about.account:  # which stands above
        return joined([length, found.title])
    return joined([length, event.place or "" if event is not None else ""])


def hours_summary(day: "Today") -> str:
    """``4 meetings, longest free block 13:00–15:30``, of the blocks that are not yet over."""
    hours = day.agenda.hours
    left = worth_showing(day.agenda.gaps, day.now)
    longest = max(left, key=lambda gap: gap[1] - gap[0], default=None)
    free = ""
    if longest is not None and hours:
        free = f"{words.clock(local(longest[0]))}–{words.clock(local(longest[1]))}"
    whole = sum(hour.all_day for hour in hours)
    return words.planned_hours(len(hours) - whole, whole, free)


def talk(found: "Talk") -> Said:
    """Whose next 1:1 is due."""
    parts = (strong(words.talk_with(found.name)), muted(words.days_ago(found.days)))
    if found.late:
        return Said(parts, "", words.event("overdue"), "warn")
    return Said(parts, "", _("Due"))


def item(found: Item) -> Said:
    """An item of the checklist: from when it was carried over, why it was skipped, its note."""
    since = carried(found)
    pill = _("Skipped") if found.skipped_why is not None else ""
    return Said((strong(found.title), muted(since)), item_below(found), pill)


def carried(found: Item, *, short: bool = False) -> str:
    """``carried over from Tue, 2 days``; ``short`` leaves the age out."""
    if found.carried_from is None:
        return ""
    return item_words.carried(found.carried_from, found.age_days, short=short)


def item_below(found: Item) -> str:
    """What is said under an item's title: why it was skipped, and the note of the day."""
    why, note = found.skipped_why, found.note
    told = [item_words.skipped(why) if why else "", item_words.noted(note) if note else ""]
    return joined(told)


def opens(day: "Today") -> str:
    """When the end of the day opens, where that is still to come."""
    if day.closed is not None or local(day.now).time() >= day.stated.wrap_up:
        return ""
    if local(day.now).date() > day.day:
        return ""
    return evening.opens(day.stated.wrap_up)
