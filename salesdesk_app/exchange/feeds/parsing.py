"""Reads one feed, RSS or Atom, in the guarded child: entries as plain text, and nothing else."""

import calendar
import codecs
import hashlib
import io
import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser
from feedparser.encodings import convert_to_utf8

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.feeds import plain
from salesdesk_app.exchange.feeds.frames import AUTHOR, ENTRIES, KEY, LINK, TEXT, TITLE, web_link
from salesdesk_app.exchange.feeds.outlines import outlines
from salesdesk_app.exchange.feeds.pages import named_feed
from salesdesk_app.exchange.feeds.prolog import without_type
from salesdesk_app.exchange.reading.signature import SNIFFED, kind_of, wide_text

EARLIEST = 1990
WIDEST = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(r"^<\?xml[^>]*>")
_NAMED = re.compile(r"[^\s@]+@\S+ ?\((.+)\)|(.+?) ?\([^\s@]+@\S+\)")
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta")


def read(content: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """What a feed holds: its title and entries; or, of a web page, the feed that it names.

    With the option ``list`` it is a list of feeds (OPML) that is read, see ``outlines``.
    With ``framed`` a first line of JSON says where it came from, see ``frames``.
    Problems: document.empty, document.other, document.damaged.
    """
    told: dict[str, str] = {}
    if options.get("framed"):
        head, _end, content = content.partition(b"\n")
        told = json.loads(head)
    if not content.strip():
        raise Problem("document.empty")
    if options.get("list"):
        return {"outlines": outlines(_in_utf8(content, "").decode("utf-8", "replace"))}
    base, kind = told.get("address", ""), told.get("kind", "")
    try:
        data = _in_utf8(content, kind)
        found = feedparser.parse(
            io.BytesIO(without_type(data)),
            response_headers={"content-location": base},
            sanitize_html=True,
            resolve_relative_uris=False,
        )
    except (Problem, MemoryError):
        raise
    except Exception as error:  # whatever a foreign parser stumbles over, it is the document's
        raise Problem("document.damaged") from error
    if not found.get("version") and not found.get("entries"):
        return _something_else(content, data, base)
    items = list(_items(found.get("entries", []), base))
    return {"title": plain.line(found.feed.get("title"), TITLE), "items": items[:ENTRIES]}


def _in_utf8(content: bytes, kind: str) -> bytes:
    """The same in UTF-8, as the server, the document or its first bytes say what it is in."""
    wide = _wide(content)
    if wide is not None:
        text = _DECLARED.sub("", content.decode(wide, "replace").lstrip("\ufeff"))
        return f"<?xml version='1.0' encoding='utf-8'?>{text}".encode("utf-8", "replace")
    headers = {"content-type": kind} if "charset" in kind.lower() else {}
    return bytes(convert_to_utf8(headers, content, {}))


def _wide(content: bytes) -> str | None:
    """Two or four bytes a letter, which its first ones tell before anything that is declared."""
    if content.startswith(WIDEST):
        return "utf-32"
    return "utf-16" if content.startswith(WIDE) else wide_text(content[:SNIFFED])


def _something_else(content: bytes, data: bytes, base: str) -> dict[str, Any]:
    """What is no feed: a page may name one. Problem: document.other."""
    start = data[:SNIFFED].lower()
    if any(mark in start for mark in _PAGE):
        named = named_feed(data.decode("utf-8", "replace"))
        return {"page": _link(named, base) or ""}
    if content.lstrip()[:1] == b"{" and b"jsonfeed.org" in content[:SNIFFED]:
        raise Problem("document.other", what="a JSON Feed, not an RSS or Atom feed")
    if b"<cdf" in start or b"<channel" in start:
        raise Problem("document.other", what="a channel without entries, not a feed")
    raise Problem("document.other", what=f"{kind_of(content[:SNIFFED])[1]}, not a feed")


def _items(entries: list[Any], base: str) -> Iterator[dict[str, Any]]:
    """Each entry once, in the order of the feed; one that says nothing has no title."""
    seen: dict[str, str | None] = {}
    for entry in _newest(entries):
        link = _link(entry.get("link"), base)
        text = _text(entry)
        title = plain.line(entry.get("title"), TITLE) or plain.cut(plain.line(text, TITLE), 120)
        title = title or (link or "")[:TITLE]
        published = _moment(entry)
        key = _key(entry, link, title, published)
        if key in seen:
            if seen[key] == link:
                continue
            key = _short(f"{key} {link}")  # a feed that calls all of its entries the same
            if key in seen:
                continue
        seen[key] = link
        yield {
            "key": key,
            "title": title,
            "text": text,
            "author": _author(entry),
            "link": link,
            "published": published,
        }


def _newest(entries: list[Any]) -> list[Any]:
    """Of more entries than are kept the newest first, where enough say when; else the first."""
    if len(entries) > ENTRIES:
        moments = [_moment(entry) or "" for entry in entries]
        if sum(map(bool, moments)) >= ENTRIES:
            places = sorted(range(len(entries)), key=moments.__getitem__, reverse=True)
            entries = [entries[place] for place in places]
    return entries[: ENTRIES * 5]


def _author(entry: Any) -> str:
    """Who wrote it: by name where there is one, not by an address that answers nobody."""
    stated = plain.line(entry.get("author"), AUTHOR)
    found = _NAMED.fullmatch(stated)
    return found[1] or found[2] if found else stated


def _text(entry: Any) -> str:
    """Its text: the whole content where the feed has it, or else the summary."""
    contents = entry.get("content")
    whole = contents[0].get("value") if isinstance(contents, list) and contents else None
    return plain.paragraphs(whole, TEXT) or plain.paragraphs(entry.get("summary"), TEXT)


def _key(entry: Any, link: str | None, title: str, published: str | None) -> str:
    """What the feed calls an entry by, the same each time it is read."""
    stated = entry.get("id")
    if isinstance(stated, str) and stated.strip():
        return _short(plain.line(stated, 10 * KEY) or "untitled")
    return _short(link or f"{title} {published or ''}".strip() or "untitled")


def _short(key: str) -> str:
    if len(key) <= KEY:
        return key
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _link(stated: object, base: str) -> str | None:
    """A link as an absolute http or https address; None for any other."""
    if not isinstance(stated, str) or not stated.strip():
        return None
    try:
        return web_link(urljoin(base, stated.strip())[: LINK + 1])
    except ValueError:
        return None


def _moment(entry: Any) -> str | None:
    """When it was published, or else changed, in UTC."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        # The dictionary hands out one for another when asked nicely, with a warning.
        stated = dict.get(entry, name)
        if isinstance(stated, time.struct_time):
            try:
                moment = datetime.fromtimestamp(calendar.timegm(stated), UTC)
            except (ValueError, OverflowError, OSError):
                continue
            if moment.year >= EARLIEST:
                return moment.isoformat()
    return None
