"""Text of mails made plain: no HTML, no control characters, no letters that turn the direction."""

import html
import re
from collections import Counter
from collections.abc import Collection

from salesdesk_app.exchange.mail.mails import MOST_LINE, MOST_TEXT
from salesdesk_app.exchange.texts import clean

MOST_HTML = 500_000
DEEPEST = 200  # tags within tags; beyond that a cleaner takes minutes
_KEPT = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "hr", "table", "blockquote", "td"}
_UNSEEN = {"script", "style", "title", "head", "noscript", "template"}
_DROPPED = re.compile(
    r"<(script|style|title|head|noscript|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]*>")
_BREAKS = re.compile(r"<[bh]r\b[^<>]*>|</(?:div|tr|li|h[1-4]|table|blockquote)>", re.IGNORECASE)
_GAPS = re.compile(r"</p>", re.IGNORECASE)
_ITEMS = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_ANY = re.compile(r"</?[a-zA-Z!][^<>]*>?")
_SINGLE = {
    *("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source"),
    *("p", "li", "dt", "dd", "tr", "td", "th", "tbody", "option"),  # the next one ends the last
}
_LINES = re.compile(r"\n{3,}")


def from_html(text: str) -> str:
    """What a reader sees of HTML, as text with its line breaks: nothing is fetched or run."""
    import nh3

    text = text[:MOST_HTML].replace("\0", "")
    if _depth(text) <= DEEPEST:
        text = nh3.clean(text, tags=_KEPT, clean_content_tags=_UNSEEN, attributes={})
    else:
        text = _DROPPED.sub(" ", text)
    text = re.sub(r"\s+", " ", text)
    text = _ITEMS.sub("- ", _GAPS.sub("\n\n", _BREAKS.sub("\n", text)))
    return text_of(html.unescape(_ANY.sub(" " if "<td" in text.lower() else "", text)))


def _depth(text: str) -> int:
    """How deep tags lie within tags, at the most; one that closes what is not open counts not."""
    open_ones: Counter[str] = Counter()
    deep = most = 0
    for closing, stated in _TAG.findall(text):
        name = stated.lower()
        if name in _SINGLE or (closing and not open_ones[name]):
            continue
        step = -1 if closing else 1
        open_ones[name] += step
        deep += step
        most = max(most, deep)
    return most


def unflowed(text: str, *, delsp: bool) -> str:
    """Text of format=flowed (RFC 3676) with the paragraphs whole that were parted into lines.

    ``delsp`` says that the space at the end of such a line is none of the text's.
    """
    paragraphs: list[tuple[int, list[str]]] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        said = line.lstrip(">")
        depth = len(line) - len(said)
        said = said.removeprefix(" ")  # which keeps a line from being read as something else
        signature = said == "-- "
        if not goes_on or signature or paragraphs[-1][0] != depth:
            paragraphs.append((depth, []))
        goes_on = said.endswith(" ") and not signature
        paragraphs[-1][1].append(said[:-1] if goes_on and delsp else said)
    return "\n".join(
        f"{'>' * depth}{' ' if depth else ''}{''.join(said)}" for depth, said in paragraphs
    )


def text_of(text: str) -> str:
    """A text of lines without what nobody sees."""
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n"), line=False)
    lines = (re.sub(r"[ \t]+", " ", line).strip() if "\t" not in line else line.rstrip()
             for line in text.split("\n"))  # fmt: skip
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def line_of(text: str) -> str:
    """A text on one line, no longer than a line is kept."""
    return clean(text[: 4 * MOST_LINE])[:MOST_LINE]


def cut(text: str, notes: Collection[str]) -> tuple[str, list[str]]:
    """A text as long as it is kept, and the notes with ``cut`` where it was longer."""
    if len(text) <= MOST_TEXT:
        return text, list(notes)
    return text[:MOST_TEXT].rstrip(), [*notes, "cut"]
