"""The deals of a reading that pass a filter."""

from datetime import date

from sqlalchemy.orm import Session

from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.deals.figure_filter import passing
from salesdesk_app.services.figures import Reading


def chosen(
    reading: Reading, session: Session, wanted: DealFilter | None, today: date
) -> list[DealFact]:
    """The deals that pass a filter; the reading's own list where there is no filter."""
    ids = None if wanted is None else passing(session, wanted, today)
    if ids is None:
        return reading.facts
    return [fact for fact in reading.facts if fact.id in ids]
