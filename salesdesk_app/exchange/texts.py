"""Cells as texts: cleaned of what nobody sees, and as a reader would write them."""

import re
from datetime import date, datetime, time
from typing import Any

_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u2007\u202f\u205f\u3000\u2028\u2029\x0b\x0c"), " ")
_CONTROLS = (*range(9), *range(14, 32), *range(127, 160))
_UNSEEN = (0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF)
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # of the direction of writing
_GONE = dict.fromkeys((*_CONTROLS, *_UNSEEN, *_TURNS))
_JOINERS = dict.fromkeys((0x200C, 0x200D, 0x2061, 0x2062, 0x2063, 0x2064))
_CLEANING: dict[int, str | None] = {**_GONE, **_SPACES}
_NEEDS_CLEANING = re.compile("[" + "".join(map(re.escape, map(chr, _CLEANING))) + "\r]")


def clean(text: str, *, line: bool = True) -> str:
    """A text without control characters and stray spaces; with ``line`` on one line."""
    if _NEEDS_CLEANING.search(text):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANING)
    tidy = " ".join(text.split()) if line else text.strip()
    return text if tidy == text else tidy  # the one that is there already takes no memory


def text_of(cell: Any, *, line: bool = True) -> str:
    """A cell as text: a whole number without decimals, a day in ISO's order."""
    if isinstance(cell, str):
        return clean(cell, line=line)
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e21 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def narrow(text: str) -> str:
    """Full-width figures and marks, as East Asian keyboards write them, in their usual width.

    What joins letters without being seen says nothing between figures and is left out.
    """
    text = text.translate(_JOINERS)
    return "".join(
        chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else "¥" if c == "￥" else c for c in text
    )
