"""Copies of what feeds brought: kept for offline, brought up to date, thinned as time goes on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.feeds.feed_reader import Entry, FeedRead
from salesdesk_app.store.models import Feed, FeedCopy, NewsItem
from salesdesk_app.store.session import Store

KEPT_DAYS = 90  # that a piece is kept once its feed does not hold it any more
KEPT_OF_A_FEED = 200
NEW_DAYS = 7  # what is older than this when a feed is first fetched counts as read


class Due(NamedTuple):
    """A feed to ask, and what to ask it with."""

    id: int
    name: str
    address: str
    etag: str | None
    modified: str | None
    failures: int


class Brought(NamedTuple):
    """What a feed answered: what it holds, None where nothing changed, or what it met."""

    due: Due
    found: FeedRead | Problem | None
    etag: str | None = None
    modified: str | None = None


def keep(store: Store, brought: Sequence[Brought], now: datetime) -> int:
    """Keeps what feeds brought at a moment (UTC), and thins what is old; the result is what is new.

    No edit, and nothing to undo. What an unknown feed brought is dropped: it was removed meanwhile.
    """
    with store.scratch() as session:
        known = set(session.execute(select(Feed.id, Feed.address)))
        new = 0
        for one in brought:
            if (one.due.id, one.due.address) in known:
                new += _keep_one(session, one, now)
        _forget_removed(session, now)
    return new


def _keep_one(session: Session, one: Brought, now: datetime) -> int:
    copy = session.get(FeedCopy, one.due.id)
    if copy is None:
        copy = FeedCopy(feed_id=one.due.id, address=one.due.address, title="")
        session.add(copy)
    elif copy.address != one.due.address:
        copy.address, copy.title, copy.read_at = one.due.address, "", None
        copy.etag = copy.modified = None
    first = copy.read_at is None
    copy.tried_at = now
    if isinstance(one.found, Problem):
        copy.problem = {
            "code": one.found.code,
            "facts": {name: str(fact) for name, fact in one.found.facts.items()},
            "times": one.due.failures + 1,
        }
        return 0
    copy.read_at, copy.problem = now, None
    copy.etag, copy.modified = one.etag, one.modified
    if one.found is None:
        return 0
    copy.title = one.found.title
    return _keep_entries(session, one.due.id, one.found.entries, now, first=first)


def _keep_entries(
    session: Session, feed_id: int, entries: Sequence[Entry], now: datetime, *, first: bool
) -> int:
    """Adds what is new, takes over what was changed, thins what is old; the result is what came."""
    held = {
        item.key: item
        for item in session.scalars(select(NewsItem).where(NewsItem.feed_id == feed_id))
    }
    new = 0
    # The newest stands first in a feed; of what has no date the last one added counts as newest.
    for entry in reversed(entries):
        published = None if entry.published_at is None else min(entry.published_at, now)
        stated: dict[str, Any] = {
            "title": entry.title,
            "text": entry.text,
            "author": entry.author,
            "link": entry.link,
        }
        item = held.get(entry.key)
        if item is None:
            old = first and (published or now) < now - timedelta(days=NEW_DAYS)
            item = NewsItem(feed_id=feed_id, key=entry.key, published_at=published, seen_at=now,
                            read_at=now if old else None, **stated)  # fmt: skip
            session.add(item)
            new += not old
        else:
            for name, value in stated.items():
                if getattr(item, name) != value:
                    setattr(item, name, value)
    _thin(session, list(held.values()), {e.key for e in entries}, now)
    return new


def _thin(session: Session, held: list[NewsItem], holds: set[str], now: datetime) -> None:
    """Drops what the feed holds no more and is old, or one too many; never what it still holds."""
    gone = [item for item in held if item.key not in holds]
    gone.sort(key=lambda item: (item.published_at or item.seen_at, item.id), reverse=True)
    room = max(0, KEPT_OF_A_FEED - len(holds))
    oldest = now - timedelta(days=KEPT_DAYS)
    for place, item in enumerate(gone):
        if place >= room or (item.published_at or item.seen_at) < oldest:
            session.delete(item)


def _forget_removed(session: Session, now: datetime) -> None:
    """Drops what a feed brought that was removed long ago, when nobody undoes it any more."""
    session.execute(
        delete(NewsItem).where(
            NewsItem.feed_id.not_in(select(Feed.id)),
            NewsItem.seen_at < now - timedelta(days=KEPT_DAYS),
        )
    )
