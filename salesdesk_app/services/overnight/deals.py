"""What happened to deals since the last look, by the change log, and the risks that stand."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local_day
from salesdesk_app.domain.day import DealState, Event, events, urgent_first
from salesdesk_app.domain.signals import Signal
from salesdesk_app.services import stages
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.deal_rows import DealRow, deal_rows
from salesdesk_app.services.overnight import handled
from salesdesk_app.services.overnight.discounts import discounted
from salesdesk_app.services.overnight.handled import Seen
from salesdesk_app.services.overnight.matter import By, Matter, Past
from salesdesk_app.services.overnight.night import Night
from salesdesk_app.services.overnight.touched import Then, edits_since, found_after, touched
from salesdesk_app.services.stages import StageRow
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Deal
from salesdesk_app.store.value_lists import each_of

RISKS: dict[str, Event] = {
    "close_passed": "close_passed",
    "quiet": "quiet",
    "discount": "discount",
}  # others: at_risk
DATED = frozenset({"close_passed", "quiet", "stuck"})  # they tell for how long they have stood


@dataclass(frozen=True, slots=True)
class _Look:
    """What matters of deals are made from."""

    night: Night
    day: date | None  # of the last look
    edits: Mapping[int, By]
    stages: Mapping[int, StageRow]
    places: Mapping[int, int]
    reasons: Mapping[int, str]
    dear: Collection[int]


def of_deals(
    session: Session, night: Night, open_deals: Mapping[int, DealRow]
) -> tuple[list[Matter], int]:
    """A matter for each deal to which something happened, or whose risks stand, not seen to.

    Beside it, how many deals have come to be at risk since the last look, seen to or not.
    """
    seen = {
        deal_id: one
        for one in night.seen.values()
        if (deal_id := handled.record(one.key, "deal")) is not None
    }
    back = _back(session, night, seen)
    edits = edits_since(session, min([night.before, *back.values()])) if night.since else {}
    changed: dict[int, Then] = {}
    if night.since is not None:
        changed = touched(session, night.before, edits, local_day(night.since))
    found = _unseen_changes(session, night, changed, seen, back=back, edits=edits)
    rows = _rows(session, changed.keys() | found.keys(), night.today, open_deals)
    look = _look(session, night, edits, rows, _dear(session, night, open_deals, back))
    made = list(_happened(look, found, rows, seen))
    told = {matter.deal.id for matter in made if matter.deal is not None}
    made += _standing(look, (d for d in open_deals.values() if d.id not in told), seen)
    risky = (deal for deal in open_deals.values() if deal.at_risk)
    return made, sum(_has_come(look, deal, changed=deal.id in changed) for deal in risky)


def _back(session: Session, night: Night, seen: Mapping[int, Seen]) -> dict[int, int]:
    """The deals that rested until now, with the last edit before the look that counted then."""
    rested = {i: s.since for i, s in seen.items() if s.since is not None and night.is_back(s)}
    edits = {since: log.last_edit_before(session, since) or 0 for since in set(rested.values())}
    return {deal_id: edits[since] for deal_id, since in rested.items()}


def _unseen_changes(
    session: Session,
    night: Night,
    changed: Mapping[int, Then],
    seen: Mapping[int, Seen],
    *,
    back: Mapping[int, int],
    edits: Mapping[int, By],
) -> dict[int, Then]:
    """How deals were found by their first change that was not seen to yet."""
    found = dict(changed)
    later = dict(back)
    for deal_id, one in seen.items():
        hidden = one.edit_id > night.before and night.hides(one) and deal_id in found
        if hidden and found.pop(deal_id).last_id > one.edit_id:
            later[deal_id] = one.edit_id
    return found | found_after(session, later, edits)


def _look(
    session: Session,
    night: Night,
    edits: Mapping[int, By],
    rows: Mapping[int, DealRow],
    dear: Collection[int],
) -> _Look:
    known = {stage.id: stage for stage in stages.rows(session)}
    return _Look(
        night=night,
        day=None if night.since is None else local_day(night.since),
        edits=edits,
        stages=known,
        places={stage_id: place for place, stage_id in enumerate(known)},
        reasons=_reasons(session, [i for i, row in rows.items() if row.fact.outcome == "lost"]),
        dear=dear,
    )


def _dear(
    session: Session, night: Night, open_deals: Mapping[int, DealRow], back: Mapping[int, int]
) -> frozenset[int]:
    """The deals whose discount went beyond the policy since the last look, or before they rested
    until now.
    """
    if night.since is None:
        return frozenset()
    found = discounted(session, open_deals.values(), night.before)
    for edit_id in set(back.values()):
        rested = [open_deals[i] for i, then in back.items() if then == edit_id and i in open_deals]
        found |= discounted(session, rested, edit_id)
    return found


def _happened(
    look: _Look, found: Mapping[int, Then], rows: Mapping[int, DealRow], seen: Mapping[int, Seen]
) -> Iterator[Matter]:
    """The deals that stand otherwise than they did, by what the first change since then found."""
    for deal_id, then in found.items():
        deal = rows.get(deal_id)
        if deal is None:
            continue  # it is gone
        one = seen.get(deal_id)
        past = None
        if then.stage_id is None:
            happened = _added(look, deal, then)
        else:
            past = _past(look, deal, then, then.stage_id)
            happened = set(events(past.state, _now(deal)))
        if happened:
            risks = _unseen(look, deal, one)
            all_of = urgent_first({*happened, *_codes(risks)})
            rested = None if one is None else look.night.rested(one.key)
            yield Matter(all_of, deal, past, risks, rested=rested)


def _standing(look: _Look, deals: Iterable[DealRow], seen: Mapping[int, Seen]) -> Iterator[Matter]:
    """Risks of deals to which nothing else happened, and discounts that have come up."""
    for deal in deals:
        if not deal.at_risk and deal.id not in look.dear:
            continue
        one = seen.get(deal.id)
        risks = _unseen(look, deal, one)
        if risks:
            rested = None if one is None else look.night.rested(one.key)
            fresh = _has_come(look, deal, changed=False)
            yield Matter(_codes(risks), deal, signals=risks, fresh=fresh, rested=rested)


def _added(look: _Look, deal: DealRow, then: Then) -> set[Event]:
    """What is told of a deal that was added: an import tells itself of those that are open."""
    if deal.fact.outcome == "open":
        by = look.edits.get(then.first_id)
        return set() if by is not None and by.origin == "import" else {"new"}
    return {"won" if deal.fact.outcome == "won" else "lost"}


def _past(look: _Look, deal: DealRow, then: Then, stage_id: int) -> Past:
    stage = look.stages.get(stage_id)
    state = DealState(
        outcome=deal.fact.outcome if stage is None else stage.outcome,
        place=look.places.get(stage_id, deal.place),
        value_minor=then.value_minor,
        currency=then.currency or "",
        expected=then.expected,
    )
    by = None if then.by_id is None else look.edits.get(then.by_id)
    name = deal.stage if stage is None else stage.name
    return Past(state, name, deal.pushes, look.reasons.get(deal.id, ""), by)


def _now(deal: DealRow) -> DealState:
    day = deal.fact.expected_close_on
    expected = None if day is None else day.isoformat()
    return DealState(deal.fact.outcome, deal.place, deal.own_minor, deal.currency, expected)


def _unseen(look: _Look, deal: DealRow, seen: Seen | None) -> tuple[Signal, ...]:
    """The risks of a deal, and a discount that has come up, without those that were seen to."""
    risks = tuple(s for s in deal.signals if s.risk or _is_dear(look, deal, s))
    if seen is None or not look.night.hides(seen):
        return risks
    if seen.rests(look.night.today):
        return ()
    return tuple(
        s for s in risks if s.code not in seen.signals or _came_up(s, look.night.today, seen.day)
    )


def _has_come(look: _Look, deal: DealRow, *, changed: bool) -> bool:
    """Whether a deal has come to be at risk since the last look: by a change or by time alone."""
    day = look.day
    if day is None:
        return False
    return changed or all(
        _is_dear(look, deal, s) or _came_up(s, look.night.today, day)
        for s in deal.signals
        if s.risk or _is_dear(look, deal, s)
    )


def _is_dear(look: _Look, deal: DealRow, signal: Signal) -> bool:
    return signal.code == "discount" and deal.id in look.dear


def _came_up(signal: Signal, today: date, since: date) -> bool:
    """Whether a signal that has stood for some days (beyond its limit) is newer than a day.

    One that comes from a change of the deal is told with that change, not here.
    """
    if signal.code not in DATED:
        return False
    beyond = (signal.days or 0) - (signal.limit or 0)
    return beyond <= (today - since).days


def _codes(signals: Iterable[Signal]) -> tuple[Event, ...]:
    return _events_of(tuple(signal.code for signal in signals))


@lru_cache(maxsize=1_000)  # thousands of deals share some combinations
def _events_of(codes: tuple[str, ...]) -> tuple[Event, ...]:
    return urgent_first({RISKS.get(code, "at_risk") for code in codes})


def _rows(
    session: Session, ids: Collection[int], today: date, open_deals: Mapping[int, DealRow]
) -> dict[int, DealRow]:
    """These deals as they stand now, without those that are gone."""
    rows = {row_id: open_deals[row_id] for row_id in ids if row_id in open_deals}
    closed = frozenset(ids) - frozenset(rows)
    if closed:
        rows |= {row.id: row for row in deal_rows(session, DealFilter(deal_ids=closed), today)}
    return rows


def _reasons(session: Session, ids: list[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = session.execute(select(Deal.id, Deal.lost_reason).where(Deal.id.in_(each_of(ids))))
    return {row.id: row.lost_reason or "" for row in rows}
