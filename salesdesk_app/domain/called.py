"""Which of many names the words of a line tell: a whole name, a last name, how a firm begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from salesdesk_app.domain.names import LEGAL_FORMS

# Words that begin a line or stand in it and are nobody's name as long as they are written small.
_COMMON = frozenset(
    (
        *("a", "about", "after", "again", "all", "and", "answer", "any", "ask", "at", "back"),
        *("before", "by", "call", "check", "close", "contract", "deal", "demo", "discuss", "do"),
        *("draft", "email", "follow", "for", "forward", "from", "get", "give", "go", "have"),
        *("hello", "in", "into", "invite", "it", "its", "mail", "meet", "meeting", "new", "not"),
        *("note", "of", "offer", "on", "or", "order", "our", "pay", "phone", "plan", "price"),
        *("prices", "pricing", "proposal", "quote", "re", "reach", "read", "regarding", "remind"),
        *("reminder", "reply", "report", "review", "ring", "say", "schedule", "see", "send"),
        *("sign", "start", "talk", "tell", "text", "that", "the", "their", "them", "this", "to"),
        *("try", "up", "update", "visit", "voicemail", "we", "what", "when", "with", "write"),
        *("you", "your"),
    )
)
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "miss", "prof", "sir", "herr", "frau"))
_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue"}
_SPREAD = str.maketrans(_LETTERS)
_WORD = re.compile(r"[^\W_][\w'’&.-]*")


@dataclass(frozen=True, slots=True)
class Best:
    """Those whose name is told best: how well, by which words, and their ids."""

    score: int
    word: str
    ids: list[int]


class Line:
    """The words of a line, in which names are looked for."""

    def __init__(self, text: str) -> None:
        self._words = _WORD.findall(text)
        self._small = [folded(word) for word in self._words]

    @property
    def names(self) -> set[str]:
        """The words that can be names or parts of them."""
        found = {
            _bare(word)
            for place, word in enumerate(self._words)
            if self._small[place] not in _COMMON or (word[0].isupper() and place)
        }
        return {word for word in found if len(word) > 1 and not word.isdigit()}

    def best(self, names: Iterable[tuple[int, str]], *, last: bool | None) -> Best:
        """Those whose name the line tells best. A whole name counts most; then, with ``last``, a
        last name before a first one, without it the beginning; None wants the whole name."""
        score, word = 0, ""
        ids: list[int] = []
        for one, name in names:
            told, by = self._told(name, last)
            if told > score:
                score, word, ids = told, by, []
            if told and told == score:
                ids.append(one)
        return Best(score, word, ids)

    def _told(self, name: str, last: bool | None) -> tuple[int, str]:
        parts = [folded(word) for word in _WORD.findall(name)]
        parts = [part for part in parts if part not in _TITLES] or parts
        while last is False and len(parts) > 1 and parts[-1] in LEGAL_FORMS:
            del parts[-1]
        turned = [parts[-1:] + parts[:-1]] if last and len(parts) > 1 else []  # “Weiss, Anna”
        for whole in (parts, *turned):
            for place in range(len(self._small) - len(whole) + 1 if whole else 0):
                if self._small[place : place + len(whole)] == whole and self._may(place, whole):
                    return 2 + len(whole), " ".join(self._words[place : place + len(whole)])
        if last is None or len(parts) < 2:
            return 0, ""
        for part, score, large in (
            (parts[-1] if last else parts[0], 2, not last),
            (parts[0], 1, True),
        ):
            for place, word in enumerate(self._small):
                if word == part and self._may(place, [part], large=large):
                    return score, self._words[place]
        return 0, ""

    def _may(self, place: int, parts: list[str], *, large: bool = False) -> bool:
        """Whether words there can be a name: common ones only in capitals, and not as the first."""
        if len(parts) > 1:
            return True
        capital = self._words[place][0].isupper()
        if parts[0] in _COMMON:
            return capital and place > 0
        return capital or (len(parts[0]) > 2 and not large)


def folded(word: str) -> str:
    """A word by which names are compared: without capitals, points and a genitive’s s.

    Müller is Mueller and Groß is Gross, as they are written where a keyboard has no such letters.
    """
    return _bare(word).casefold().translate(_SPREAD)


def spellings(word: str) -> set[str]:
    """How names may be written in which a word is found that is ``folded`` alike."""
    found = {word.lower()}
    for letter, spread in (*_LETTERS.items(), ("ß", "ss")):
        found |= {one.replace(letter, spread) for one in found}
        found |= {one.replace(spread, letter) for one in found}
    return found


def _bare(word: str) -> str:
    return word.strip(".'’-").removesuffix("'s").removesuffix("’s")
