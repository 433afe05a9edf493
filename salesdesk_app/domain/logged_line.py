"""Reads what was done, typed in a line: “25 min, budget moved to January”."""

import re
from typing import NamedTuple

_LENGTH = r"(?P<number>\d{1,3})\s*(?P<unit>min(?:s|utes?)?|h(?:ours?)?)\b\.?"
_FIRST = re.compile(rf"{_LENGTH}\s*[,:;–—-]?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LAST = re.compile(rf"(?P<rest>.*?)\s*[,;–—-]?\s*\(?{_LENGTH}\)?", re.IGNORECASE | re.DOTALL)


class Logged(NamedTuple):
    """What was done, and how many minutes it took where the line says so."""

    subject: str
    minutes: int | None


def read(text: str) -> Logged:
    """What a line says; a length counts where it stands at the beginning or at the end."""
    words = " ".join(text.split())
    found = _FIRST.fullmatch(words) or _LAST.fullmatch(words)
    if found is None:
        return Logged(words, None)
    number = int(found["number"])
    return Logged(found["rest"], number * 60 if found["unit"][0] in "hH" else number)
