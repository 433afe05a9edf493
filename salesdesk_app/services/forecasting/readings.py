"""Every deal as the forecast sees it: won by who owned it then, of those that pass a filter."""

from datetime import date

from sqlalchemy.orm import Session

from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.services import figures
from salesdesk_app.services.deal_filter import DealFilter
from salesdesk_app.services.deal_rows import passing
from salesdesk_app.services.figures import Reading
from salesdesk_app.services.forecasting import owners


def read(session: Session) -> Reading:
    """Every deal as a fact, what is closed with its owner at close; else as ``figures.read``."""
    reading = figures.read(session)
    closers = owners.at_close(session)
    if closers:
        for place, fact in enumerate(reading.facts):
            if fact.id in closers:
                reading.facts[place] = fact._replace(owner_id=closers[fact.id])
    return reading


def chosen(
    reading: Reading, session: Session, wanted: DealFilter | None, today: date
) -> list[DealFact]:
    """The deals that pass a filter; the reading's own list where there is no filter."""
    ids = None if wanted is None else passing(session, wanted, today)
    if ids is None:
        return reading.facts
    return [fact for fact in reading.facts if fact.id in ids]
