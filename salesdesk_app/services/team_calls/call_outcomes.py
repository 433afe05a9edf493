"""What became of a call: one verb logs it, whether it was planned here or in a rep's calendar."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local
from salesdesk_app.domain import call_outcome
from salesdesk_app.domain.call_outcome import CallOutcome
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities
from salesdesk_app.services.activities import Kind
from salesdesk_app.services.deals import deal_fields
from salesdesk_app.services.deals.deal_records import existing
from salesdesk_app.services.team_calls.call_rows import CALENDAR, Call
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Activity, Stage
from salesdesk_app.wording import calls as words


@dataclass(frozen=True, slots=True)
class Occasion:
    """A call as it was planned: an activity of ours, or an event (``event_key``), or both.

    ``begins`` is UTC, ``minutes`` how long it was to take, None where nobody said.
    """

    activity_id: int | None
    event_key: str | None
    kind: Kind
    subject: str
    begins: datetime
    minutes: int | None
    person_id: int | None = None
    contact_id: int | None = None
    account_id: int | None = None
    deal_id: int | None = None


class Step(TypedDict, total=False):
    """The deal's next step as it is agreed in the call; what is not named stays as it is."""

    next_step: str | None
    next_step_on: date | None


@verb
def log(
    session: Session,
    occasion: Occasion,
    outcome: CallOutcome,
    *,
    now: datetime,
    said: str = "",
    minutes: int | None = None,
    to: datetime | None = None,
    **step: Unpack[Step],
) -> int:
    """Says what became of a call; the result is its activity's id.

    ``said`` is added to its note, or takes the note's place where it was logged before. ``minutes``
    is how long it took, ``to`` the moment (UTC) that it is moved to. An event of a calendar becomes
    an activity, which stands for it from then on. Problems: record.gone, field.empty for a call
    that is moved to no moment, field.range for the minutes.
    """
    if outcome == "moved" and to is None:
        raise Problem("field.empty", field="The day and hour")
    activities.check_minutes(minutes)
    row = _activity(session, occasion)
    _note(row, said.strip())
    if minutes is not None:
        row.minutes = minutes
    begins = row.planned_at or occasion.begins
    row.done_at = call_outcome.done_at(outcome, begins, row.minutes, now)
    row.outcome = None if outcome == "moved" else outcome
    became = words.outcome(outcome).lower()
    if to is not None and outcome == "moved":
        row.planned_at = to
        became = words.moved_to(local(to))
    session.flush()
    if step and row.deal_id is not None:
        _next_step(session, row.deal_id, step)
    name_edit(session, subject=row.subject, outcome=became)
    return row.id


def occasion(call: Call) -> Occasion:
    """A call of the day as it was planned."""
    length = round((call.ends - call.begins).total_seconds() / 60)
    return Occasion(
        activity_id=None if call.activity is None else call.activity.id,
        event_key=call.event_key,
        kind=call.kind,
        subject=call.subject,
        begins=call.begins,
        minutes=length if call.activity is None else call.activity.minutes,
        person_id=call.person_id,
        contact_id=call.about.contact_id,
        account_id=call.about.account_id,
        deal_id=call.about.deal_id,
    )


def _activity(session: Session, occasion: Occasion) -> Activity:
    """The activity of a call; one that was only in a calendar so far is added."""
    if occasion.activity_id is not None:
        row = session.get(Activity, occasion.activity_id)
        if row is None:
            raise Problem("record.gone", kind="activity")
    else:
        row = session.scalars(
            select(Activity).where(
                Activity.external_source == CALENDAR, Activity.external_id == occasion.event_key
            )
        ).first() or _added(session, occasion)
    if occasion.event_key is not None and row.external_source is None:
        # The event is not shown again, even where the call is moved away from its hour.
        row.external_source, row.external_id = CALENDAR, occasion.event_key
    return row


def _note(row: Activity, told: str) -> None:
    """Adds what was told to the note; of a call that was logged before, it is the note."""
    if row.done_at is not None or row.outcome is not None:
        row.note = told or None
    elif told:
        row.note = f"{row.note}\n{told}" if row.note else told


def _added(session: Session, occasion: Occasion) -> Activity:
    row = Activity(
        kind=occasion.kind,
        subject=occasion.subject,
        planned_at=occasion.begins,
        minutes=occasion.minutes,
        person_id=occasion.person_id,
        contact_id=occasion.contact_id,
        account_id=occasion.account_id,
        deal_id=occasion.deal_id,
    )
    session.add(row)
    return row


def _next_step(session: Session, deal_id: int, step: Step) -> None:
    deal = existing(session, deal_id)
    stage = session.get_one(Stage, deal.stage_id)
    deal_fields.fill(session, deal, stage, {**step})
