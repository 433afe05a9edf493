"""People called for short: by initials, by an initial beside a name, by part of their address."""

import re
from collections.abc import Callable

from salesdesk_app.domain.names import turned

_INITIALS = re.compile(r"(?:[^\W\d_]\.?\s?){2,4}")
_ONE_INITIAL = re.compile(r"[^\W\d_]\.?")


def is_short(text: str, singly: bool) -> bool:
    """Whether a text calls somebody for short; where a column does, ``singly`` by one name."""
    if "@" in text:
        return " " not in text
    parts = _parts(text)
    if len(parts) == 1:
        return singly or _are_initials(text)
    return _are_initials(text) or any(_ONE_INITIAL.fullmatch(part) for part in parts)


def fits(text: str) -> Callable[[str], bool]:
    """Tells of a person's name whether it may be called so."""
    if "@" in text:
        local = _letters(text.partition("@")[0])
        return lambda name: local in _addresses(_parts(name))
    if _are_initials(text):
        initials = _letters(text)
        return lambda name: _initials(_parts(name)) == initials
    parts = [_letters(part) for part in _parts(text)]
    if len(parts) == 1:
        return lambda name: parts[0] in map(_letters, _parts(name))
    return lambda name: _beside(parts, [_letters(part) for part in _parts(name)])


def _are_initials(text: str) -> bool:
    """``PN`` and ``P.N.``, and no name in capitals such as ``ANNA``: initials have no vowel to
    speak them by, or dots, or are two."""
    if not _INITIALS.fullmatch(text) or text != text.upper():
        return False
    return "." in text or " " in text or len(text) <= 3


def _parts(name: str) -> list[str]:
    """The words of a name in their order; of ``Nair, Priya`` the first name comes first."""
    return (turned(name) or name).replace(".", ". ").split()


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _initials(parts: list[str]) -> str:
    return "".join(_letters(part)[:1] for part in parts) if len(parts) > 1 else ""


def _addresses(parts: list[str]) -> set[str]:
    """What people are called in e-mail addresses, without dots: ``pnair``, ``nairp``, ``priya``."""
    first, last = (_letters(parts[0]), _letters(parts[-1])) if len(parts) > 1 else ("", "")
    if not first or not last:
        return set()
    return {first + last, last + first, first[0] + last, last + first[0], first + last[0]} | {last}


def _beside(short: list[str], whole: list[str]) -> bool:
    """Whether words and initials stand for the words of a name, the first for the first."""
    if len(whole) < 2 or len(short) != 2 or not all(short) or max(map(len, short)) == 1:
        return False
    orders = ([whole[0], whole[-1]], [whole[-1], whole[0]])
    return any(all(map(_stands_for, short, order)) for order in orders)


def _stands_for(short: str, whole: str) -> bool:
    return short == whole or (len(short) == 1 and whole.startswith(short))
