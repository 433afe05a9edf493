"""How the table of deals is laid out: columns, their order and widths, sorting and groups."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from salesdesk_app.domain.custom import OWN
from salesdesk_app.ui.panes.pipeline.groupings import GROUPINGS
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.column import Column

KEPT = ("deal", "since")  # what a row is about, and what became of it, is always shown
FIRST = frozenset(
    {"deal", "owner", "stage", "value", "close", "forecast", "next_step", "signals"}
)  # what is shown unasked
OWN_SHOWN = 3  # so many of the user's own fields are shown unasked
MARGIN = 8
NARROWEST, WIDEST = 40, 800  # pixels of a column


class ColumnChoice:
    """What the user chose, kept on this machine for one workspace."""

    def __init__(self, preferences: Preferences, workspace: Path) -> None:
        self._preferences = preferences
        name = hashlib.sha256(str(workspace).encode()).hexdigest()[:16]
        self._key = f"pipeline/columns-{name}"
        self._said: dict[str, bool] = {}
        self._order: list[str] = []
        self.widths: dict[str, int] = {}
        self.sort: list[tuple[str, bool]] = []
        self.group: str | None = None
        self._take(_read(preferences.text(self._key)))

    def ordered(self, columns: Sequence[Column]) -> list[Column]:
        """The columns in the order that was chosen; others stay behind the one before them."""
        place = {column: at for at, column in enumerate(self._order)}
        found, at = [], -1.0
        for number, column in enumerate(columns):
            at = place.get(column.id, at)
            found.append((at, number, column))
        found.sort(key=lambda one: (one[2].id not in KEPT, one[0], one[2].id not in place, one[1]))
        return [column for _at, _number, column in found]

    def wants(self, columns: Sequence[Column]) -> list[str]:
        """The columns to show in their order, were there room for all."""
        own = [column.id for column in columns if column.id.startswith(OWN)]
        unasked = FIRST | set(own[:OWN_SHOWN])
        return [
            column.id
            for column in self.ordered(columns)
            if column.id in KEPT or self._said.get(column.id, column.id in unasked)
        ]

    def fitting(self, columns: Sequence[Column], room: int) -> tuple[set[str], bool]:
        """The columns that are shown in this width, and whether they fit.

        What the user turned on is never left out: rather, the table scrolls sideways.
        """
        widths = {column.id: self.width(column) for column in columns}
        shown = self.wants(columns)
        first, *others = [column for column in shown if column.startswith(OWN)] or [""]
        for column in ("next_step", "forecast", *reversed(others), "signals", first, "owner"):
            if sum(widths[one] for one in shown) + MARGIN <= room:
                break
            if column in shown and not self._said.get(column):
                shown.remove(column)
        return set(shown), sum(widths[one] for one in shown) + MARGIN <= room

    def width(self, column: Column) -> int:
        """The width of a column in pixels: the one that it was given, or its own."""
        return self.widths.get(column.id, column.width)

    def choose(self, column: str, *, on: bool) -> None:
        """Shows a column from now on, or leaves it out."""
        self._said[column] = on
        self.keep()

    def arrange(self, order: Sequence[str]) -> None:
        """Puts the columns into an order, from left to right."""
        self._order = list(order)
        self.keep()

    def layout(self, columns: Sequence[Column]) -> dict[str, Any]:
        """All of it as plain values, for a saved view."""
        return {
            "columns": self.wants(columns),
            "widths": dict(self.widths),
            "sort": [list(one) for one in self.sort],
            "group": self.group,
        }

    def set_layout(self, layout: Mapping[str, Any], columns: Sequence[Column]) -> None:
        """Takes what ``layout`` gave, or a part of it; what it does not know it leaves aside."""
        kept = dict(layout)
        shown = kept.pop("columns", None)
        if isinstance(shown, list):
            every = {column.id for column in columns} | set(map(str, shown))
            kept |= {"said": {one: one in shown for one in every}, "order": shown}
        self._take(kept)
        self.keep()

    def forget(self) -> None:
        """Everything as it was at first."""
        self._said, self._order, self.widths, self.sort = {}, [], {}, []
        self.group = None
        self.keep()

    def keep(self) -> None:
        """Writes it down."""
        state = {
            "said": self._said,
            "order": self._order,
            "widths": self.widths,
            "sort": self.sort,
            "group": self.group,
        }
        self._preferences.set_text(self._key, json.dumps(state, sort_keys=True))

    def _take(self, state: Mapping[str, Any]) -> None:
        said, order, widths = state.get("said"), state.get("order"), state.get("widths")
        sort = state.get("sort")
        if isinstance(said, dict):
            self._said = {str(key): on for key, on in said.items() if isinstance(on, bool)}
        if isinstance(order, list):
            self._order = [str(column) for column in order]
        if isinstance(widths, dict):
            self.widths = {
                str(key): max(NARROWEST, min(WIDEST, width))
                for key, width in widths.items()
                if isinstance(width, int)
            }
        if isinstance(sort, list):
            self.sort = [(str(one[0]), bool(one[1])) for one in sort if _is_pair(one)]
        if "group" in state:
            group = state["group"]
            self.group = group if isinstance(group, str) and group in GROUPINGS else None


def _is_pair(one: object) -> bool:
    return isinstance(one, list | tuple) and len(one) == 2 and isinstance(one[0], str)


def _read(text: str) -> dict[str, Any]:
    """What was kept; another hand may have been at the file."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    # What was kept when there was only which columns are shown.
    is_old = bool(found) and all(isinstance(value, bool) for value in found.values())
    return {"said": found} if is_old else found
