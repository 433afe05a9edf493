"""How good past calls were: frozen calls of periods that are over, beside what was won in them.

Of the freezes of one week only the last counts, and none that was made after its period.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain import calibration
from salesdesk_app.domain.calibration import PastCall, Track
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.money import Rates
from salesdesk_app.domain.periods import of_days, week_of
from salesdesk_app.services import figures, settings
from salesdesk_app.services.figures import Reading
from salesdesk_app.store.models import Freeze, FrozenCall


@dataclass(frozen=True)
class Accuracy:
    """Everybody's past calls: of the reps and of the manager, by the person they are about.

    ``rep_total`` and ``manager_total`` put everybody's together. ``unknown`` past calls cannot be
    compared: what was won then has no known value, or a currency has no rate.
    """

    rep: dict[int, Track]
    manager: dict[int, Track]
    rep_total: Track
    manager_total: Track
    unknown: int


class _Call(NamedTuple):
    person_id: int
    said_by: str
    amount: int
    currency: str
    frozen_on: date
    first: date
    last: date


def of(session: Session, today: date, reading: Reading | None = None) -> Accuracy:
    """Past calls and what became of them, as of a day; ``reading`` where it is at hand already.

    What was won is by close date and by the owner at close. Calls for months, quarters and years
    count alike, each beside what was won in its own period.
    """
    calls = _past(session, today)
    if not calls:
        return Accuracy({}, {}, Track(), Track(), 0)
    reading = reading or figures.read(session)
    rates, fiscal = settings.rates(session), reading.fiscal_start_month
    won = _won(reading.facts, {call.person_id for call in calls})
    heard: dict[str, list[PastCall]] = {"rep": [], "manager": []}
    for call in calls:
        past = _beside(call, won.get(call.person_id, []), rates, fiscal)
        if past is not None:
            heard[call.said_by].append(past)
    rep, manager = (calibration.by_person(heard[by]) for by in ("rep", "manager"))
    known = len(heard["rep"]) + len(heard["manager"])
    return Accuracy(rep, manager, _all(rep), _all(manager), len(calls) - known)


def _past(session: Session, today: date) -> list[_Call]:
    """The frozen calls that can be measured by now, one for each person, period and week."""
    rows = session.execute(
        select(
            FrozenCall.person_id,
            FrozenCall.said_by,
            FrozenCall.amount_minor,
            Freeze.currency,
            Freeze.frozen_on,
            Freeze.first_on,
            Freeze.last_on,
        )
        .join(Freeze, Freeze.id == FrozenCall.freeze_id)
        .where(
            Freeze.last_on < today,
            Freeze.frozen_on <= Freeze.last_on,
            FrozenCall.amount_minor.is_not(None),
        )
        .order_by(Freeze.frozen_on, Freeze.id)
    )
    last: dict[tuple[object, ...], _Call] = {}
    for row in rows:
        call = _Call._make(row)
        week = week_of(call.frozen_on).first
        last[call.person_id, call.said_by, call.first, call.last, week] = call
    return list(last.values())


def _won(facts: Iterable[DealFact], person_ids: set[int]) -> dict[int, list[DealFact]]:
    found: dict[int, list[DealFact]] = defaultdict(list)
    for fact in facts:
        if fact.outcome == "won" and fact.owner_id in person_ids:
            found[fact.owner_id].append(fact)
    return found


def _beside(
    call: _Call, won: Iterable[DealFact], rates: Rates, fiscal_start: int
) -> PastCall | None:
    """The call with what was won; None where either is not known in the workspace currency."""
    amount = rates.convert(call.amount, call.currency, call.frozen_on)
    values = [
        fact.value_minor
        for fact in won
        if fact.closed_on is not None and call.first <= fact.closed_on <= call.last
    ]
    known = [value for value in values if value is not None]
    if amount is None or (values and not known):
        return None
    # The fiscal year may have begun elsewhere when it was called.
    period = of_days(call.first, call.last, fiscal_start, call.first.month)
    if period is None:
        raise ValueError(f"{call.first} to {call.last} is no period")
    return PastCall(call.person_id, period, call.frozen_on, amount, sum(known))


def _all(tracks: dict[int, Track]) -> Track:
    return Track(tuple(call for track in tracks.values() for call in track.calls))
