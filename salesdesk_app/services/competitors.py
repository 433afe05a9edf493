"""Competitors and the deals in which they are met."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.accounts import Choice, tidy
from salesdesk_app.services.deals.deal_records import existing, title_of
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Competitor, Deal, DealCompetitor


def choices(session: Session) -> list[Choice]:
    """Every competitor by name."""
    rows = session.execute(
        select(Competitor.id, Competitor.name).order_by(func.lower(Competitor.name))
    )
    return [Choice(*row) for row in rows]


@verb
def add_to_deal(session: Session, deal_id: int, name: str, *, note: str | None = None) -> int:
    """Notes that a competitor is met in a deal; one that is not known yet is added.

    The result is the competitor's id. Problems: record.gone, field.empty.
    """
    deal = existing(session, deal_id)
    competitor = named(session, name)
    met = _met(session, deal_id, competitor.id)
    if met is None:
        met = DealCompetitor(deal_id=deal_id, competitor_id=competitor.id)
        session.add(met)
    if note and note.strip():
        met.note = note.strip()
    name_edit(session, competitor=competitor.name, deal=title_of(session, deal))
    return competitor.id


def named(session: Session, name: str) -> Competitor:
    """The competitor of that name, added where it is not known yet. Problem: field.empty."""
    wanted = tidy(name)
    if not wanted:
        raise Problem("field.empty", field="Competitor")
    competitor = next(
        (
            other
            for other in session.scalars(select(Competitor).order_by(Competitor.id))
            if tidy(other.name).casefold() == wanted.casefold()
        ),
        None,
    )
    if competitor is None:
        competitor = Competitor(name=wanted)
        session.add(competitor)
        session.flush()
    return competitor


@verb
def remove_from_deal(session: Session, deal_id: int, competitor_id: int) -> None:
    """Takes a competitor out of a deal; the competitor itself stays. Problem: record.gone."""
    met = _met(session, deal_id, competitor_id)
    deal, competitor = session.get(Deal, deal_id), session.get(Competitor, competitor_id)
    if met is None or deal is None or competitor is None:
        raise Problem("record.gone", kind="competitor")
    session.delete(met)
    name_edit(session, competitor=competitor.name, deal=title_of(session, deal))


def _met(session: Session, deal_id: int, competitor_id: int) -> DealCompetitor | None:
    return session.scalar(
        select(DealCompetitor).where(
            DealCompetitor.deal_id == deal_id, DealCompetitor.competitor_id == competitor_id
        )
    )
