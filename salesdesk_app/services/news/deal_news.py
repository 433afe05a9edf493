"""The news of deals: what is attached to them, and what is about the competitors met in them."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.services.news.news_rows import NEWEST, NewsRow, items, kept, row_of
from salesdesk_app.services.verbs import present_of
from salesdesk_app.store.models import DealCompetitor, Feed, KeptNews, NewsItem
from salesdesk_app.store.value_lists import each_of


def about_deal(session: Session, deal_id: int, limit: int = 20) -> list[NewsRow]:
    """News attached to a deal, then news of the competitors that are met in it; each newest first.

    ``limit`` bounds each of the two.
    """
    return about_deals(session, [deal_id], limit)[deal_id]


def about_deals(
    session: Session, deal_ids: Collection[int], limit: int
) -> dict[int, list[NewsRow]]:
    """The news of each of these deals, as ``about_deal`` has it; some selects for all of them."""
    met: dict[int, set[int]] = defaultdict(set)
    faced = select(DealCompetitor.deal_id, DealCompetitor.competitor_id)
    for row in session.execute(faced.where(DealCompetitor.deal_id.in_(each_of(deal_ids)))):
        met[row.deal_id].add(row.competitor_id)
    rivals = {one for of_deal in met.values() for one in of_deal}
    of_deals = KeptNews.deal_id.in_(each_of(deal_ids))
    wanted = of_deals | KeptNews.competitor_id.in_(each_of(rivals))
    newest = KeptNews.published_at.desc(), KeptNews.id.desc()
    stated = [row_of(row) for row in session.execute(kept().where(wanted).order_by(*newest))]
    # A piece that is kept and still in its feed comes twice, with one id: as it is kept, it counts.
    pieces = {row.id: row for row in (*_newest_of(session, rivals, limit), *stated)}.values()
    found = {}
    for deal_id in deal_ids:
        own = [row for row in stated if row.deal_id == deal_id]
        about = [r for r in pieces if r.competitor_id in met[deal_id] and r.deal_id != deal_id]
        about.sort(key=lambda row: (row.at, row.id), reverse=True)
        found[deal_id] = own[:limit] + about[:limit]
    return found


def _newest_of(session: Session, rivals: Collection[int], limit: int) -> list[NewsRow]:
    """The newest pieces of the feeds of each of these competitors."""
    if not rivals or present_of(session) is not None:
        return []
    place = func.row_number().over(partition_by=Feed.competitor_id, order_by=NEWEST)
    ranked = (
        select(NewsItem.id, place.label("place"))
        .join(Feed, Feed.id == NewsItem.feed_id)
        .where(Feed.competitor_id.in_(each_of(rivals)))
        .subquery()
    )
    first = select(ranked.c.id).where(ranked.c.place <= limit)
    return [row_of(row) for row in session.execute(items().where(NewsItem.id.in_(first)))]
