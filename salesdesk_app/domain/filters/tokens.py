"""A filter line cut into its terms: free words, and fields with what is said of them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_QUOTED = r'"(?:[^"]|"")*(?:"|$)'
_TERM = re.compile(
    rf"(?P<no>[-!](?=[^\s\-!]))?(?P<field>{_QUOTED}|[^\s:<>=≥≤\"]+)"
    r"(?P<sign>\s*:?(?:>=|<=|=>|=<|[<>=≥≤])\s*|:)"
    rf"(?P<said>(?:{_QUOTED}|[^\s\"])*)"
    rf"|(?P<word>(?:{_QUOTED}|[^\s\"])+)"
)
_COMMA = re.compile(rf"{_QUOTED}|,")
_SIGNS = {"=>": ">=", "≥": ">=", "=<": "<=", "≤": "<=", "=": ":", "": ":"}


class Token(NamedTuple):
    """A term of the line from ``first`` to before ``last``; ``field`` is None for a free word.

    ``sign`` is one of ``: > >= < <=``; ``said`` what follows it, from ``at`` on, as it is written.
    """

    first: int
    last: int
    field: str | None
    sign: str
    said: str
    at: int
    negated: bool = False


class Piece(NamedTuple):
    """One of the values of a term, without its quotes, and where it is written."""

    text: str
    quoted: bool
    first: int
    last: int


def tokens(line: str) -> Iterator[Token]:
    """The terms of a line in their order; a quote that is not closed runs to the line's end."""
    for found in _TERM.finditer(line):
        first, last = found.span()
        if found["word"] is not None:
            yield Token(first, last, None, "", found["word"], first)
            continue
        sign = found["sign"].strip().removeprefix(":")
        field, at = unquoted(found["field"]), found.start("said")
        negated = found["no"] is not None
        yield Token(first, last, field, _SIGNS.get(sign, sign), found["said"], at, negated)


def pieces(token: Token) -> list[Piece]:
    """The values of a term, which commas part."""
    said = token.said
    commas = [found.start() for found in _COMMA.finditer(said) if found[0] == ","]
    found = []
    for before, end in pairwise((-1, *commas, len(said))):
        text = said[before + 1 : end]
        first, last = token.at + before + 1, token.at + end
        found.append(Piece(unquoted(text).strip(), '"' in text, first, last))
    return found


def unquoted(text: str) -> str:
    """A text without its quotes; two quotes within quotes are one."""
    if '"' not in text:
        return text
    return re.sub(_QUOTED, lambda part: _inner(part[0]).replace('""', '"'), text)


def _inner(part: str) -> str:
    closed = len(part) > 1 and part.endswith('"') and part.count('"') % 2 == 0
    return part[1:-1] if closed else part[1:]


def quoted(text: str) -> str:
    """A text in quotes where it needs them to be one value."""
    plain = re.fullmatch(r"[^\s\",:<>=≥≤!-][^\s\",:<>=≥≤]*", text) is not None and ".." not in text
    return text if plain else '"' + text.replace('"', '""') + '"'
