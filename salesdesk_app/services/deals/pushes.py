"""Each time that deals' close dates were put off: from which day to which, and why."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, func, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local_day
from salesdesk_app.domain.slips import put_off
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Edit


@dataclass(frozen=True, slots=True)
class Push:
    """One time: the local day on which it was put off, and why where somebody said so."""

    on: date
    before: date
    after: date
    reason: str | None


def of_deals(session: Session, deal_ids: Collection[int]) -> dict[int, tuple[Push, ...]]:
    """The times of each of these deals, the last one first; what was undone did not happen.

    The reason of a push is said after it, by a later edit of the same deal.
    """
    now = {
        row.id: (row.expected_close_on, row.slip_reason)
        for row in session.execute(
            select(Deal.id, Deal.expected_close_on, Deal.slip_reason).where(Deal.id.in_(deal_ids))
        )
    }
    undone = log.undone_ids(session)
    found: dict[int, list[Push]] = defaultdict(list)
    answer: dict[int, str | None] = {}
    for row in session.execute(_changes(deal_ids)):
        if row.edit_id in undone or row.row_id not in now:
            continue
        after, reason_after = now[row.row_id]
        if row.reason != reason_after:
            answer.setdefault(row.row_id, reason_after)
        if put_off(row.expected, after):
            reason = answer.pop(row.row_id, None)
            found[row.row_id].append(Push(local_day(row.at), row.expected, after, reason))
        now[row.row_id] = (row.expected, row.reason)
    return {deal_id: tuple(pushes) for deal_id, pushes in found.items()}


def _changes(deal_ids: Collection[int]) -> Select[Any]:
    return (
        select(
            Change.row_id,
            Change.edit_id,
            Edit.at,
            func.json_extract(Change.before, "$.expected_close_on", type_=Date()).label("expected"),
            func.json_extract(Change.before, "$.slip_reason").label("reason"),
        )
        .join(Edit, Edit.id == Change.edit_id)
        .where(
            Change.table_name == Deal.__tablename__,
            Change.kind == "u",
            Change.row_id.in_(deal_ids),
            Edit.origin.not_in(log.REVERSALS),
        )
        .order_by(Change.id.desc())
    )
