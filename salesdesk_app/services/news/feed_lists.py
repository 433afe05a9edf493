"""Several feeds at once: a list of another program (OPML), or addresses that were pasted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.feeds.feed_reader import read_list
from salesdesk_app.exchange.feeds.frames import OUTLINES
from salesdesk_app.exchange.reading.whole_file import content_of
from salesdesk_app.exchange.web_address import checked
from salesdesk_app.services.news.feeds import LONGEST_NAME, Topic
from salesdesk_app.store.models import Feed
from salesdesk_app.wording import news as words

LARGEST = 5 * 1024 * 1024
_BETWEEN = re.compile(r"[\s,;]+")
_TOPICS: tuple[tuple[str, Topic], ...] = (
    ("competit", "competitor"),
    ("rival", "competitor"),
    ("compan", "company"),
    ("own", "company"),
)


class Found(NamedTuple):
    """A feed that can be added; ``topic`` is what its folder says, None where it says nothing."""

    address: str
    name: str
    topic: Topic | None


@dataclass(frozen=True)
class FeedList:
    """What a list holds: feeds to add, how many are read along already, and why others are not."""

    found: tuple[Found, ...]
    known: int
    left_out: tuple[str, ...]


def read_file(path: Path) -> list[tuple[str, str, str]]:
    """The (address, name, folder) of each feed of an OPML file, read in the guarded child.

    Problems: those of ``whole_file.content_of`` and of reading.
    """
    content = content_of(path, LARGEST, "a list of feeds may have 5 MB")
    return [(one.address, one.name, one.folder) for one in read_list(path.name, content)]


def pasted(text: str) -> list[tuple[str, str, str]]:
    """The same of addresses that were pasted, with blanks, commas or line breaks between."""
    return [(part, "", "") for part in _BETWEEN.split(text) if part]


def look(session: Session, stated: Iterable[tuple[str, str, str]]) -> FeedList:
    """What of a list can be added; only http and https addresses are."""
    known = set(session.scalars(select(Feed.address)))
    found: dict[str, Found] = {}
    left_out: list[str] = []
    doubles = 0
    listed = list(stated)
    for address, name, folder in listed[:OUTLINES]:
        try:
            place = checked(address).text
        except Problem as problem:
            left_out.append(wording.problem(problem.code, problem.facts))
            continue
        if place in known:
            doubles += 1
        elif place not in found:
            found[place] = Found(place, name[:LONGEST_NAME], _topic(folder))
    if len(listed) > OUTLINES:
        left_out.insert(0, words.more_feeds(OUTLINES))
    return FeedList(tuple(found.values()), doubles, tuple(left_out))


def _topic(folder: str) -> Topic | None:
    folded = folder.casefold()
    return next((topic for mark, topic in _TOPICS if mark in folded), None)
