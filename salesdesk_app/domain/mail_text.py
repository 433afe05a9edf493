"""What is new in the text of a mail: without what it quotes of those before it."""

import re

_FLAGS = re.IGNORECASE | re.MULTILINE
_ON = r"^(?:on|am|le|el|il|op)\b[^\n]{4,200}(?:\n[^\n]{0,120})?"
_HISTORY = tuple(
    re.compile(one, _FLAGS)
    for one in (
        r"^[-_ ]{2,}\s*(?:original|ursprüngliche|forwarded|weitergeleitete)\b.*$",
        rf"{_ON}:[ \t]*\n+(?=>)",
        rf"{_ON}\b(?:wrote|schrieb|écrit|escribió|ha scritto|schreef)\b[^\n]{{0,80}}:[ \t]*$",
        r"^_{10,}[ \t]*\n+(?=(?:from|von|de)\b\s*:)",
        r"^\*?(?:from|von)\*?\s*:[^\n]+\n+\*?(?:sent|gesendet|date|datum|to|an)\*?\s*:",
    )
)
_QUOTED = re.compile(r"^>.*\n?", re.M)
_SIGNED = re.compile(r"^-- ?$.*", re.M | re.S)


def fresh(text: str) -> str:
    """The text without quoted mails and signature; all of it where nothing else is in it."""
    starts = [found.start() for one in _HISTORY if (found := one.search(text)) is not None]
    head = text[: min(starts)] if starts else text
    said = _SIGNED.sub("", _QUOTED.sub("", head)).strip()
    return said or _QUOTED.sub("", text).strip() or text.strip()


def preview(text: str, letters: int = 140) -> str:
    """The beginning of what is new, on one line."""
    line = " ".join(fresh(text).split())
    return line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…"
