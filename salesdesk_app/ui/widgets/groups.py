"""Rows of a table under heads: what they are grouped by, and the head of each group."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.numbers import count


@dataclass(frozen=True)
class Grouping:
    """What rows stand together by: ``key`` sorts the groups, None last; ``name`` heads them."""

    id: str
    title: str
    key: Callable[[Any], Any]
    name: Callable[[Any], str]


class Group(NamedTuple):
    """The head of a group; ``said`` is what its rows come to, once that is known."""

    key: Any
    name: str
    rows: int
    closed: bool
    said: str = ""

    @property
    def id(self) -> tuple[str, Any]:
        """Never the id of a record."""
        return "group", self.key

    @property
    def words(self) -> str:
        """What stands beside the name."""
        return self.said or count(self.rows)

    @property
    def spoken(self) -> str:
        """All of it, with what cannot be seen."""
        state = _("collapsed") if self.closed else _("expanded")
        return f"{self.name}: {self.words}, {state}"
