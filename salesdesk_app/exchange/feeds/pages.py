"""Web pages, given where a feed was expected: the feed that a page names."""

from contextlib import suppress
from html.parser import HTMLParser

MOST_READ = 300_000
_KINDS = ("application/rss+xml", "application/atom+xml")


class _Links(HTMLParser):
    """The first link to a feed in the head of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "link" or self.found is not None:
            return
        stated = {key: value or "" for key, value in attrs}
        names = stated.get("rel", "").lower().split()
        if "alternate" in names and stated.get("type", "").strip().lower() in _KINDS:
            self.found = stated.get("href") or None


def named_feed(page: str) -> str | None:
    """The address of the feed that a web page names, as it stands there; None where it has none."""
    links = _Links()
    with suppress(AssertionError):  # a declaration that makes no sense; it stands behind the head
        links.feed(page[:MOST_READ])
    return links.found
