"""News that is kept: starred, or attached to a competitor or a deal."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete as sql_delete
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.deals.deal_records import existing, title_of
from salesdesk_app.services.news.feeds import shown_name
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Competitor, Feed, FeedCopy, KeptNews, NewsItem

NAMED = 60  # letters of a title in the name of an edit


class Piece(NamedTuple):
    """A piece of news: as a feed's copy holds it, as it was kept, or both."""

    item_id: int | None = None
    kept_id: int | None = None


@verb
def star(session: Session, piece: Piece) -> int:
    """Stars a piece of news, which keeps it; the result is its id as kept. Problem: record.gone."""
    kept = _keep(session, piece)
    kept.starred = True
    name_edit(session, title=_short(kept))
    return kept.id


@verb
def unstar(session: Session, piece: Piece) -> None:
    """Takes the star off; what is attached to nothing is kept no longer. Problem: record.gone."""
    kept = _kept(session, piece)
    if kept is None:
        raise Problem("record.gone", kind="news")
    kept.starred = False
    name_edit(session, title=_short(kept))
    _drop_loose(session, kept)


@verb
def attach(
    session: Session, piece: Piece, *, deal_id: int | None = None, competitor: str | None = None
) -> int:
    """Attaches a piece of news to a deal, or to a competitor by name, added where it is not known.

    It is attached to one of each at most. The result is its id as kept. Problems: record.gone,
    field.empty.
    """
    from salesdesk_app.services import competitors

    kept = _keep(session, piece)
    if deal_id is not None:
        deal = existing(session, deal_id)
        kept.deal_id = deal.id
        name_edit(session, title=_short(kept), to=title_of(session, deal))
    else:
        found = competitors.named(session, competitor or "")
        kept.competitor_id = found.id
        name_edit(session, title=_short(kept), to=found.name)
    return kept.id


@verb
def detach(session: Session, kept_id: int, *, deal: bool = False, competitor: bool = False) -> None:
    """Takes a piece of news off its deal, its competitor, or both. Problem: record.gone."""
    kept = session.get(KeptNews, kept_id)
    if kept is None:
        raise Problem("record.gone", kind="news")
    off = []
    if deal and kept.deal_id is not None:
        off.append(title_of(session, existing(session, kept.deal_id)))
        kept.deal_id = None
    if competitor and kept.competitor_id is not None:
        off.append(session.get_one(Competitor, kept.competitor_id).name)
        kept.competitor_id = None
    name_edit(session, title=_short(kept), to=", ".join(off))
    _drop_loose(session, kept)


def leave_deals(session: Session, deal_ids: Sequence[int]) -> None:
    """For the verb that deletes deals: news stays where it was starred or is a competitor's too."""
    of = KeptNews.deal_id.in_(deal_ids)
    loose = ~KeptNews.starred & KeptNews.competitor_id.is_(None)
    session.execute(sql_delete(KeptNews).where(of, loose))
    session.execute(update(KeptNews).where(of).values(deal_id=None))


def drop_loose(session: Session) -> None:
    """For verbs that took away what news was attached to: what nothing keeps goes."""
    held = KeptNews.starred | KeptNews.deal_id.is_not(None) | KeptNews.competitor_id.is_not(None)
    session.execute(sql_delete(KeptNews).where(~held))


def _keep(session: Session, piece: Piece) -> KeptNews:
    """The piece as it is kept, from now on if not before."""
    kept = _kept(session, piece)
    if kept is not None:
        return kept
    found = session.execute(
        select(NewsItem, Feed, FeedCopy.title)
        .join(Feed, Feed.id == NewsItem.feed_id)
        .outerjoin(FeedCopy, (FeedCopy.feed_id == Feed.id) & (FeedCopy.address == Feed.address))
        .where(NewsItem.id == piece.item_id)
    ).first()
    if found is None:
        raise Problem("record.gone", kind="news")
    item, feed, title = found
    kept = KeptNews(
        address=feed.address,
        key=item.key,
        source=shown_name(feed.name, title, feed.address),
        topic=feed.topic,
        title=item.title,
        text=item.text,
        author=item.author,
        link=item.link,
        published_at=item.published_at or item.seen_at,
        starred=False,
    )
    session.add(kept)
    session.flush()
    return kept


def _kept(session: Session, piece: Piece) -> KeptNews | None:
    if piece.kept_id is not None:
        found = session.get(KeptNews, piece.kept_id)
        if found is not None:
            return found
    return session.scalar(
        select(KeptNews)
        .join(Feed, Feed.address == KeptNews.address)
        .join(NewsItem, (NewsItem.feed_id == Feed.id) & (NewsItem.key == KeptNews.key))
        .where(NewsItem.id == piece.item_id)
    )


def _drop_loose(session: Session, kept: KeptNews) -> None:
    if not kept.starred and kept.deal_id is None and kept.competitor_id is None:
        session.delete(kept)


def _short(kept: KeptNews) -> str:
    title = kept.title or kept.source
    return title if len(title) <= NAMED else f"{title[: NAMED - 1].rstrip()}…"
