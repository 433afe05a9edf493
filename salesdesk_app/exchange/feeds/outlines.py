"""Lists of feeds as other programs write them (OPML): the addresses, with the folders around."""

from html.parser import HTMLParser

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.feeds import plain
from salesdesk_app.exchange.feeds.frames import OUTLINES

NAME = 100
ADDRESS = 4_000


class _Outlines(HTMLParser):
    """Outlines wherever they stand; a parser of web pages forgives what writers of OPML get wrong
    and unfolds no entity of a document's own."""

    def __init__(self) -> None:
        super().__init__()
        self.is_list = False
        self.found: list[dict[str, str]] = []
        self._folders: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, attrs, stays=True)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, attrs, stays=False)

    def handle_endtag(self, tag: str) -> None:
        if tag == "outline" and self._folders:
            self._folders.pop()

    def _open(self, tag: str, attrs: list[tuple[str, str | None]], *, stays: bool) -> None:
        self.is_list = self.is_list or tag == "opml"
        if tag != "outline":
            return
        stated = {key: value or "" for key, value in attrs}
        name = plain.line(stated.get("title") or stated.get("text"), NAME)
        address = stated.get("xmlurl", "").strip()
        if address and len(self.found) <= OUTLINES:  # one more tells that there are more
            folder = " ".join([*self._folders, stated.get("category", "")])
            self.found.append(
                {"name": name, "address": address[:ADDRESS], "folder": plain.line(folder, NAME)}
            )
        if stays:
            self._folders.append(name)


def outlines(text: str) -> list[dict[str, str]]:
    """Each feed of a list: its name, its address as it stands there, and its folders.

    Problems: document.other for what is no such list, document.damaged.
    """
    found = _Outlines()
    try:
        found.feed(text)
    except AssertionError as error:  # how the parser tells of a declaration that makes no sense
        raise Problem("document.damaged") from error
    if not found.is_list:
        raise Problem("document.other", what="no list of feeds (OPML)")
    return found.found
