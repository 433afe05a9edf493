"""Calls: what rep and manager expect of a rep in a period, and freezing what they say.

Beside them the manager's judgements of deals, in or out. None of these changes a deal.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.calls import SPEAKERS, Said, Speaker, check, check_period
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.forecast import counts_as
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import settings
from salesdesk_app.services.deals import deal_records
from salesdesk_app.services.forecasting import freezes, standing
from salesdesk_app.services.forecasting.freezes import Frozen
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import (
    Deal,
    ForecastCall,
    Freeze,
    FrozenCall,
    Judgement,
    Person,
    Stage,
)
from salesdesk_app.wording.periods import period as worded


class Reason(TypedDict, total=False):
    """Why a deal is judged in or out; what is not named stays."""

    note: str | None


@verb
def state(
    session: Session,
    person_id: int,
    period: Period,
    said_by: Speaker,
    *,
    amount_minor: int | None,
    low_minor: int | None = None,
    high_minor: int | None = None,
    note: str | None = None,
    today: date,
) -> None:
    """States what a person will close in a period, as the rep says or as the manager does.

    In minor units of the workspace currency. The rep's call and the manager's stand side by side;
    stating one leaves the other alone, and stating it anew makes it of today. Problems: calls.empty
    where nothing is said, calls.period, calls.over, calls.amount, calls.order, calls.left,
    field.choice, record.gone.
    """
    if said_by not in SPEAKERS:
        raise Problem("field.choice", field="Call", value=said_by, choices=", ".join(SPEAKERS))
    text = (note or "").strip() or None
    if all(said is None for said in (amount_minor, low_minor, high_minor, text)):
        raise Problem("calls.empty")
    check(period, today, amount_minor, low_minor, high_minor)
    person = _person(session, person_id)
    if person.ended_on is not None and person.ended_on < period.first:
        raise Problem("calls.left", name=person.name, period=worded(period))
    currency = settings.read(session).currency
    row = _call(session, person_id, period, said_by)
    if row is None:
        row = ForecastCall(person_id=person_id, said_by=said_by)
        row.first_on, row.last_on = period.first, period.last
        session.add(row)
    row.amount_minor, row.low_minor, row.high_minor = amount_minor, low_minor, high_minor
    row.currency, row.note, row.said_on = currency, text, today
    name_edit(session, person=person.name, period=worded(period), said_by=said_by)


@verb
def withdraw(
    session: Session, person_id: int, period: Period, said_by: Speaker, *, today: date
) -> None:
    """Takes a call back; what was frozen of it stays. Problems: calls.over, record.gone."""
    check_period(period, today)
    person = _person(session, person_id)
    row = _call(session, person_id, period, said_by)
    if row is not None:
        session.delete(row)
    name_edit(session, person=person.name, period=worded(period), said_by=said_by)


@verb
def judge(
    session: Session,
    deal_ids: Sequence[int],
    verdict: str | None,
    *,
    today: date,
    **reason: Unpack[Reason],
) -> None:
    """Judges open deals in or out, or with None neither; their values and categories stay.

    Where no ``note`` is named, each deal's own stays; None or an empty one takes it away.
    Problems: record.gone, field.choice, calls.judge_closed, calls.judge_omitted.
    """
    if verdict not in (None, "in", "out"):
        raise Problem("field.choice", field="Judgement", value=verdict, choices="in, out")
    found = deal_records.all_of(session, deal_ids)
    if verdict is None:
        for ids in deal_records.batches([deal.id for deal in found]):
            session.execute(delete(Judgement).where(Judgement.deal_id.in_(ids)))
    else:
        _judge(session, found, verdict, today, **reason)
    if found:
        name_edit(
            session,
            deal=deal_records.title_of(session, found[0]),
            count=len(found),
            verdict=verdict or "neither",
        )


@verb
def freeze(session: Session, period: Period, *, now: datetime, today: date) -> int:
    """Keeps all calls of a period as they stand, for ever; the result is the freeze's id.

    Meant for once a week. Freezing again is never over the one before: both are kept, and of a
    week the last one counts for accuracy. Problems: calls.period, calls.over, calls.none without a
    call, calls.frozen where the same calls were frozen today already.
    """
    check_period(period, today)
    stated = [
        _frozen(person_id, by, call)
        for person_id, both in sorted(standing.calls(session, period).items())
        for by, call in sorted(both.items())
    ]
    if not stated:
        raise Problem("calls.none", period=worded(period))
    last = next(iter(freezes.of_period(session, period)), None)
    again = last is not None and last.frozen_on == today
    if again and last is not None and list(freezes.calls(session, last.id)) == stated:
        raise Problem("calls.frozen", period=worded(period))
    row = Freeze(first_on=period.first, last_on=period.last, frozen_on=today, frozen_at=now)
    row.currency = settings.read(session).currency
    session.add(row)
    session.flush()
    session.add_all(FrozenCall(freeze_id=row.id, **call._asdict()) for call in stated)
    name_edit(session, period=worded(period), count=len(stated))
    return row.id


def _judge(
    session: Session,
    found: Sequence[Deal],
    verdict: str,
    today: date,
    **reason: Unpack[Reason],
) -> None:
    stages = {row.id: row for row in session.scalars(select(Stage))}
    judged = {row.deal_id: row for row in session.scalars(select(Judgement))}
    for deal in found:
        stage = stages[deal.stage_id]
        if stage.outcome != "open":
            raise Problem("calls.judge_closed", deal=deal_records.title_of(session, deal))
        if counts_as(stage.outcome, deal.category or stage.category) == "omitted":
            raise Problem("calls.judge_omitted", deal=deal_records.title_of(session, deal))
        row = judged.get(deal.id)
        if row is None:
            row = Judgement(deal_id=deal.id)
            session.add(row)
        row.verdict, row.judged_on = verdict, today
        if "note" in reason:
            row.note = (reason["note"] or "").strip() or None


def _frozen(person_id: int, said_by: str, call: Said) -> Frozen:
    amounts = (call.amount_minor, call.low_minor, call.high_minor)
    return Frozen(person_id, said_by, *amounts, call.note, call.said_on)


def _call(session: Session, person_id: int, period: Period, said_by: str) -> ForecastCall | None:
    return session.scalar(
        select(ForecastCall).where(
            ForecastCall.person_id == person_id,
            ForecastCall.first_on == period.first,
            ForecastCall.last_on == period.last,
            ForecastCall.said_by == said_by,
        )
    )


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise Problem("record.gone", kind="person")
    return person
