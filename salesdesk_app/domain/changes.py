"""What became of deals between two moments, as values: one line for each difference."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

Kind = Literal[
    "won",
    "lost",
    "created",
    "reopened",
    "stage",
    "value",
    "put_off",
    "pulled_in",
    "close",
    "owner",
    "category",
    "deleted",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class DealChange:
    """One difference of a deal; ``before`` and ``after`` are words, minor units or days by kind.

    ``value_minor`` is the deal's value now in its own currency, or as it was when it was deleted.
    ``at`` (UTC) is its last edit in the time looked at, and ``source`` the import that made it.
    ``put_off`` carries the ``reason`` that was given (wrong_date, obstacle, buyer_delay);
    ``close`` is an expected close that was set for the first time, or taken away.
    """

    kind: Kind
    deal_id: int
    deal: str
    account: str | None
    owner: str | None
    before: str | int | date | None
    after: str | int | date | None
    value_minor: int | None
    currency: str
    at: datetime
    source: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of deals in a period; ``known_since`` is when the log begins (UTC), if inside.

    ``came_in`` deals came with the first import: what changed in them before is not known, and
    they are no change of the period. Without an edit before its end, it is not ``known``.
    """

    lines: tuple[DealChange, ...] = ()
    known: bool = True
    known_since: datetime | None = None
    came_in: int = 0


def close_kind(before: date | None, after: date | None) -> Kind:
    """Which way an expected close moved."""
    if before is None or after is None:
        return "close"
    return "put_off" if after > before else "pulled_in"
