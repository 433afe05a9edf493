"""Feeds and news that is kept: what is stated, refused, attached, and taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import competitors, history
from salesdesk_app.services.deals import deals
from salesdesk_app.services.news import deal_news, feeds, kept_news, news
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.verbs import Stamp, ask, ask_past, perform
from salesdesk_app.store.models import DealCompetitor, FeedCopy, KeptNews, NewsItem
from salesdesk_app.store.session import Store
from tests.world import NOON, fill

STAMP = Stamp(NOON)


def add(store: Store, address: str, **facts: object) -> int:
    return perform(store, STAMP, feeds.add, address, **facts).result


def bring(store: Store, feed_id: int, *titles: str, days: int = 0) -> list[Piece]:
    """What a feed brought, each piece an hour newer than the one before."""
    with store.scratch() as session:
        made = [
            NewsItem(
                feed_id=feed_id,
                key=title,
                title=title,
                text=f"About {title}",
                author="",
                seen_at=NOON + timedelta(hours=hour, days=days),
            )
            for hour, title in enumerate(titles)
        ]
        session.add_all(made)
        session.flush()
        return [Piece(row.id) for row in made]


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def test_feeds_are_listed_in_their_order(world: Store) -> None:
    one = add(world, "example.com/feed", name=" Our  blog ", topic="company")
    two = add(world, "http://kestrel.example/rss", topic="competitor", competitor="kestrel")
    three = add(world, "https://www.trade.example/atom")
    perform(world, STAMP, feeds.move, three, 0)
    rows = ask(world, feeds.listing)
    assert [(row.id, row.name, row.topic, row.competitor) for row in rows] == [
        (three, "trade.example", "industry", None),
        (one, "Our blog", "company", None),
        (two, "kestrel.example", "competitor", "Kestrel"),
    ]
    assert rows[1].address == "https://example.com/feed"
    assert not ask(world, feeds.fetching)
    perform(world, STAMP, feeds.switch, True)
    assert ask(world, feeds.fetching)


@pytest.mark.parametrize(
    ("address", "facts", "code"),
    [
        ("file:///etc/passwd", {}, "web.scheme"),
        (r"\\server\feed.xml", {}, "web.scheme"),
        ("https://a:b@example.com/", {}, "web.credentials"),
        ("news", {}, "web.address"),
        ("HTTPS://wire.EXAMPLE/feed#x", {}, "feed.known"),
        ("https://b.example/", {"name": "x" * 101}, "field.long"),
        ("https://b.example/", {"topic": "sport"}, "field.choice"),
    ],
)
def test_what_is_no_feed_is_refused(
    world: Store, address: str, facts: dict[str, str], code: str
) -> None:
    add(world, "https://wire.example/feed")
    with pytest.raises(Problem) as caught:
        add(world, address, **facts)
    assert caught.value.code == code
    assert wording.problem(code, caught.value.facts)
    assert len(ask(world, feeds.listing)) == 1


def test_several_come_as_one_edit(world: Store) -> None:
    add(world, "https://wire.example/feed")
    wanted = [("https://wire.example/feed", "", "industry"), ("b.example", "B", "company")]
    done = perform(world, STAMP, feeds.add_several, wanted)
    assert done.result == 1
    assert perform(world, STAMP, feeds.add_several, wanted).edit_id is None
    assert history.undo(world, NOON).result == "Add the feed “B”"


def test_news_is_starred_attached_and_let_go(world: Store) -> None:
    feed = add(world, "https://wire.example/feed", name="Wire")
    (piece,) = bring(world, feed, "Rates up")
    kept = perform(world, STAMP, kept_news.star, piece).result
    perform(world, STAMP, kept_news.attach, piece, deal_id=1)
    perform(world, STAMP, kept_news.attach, Piece(kept_id=kept), competitor=" Kestrel ")
    (row,) = ask(world, news.listing)
    assert (row.starred, row.competitor, row.deal_id, row.unread) == (True, "Kestrel", 1, True)
    assert row.deal
    assert row.deal.startswith("Halden Freight")
    perform(world, STAMP, kept_news.unstar, piece)
    perform(world, STAMP, kept_news.detach, kept, deal=True)
    assert ask(world, news.listing)[0].piece.kept_id == kept
    perform(world, STAMP, kept_news.detach, kept, competitor=True)
    assert ask(world, news.listing)[0].piece == piece
    for verb, args in ((kept_news.unstar, (piece,)), (kept_news.detach, (kept,))):
        with pytest.raises(Problem) as caught:
            perform(world, STAMP, verb, *args)
        assert caught.value.code == "record.gone"


def test_what_is_kept_outlives_its_feed_and_undo_brings_all_back(world: Store) -> None:
    feed = add(world, "https://wire.example/feed", name="Wire")
    one, _two = bring(world, feed, "One", "Two")
    perform(world, STAMP, kept_news.star, one)
    before = ask(world, news.listing)
    perform(world, STAMP, feeds.remove, feed)
    (row,) = ask(world, news.listing)
    assert (row.title, row.source, row.feed_id, row.unread) == ("One", "Wire", None, False)
    assert ask(world, news.article, row.piece).text == "About One"
    assert ask(world, news.day_news).rows == ()
    history.undo(world, NOON)
    assert ask(world, news.listing) == before


def test_another_address_keeps_what_was_kept(world: Store) -> None:
    feed = add(world, "https://wire.example/feed", name="Wire")
    (piece,) = bring(world, feed, "One")
    perform(world, STAMP, kept_news.star, piece)
    with world.scratch() as session:
        session.add(
            FeedCopy(feed_id=feed, address="https://wire.example/feed", title="W", etag="1")
        )
    changed = {"address": "https://new.example/feed", "name": "", "topic": "company"}
    perform(world, STAMP, feeds.edit, feed, **changed)
    (row,) = ask(world, news.listing)
    assert (row.starred, row.piece.item_id, row.topic) == (True, piece.item_id, "company")
    assert ask(world, feeds.listing)[0].name == "new.example"


def test_a_deal_that_is_deleted_leaves_nothing_dangling(world: Store) -> None:
    feed = add(world, "https://wire.example/feed")
    pieces = bring(world, feed, "Starred", "Both", "Bare")
    for piece in pieces:
        perform(world, STAMP, kept_news.attach, piece, deal_id=1)
    perform(world, STAMP, kept_news.star, pieces[0])
    perform(world, STAMP, kept_news.attach, pieces[1], competitor="Kestrel")
    before = ask(world, news.listing)
    perform(world, STAMP, deals.delete, [1])
    with world.read() as session:
        kept = session.execute(select(KeptNews.title, KeptNews.deal_id).order_by(KeptNews.id))
        assert kept.all() == [("Starred", None), ("Both", None)]
        assert not session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
    history.undo(world, NOON)
    assert ask(world, news.listing) == before


def test_a_deal_shows_its_news_and_that_of_competitors_met(world: Store) -> None:
    wire = add(world, "https://wire.example/feed")
    theirs = add(world, "https://kestrel.example/rss", topic="competitor", competitor="Kestrel")
    other = add(world, "https://other.example/rss", topic="competitor", competitor="Other")
    own, loose, about = bring(world, wire, "Own", "Loose", "About Kestrel")
    bring(world, theirs, "Kestrel cuts prices")
    bring(world, other, "Nobody met")
    perform(world, STAMP, kept_news.attach, own, deal_id=1)
    perform(world, STAMP, kept_news.attach, about, competitor="Kestrel")
    perform(world, STAMP, kept_news.star, loose)
    with world.read() as session:
        met = session.scalar(select(func.count()).select_from(DealCompetitor))
    assert met == 1
    titles = [(row.title, row.deal_id) for row in ask(world, deal_news.about_deal, 1)]
    assert titles == [("Own", 1), ("About Kestrel", None), ("Kestrel cuts prices", None)]
    assert [row.title for row in ask(world, deal_news.about_deal, 1, 1)] == ["Own", "About Kestrel"]
    assert ask(world, deal_news.about_deal, 2) == []
    # What is attached to the deal and to its competitor, and stands in a feed, is told once.
    kept, starred, hired = bring(world, theirs, "Kestrel is sold", "Kestrel moves", "Hires")
    perform(world, STAMP, kept_news.star, starred)
    perform(world, STAMP, kept_news.attach, hired, competitor="Kestrel")
    perform(world, STAMP, kept_news.attach, kept, deal_id=1)
    perform(world, STAMP, kept_news.attach, kept, competitor="Kestrel")
    told = [row.title for row in ask(world, deal_news.about_deal, 1)]
    assert sorted(told[:2]) == ["Kestrel is sold", "Own"]
    assert sorted(told[2:]) == ["About Kestrel", "Hires", "Kestrel cuts prices", "Kestrel moves"]


def test_deals_asked_together_show_what_each_shows_alone(world: Store) -> None:
    kestrel = add(world, "https://kestrel.example/rss", topic="competitor", competitor="Kestrel")
    lynx = add(world, "https://lynx.example/rss", topic="competitor", competitor="Lynx")
    perform(world, STAMP, competitors.add_to_deal, 2, "Lynx")
    perform(world, STAMP, competitors.add_to_deal, 2, "Kestrel")
    bring(world, kestrel, *(f"Kestrel {number}" for number in range(4)))
    pieces = bring(world, lynx, *(f"Lynx {number}" for number in range(4)))
    perform(world, STAMP, kept_news.attach, pieces[0], deal_id=1)
    perform(world, STAMP, kept_news.attach, pieces[1], deal_id=2)
    together = ask(world, deal_news.about_deals, [1, 2, 3], 3)
    assert together == {number: ask(world, deal_news.about_deal, number, 3) for number in (1, 2, 3)}
    assert [len(together[number]) for number in (1, 2, 3)] == [4, 4, 0]
    named = {row.title.split()[0] for row in together[1][1:]}
    assert named == {"Kestrel"}


def test_the_day_counts_what_was_not_read(world: Store) -> None:
    own = add(world, "https://own.example/feed", topic="company")
    trade = add(world, "https://trade.example/feed")
    bring(world, own, "A")
    pieces = bring(world, trade, *(f"B{number}" for number in range(12)))
    day = ask(world, news.day_news)
    assert (day.unread, day.new, day.feeds, day.on) == ((1, 0, 12), 13, 2, False)
    assert [row.title for row in day.rows] == ["A", *(f"B{n}" for n in range(11, 3, -1))]
    news.mark(world, [pieces[11].item_id or 0], read=True, now=NOON)
    day = ask(world, news.day_news)
    assert day.unread == (1, 0, 11)
    assert [row.unread for row in day.rows[:3]] == [True, False, True]
    marked = ask(world, news.unread_ids)
    news.mark(world, marked, read=True, now=NOON)
    assert ask(world, news.day_news).new == 0
    news.mark(world, marked, read=False, now=NOON)
    assert ask(world, news.unread_ids) == marked
    assert len(ask(world, news.unread_ids, "company")) == 1


def test_the_past_knows_what_was_kept_and_nothing_of_the_feeds(world: Store) -> None:
    feed = add(world, "https://wire.example/feed")
    (piece,) = bring(world, feed, "One")
    starred = perform(world, STAMP, kept_news.star, piece)
    perform(world, STAMP, kept_news.unstar, piece)
    assert starred.edit_id is not None
    (row,) = ask_past(world, starred.edit_id, news.listing)
    assert (row.title, row.starred) == ("One", True)
    assert ask_past(world, starred.edit_id, news.day_news).rows == ()
