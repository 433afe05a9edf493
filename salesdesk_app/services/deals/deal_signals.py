"""The signals of open deals, from what the workspace knows: activities, plans, time in stage."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local_day
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.signals import OpenDeal, Rules, Signal, StageWays, signals
from salesdesk_app.services import signal_rules, stage_ways
from salesdesk_app.services.activities import STILL_OPEN
from salesdesk_app.services.deals.deal_trails import UNKNOWN, Trail
from salesdesk_app.store.models import Activity, DealContact, DealProduct, Stage
from salesdesk_app.store.types import UtcMoment


class Evidence(NamedTuple):
    """What is known of a deal beside its row: its activities, its way, its people and discounts.

    Days are local. ``last_on`` is its last activity done, ``planned_on`` the latest one planned;
    ``stage_since`` and ``pushes`` are those of its trail; ``discount_bp`` its highest discount.
    """

    last_on: date | None = None
    planned_on: date | None = None
    stage_since: date | None = None
    pushes: int = 0
    contacts: int = 0
    discount_bp: int = 0


class Plan(NamedTuple):
    """What the row itself says of what comes next, of its last slip, and of its rest."""

    next_step: str | None
    next_step_on: date | None
    slip_reason: str | None
    snoozed_until: date | None


NOTHING = Evidence()
FEW = 500  # up to so many deals are asked for by name, more are cheaper all together


class Judge:
    """Tells the signals of deals as of a day from evidence that is read once for all of them.

    ``evidence`` is what is known of a deal beside its row; of one that is missing, NOTHING is.
    """

    def __init__(
        self,
        session: Session,
        today: date,
        rules: Rules | None = None,
        deal_ids: Collection[int] | None = None,
    ) -> None:
        """``deal_ids`` are those that will be asked for, where they are few."""
        self.today = today
        self.rules = signal_rules.in_force(session, today) if rules is None else rules
        if deal_ids is not None and len(deal_ids) > FEW:
            deal_ids = None
        rows = session.execute(select(Stage.id, Stage.stuck_days))
        self.stuck_days = {row.id: row.stuck_days for row in rows}
        log = stage_ways.ways(session)
        self.ways = log.stages
        self.evidence = _evidence(session, log.trails, deal_ids)
        self._found: dict[tuple[Signal, ...], tuple[Signal, ...]] = {}

    def signals(self, fact: DealFact, plan: Plan, known: Evidence) -> tuple[Signal, ...]:
        """The signals of a deal, the gravest first; none for a closed one."""
        if fact.outcome != "open":
            return ()
        deal = OpenDeal(
            fact.value_minor,
            fact.created_on,
            fact.expected_close_on,
            plan.next_step,
            plan.next_step_on,
            known.planned_on,
            known.last_on,
            known.stage_since,
            self.stuck_days[fact.stage_id],
            known.pushes,
            plan.slip_reason,
            known.contacts,
            known.discount_bp,
            fact.probability,
            self.ways.get(fact.stage_id, UNTROD),
            plan.snoozed_until,
        )
        found = signals(deal, self.today, self.rules)
        # Many deals have the same signals: one object for all of them.
        return self._found.setdefault(found, found)

    def quiet_days(self, fact: DealFact, known: Evidence) -> int | None:
        """Days since an open deal's last activity, or since it was created; None if unknown."""
        last = known.last_on or fact.created_on
        if last is None or fact.outcome != "open":
            return None
        return max(0, (self.today - last).days)

    def days_in_stage(self, fact: DealFact, known: Evidence) -> int | None:
        """Days since an open deal came into its stage; None where that is not known."""
        if known.stage_since is None or fact.outcome != "open":
            return None
        return max(0, (self.today - known.stage_since).days)


UNTROD = StageWays()


def _evidence(
    session: Session, trails: Mapping[int, Trail], deal_ids: Collection[int] | None
) -> dict[int, Evidence]:
    """What is known of these deals, or of all; who is missing has NOTHING."""
    touched = _touches(session, deal_ids)
    contacts = _by_deal(session, DealContact.deal_id, func.count(), deal_ids)
    given = DealProduct.__table__.c.discount_bp
    discounts = _by_deal(session, DealProduct.deal_id, func.max(given), deal_ids)
    known = {}
    told = trails.keys() if deal_ids is None else trails.keys() & set(deal_ids)
    for deal_id in touched.keys() | told | contacts.keys() | discounts.keys():
        done, ahead = touched.get(deal_id, (None, None))
        trail = trails.get(deal_id, UNKNOWN)
        people, discount = contacts.get(deal_id, 0), discounts.get(deal_id, 0)
        known[deal_id] = Evidence(done, ahead, trail.stage_since, trail.pushes, people, discount)
    return known


def _touches(
    session: Session, deal_ids: Collection[int] | None
) -> dict[int, tuple[date | None, date | None]]:
    """When these deals, or all, were last and will next be seen to."""
    planned = case((and_(*STILL_OPEN), Activity.planned_at))
    query = select(
        Activity.deal_id,
        func.max(Activity.done_at, type_=UtcMoment),
        func.max(planned, type_=UtcMoment),
    )
    rows = session.execute(_of_deals(query, Activity.deal_id, deal_ids))
    return {
        deal_id: (done and local_day(done), ahead and local_day(ahead))
        for deal_id, done, ahead in rows
    }


def _by_deal(
    session: Session, deal_id: Any, figure: Any, deal_ids: Collection[int] | None
) -> dict[int, int]:
    """A figure of the rows that belong to each of these deals, or of all."""
    rows = session.execute(_of_deals(select(deal_id, figure), deal_id, deal_ids))
    return {row[0]: row[1] for row in rows}


def _of_deals(query: Any, deal_id: Any, deal_ids: Collection[int] | None) -> Any:
    query = query.where(deal_id.is_not(None)).group_by(deal_id)
    return query if deal_ids is None else query.where(deal_id.in_(deal_ids))
