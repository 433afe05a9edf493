"""What may be typed where records are edited outside of SalesDesk, and where they come from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Allowed = Literal[
    "anything", "key", "choice", "day", "number", "whole", "percent", "currency", "yes_no"
]


@dataclass(frozen=True)
class Rule:
    """What may be typed into a column; ``choices`` are all there are for ``choice``."""

    allowed: Allowed = "anything"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Of which records a file is, and the last edit that they hold, with its moment (UTC)."""

    kind: str
    edit_id: int
    at: datetime | None
