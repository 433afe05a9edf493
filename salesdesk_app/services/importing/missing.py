"""Deals that the last file of a shape held and this one lacks: closing them with the import."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.services import deals
from salesdesk_app.services.importing.plans import Plan
from salesdesk_app.store.models import Deal


def close(session: Session, planned: Plan, today: date) -> int:
    """Closes the missing deals as lost today where that was decided; returns how many.

    One that says it was created later than today cannot have been closed, and stays.
    """
    if planned.decisions.missing != "close" or not planned.missing:
        return 0
    ids = [one.record_id for one in planned.missing]
    created = or_(Deal.created_on.is_(None), Deal.created_on <= today)
    found: list[int] = []
    for batch in deals.batches(ids):
        found += session.scalars(select(Deal.id).where(Deal.id.in_(batch), created))
    reason = wording.problem("import.no_longer", {"file": planned.table.file})
    deals.lose(session, found, reason=reason, closed_on=today, today=today)
    return len(found)
