"""Reads feeds in the guarded child and takes nothing of what it says on trust."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.feeds.frames import (
    AUTHOR,
    ENTRIES,
    KEY,
    OUTLINES,
    TEXT,
    TITLE,
    framed,
    web_link,
)
from salesdesk_app.exchange.reading.documents import Document, read_each
from salesdesk_app.progress import Tick, no_tick


class Received(NamedTuple):
    """What a server sent: ``name`` is what messages call it, ``kind`` what the server did."""

    name: str
    address: str
    kind: str
    content: bytes


class Entry(NamedTuple):
    """One piece of news as plain text; ``published_at`` is in UTC, None where nothing is said."""

    key: str
    title: str
    text: str
    author: str
    link: str | None
    published_at: datetime | None


@dataclass(frozen=True)
class FeedRead:
    """A feed: what it calls itself, and its entries in its own order."""

    title: str
    entries: tuple[Entry, ...]


def read_feeds(received: Sequence[Received], *, tick: Tick = no_tick) -> list[FeedRead | Problem]:
    """What each feed holds, or what it met, in their order.

    ``tick`` is called with feeds done and all. Problems: those of ``documents.read_each``, and
    feed.page or feed.page_with_feed for a web page.
    """
    documents = [Document(one.name, framed(one.content, one.address, one.kind)) for one in received]
    read = read_each("feeds", documents, _understood, options={"framed": True}, tick=tick)
    return [
        _page(one.name, found) if isinstance(found, str) else found
        for one, found in zip(received, read, strict=True)
    ]


class Outline(NamedTuple):
    """A feed in a list of another program: name, address as it stands there, and its folders."""

    name: str
    address: str
    folder: str


def read_list(name: str, content: bytes) -> list[Outline]:
    """The feeds of a list (OPML). Problems: those of ``documents.read_each``."""
    document = Document(name, content)
    (found,) = read_each("feeds", [document], _outlines, options={"list": True})
    if isinstance(found, Problem):
        raise found
    return found


def _outlines(found: Any) -> list[Outline]:
    items = found["outlines"]
    if len(items) > OUTLINES + 1:
        raise ValueError("too many outlines")
    names = ("name", "address", "folder")
    return [Outline(*(_text(item[name], TEXT) for name in names)) for item in items]


def _page(name: str, feed: str) -> Problem:
    return Problem("feed.page_with_feed", name=name, address=feed) if feed else (
        Problem("feed.page", name=name)
    )  # fmt: skip


def _understood(found: Any) -> FeedRead | str:
    """What the child says, if it is what it should be; of a web page the feed that it names."""
    if "page" in found:
        return web_link(_text(found["page"], 2 * TEXT)) or ""
    items = found["items"]
    if len(items) > ENTRIES:
        raise ValueError("too many entries")
    return FeedRead(_text(found["title"], TITLE), tuple(_entry(item) for item in items))


def _entry(item: Any) -> Entry:
    link = item["link"]
    published = item["published"]
    return Entry(
        key=_text(item["key"], KEY, some=True),
        title=_text(item["title"], TITLE),
        text=_text(item["text"], TEXT),
        author=_text(item["author"], AUTHOR),
        link=None if link is None else web_link(_text(link, 2 * TEXT)),
        published_at=None if published is None else _moment(published),
    )


def _text(value: Any, most: int, *, some: bool = False) -> str:
    if not isinstance(value, str) or len(value) > most or (some and not value):
        raise ValueError("not such a text")
    return value.encode("utf-8", "replace").decode("utf-8")


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value, 40))
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC)
