"""The signals of open deals, from what the workspace knows: activities, plans, time in stage."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.signals import OpenDeal, Signal, Thresholds, signals
from salesdesk_app.services import settings
from salesdesk_app.services.deal_trails import UNKNOWN, local_day, trails
from salesdesk_app.store.models import Activity, Stage
from salesdesk_app.store.types import UtcMoment


class Touch(NamedTuple):
    """The local days of a deal's last activity done and of the latest one that is planned."""

    last_on: date | None
    planned_on: date | None


UNTOUCHED = Touch(None, None)
Evidence = tuple[Touch, date | None]
"""When a deal was and will be seen to, and since when it is in its stage."""

NOTHING: Evidence = (UNTOUCHED, None)
FEW = 500  # up to so many deals are asked for by name, more are cheaper all together


def thresholds(session: Session) -> Thresholds:
    """From where on the workspace wants to be told of something."""
    now = settings.read(session)
    return Thresholds(quiet_days=now.quiet_days, large_minor=now.large_deal_minor)


def touches(session: Session, deal_ids: Collection[int] | None = None) -> dict[int, Touch]:
    """When these deals, or all, were last and will next be seen to; missing ones are UNTOUCHED."""
    planned = case((Activity.done_at.is_(None), Activity.planned_at))
    query = (
        select(
            Activity.deal_id,
            func.max(Activity.done_at, type_=UtcMoment),
            func.max(planned, type_=UtcMoment),
        )
        .where(Activity.deal_id.is_not(None))
        .group_by(Activity.deal_id)
    )
    if deal_ids is not None:
        query = query.where(Activity.deal_id.in_(deal_ids))
    return {
        deal_id: Touch(done and local_day(done), ahead and local_day(ahead))
        for deal_id, done, ahead in session.execute(query)
    }


class Judge:
    """Tells the signals of deals as of a day from evidence that is read once for all of them.

    ``evidence`` is what is known of a deal beside its row; of one that is missing, NOTHING is.
    """

    def __init__(
        self,
        session: Session,
        today: date,
        limits: Thresholds | None = None,
        deal_ids: Collection[int] | None = None,
    ) -> None:
        """``deal_ids`` are those that will be asked for, where they are few."""
        self.today = today
        self.limits = thresholds(session) if limits is None else limits
        if deal_ids is not None and len(deal_ids) > FEW:
            deal_ids = None
        rows = session.execute(select(Stage.id, Stage.stuck_days))
        self.stuck_days = {row.id: row.stuck_days for row in rows}
        touched, ways = touches(session, deal_ids), trails(session, deal_ids)
        self.evidence: dict[int, Evidence] = {
            deal_id: (touched.get(deal_id, UNTOUCHED), ways.get(deal_id, UNKNOWN).stage_since)
            for deal_id in touched.keys() | ways.keys()
        }

    def signals(
        self, fact: DealFact, next_step: str | None, next_step_on: date | None, known: Evidence
    ) -> tuple[Signal, ...]:
        """The signals of a deal, the gravest first; none for a closed one."""
        if fact.outcome != "open":
            return ()
        touch, stage_since = known
        deal = OpenDeal(
            value_minor=fact.value_minor,
            created_on=fact.created_on,
            expected_close_on=fact.expected_close_on,
            next_step=next_step,
            next_step_on=next_step_on,
            planned_on=touch.planned_on,
            last_touch_on=touch.last_on,
            stage_since=stage_since,
            stuck_days=self.stuck_days[fact.stage_id],
        )
        return signals(deal, self.today, self.limits)
