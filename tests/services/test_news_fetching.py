"""Fetching: only when it was switched on, only what is due, and what becomes of what came."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from salesdesk_app.exchange import web
from salesdesk_app.progress import Cancelled
from salesdesk_app.services.news import feeds, kept_news, news, news_copies, news_fetching
from salesdesk_app.services.news.kept_news import Piece
from salesdesk_app.services.news.news_fetching import Refreshed, refresh
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.web_server import WebServer, answer
from tests.world import NOON

STAMP = Stamp(NOON)
HOUR = timedelta(hours=1)


def rss(*items: tuple[str, datetime | None], title: str = "The wire") -> bytes:
    inner = "".join(
        f"<item><title>{name}</title><guid>{name[:9]}</guid>"
        + (f"<pubDate>{at.astimezone(UTC):%d %b %Y %H:%M:%S} GMT</pubDate>" if at else "")
        + f"<description>&lt;b&gt;About&lt;/b&gt; {name}</description></item>"
        for name, at in items
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{inner}</channel></rss>'.encode()


@pytest.fixture
def on(store: Store) -> Store:
    perform(store, STAMP, feeds.switch, True)
    return store


def add(store: Store, address: str) -> int:
    return perform(store, STAMP, feeds.add, address).result


def titles(store: Store) -> list[str]:
    return [row.title for row in ask(store, news.listing)]


def test_nothing_is_fetched_before_it_is_switched_on(store: Store, web_server: WebServer) -> None:
    add(store, f"{web_server.address}/feed")
    assert refresh(store, NOON, all_=True) == Refreshed()
    perform(store, STAMP, feeds.switch, True)
    perform(store, STAMP, feeds.switch, False)
    assert refresh(store, NOON, all_=True) == Refreshed()
    assert web_server.asked == []


def test_a_feed_is_fetched_once_an_hour_and_kept(on: Store, web_server: WebServer) -> None:
    feed = add(on, f"{web_server.address}/feed")
    web_server.routes["/feed"] = answer(
        rss(("Newer", NOON), ("Older", NOON - HOUR)), 'ETag: "1"', "Content-Type: text/xml"
    )
    assert refresh(on, NOON) == Refreshed(reached=1, new=2)
    assert titles(on) == ["Newer", "Older"]
    assert ask(on, news.listing)[0].lead == "About Newer"
    assert web_server.paths == ["/feed"]  # nothing but the feed
    row = ask(on, feeds.listing)[0]
    assert (row.name, row.items, row.unread, row.fetched_at, row.trouble) == (
        ("The wire", 2, 2, NOON, "")
    )
    assert refresh(on, NOON + timedelta(minutes=59)) == Refreshed()
    web_server.routes["/feed"] = answer(b"", status="304 Not Modified")
    assert refresh(on, NOON + HOUR) == Refreshed(reached=1)
    assert web_server.header("If-None-Match") == '"1"'
    assert refresh(on, NOON - timedelta(days=2)) == Refreshed(reached=1)  # the clock was set back
    assert titles(on) == ["Newer", "Older"]
    # Another address is another feed: its mark must not be sent there.
    moved = {"address": f"{web_server.address}/new", "name": "", "topic": "industry"}
    perform(on, STAMP, feeds.edit, feed, **moved)
    web_server.routes["/new"] = answer(rss(("Third", NOON)))
    assert refresh(on, NOON + HOUR).new == 1
    assert web_server.header("If-None-Match") is None


def test_what_changes_is_taken_over_and_stays_read(on: Store, web_server: WebServer) -> None:
    add(on, f"{web_server.address}/feed")
    web_server.routes["/feed"] = answer(rss(("Kestrel v1", NOON)))
    refresh(on, NOON)
    news.mark(on, ask(on, news.unread_ids), read=True, now=NOON)
    web_server.routes["/feed"] = answer(rss(("Kestrel v1, corrected", NOON)))
    assert refresh(on, NOON + HOUR).new == 0
    (row,) = ask(on, news.listing)
    assert (row.title, row.unread) == ("Kestrel v1, corrected", False)


def test_what_was_old_when_the_feed_was_added_is_no_news(on: Store, web_server: WebServer) -> None:
    add(on, f"{web_server.address}/feed")
    old, ahead = NOON - timedelta(days=8), NOON + timedelta(days=999)
    web_server.routes["/feed"] = answer(rss(("Ahead", ahead), ("None", None), ("Old", old)))
    assert refresh(on, NOON).new == 2
    rows = {row.title: row for row in ask(on, news.listing)}
    assert rows["Ahead"].at == NOON  # not before it can be known
    assert rows["None"].at == NOON
    assert [rows[name].unread for name in ("Ahead", "None", "Old")] == [True, True, False]


def test_old_news_is_thinned_but_not_what_is_kept(on: Store, web_server: WebServer) -> None:
    add(on, f"{web_server.address}/feed")
    web_server.routes["/feed"] = answer(rss(("Kept", NOON), ("Gone", NOON), ("Stays", NOON)))
    refresh(on, NOON)
    kept = next(row for row in ask(on, news.listing) if row.title == "Kept")
    perform(on, STAMP, kept_news.star, kept.piece)
    later = NOON + timedelta(days=91)
    web_server.routes["/feed"] = answer(rss(("Stays", NOON)))
    refresh(on, NOON + timedelta(days=89))
    assert sorted(titles(on)) == ["Gone", "Kept", "Stays"]
    refresh(on, later)
    assert sorted(titles(on)) == ["Kept", "Stays"]
    assert ask(on, news.article, Piece(kept_id=1)).text == "About Kept"


def test_no_more_than_some_hundred_are_kept_of_a_feed(on: Store, web_server: WebServer) -> None:
    add(on, f"{web_server.address}/feed")
    for round_ in range(3):
        at = NOON + round_ * HOUR
        items = [(f"{round_}-{n}", at) for n in range(120)]
        web_server.routes["/feed"] = answer(rss(*items))
        refresh(on, at)
    found = titles(on)
    assert len(found) == news_copies.KEPT_OF_A_FEED
    assert sum(title.startswith("2-") for title in found) == 120
    assert not any(title.startswith("0-") for title in found)


def test_a_feed_that_fails_is_told_and_left_alone_longer(on: Store, web_server: WebServer) -> None:
    add(on, f"{web_server.address}/feed")
    web_server.routes["/feed"] = answer(rss(("One", NOON)))
    refresh(on, NOON)
    del web_server.routes["/feed"]
    now = NOON + HOUR
    for wait in (2, 4, 8, 16, 24, 24):
        assert refresh(on, now) == Refreshed(failed=1)
        (row,) = ask(on, feeds.listing)
        assert "nothing at this address" in row.trouble
        assert (row.fetched_at, row.tried_at, row.items) == (NOON, now, 1)
        assert refresh(on, now + wait * HOUR - timedelta(minutes=1)) == Refreshed()
        now += wait * HOUR
    assert ask(on, news.day_news).failing == 1
    web_server.routes["/feed"] = answer(rss(("Two", NOON)))
    assert refresh(on, now, all_=True).new == 1
    assert ask(on, feeds.listing)[0].trouble == ""


def test_who_asks_to_be_left_alone_is(on: Store, web_server: WebServer) -> None:
    add(on, f"{web_server.address}/feed")
    web_server.routes["/feed"] = answer(b"", "Retry-After: 10800", status="429 Too Many Requests")
    assert refresh(on, NOON).failed == 1
    assert refresh(on, NOON + 2 * HOUR + timedelta(minutes=59), all_=True) == Refreshed()
    assert refresh(on, NOON + 3 * HOUR) == Refreshed(failed=1)
    assert len(web_server.asked) == 2


def test_a_page_is_told_with_the_feed_that_it_names(on: Store, web_server: WebServer) -> None:
    add(on, web_server.address)
    page = b"<html><link rel=alternate type='application/rss+xml' href='/news.xml'></html>"
    web_server.routes["/"] = answer(page)
    assert refresh(on, NOON).failed == 1
    assert f"{web_server.address}/news.xml" in ask(on, feeds.listing)[0].trouble


def test_hostile_feeds_cause_no_other_request(on: Store, web_server: WebServer) -> None:
    evil = web_server.address
    add(on, f"{evil}/feed")
    web_server.routes["/feed"] = answer(
        f"""<?xml version="1.0"?><?xml-stylesheet href="{evil}/style.css"?>
        <!DOCTYPE rss SYSTEM "{evil}/x.dtd" [<!ENTITY x SYSTEM "{evil}/entity">]>
        <rss version="2.0"><channel><item><title>&x;&lt;img src="{evil}/pixel"&gt;Fine</title>
        <description>&lt;script src="{evil}/script"&gt;&lt;/script&gt;&lt;p style="background:
        url({evil}/css)"&gt;Text&lt;/p&gt;</description><link>javascript:alert(1)</link>
        <enclosure url="{evil}/sound"/></item></channel></rss>""".encode()
    )
    refresh(on, NOON)
    (row,) = ask(on, news.listing)
    assert row.title.endswith("Fine")
    assert row.link is None
    assert ask(on, news.article, row.piece).text == "Text"
    assert web_server.paths == ["/feed"]


def test_one_feed_that_fails_stops_no_other(on: Store, web_server: WebServer) -> None:
    for number in range(6):
        add(on, f"{web_server.address}/{number}")
        web_server.routes[f"/{number}"] = (
            answer(b"no feed") if number % 2 else answer(rss((f"N{number}", NOON)))
        )
    seen: list[tuple[int, int]] = []
    assert refresh(on, NOON, tick=lambda *far: seen.append(far)) == Refreshed(3, 3, 3)
    assert seen[-1] == (6, 6)
    assert seen == sorted(seen)


def test_the_user_can_stop_and_keeps_what_came(on: Store, web_server: WebServer) -> None:
    for number in range(20):
        add(on, f"{web_server.address}/{number}")
        web_server.routes[f"/{number}"] = answer(rss((f"N{number}", NOON)))

    def stop(done: int, _all: int) -> None:
        if done > news_fetching.A_BATCH:
            raise Cancelled

    found = refresh(on, NOON, tick=stop)
    assert found.stopped
    assert found.new == news_fetching.A_BATCH


def test_a_feed_that_was_removed_meanwhile_is_dropped(on: Store, web_server: WebServer) -> None:
    feed = add(on, f"{web_server.address}/feed")
    web_server.routes["/feed"] = answer(rss(("One", NOON)))
    brought, stopped = news_fetching.fetch_due(on, NOON)
    assert not stopped
    perform(on, STAMP, feeds.remove, feed)
    assert news_copies.keep(on, brought, NOON) == 0
    assert titles(on) == []


def test_fifty_feeds_are_quick(on: Store) -> None:
    """Without a network: what reading and keeping takes."""
    wanted = [(f"https://example.com/{number}", "", "industry") for number in range(50)]
    perform(on, STAMP, feeds.add_several, wanted)
    content = rss(*((f"{n:09} of some length or other", NOON) for n in range(100)))

    def fetch(address: str, **_asked: object) -> web.Fetched:
        return web.Fetched(content, None, None, address)

    went: Callable[..., Refreshed] = partial(refresh, on, fetch=fetch)
    since = time.monotonic()
    assert went(NOON).new == 5_000
    took = time.monotonic() - since
    assert took < 20, took
    since = time.monotonic()
    assert len(ask(on, news.day_news).rows) == news.A_TOPIC
    assert time.monotonic() - since < 1
    assert len(ask(on, news.listing)) == 5_000
