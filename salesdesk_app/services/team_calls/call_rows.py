"""A team's call as it is shown: planned here, in the rep's calendar, or both as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local_day
from salesdesk_app.domain.complexity import NOTHING, Makeup
from salesdesk_app.domain.day import Mark
from salesdesk_app.services.activities import ActivityRow, Outcome
from salesdesk_app.services.addresses import Whose
from salesdesk_app.services.calendars.calendars import EventRow
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.store.models import Activity

CALENDAR = "calendar"
"""What an activity that was made of an event has as its ``external_source``."""
USUAL_MINUTES = 30  # of what says no length
TELEPHONED = frozenset({"call", "phone", "telephone", "dial"})  # words of a title


@dataclass(frozen=True, slots=True)
class Call:
    """A call or meeting of a rep's: planned here, in the rep's calendar, or both.

    ``begins`` and ``ends`` are UTC; ``about`` names whom it is with, ``deal`` the open deal that it
    is about. ``makeup`` is what makes the deal complex or not, ``learning`` says that the rep is
    to be coached. ``key`` stays the same from one answer to the next.
    """

    key: str
    kind: Literal["call", "meeting"]
    subject: str
    begins: datetime
    ends: datetime
    person_id: int | None
    person: str | None
    about: Whose
    activity: ActivityRow | None = None
    event: EventRow | None = None
    deal: DealRow | None = None
    makeup: Makeup = NOTHING
    learning: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def event_key(self) -> str | None:
        """What its event is remembered by; None where it is in no calendar."""
        return None if self.event is None else event_key(self.event)

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what became of it."""
        return self.activity is None or self.activity.is_open

    @property
    def done_at(self) -> datetime | None:
        """When it was done (UTC)."""
        return None if self.activity is None else self.activity.done_at

    @property
    def outcome(self) -> Outcome | None:
        """What became of it; one that was ticked off was held."""
        if self.activity is None:
            return None
        return self.activity.outcome or ("held" if self.activity.done_at else None)

    def passed(self, now: datetime) -> bool:
        """Whether it is over and nobody has said what became of it."""
        return self.is_open and self.ends <= now


def merged(planned: Iterable[Call], events: Iterable[Call], made: Mapping[str, int]) -> list[Call]:
    """Planned calls and events without doubles: what is about the same thing at the same time.

    ``made`` tells which activity was made of an event, by the event's key; that may have been
    moved to another day, and the event is not shown again. Every other one is kept.
    """
    calls = list(planned)
    place = {call.activity.id: at for at, call in enumerate(calls) if call.activity is not None}
    alone = []
    for event in events:
        if event.key not in made:
            alone.append(event)
        elif (at := place.get(made[event.key])) is not None and calls[at].event is None:
            calls[at] = _one(calls[at], event)
    left = []
    for event in alone:
        same = next((at for at, call in enumerate(calls) if _same(call, event)), None)
        if same is None:
            left.append(event)
        else:
            calls[same] = _one(calls[same], event)
    return [*calls, *left]


def event_key(event: EventRow) -> str:
    """What an activity that is made of an event remembers it by."""
    return f"{event.uid}@{event.begins.isoformat()}"


def _same(call: Call, event: Call) -> bool:
    """Whether a planned call and an event of one rep at one time are about the same thing.

    They are unless both say with whom and it is not the same; which of an account's deals an event
    is about is often a guess.
    """
    if call.event is not None or call.person_id != event.person_id or call.begins != event.begins:
        return False
    one, other = call.about, event.about
    for name in ("account_id", "deal_id", "contact_id"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is not None and theirs is not None:
            return bool(mine == theirs)
    return True


def _one(call: Call, event: Call) -> Call:
    """Both as one call: what is planned here counts, the event adds what it does not say."""
    about = call.about
    if about.deal_id is None and about.account_id in (None, event.about.account_id):
        about = replace(
            event.about,
            contact_id=about.contact_id or event.about.contact_id,
            contact=about.contact or event.about.contact,
        )
    return replace(call, key=event.key, event=event.event, about=about)


def of_activity(row: ActivityRow) -> Call:
    begins = row.planned_at
    assert begins is not None  # noqa: S101 - only planned ones come here
    return Call(
        key=f"activity:{row.id}",
        kind="call" if row.kind == "call" else "meeting",
        subject=row.subject,
        begins=begins,
        ends=begins + timedelta(minutes=row.minutes or USUAL_MINUTES),
        person_id=row.person_id,
        person=row.person,
        about=Whose(
            contact_id=row.contact_id,
            contact=row.contact,
            account_id=row.account_id,
            account=row.account,
            deal_id=row.deal_id,
            deal=row.deal,
        ),
        activity=row,
    )


def of_event(row: EventRow, about: Whose) -> Call:
    telephoned = TELEPHONED & set(row.title.casefold().split())
    return Call(
        key=event_key(row),
        kind="call" if telephoned else "meeting",
        subject=row.title,
        begins=row.begins,
        ends=row.ends,
        person_id=row.person_id,
        person=row.person,
        about=about,
        event=row,
    )


def made_of(session: Session, events: Sequence[Call]) -> dict[str, int]:
    """Which activities were made of these events, by the key of each event.

    An event whose hour was changed since is known by its name as long as its day is the same.
    """
    if not events:
        return {}
    uids = {call.event.uid for call in events if call.event is not None}
    starts = [Activity.external_id.startswith(f"{uid}@", autoescape=True) for uid in uids]
    rows = session.execute(
        select(Activity.id, Activity.external_id).where(
            Activity.external_source == CALENDAR, or_(*starts)
        )
    )
    made = {row.external_id: row.id for row in rows}
    by_day = {_uid_and_day(key): activity_id for key, activity_id in made.items()}
    found = {call.key: made[call.key] for call in events if call.key in made}
    for call in events:
        activity_id = by_day.get(_uid_and_day(call.key))
        if call.key not in found and activity_id not in (None, *found.values()):
            found[call.key] = activity_id
    return found


def _uid_and_day(key: str) -> tuple[str, date]:
    uid, _at, moment = key.rpartition("@")
    return uid, local_day(datetime.fromisoformat(moment))
