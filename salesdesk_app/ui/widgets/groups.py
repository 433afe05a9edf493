"""Rows of a table under heads: what they are grouped by, and the head of each group."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from salesdesk_app.ui.widgets.records import Records, Span
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


def headed(
    grouping: Grouping,
    passed: Records,
    spans: Iterable[Span],
    closed: Collection[Any],
    said: Mapping[Any, str],
) -> tuple[list[Any], list[Any], list[int]]:
    """Rows under the heads of their groups, the ids of all, and the places of the heads.

    The rows of groups whose keys are ``closed`` are left out; ``said`` stands beside the heads.
    """
    rows: list[Any] = []
    ids: list[Any] = []
    heads: list[int] = []
    for key, first, last in spans:
        is_closed = key in closed
        name = grouping.name(passed.rows[first])
        head = Group(key, name, last - first, is_closed, said.get(key, ""))
        heads.append(len(rows))
        rows.append(head)
        ids.append(head.id)
        if not is_closed:
            rows += passed.rows[first:last]
            ids += passed.ids[first:last]
    return rows, ids, heads
