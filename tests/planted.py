"""Puts a word of a test's own behind every text that users, mails, calendars and feeds brought."""

from datetime import datetime

from salesdesk_app.store.models import (
    Account,
    Activity,
    CalendarEvent,
    ChecklistItem,
    Commitment,
    Competitor,
    Contact,
    Deal,
    Feed,
    Message,
    NewsItem,
    Person,
)
from salesdesk_app.store.session import Store

LOGGED = {
    Account: ("name", "note"),
    Activity: ("subject", "note"),
    ChecklistItem: ("title",),
    Commitment: ("text",),
    Competitor: ("name",),
    Contact: ("name", "title", "note"),
    Deal: ("name", "next_step", "note", "coaching_note", "snoozed_why"),
    Feed: ("name",),
    Message: ("sender", "subject", "text"),
    Person: ("name",),
}
SCRATCH = {
    CalendarEvent: ("title", "place", "note"),
    NewsItem: ("title", "text", "author"),
}


def plant(store: Store, word: str, now: datetime, *, first: bool = False) -> None:
    """Plants a word as one edit, behind what stands there or as the ``first`` of it."""

    def planted(before: str | None, end: str = "") -> str:
        parts = (word, before, end) if first else (before, word, end)
        return " ".join(part for part in parts if part)

    with store.write("stages.add", at=now) as (session, _written):
        for kind, names in LOGGED.items():
            for row in session.query(kind):
                for name in names:
                    setattr(row, name, planted(getattr(row, name), str(row.id)))
    with store.scratch() as session:
        for kind, names in SCRATCH.items():
            for row in session.query(kind):
                for name in names:
                    setattr(row, name, planted(getattr(row, name)))
