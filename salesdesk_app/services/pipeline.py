"""The pipeline as a board and as a table: which deals are looked at."""

from dataclasses import dataclass
from typing import Literal

from salesdesk_app.domain.periods import Period

Outcome = Literal["open", "won", "lost"]


@dataclass(frozen=True, slots=True)
class DealFilter:
    """Which deals to look at; every condition that is set must hold.

    An empty set or None is no condition. ``None`` among the owners stands for nobody. Only deals
    whose date is known and lies in a period pass it. ``text`` finds deals whose name, account,
    owner, stage, next step, source or key holds each of its words. ``deal_ids`` names the deals
    themselves, as a figure hands on what it was made of. ``title`` says in words where a filter
    comes from ("Won in November, Lena Fischer").
    """

    text: str = ""
    owner_ids: frozenset[int | None] = frozenset()
    stage_ids: frozenset[int] = frozenset()
    outcome: Outcome | None = None
    closed: Period | None = None
    expected: Period | None = None
    created: Period | None = None
    deal_ids: frozenset[int] | None = None
    at_risk: bool = False
    title: str = ""
