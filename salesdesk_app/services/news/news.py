"""News as it is read: what feeds brought and what was kept of it, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.news.feeds import TOPICS, Topic, fetching
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.news.news_rows import NEWEST, NewsRow, items, kept, row_of
from salesdesk_app.services.verbs import present_of
from salesdesk_app.store.models import (
    Feed,
    FeedCopy,
    KeptNews,
    NewsItem,
)
from salesdesk_app.store.session import Store
from salesdesk_app.store.value_lists import each_of

A_TOPIC = 8  # pieces of each topic that the day shows


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
            first = select(NewsItem.id).where(NewsItem.feed_id.in_(ids)).order_by(*NEWEST)
            newest = items().where(NewsItem.id.in_(first.limit(A_TOPIC))).order_by(*NEWEST)
            rows += map(row_of, session.execute(newest)) if ids else []
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
    found = [row_of(row) for row in session.execute(_kept_only(session))]
    if present_of(session) is None:
        found += map(row_of, session.execute(items()))
    return sorted(found, key=lambda row: (row.at, row.id), reverse=True)


def article(session: Session, piece: Piece) -> Article:
    """A piece with its text. Problem: record.gone."""
    if piece.item_id is not None and present_of(session) is None:
        item = session.get(NewsItem, piece.item_id)
        found = session.execute(items().where(NewsItem.id == piece.item_id)).first()
        if item is not None and found is not None:
            return Article(row_of(found), item.text, item.author)
    stays = session.get(KeptNews, piece.kept_id) if piece.kept_id is not None else None
    if stays is None:
        raise Problem("record.gone", kind="news")
    (row,) = session.execute(kept().where(KeptNews.id == stays.id))
    return Article(row_of(row), stays.text, stays.author)


def mark(store: Store, item_ids: Sequence[int], *, read: bool, now: datetime) -> None:
    """Marks pieces as read at a moment (UTC), or as not read; no edit."""
    was = NewsItem.read_at.is_(None) if read else NewsItem.read_at.is_not(None)
    with store.scratch() as session:
        session.execute(
            update(NewsItem)
            .where(NewsItem.id.in_(each_of(item_ids)), was)
            .values(read_at=now if read else None)
        )


def unread_ids(session: Session, topic: Topic | None = None) -> list[int]:
    """The pieces that were not read, of one topic or all, for marking all of them."""
    query = select(NewsItem.id).join(Feed, Feed.id == NewsItem.feed_id)
    query = query.where(NewsItem.read_at.is_(None))
    if topic is not None:
        query = query.where(Feed.topic == topic)
    return list(session.scalars(query))


def _kept_only(session: Session) -> Select[tuple[object, ...]]:
    """What was kept and no feed holds any more; of the past, all that was kept."""
    return kept() if present_of(session) is not None else kept().where(NewsItem.id.is_(None))
