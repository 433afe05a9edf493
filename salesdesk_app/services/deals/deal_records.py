"""Deals as verbs take hold of them: found by id, called by their title, handled in batches."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.verbs import name_edit
from salesdesk_app.store.models import Account, Deal
from salesdesk_app.wording import titles

BATCH = 10_000


def existing(session: Session, deal_id: int) -> Deal:
    """A deal to change. Problem: record.gone."""
    deal = session.get(Deal, deal_id)
    if deal is None:
        raise Problem("record.gone", kind="deal")
    return deal


def all_of(session: Session, deal_ids: Sequence[int]) -> list[Deal]:
    """The deals in the order in which they are named, each once. Problem: record.gone."""
    found: dict[int, Deal] = {}
    for batch in batches(deal_ids):
        found |= {deal.id: deal for deal in session.scalars(select(Deal).where(Deal.id.in_(batch)))}
    if found.keys() != set(deal_ids):
        raise Problem("record.gone", kind="deal")
    return [found[deal_id] for deal_id in dict.fromkeys(deal_ids)]


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids in lists that one statement can take."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def title_of(session: Session, deal: Deal) -> str:
    """What a deal is called in one line."""
    account = None
    if deal.account_id is not None:
        account = session.scalar(select(Account.name).where(Account.id == deal.account_id))
    return titles.title(deal.name, account)


def name_deals(session: Session, deals: Sequence[Deal]) -> None:
    """States which deals an edit is about: one by its title, several by their number."""
    if deals:
        name_edit(session, deal=title_of(session, deals[0]), count=len(deals))
