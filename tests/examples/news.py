"""Examples of the verbs of feeds and of news that is kept."""

from salesdesk_app.services.news import feeds, kept_news
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import NewsItem
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON

WIRE = "https://wire.example/feed"


def feed(store: Store, address: str = WIRE) -> int:
    """A feed that is read along."""
    return perform(store, Stamp(NOON), feeds.add, address, topic="industry").result


def piece(store: Store) -> Piece:
    """A piece of news of a feed."""
    with store.scratch() as session:
        row = NewsItem(
            feed_id=feed(store), key="1", title="Rates up", text="By 3 %", author="", seen_at=NOON
        )
        session.add(row)
        session.flush()
        return Piece(item_id=row.id)


def kept(store: Store) -> Piece:
    """A piece that was starred and is about Kestrel and the first deal."""
    found = piece(store)
    for facts in ({"deal_id": 1}, {"competitor": "Kestrel"}):
        made = perform(store, Stamp(NOON), kept_news.attach, found, **facts).result
    return Piece(found.item_id, made)


@example("feeds.switch")
def _(_store: Store) -> Arguments:
    return (True,), {}


@example("feeds.add")
def _(_store: Store) -> Arguments:
    return (WIRE,), {"name": "The wire", "topic": "competitor", "competitor": "Newcomer"}


@example("feeds.add_several")
def _(_store: Store) -> Arguments:
    wanted = [(WIRE, "", "company"), ("b.example/rss", "B", "industry")]
    return (wanted,), {}


@example("feeds.edit")
def _(store: Store) -> Arguments:
    kept(store)
    changed = {"address": "https://other.example/feed", "name": "Other", "topic": "competitor"}
    return (1,), changed | {"competitor": "Kestrel"}


@example("feeds.move")
def _(store: Store) -> Arguments:
    feed(store)
    return (feed(store, "https://second.example/feed"), 0), {}


@example("feeds.remove")
def _(store: Store) -> Arguments:
    kept(store)
    return (1,), {}


@example("kept_news.star")
def _(store: Store) -> Arguments:
    return (piece(store),), {}


@example("kept_news.unstar")
def _(store: Store) -> Arguments:
    found = piece(store)
    perform(store, Stamp(NOON), kept_news.star, found)
    return (found,), {}


@example("kept_news.attach")
def _(store: Store) -> Arguments:
    return (piece(store),), {"deal_id": 2}


@example("kept_news.detach")
def _(store: Store) -> Arguments:
    return (kept(store).kept_id,), {"deal": True, "competitor": True}
