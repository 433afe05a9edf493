"""Fetching the feeds: which are due, what they brought, and how long to leave one alone."""

import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import web
from salesdesk_app.exchange.feeds.feed_reader import Entry, FeedRead, Received, read_feeds
from salesdesk_app.exchange.web import NOT_MODIFIED, Answer, Fetched
from salesdesk_app.progress import Cancelled, Tick, no_tick
from salesdesk_app.services.news.feeds import fetching, shown_name
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Feed, FeedCopy, NewsItem
from salesdesk_app.store.session import Store

EVERY = timedelta(minutes=60)
LONGEST = timedelta(hours=24)  # that a feed which fails is left alone
AT_ONCE = 4  # feeds that are asked at the same time
A_BATCH = 16  # feeds whose bytes are held and read together
KEPT_DAYS = 90  # that a piece is kept once its feed does not hold it any more
KEPT_OF_A_FEED = 200
NEW_DAYS = 7  # what is older than this when a feed is first fetched counts as read
WAIT_SECONDS = 0.1

Fetch = Callable[..., Answer]


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


@dataclass(frozen=True)
class Refreshed:
    """What a round came to: feeds reached and not, pieces that are new; ``stopped`` by the user."""

    reached: int = 0
    failed: int = 0
    new: int = 0
    stopped: bool = False


def due(session: Session, now: datetime, *, all_: bool = False) -> list[Due]:
    """The feeds to ask now (UTC), in their order; none while fetching is switched off.

    A feed is due an hour after its last try, later each time that it failed. With ``all_`` every
    feed is, but one that asked to be left alone.
    """
    if not fetching(session):
        return []
    rows = session.execute(
        select(Feed, FeedCopy)
        .outerjoin(FeedCopy, FeedCopy.feed_id == Feed.id)
        .order_by(Feed.position, Feed.id)
    )
    found = []
    for feed, copy in rows:
        known = copy if copy is not None and copy.address == feed.address else None
        if known is not None and not _may_ask(known, now, all_):
            continue
        title = known.title if known else None
        asked = (known.etag, known.modified) if known else (None, None)
        failures = _failures(known)
        found.append(Due(feed.id, shown_name(feed.name, title, feed.address), feed.address,
                         *asked, failures))  # fmt: skip
    return found


def fetch_due(
    store: Store,
    now: datetime,
    *,
    all_: bool = False,
    tick: Tick = no_tick,
    fetch: Fetch | None = None,
) -> tuple[list[Brought], bool]:
    """Asks the feeds that are due and reads what they send; whether the user stopped it.

    Nothing is written. ``tick`` is called with feeds done and all; where it raises Cancelled, what
    was brought until then is the answer.
    """
    asked = ask(store, due, now, all_=all_)
    brought: list[Brought] = []
    try:
        for start in range(0, len(asked), A_BATCH):
            batch = asked[start : start + A_BATCH]

            def told(done: int, start: int = start) -> None:
                tick(start + done, len(asked))

            brought += _read(_fetched(batch, fetch or web.fetch, told), told)
        tick(len(asked), len(asked))
    except Cancelled:
        return brought, True
    return brought, False


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


def refresh(
    store: Store,
    now: datetime,
    *,
    all_: bool = False,
    tick: Tick = no_tick,
    fetch: Fetch | None = None,
) -> Refreshed:
    """Fetches the feeds that are due and keeps what they brought."""
    brought, stopped = fetch_due(store, now, all_=all_, tick=tick, fetch=fetch)
    return replace(counted(brought, keep(store, brought, now)), stopped=stopped)


def counted(brought: Sequence[Brought], new: int) -> Refreshed:
    """What a round came to."""
    failed = sum(isinstance(one.found, Problem) for one in brought)
    return Refreshed(len(brought) - failed, failed, new)


def _fetched(
    batch: Sequence[Due], fetch: Fetch, told: Callable[[int], None]
) -> list[tuple[Due, Answer | Problem]]:
    """What each feed of a batch answered, a few asked at the same time."""
    waiting: queue.SimpleQueue[tuple[int, Due]] = queue.SimpleQueue()
    for place, feed in enumerate(batch):
        waiting.put((place, feed))
    done: queue.SimpleQueue[tuple[int, Answer | BaseException]] = queue.SimpleQueue()
    stop = threading.Event()

    def stopped(_done: int, _total: int) -> None:
        if stop.is_set():
            raise Cancelled

    def work() -> None:
        while not stop.is_set():
            try:
                place, feed = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                asked = {"etag": feed.etag, "modified": feed.modified}
                done.put((place, fetch(feed.address, **asked, tick=stopped)))
            except BaseException as error:  # it is raised where it is waited for
                done.put((place, error))

    for number in range(min(AT_ONCE, len(batch))):
        threading.Thread(target=work, name=f"feeds {number + 1}", daemon=True).start()
    found: dict[int, Answer | Problem] = {}
    try:
        while len(found) < len(batch):
            told(len(found))
            try:
                place, answer = done.get(timeout=WAIT_SECONDS)
            except queue.Empty:
                continue
            if isinstance(answer, BaseException) and not isinstance(answer, Problem):
                raise answer
            found[place] = answer.kept() if isinstance(answer, Problem) else answer
    finally:
        stop.set()
    return [(feed, found[place]) for place, feed in enumerate(batch)]


def _read(
    answers: Iterable[tuple[Due, Answer | Problem]], told: Callable[[int], None]
) -> list[Brought]:
    """Reads the feeds that came, all in one child."""
    answers = list(answers)
    came = [(feed, answer) for feed, answer in answers if isinstance(answer, Fetched)]
    read = read_feeds(
        [Received(feed.name, got.address, got.kind, got.content) for feed, got in came],
        tick=lambda _done, _all: told(len(answers)),
    )
    parsed = {
        feed.id: Brought(feed, found, got.etag, got.modified)
        for (feed, got), found in zip(came, read, strict=True)
    }
    brought = []
    for feed, answer in answers:
        if feed.id in parsed:
            brought.append(parsed[feed.id])
        elif answer is NOT_MODIFIED:
            brought.append(Brought(feed, None, feed.etag, feed.modified))
        elif isinstance(answer, Problem):
            brought.append(Brought(feed, answer))
    return brought


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


def _failures(copy: FeedCopy | None) -> int:
    problem = copy.problem if copy is not None else None
    return int(problem["times"]) if isinstance(problem, dict) else 0


def _may_ask(copy: FeedCopy, now: datetime, all_: bool) -> bool:
    """Whether enough time has passed since the last try; the clock may have been set back."""
    if copy.tried_at is None or copy.tried_at > now:
        return True
    passed = now - copy.tried_at
    times = _failures(copy)
    rest = timedelta()
    if times and copy.problem["code"] == "web.busy":
        rest = timedelta(seconds=int(copy.problem["facts"]["seconds"]))
    if all_:
        return bool(passed >= rest)
    wait = min(EVERY * 2 ** min(times, 10), LONGEST)
    return bool(passed >= max(wait, rest))
