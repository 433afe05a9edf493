"""The evening as one answer: what happened, whom to praise, what is open, the note."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from salesdesk_app.domain.checklist import DEFAULT_ITEMS
from salesdesk_app.domain.note_template import filled
from salesdesk_app.services import commitments, people
from salesdesk_app.services.checklist.checklist import Item
from salesdesk_app.services.commitments import CommitmentRow
from salesdesk_app.services.evening import closing, kept, leadership_note
from salesdesk_app.services.evening import happened as figures
from salesdesk_app.services.evening.ahead import Ahead, ahead
from salesdesk_app.services.evening.carry import Open, open_ones
from salesdesk_app.services.evening.closing import Closed
from salesdesk_app.services.evening.happened import Happened
from salesdesk_app.services.evening.leadership_note import Template
from salesdesk_app.services.evening.praise import Praise, praises
from salesdesk_app.services.people import PersonRow
from salesdesk_app.services.today import today
from salesdesk_app.services.today.today import Today
from salesdesk_app.wording import evening as words

OURS = frozenset(spec.title for spec in DEFAULT_ITEMS if spec.part == "end")


@dataclass(frozen=True)
class Evening:
    """A day at its end. ``motion`` are the commitments made on it, ``carried`` what is open,
    ``ends`` the items of its end with whether closing ticks them, ``note`` the template filled in.
    ``closed`` is how it was closed already, ``team`` are those who can own something, ``kept`` is
    what the log cannot tell of the day later.
    """

    day: Today
    happened: Happened
    praises: tuple[Praise, ...]
    motion: tuple[CommitmentRow, ...]
    carried: tuple[Open, ...]
    ahead: Ahead
    ends: tuple[tuple[Item, bool], ...]
    template: Template
    values: Mapping[str, str]
    team: tuple[PersonRow, ...]
    closed: Closed | None
    kept: Mapping[str, Any]

    @property
    def note(self) -> str:
        """The template with its places filled in."""
        return filled(self.template.text, self.values).strip()

    @property
    def tomorrow(self) -> str:
        """What the next day begins with, in a sentence."""
        return f"{self.ahead.brief} {words.carried(len(self.carried))}."


def evening(session: Session, day: date, now: datetime) -> Evening:
    """A day as it ends, asked at a moment (UTC) of it, or after midnight."""
    seen = today.day(session, today=day, now=now)
    changes = figures.changes_of(session, day, seen.since)
    quarter = seen.headlines.quarter
    commit, calls = seen.headlines.rollup.commit, seen.agenda.calls
    found = figures.happened(session, day, quarter, commit, changes, calls=calls)
    praised = praises(session, day, changes)
    motion = tuple(commitments.made_on(session, day))
    open_now = open_ones(seen, commitments.standing(session, due_by=day))
    next_day = ahead(seen)
    told = tuple(words.motion(row.text, row.owner, row.due_on) for row in motion)
    return Evening(
        day=seen,
        happened=found,
        praises=praised,
        motion=motion,
        carried=open_now,
        ahead=next_day,
        ends=_ends(session, seen),
        template=leadership_note.template(session),
        values=leadership_note.values(
            seen, found=found, praises=praised, motion=told, carried=open_now, ahead=next_day
        ),
        team=tuple(one for one in people.listing(session) if not one.left(day)),
        closed=closing.closed(session, day),
        kept={
            "events": kept.events(session, day, next_day.day),
            "news": kept.news(seen.news),
        },
    )


def _ends(session: Session, day: Today) -> tuple[tuple[Item, bool], ...]:
    """The items of the end of the day that are open; those that the evening covers are ticked.

    What was ticked by the last closing is ticked again, under whatever name.
    """
    last = closing.last(session, day.day)
    before = set(last.kept.get("ticked", ())) if last is not None else set()
    left = set(last.kept.get("left", ())) if last is not None else set()
    return tuple(
        (item, item.id in before or (item.title in OURS and item.id not in left))
        for item in day.items
        if item.part == "end" and item.done_at is None and item.skipped_why is None
    )
