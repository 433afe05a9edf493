"""The feeds of news that are read along: by whose address, about what, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.web_address import checked
from salesdesk_app.services import competitors, settings
from salesdesk_app.services.accounts import tidy
from salesdesk_app.services.verbs import name_edit, present_of, verb
from salesdesk_app.store.models import Competitor, Feed, FeedCopy, KeptNews, NewsItem, Setting
from salesdesk_app.wording.news import STILL_HERE

Topic = Literal["company", "competitor", "industry"]
TOPICS: tuple[Topic, ...] = ("company", "competitor", "industry")
LONGEST_NAME = 100
MOST = 500  # feeds
FETCHING = "news_fetch"


@dataclass(frozen=True)
class FeedRow:
    """A feed with what is kept of it; ``name`` is what it is shown as, ``own_name`` what was typed.

    ``fetched_at`` is when it was last reached (UTC); ``trouble`` is what its last try met since,
    as a sentence, empty where nothing. Where a web page was met, ``offered`` is the feed that it
    names.
    """

    id: int
    name: str
    own_name: str
    address: str
    topic: Topic
    competitor_id: int | None
    competitor: str | None
    items: int
    unread: int
    fetched_at: datetime | None
    tried_at: datetime | None
    trouble: str
    offered: str = ""


def listing(session: Session) -> list[FeedRow]:
    """Every feed in the order that the user gave them."""
    rows = session.execute(
        select(Feed, Competitor.name, FeedCopy)
        .outerjoin(Competitor, Competitor.id == Feed.competitor_id)
        .outerjoin(FeedCopy, FeedCopy.feed_id == Feed.id)
        .order_by(Feed.position, Feed.id)
    )
    counts = _counts(session)
    return [_row(feed, name, copy, counts.get(feed.id, (0, 0))) for feed, name, copy in rows]


def fetching(session: Session) -> bool:
    """Whether the user switched on that feeds are fetched; before that nothing is."""
    return session.scalar(select(Setting.value).where(Setting.key == FETCHING)) is True


def shown_name(name: str, title: str | None, address: str) -> str:
    """What a feed is called: as the user says, as it does itself, or by its host."""
    return name or title or (urlsplit(address).hostname or address).removeprefix("www.")


@verb
def switch(session: Session, on: bool) -> None:
    """Says whether feeds are fetched at all."""
    settings.put(session, FETCHING, on)
    name_edit(session, **({} if on else {"choice": "off"}))


@verb
def add(
    session: Session,
    address: str,
    *,
    name: str = "",
    topic: Topic = "industry",
    competitor: str | None = None,
) -> int:
    """Adds a feed; the result is its id. A ``competitor`` by name that is not known is added.

    Nothing is fetched by it. Problems: web.scheme, web.address, web.credentials, feed.known,
    feed.most, field.long, field.choice.
    """
    return _added(session, address, name, topic, competitor).id


@verb
def add_several(
    session: Session, wanted: Iterable[tuple[str, str, Topic]], *, competitor: str | None = None
) -> int:
    """Adds feeds by (address, name, topic), those that are known left out; the result is how many.

    Problems: those of ``add`` but feed.known.
    """
    made = 0
    for address, name, topic in wanted:
        try:
            row = _added(session, address, name, topic, competitor)
        except Problem as problem:
            if problem.code != "feed.known":
                raise
        else:
            made += 1
            if made == 1:
                name_edit(session, feed=shown_name(row.name, None, row.address))
    name_edit(session, count=made)
    return made


@verb
def edit(
    session: Session,
    feed_id: int,
    *,
    address: str,
    name: str,
    topic: Topic,
    competitor: str | None = None,
) -> None:
    """Changes what a feed is called, where it is, and what it is about.

    News that was kept of it goes with it. Problems: those of ``add``, and record.gone.
    """
    row = _existing(session, feed_id)
    place = _free(session, address, feed_id)
    if place != row.address:
        moved = select(KeptNews.key).where(KeptNews.address == place)
        session.execute(
            update(KeptNews)
            .where(KeptNews.address == row.address, KeptNews.key.not_in(moved))
            .values(address=place)
        )
    row.address, row.name = place, _name(name)
    row.topic, row.competitor_id = _about(session, topic, competitor)
    name_edit(session, feed=shown_name(row.name, None, row.address))


@verb
def move(session: Session, feed_id: int, place: int) -> None:
    """Puts a feed at a place among the others, counted from 0. Problem: record.gone."""
    row = _existing(session, feed_id)
    name_edit(session, feed=_called(session, row))
    ordered = session.scalars(select(Feed).order_by(Feed.position, Feed.id))
    others = [other for other in ordered if other.id != feed_id]
    others.insert(max(0, place), row)
    for position, other in enumerate(others):
        other.position = position


@verb
def remove(session: Session, feed_id: int) -> None:
    """Removes a feed and what it brought; news that was kept stays. Problem: record.gone."""
    row = _existing(session, feed_id)
    name_edit(session, feed=_called(session, row))
    # Its copies are seen no more; they stay for a while, so that undo brings them back as well.
    session.delete(row)


def _row(
    feed: Feed, competitor: str | None, copy: FeedCopy | None, counts: tuple[int, int]
) -> FeedRow:
    known = copy if copy is not None and copy.address == feed.address else None
    return FeedRow(
        id=feed.id,
        name=shown_name(feed.name, known.title if known else None, feed.address),
        own_name=feed.name,
        address=feed.address,
        topic=feed.topic,  # type: ignore[arg-type]  # the table holds no other
        competitor_id=feed.competitor_id,
        competitor=competitor,
        items=counts[0],
        unread=counts[1],
        fetched_at=known.read_at if known else None,
        tried_at=known.tried_at if known else None,
        trouble=_trouble(known),
        offered=_offered(known.problem if known else None),
    )


def _offered(problem: Any) -> str:
    met = isinstance(problem, dict) and problem["code"] == "feed.page_with_feed"
    return str(problem["facts"]["address"]) if met else ""


def _trouble(known: FeedCopy | None) -> str:
    """What the last try met, and that what came before is kept, where anything did."""
    problem = known.problem if known is not None else None
    if known is None or not isinstance(problem, dict):
        return ""
    said = wording.problem(problem["code"], problem["facts"])
    return f"{said} {STILL_HERE}" if known.read_at is not None else said


def _counts(session: Session) -> dict[int, tuple[int, int]]:
    """How many items are kept of each feed, and how many of them were not read."""
    if present_of(session) is not None:  # what feeds brought has no past
        return {}
    unread = func.count().filter(NewsItem.read_at.is_(None))
    rows = session.execute(
        select(NewsItem.feed_id, func.count(), unread).group_by(NewsItem.feed_id)
    )
    return {feed: (number, new) for feed, number, new in rows}


def _added(session: Session, address: str, name: str, topic: Topic, competitor: str | None) -> Feed:
    place = _free(session, address)
    if (session.scalar(select(func.count()).select_from(Feed)) or 0) >= MOST:
        raise Problem("feed.most", most=MOST)
    kept, competitor_id = _about(session, topic, competitor)
    last = session.scalar(select(func.max(Feed.position)))
    row = Feed(
        name=_name(name),
        address=place,
        topic=kept,
        competitor_id=competitor_id,
        position=0 if last is None else last + 1,
    )
    session.add(row)
    session.flush()
    name_edit(session, feed=shown_name(row.name, None, row.address))
    return row


def _about(session: Session, topic: str, competitor: str | None) -> tuple[str, int | None]:
    if topic not in TOPICS:
        raise Problem("field.choice", field="Topic", value=topic, choices=", ".join(TOPICS))
    if topic != "competitor" or not competitor or not tidy(competitor):
        return topic, None
    return topic, competitors.named(session, competitor).id


def _free(session: Session, address: str, feed_id: int | None = None) -> str:
    """The address in its one spelling, if no other feed has it."""
    place = checked(address).text
    other = session.scalar(select(Feed).where(Feed.address == place))
    if other is not None and other.id != feed_id:
        raise Problem("feed.known", feed=_called(session, other))
    return place


def _name(name: str) -> str:
    wanted = tidy(name)
    if len(wanted) > LONGEST_NAME:
        raise Problem("field.long", field="Name", most=LONGEST_NAME)
    return wanted


def _called(session: Session, feed: Feed) -> str:
    title = session.scalar(select(FeedCopy.title).where(FeedCopy.feed_id == feed.id))
    return shown_name(feed.name, title, feed.address)


def _existing(session: Session, feed_id: int) -> Feed:
    row = session.get(Feed, feed_id)
    if row is None:
        raise Problem("record.gone", kind="feed")
    return row
