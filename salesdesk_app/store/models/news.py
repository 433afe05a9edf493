"""News: the feeds that are read, what they brought, and what was kept of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOGGED, SCRATCH, Identified, Table
from salesdesk_app.store.types import Facts, UtcMoment

TOPICS = "topic IN ('company', 'competitor', 'industry')"


class Feed(Identified, Table):
    """A source of news by its http(s) address, under one topic; a competitor's names it.

    One without a name is called as it calls itself.
    """

    __tablename__ = "feed"
    __table_args__ = (CheckConstraint(TOPICS, name="topic"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text, unique=True)
    topic: Mapped[str] = mapped_column(Text)
    competitor_id: Mapped[int | None] = mapped_column(ForeignKey("competitor.id"), index=True)
    position: Mapped[int]


class FeedCopy(Table):
    """When a feed was last fetched, what to ask it with next time, and what the last try met.

    ``address`` is the one that this holds for, and ``title`` what the feed calls itself.
    """

    __tablename__ = "feed_copy"
    __table_args__ = (SCRATCH,)

    feed_id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    etag: Mapped[str | None] = mapped_column(Text)
    modified: Mapped[str | None] = mapped_column(Text)
    read_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    tried_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    problem: Mapped[Any] = mapped_column(Facts, nullable=True)


class NewsItem(Table):
    """One entry of a feed as plain text, kept for offline; ``key`` is what its feed calls it by."""

    __tablename__ = "news_item"
    __table_args__ = (
        UniqueConstraint("feed_id", "key"),
        Index("ix_news_item_published_at", "published_at"),
        Index("ix_news_item_feed_id_read_at", "feed_id", "read_at", "published_at", "seen_at"),
        SCRATCH,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[int]
    key: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    seen_at: Mapped[datetime] = mapped_column(UtcMoment)
    read_at: Mapped[datetime | None] = mapped_column(UtcMoment)


class KeptNews(Identified, Table):
    """News that was starred, or attached to a competitor or a deal; it outlives its feed."""

    __tablename__ = "kept_news"
    __table_args__ = (
        UniqueConstraint("address", "key"),
        CheckConstraint(TOPICS, name="topic"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    published_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    starred: Mapped[bool]
    competitor_id: Mapped[int | None] = mapped_column(ForeignKey("competitor.id"), index=True)
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"), index=True)
