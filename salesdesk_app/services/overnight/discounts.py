"""Deals whose discount has gone beyond the policy since an edit."""

from collections.abc import Iterable

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from salesdesk_app.services.deals.deal_rows import DealRow
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, DealProduct
from salesdesk_app.store.value_lists import each_of


def discounted(session: Session, deals: Iterable[DealRow], before: int) -> frozenset[int]:
    """Of deals, those with the signal of a discount which they had not right after an edit."""
    limits = {
        deal.id: signal.limit or 0
        for deal in deals
        for signal in deal.signals
        if signal.code == "discount"
    }
    table = DealProduct.__tablename__
    logged = exists().where(Change.table_name == table, Change.edit_id > before)
    if not limits or not session.scalar(select(logged)):
        return frozenset()
    then = log.as_of(DealProduct.__table__, before)
    rows = session.execute(
        select(then.c.deal_id, func.max(then.c.discount_bp).label("highest"))
        .where(then.c.deal_id.in_(each_of(limits)))
        .group_by(then.c.deal_id)
    )
    highest = {row.deal_id: row.highest or 0 for row in rows}
    return frozenset(i for i, limit in limits.items() if highest.get(i, 0) <= limit)
