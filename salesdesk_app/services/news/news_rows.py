"""How pieces of news are asked for: those that feeds hold, and those that were kept."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Row, Select, and_, func, literal, null, select

from salesdesk_app.services.news.feeds import Topic, shown_name
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.store.models import (
    Account,
    Competitor,
    Deal,
    Feed,
    FeedCopy,
    KeptNews,
    NewsItem,
)
from salesdesk_app.wording import titles

LEAD = 200  # letters of a text that are searched, and shown below a title


class NewsRow(NamedTuple):
    """A piece of news without its whole text; ``at`` is when it was published, or first seen (UTC).

    ``competitor`` is whom it is attached to, as ``attached_competitor`` says, or whose feed it is
    of.
    """

    id: str
    piece: Piece
    feed_id: int | None
    source: str
    topic: Topic
    title: str
    lead: str
    link: str | None
    at: datetime
    unread: bool
    starred: bool
    competitor_id: int | None
    competitor: str | None
    attached_competitor: bool
    deal_id: int | None
    deal: str | None


_AT = func.coalesce(NewsItem.published_at, NewsItem.seen_at)
NEWEST = (_AT.desc(), NewsItem.id.desc())


def items() -> Select[tuple[object, ...]]:
    """What feeds hold, each with how it is kept."""
    attached = func.coalesce(KeptNews.competitor_id, Feed.competitor_id)
    return (
        select(
            NewsItem.id.label("item_id"),
            KeptNews.id.label("kept_id"),
            NewsItem.feed_id,
            Feed.name.label("feed"),
            FeedCopy.title.label("feed_title"),
            Feed.address,
            Feed.topic,
            NewsItem.title,
            func.substr(NewsItem.text, 1, LEAD).label("lead"),
            NewsItem.link,
            NewsItem.published_at,
            NewsItem.seen_at,
            NewsItem.read_at.is_(None).label("unread"),
            func.coalesce(KeptNews.starred, literal(0)).label("starred"),
            Competitor.id.label("competitor_id"),
            Competitor.name.label("competitor"),
            *_ATTACHED,
        )
        .join(Feed, Feed.id == NewsItem.feed_id)
        .outerjoin(FeedCopy, (FeedCopy.feed_id == Feed.id) & (FeedCopy.address == Feed.address))
        .outerjoin(KeptNews, and_(KeptNews.address == Feed.address, KeptNews.key == NewsItem.key))
        .outerjoin(Competitor, Competitor.id == attached)
        .outerjoin(Deal, Deal.id == KeptNews.deal_id)
        .outerjoin(Account, Account.id == Deal.account_id)
    )


_ATTACHED = (
    KeptNews.competitor_id.is_not(None).label("attached_competitor"),
    KeptNews.deal_id,
    Deal.name.label("deal"),
    Account.name.label("account"),
)


def kept() -> Select[tuple[object, ...]]:
    """What was kept, whether a feed still holds it or not."""
    return (
        select(
            NewsItem.id.label("item_id"),
            KeptNews.id.label("kept_id"),
            Feed.id.label("feed_id"),
            KeptNews.source.label("feed"),
            null().label("feed_title"),
            KeptNews.address,
            KeptNews.topic,
            KeptNews.title,
            func.substr(KeptNews.text, 1, LEAD).label("lead"),
            KeptNews.link,
            KeptNews.published_at,
            KeptNews.published_at.label("seen_at"),
            and_(NewsItem.id.is_not(None), NewsItem.read_at.is_(None)).label("unread"),
            KeptNews.starred,
            Competitor.id.label("competitor_id"),
            Competitor.name.label("competitor"),
            *_ATTACHED,
        )
        .outerjoin(Feed, Feed.address == KeptNews.address)
        .outerjoin(NewsItem, and_(NewsItem.feed_id == Feed.id, NewsItem.key == KeptNews.key))
        .outerjoin(Competitor, Competitor.id == KeptNews.competitor_id)
        .outerjoin(Deal, Deal.id == KeptNews.deal_id)
        .outerjoin(Account, Account.id == Deal.account_id)
    )


def row_of(row: Row[tuple[object, ...]]) -> NewsRow:
    """A piece as a question tells it."""
    found = row._mapping
    kept_id, item_id = found["kept_id"], found["item_id"]
    deal_id = found["deal_id"]
    return NewsRow(
        id=f"k{kept_id}" if item_id is None else f"i{item_id}",
        piece=Piece(item_id, kept_id),
        feed_id=found["feed_id"],
        source=shown_name(found["feed"], found["feed_title"], found["address"]),
        topic=found["topic"],
        title=found["title"],
        lead=found["lead"],
        link=found["link"],
        at=found["published_at"] or found["seen_at"],
        unread=bool(found["unread"]),
        starred=bool(found["starred"]),
        competitor_id=found["competitor_id"],
        competitor=found["competitor"],
        attached_competitor=bool(found["attached_competitor"]),
        deal_id=deal_id,
        deal=titles.title(found["deal"], found["account"]) if deal_id is not None else None,
    )
