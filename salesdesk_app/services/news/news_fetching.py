"""Fetching the feeds: which are due, what they answer, and how long to leave one alone."""

import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import web
from salesdesk_app.exchange.feeds.feed_reader import Received, read_feeds
from salesdesk_app.exchange.web import NOT_MODIFIED, Answer, Fetched
from salesdesk_app.progress import Cancelled, Tick, no_tick
from salesdesk_app.services.news.feeds import fetching, shown_name
from salesdesk_app.services.news.news_copies import Brought, Due, keep
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Feed, FeedCopy
from salesdesk_app.store.session import Store

EVERY = timedelta(minutes=60)
LONGEST = timedelta(hours=24)  # that a feed which fails is left alone
AT_ONCE = 4  # feeds that are asked at the same time
A_BATCH = 16  # feeds whose bytes are held and read together
WAIT_SECONDS = 0.1

Fetch = Callable[..., Answer]
Answers: TypeAlias = "queue.SimpleQueue[tuple[int, Answer | BaseException]]"


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
    done: Answers = queue.SimpleQueue()
    stop = threading.Event()
    _ask_at_once(batch, fetch, done, stop)
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


def _ask_at_once(batch: Sequence[Due], fetch: Fetch, done: Answers, stop: threading.Event) -> None:
    """Begins to ask, on threads that put what came, with its place in the batch, into ``done``."""
    waiting: queue.SimpleQueue[tuple[int, Due]] = queue.SimpleQueue()
    for place, feed in enumerate(batch):
        waiting.put((place, feed))

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
