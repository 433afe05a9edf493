"""Texts as a workbook can hold them: in its cells, and as the names of its sheets."""

import re
from collections.abc import Iterable
from itertools import chain, count

LONGEST = 32_767  # characters of one cell
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_x00(5F|0D)_")
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str) -> str:
    """Text that a workbook can hold: no control characters, at most 32,767 characters.

    Carriage returns and what looks like an escape (``_x0041_``) are escaped as Excel does.
    """
    text = _UNREADABLE.sub("", text)
    # The limit counts as Excel does, by UTF-16; a letter outside of it is not cut in two.
    kept = _short(text, LONGEST)
    escaped = _CODED.sub("_x005F_", kept).replace("\r", "_x000D_")
    return escaped if len(escaped) <= LONGEST else _cut(escaped)


def _cut(escaped: str) -> str:
    """As much of an escaped text as a cell holds, with no escape cut in two."""
    cut = escaped[:LONGEST]
    start = cut.rfind("_x00", LONGEST - 6)
    if start >= 0 and not _ESCAPE.match(cut, start):
        cut = cut[:start]
    return cut


def sheet_name(words: str, taken: Iterable[str] = ()) -> str:
    """Words as the name of a sheet that is not ``taken``: at most 31 characters, as Excel counts
    them, none that formulas stumble on, and not the name that Excel keeps for itself.
    """
    plain = _UNREADABLE.sub("", re.sub(r"[\[\]:*?/\\'!\t\n\r]", " ", words))
    known = {name.casefold() for name in taken} | {"history"}
    marks = chain([""], map(" {}".format, count(2)))
    names = (f"{_short(plain, 31 - len(mark)).strip() or 'Sheet'}{mark}" for mark in marks)
    return next(name for name in names if name.casefold() not in known)


def _short(text: str, most: int) -> str:
    """The beginning of a text by Excel's count, which is UTF-16; no letter is cut in two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
