"""Lines of the day as they are said anywhere: parts that differ in weight, text below, a pill."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal["body", "strong"]
Tone = Literal["plain", "muted", "accent", "good", "warn", "bad"]


class Part(NamedTuple):
    """A run of text in one role and tone; parts follow each other with a space between."""

    text: str
    role: Role = "body"
    tone: Tone = "plain"


@dataclass(frozen=True)
class Said:
    """A line: its heading parts, the text below, and the pill with what its hover explains."""

    parts: tuple[Part, ...]
    below: str = ""
    pill: str = ""
    tone: Tone = "plain"
    explain: str = ""

    @property
    def text(self) -> str:
        """The parts as plain text."""
        return " ".join(part.text for part in self.parts if part.text)


def unweighted(said: Said) -> str:
    """The parts where no weight tells them apart: ``Halden Freight · Fleet telematics``."""
    text = ""
    for part in said.parts:
        between = " · " if part.tone == "muted" else " "
        text += f"{between if text and part.text else ''}{part.text}"
    return text


def muted(text: str) -> Part:
    """A part in the muted colour."""
    return Part(text, "body", "muted")


def strong(text: str) -> Part:
    """A part in bold."""
    return Part(text, "strong")


def one_line(text: str) -> str:
    """Text for one line: line breaks and control characters become spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def joined(texts: Sequence[str]) -> str:
    """Texts with dots between, empty ones left out."""
    return " · ".join(text for text in texts if text)
