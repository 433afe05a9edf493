"""Several feeds at once: what of a list can be added, and what is left out and why."""

import os
from pathlib import Path

import pytest

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.news import feed_lists, feeds
from salesdesk_app.services.news.feed_lists import Found
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON

OPML = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Competitors"><outline type="rss" text="Kestrel &amp;amp; &lt;b&gt;Co&lt;/b&gt;"
xmlUrl="https://kestrel.example/feed"/><outline text="Orbis" xmlUrl="feed://orbis.example/rss"/>
</outline><outline text="Our company"><outline title="Blog" xmlUrl="http://own.example/a?x=1&amp;y=2"/>
</outline><outline text="Trade &x;" xmlUrl="https://trade.example/feed"></outline>
<outline text="Local" xmlUrl="file:///etc/passwd"/><outline xmlUrl="\\\\server\\share"/>
<outline text="Script" xmlUrl="javascript:alert(1)"/><outline text="Folder only"/>
<outline text="Again" xmlUrl="HTTPS://trade.example:443/feed"/></body></opml>"""


def test_a_list_of_another_program(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(OPML, encoding="utf-8")
    perform(store, Stamp(NOON), feeds.add, "https://orbis.example/rss")
    found = ask(store, feed_lists.look, feed_lists.read_file(path))
    assert found.found == (
        Found("https://kestrel.example/feed", "Kestrel & Co", "competitor"),
        Found("http://own.example/a?x=1&y=2", "Blog", "company"),
        Found("https://trade.example/feed", "Trade &x;", None),
    )
    assert found.known == 1
    assert len(found.left_out) == 3
    assert all("only addresses that begin with https://" in reason for reason in found.left_out)


def test_addresses_that_were_pasted(store: Store) -> None:
    text = "https://a.example/feed\n  b.example/rss, file:///etc/passwd;https://a.example/feed#x"
    found = ask(store, feed_lists.look, feed_lists.pasted(text))
    assert [one.address for one in found.found] == [
        "https://a.example/feed",
        "https://b.example/rss",
    ]
    assert len(found.left_out) == 1


def test_a_list_that_is_too_long_says_so(store: Store, tmp_path: Path) -> None:
    lines = "".join(f'<outline xmlUrl="https://n{place}.example/"/>' for place in range(1_200))
    path = tmp_path / "long.opml"
    path.write_text(f"<opml><body>{lines}</body></opml>")
    for stated in (
        feed_lists.read_file(path),
        feed_lists.pasted(" ".join(f"https://n{place}.example/" for place in range(1_200))),
    ):
        found = ask(store, feed_lists.look, stated)
        assert len(found.found) == 1_000
        assert found.left_out == (
            "The list holds more than 1,000 feeds: those behind them are left out.",
        )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document.empty"),
        (b"<rss/>", "document.other"),
        (b"<opml><![x y[", "document.damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0", "document.other"),
        (b"x" * (feed_lists.LARGEST + 1), "document.too_big"),
        (None, "file.missing"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "feeds.opml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        feed_lists.read_file(path)
    assert caught.value.code == code
    assert wording.problem(code, caught.value.facts)


def test_a_folder_and_a_pipe_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.opml")
    for path, code in ((tmp_path, "file.folder"), (tmp_path / "pipe.opml", "file.pipe")):
        with pytest.raises(Problem) as caught:
            feed_lists.read_file(path)
        assert caught.value.code == code


def test_a_list_with_no_end_has_one(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    many = "".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(3_000))
    path.write_text(f"<opml>{'<outline text=deep>' * 5_000}{many}", encoding="utf-8")
    assert len(feed_lists.read_file(path)) == 1_001  # one more tells that there are more
