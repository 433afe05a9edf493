"""Plain text out of what a feed holds: no tag, no entity, nothing that acts unseen."""

import html
import re

import nh3

from salesdesk_app.exchange.texts import clean

MOST_READ = 200_000  # letters of one field; the rest would be cut off afterwards anyway
ROUNDS = 6  # what is wrapped more often than this loses everything that looks like a tag
_LINES = {
    *("p", "br", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "hr", "pre"),
    *("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "figcaption"),
}
_CELLS = {"td", "th"}
_DROPPED = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
_BREAK = re.compile(r"</?(?:" + "|".join(sorted(_LINES)) + r")>")
_POINT = re.compile(r"</li>\s*<li>|<li>")
_ROW = re.compile(r"</tr>\s*<tr>")
_CELL = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_STRAY = re.compile(r"<(?![A-Za-z/!?][^<>]*>)")
_PARAGRAPHS = re.compile(r"\n{3,}")
_MARKS = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_HEAPED = re.compile(f"({_MARKS}{{3}}){_MARKS}+")
# What would begin a tag if it did not break off.
_OPENED = re.compile(r"<[A-Za-z][\w:-]*[\s/]+[^<>]*=[^<>]*|<(?=[!?/])")
_TAGGING = re.compile("[\U000e0000-\U000e007f\u061c\u180e\ufff9-\ufffb]")


def line(text: object, most: int) -> str:
    """A field as one line of plain text."""
    return cut(clean(_without_tags(text)), most)


def paragraphs(text: object, most: int) -> str:
    """A field as plain text, in which paragraphs stay apart."""
    lines = (clean(part) for part in _without_tags(text).splitlines())
    return cut(_PARAGRAPHS.sub("\n\n", "\n".join(lines)).strip(), most)


def cut(text: str, most: int) -> str:
    """The text, or its beginning with a mark that it goes on."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _without_tags(value: object) -> str:
    if not isinstance(value, str):
        return ""
    text = value[:MOST_READ].encode("utf-8", "replace").decode("utf-8")
    for _round in range(ROUNDS):
        text = _stripped(text)
        if not _TAG.search(text):
            break
    text = _OPENED.sub("", _TAG.sub(" ", text)).encode("utf-8", "replace").decode("utf-8")
    return _HEAPED.sub(r"\1", _TAGGING.sub("", text))


def _stripped(text: str) -> str:
    """One layer of markup less; a ``<`` that begins no tag stays."""
    text = _STRAY.sub("&lt;", text)
    marked = nh3.clean(text, tags=_LINES | _CELLS, clean_content_tags=_DROPPED, attributes={})
    marked = _CELL.sub(" ", _ROW.sub("\n", _POINT.sub("\n• ", marked)))
    broken = _BREAK.sub("\n", marked)
    return html.unescape(nh3.clean(broken, tags=set(), clean_content_tags=_DROPPED))
