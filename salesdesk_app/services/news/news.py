"""News as it is read: what feeds brought and what was kept of it, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Row, Select, and_, func, literal, null, or_, select, update
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.news.feeds import TOPICS, Topic, fetching, shown_name
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.verbs import present_of
from salesdesk_app.store.models import (
    Account,
    Competitor,
    Deal,
    DealCompetitor,
    Feed,
    FeedCopy,
    KeptNews,
    NewsItem,
)
from salesdesk_app.store.session import Store
from salesdesk_app.wording import titles

LEAD = 200  # letters of a text that are searched, and shown below a title
A_TOPIC = 8  # pieces of each topic that the day shows
MARKS_A_STATEMENT = 500


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


@dataclass(frozen=True)
class Article:
    """A piece of news with its whole text, plain, and who wrote it where the feed says."""

    row: NewsRow
    text: str
    author: str


@dataclass(frozen=True)
class DayNews:
    """The news of a day: ``unread`` by topic, the newest of each topic, and how the feeds are.

    ``on`` is whether feeds are fetched; ``fetched_at`` when the last of them was reached (UTC),
    ``failing`` how many met trouble at their last try.
    """

    on: bool
    feeds: int
    unread: tuple[int, int, int]
    rows: tuple[NewsRow, ...]
    fetched_at: datetime | None
    failing: int

    @property
    def new(self) -> int:
        """How many pieces were not read."""
        return sum(self.unread)


NO_NEWS = DayNews(on=False, feeds=0, unread=(0, 0, 0), rows=(), fetched_at=None, failing=0)


def day_news(session: Session) -> DayNews:
    """What the day shows of the news."""
    feeds = session.execute(
        select(Feed.id, Feed.topic, Feed.address, FeedCopy.read_at, FeedCopy.problem).outerjoin(
            FeedCopy, (FeedCopy.feed_id == Feed.id) & (FeedCopy.address == Feed.address)
        )
    ).all()
    unread = dict.fromkeys(TOPICS, 0)
    rows: list[NewsRow] = []
    if feeds and present_of(session) is None:
        topics = {feed.id: feed.topic for feed in feeds}
        counts = session.execute(
            select(NewsItem.feed_id, func.count())
            .where(NewsItem.read_at.is_(None))
            .group_by(NewsItem.feed_id)
        )
        for feed_id, number in counts:
            if feed_id in topics:
                unread[topics[feed_id]] += number
        for topic in TOPICS:
            ids = [feed.id for feed in feeds if feed.topic == topic]
            # First only their ids, which the index alone tells.
            first = select(NewsItem.id).where(NewsItem.feed_id.in_(ids)).order_by(*_NEWEST)
            newest = _items().where(NewsItem.id.in_(first.limit(A_TOPIC))).order_by(*_NEWEST)
            rows += map(_row, session.execute(newest)) if ids else []
    return DayNews(
        on=fetching(session),
        feeds=len(feeds),
        unread=(unread["company"], unread["competitor"], unread["industry"]),
        rows=tuple(rows),
        fetched_at=max((feed.read_at for feed in feeds if feed.read_at), default=None),
        failing=sum(isinstance(feed.problem, dict) for feed in feeds),
    )


def listing(session: Session) -> list[NewsRow]:
    """All news, newest first."""
    found = [_row(row) for row in session.execute(_kept_only(session))]
    if present_of(session) is None:
        found += map(_row, session.execute(_items()))
    return sorted(found, key=lambda row: (row.at, row.id), reverse=True)


def article(session: Session, piece: Piece) -> Article:
    """A piece with its text. Problem: record.gone."""
    if piece.item_id is not None and present_of(session) is None:
        item = session.get(NewsItem, piece.item_id)
        found = session.execute(_items().where(NewsItem.id == piece.item_id)).first()
        if item is not None and found is not None:
            return Article(_row(found), item.text, item.author)
    kept = session.get(KeptNews, piece.kept_id) if piece.kept_id is not None else None
    if kept is None:
        raise Problem("record.gone", kind="news")
    (row,) = session.execute(_kept().where(KeptNews.id == kept.id))
    return Article(_row(row), kept.text, kept.author)


def about_deal(session: Session, deal_id: int, limit: int = 20) -> list[NewsRow]:
    """News attached to a deal, then news of the competitors that are met in it; each newest first.

    ``limit`` bounds each of the two.
    """
    met = select(DealCompetitor.competitor_id).where(DealCompetitor.deal_id == deal_id)
    own = _kept().where(KeptNews.deal_id == deal_id)
    theirs = _kept().where(
        KeptNews.competitor_id.in_(met),
        or_(KeptNews.deal_id.is_(None), KeptNews.deal_id != deal_id),
    )
    newest = KeptNews.published_at.desc(), KeptNews.id.desc()
    attached = [_row(row) for row in session.execute(own.order_by(*newest).limit(limit))]
    about = [_row(row) for row in session.execute(theirs.order_by(*newest).limit(limit))]
    if present_of(session) is None:
        fed = _items().where(Feed.competitor_id.in_(met), KeptNews.id.is_(None))
        about += map(_row, session.execute(fed.order_by(*_NEWEST).limit(limit)))
    about.sort(key=lambda row: (row.at, row.id), reverse=True)
    return attached + about[:limit]


def mark(store: Store, item_ids: Sequence[int], *, read: bool, now: datetime) -> None:
    """Marks pieces as read at a moment (UTC), or as not read; no edit."""
    with store.scratch() as session:
        for start in range(0, len(item_ids), MARKS_A_STATEMENT):
            ids = item_ids[start : start + MARKS_A_STATEMENT]
            was = NewsItem.read_at.is_(None) if read else NewsItem.read_at.is_not(None)
            session.execute(
                update(NewsItem)
                .where(NewsItem.id.in_(ids), was)
                .values(read_at=now if read else None)
            )


def unread_ids(session: Session, topic: Topic | None = None) -> list[int]:
    """The pieces that were not read, of one topic or all, for marking all of them."""
    query = select(NewsItem.id).join(Feed, Feed.id == NewsItem.feed_id)
    query = query.where(NewsItem.read_at.is_(None))
    if topic is not None:
        query = query.where(Feed.topic == topic)
    return list(session.scalars(query))


_AT = func.coalesce(NewsItem.published_at, NewsItem.seen_at)
_NEWEST = (_AT.desc(), NewsItem.id.desc())


def _items() -> Select[tuple[object, ...]]:
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


def _kept() -> Select[tuple[object, ...]]:
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


def _kept_only(session: Session) -> Select[tuple[object, ...]]:
    """What was kept and no feed holds any more; of the past, all that was kept."""
    return _kept() if present_of(session) is not None else _kept().where(NewsItem.id.is_(None))


def _row(row: Row[tuple[object, ...]]) -> NewsRow:
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
