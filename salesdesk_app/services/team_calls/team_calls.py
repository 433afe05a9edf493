"""The team's sales calls of a day, with what to know before each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain import complexity
from salesdesk_app.domain.complexity import NOTHING, Makeup
from salesdesk_app.domain.day import call_marks
from salesdesk_app.domain.signals import OpenDeal, Rules, signals
from salesdesk_app.services import stage_ways, stages
from salesdesk_app.services.activities import ActivityRow
from salesdesk_app.services.calendars.calendars import EventRow
from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.services.deals.deal_trails import Trail
from salesdesk_app.services.stages import StageRow
from salesdesk_app.services.team_calls import call_links
from salesdesk_app.services.team_calls.call_rows import Call, made_of, merged, of_activity, of_event
from salesdesk_app.store.models import DealCompetitor, DealContact, DealProduct


def of_day(
    session: Session,
    day: date,
    planned: Sequence[ActivityRow],
    events: Sequence[EventRow],
    deals: Mapping[int, DealRow],
    *,
    rules: Rules,
    learners: frozenset[int],
) -> tuple[Call, ...]:
    """The calls of a local day by the clock, out of the reps' planned ones and their calendars.

    ``deals`` are the open ones with their signals by ``rules``; ``learners`` the reps to be
    coached, by their keys.
    """
    calls = [_named(of_activity(row), deals) for row in planned if row.planned_at is not None]
    found_events = call_links.sales_calls(session, events, deals)
    met = _once([of_event(*found) for found in found_events], deals)
    calls = merged(calls, met, made_of(session, met))
    about = {call.about.deal_id for call in calls}
    ids = [deal_id for deal_id in about if deal_id is not None and deal_id in deals]
    makeups = _makeups(session, ids) if ids else {}
    found = []
    for call in calls:
        deal, learning = deals.get(call.about.deal_id or 0), call.person_id in learners
        missing = deal is not None and _has_no_next_step(deal, day, rules)
        makeup = NOTHING if deal is None else makeups.get(deal.id, NOTHING)
        found.append(_judged(call, deal, makeup, learning=learning, missing=missing))
    return tuple(sorted(found, key=lambda call: (call.begins, call.person or "", call.key)))


def only_in_calendars(
    session: Session,
    planned: Sequence[ActivityRow],
    events: Sequence[EventRow],
    deals: Mapping[int, DealRow],
) -> list[Call]:
    """The calls in the reps' calendars that are not among the ``planned`` ones and not logged."""
    found = call_links.sales_calls(session, events, deals)
    met = _once([of_event(*one) for one in found], deals)
    calls = [of_activity(row) for row in planned if row.planned_at is not None]
    every = merged(calls, met, made_of(session, met))
    return [_named(call, deals) for call in every if call.activity is None]


def _once(met: Sequence[Call], deals: Mapping[int, DealRow]) -> list[Call]:
    """Events that stand in several calendars once: with the owner of the deal, or the first rep."""
    kept: dict[str, Call] = {}
    for call in met:
        deal = deals.get(call.about.deal_id or 0)
        if call.key not in kept or (deal is not None and call.person_id == deal.fact.owner_id):
            kept[call.key] = call
    return list(kept.values())


def _named(call: Call, deals: Mapping[int, DealRow]) -> Call:
    """The call with the account of its deal where it names none itself."""
    deal = deals.get(call.about.deal_id or 0)
    if deal is None or call.about.account_id is not None:
        return call
    account_id, account = deal.fact.account_id, deal.account or None
    return replace(call, about=replace(call.about, account_id=account_id, account=account))


def _judged(
    call: Call, deal: DealRow | None, makeup: Makeup, *, learning: bool, missing: bool
) -> Call:
    """The call with its deal and its marks; ``missing`` says that a next step is."""
    told = set() if deal is None else {signal.code for signal in deal.signals}
    marks = call_marks(
        told | {"no_next_step"} if missing else told,
        risky=deal is not None and deal.at_risk,
        learning=learning,
        intricate=bool(complexity.reasons(makeup)),
    )
    return replace(call, deal=deal, makeup=makeup, learning=learning, marks=marks)


def _has_no_next_step(deal: DealRow, day: date, rules: Rules) -> bool:
    """Whether a next step is missing; for the signal itself the planned call would be one."""
    stated = OpenDeal(
        created_on=deal.fact.created_on,
        next_step=deal.next_step,
        next_step_on=deal.next_step_on,
        snoozed_until=deal.snoozed_until,
    )
    return bool(signals(stated, day, rules, {"no_next_step"}))


def _makeups(session: Session, deal_ids: Sequence[int]) -> dict[int, Makeup]:
    """Who and what takes part in these deals, and how often each went back."""
    numbers = [
        _counts(session, link, deal_ids) for link in (DealContact, DealCompetitor, DealProduct)
    ]
    trails = stage_ways.ways(session).trails
    order = {row.id: (place, row) for place, row in enumerate(stages.rows(session))}
    found = {}
    for deal_id in deal_ids:
        contacts, rivals, products = (counts.get(deal_id, 0) for counts in numbers)
        back = steps_back(trails[deal_id], order) if deal_id in trails else 0
        found[deal_id] = Makeup(contacts, rivals, products, back)
    return found


def _counts(
    session: Session, link: type[DealContact | DealCompetitor | DealProduct], ids: Sequence[int]
) -> dict[int, int]:
    """How many rows of a link each of these deals has."""
    query = select(link.deal_id, func.count()).where(link.deal_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query.group_by(link.deal_id))}


def steps_back(trail: Trail, order: Mapping[int, tuple[int, StageRow]]) -> int:
    """How often a deal went back to an earlier stage of its pipeline, or was opened again.

    ``order`` gives each stage its place.
    """
    way = [order[s] for s in (*(stay[0] for stay in trail.stays), trail.stage_id) if s in order]
    return sum(
        (after.outcome == "open" and before.outcome != "open")
        or (after.pipeline_id == before.pipeline_id and place < earlier)
        for (earlier, before), (place, after) in pairwise(way)
        if after.outcome == "open"
    )
