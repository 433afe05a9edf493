"""Which columns the table of deals shows: what was chosen, and what there is room for."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from salesdesk_app.ui.panes.pipeline.own_columns import OWN
from salesdesk_app.ui.preferences import Preferences
from salesdesk_app.ui.widgets.rows_model import Column

KEPT = "deal"  # what a row is about is always shown
OWN_SHOWN = 3  # so many of the user's own fields are shown unasked
MARGIN = 8


class ColumnChoice:
    """What the user turned on and off, kept on this machine for one workspace."""

    def __init__(self, preferences: Preferences, workspace: Path) -> None:
        self._preferences = preferences
        name = hashlib.sha256(str(workspace).encode()).hexdigest()[:16]
        self._key = f"pipeline/columns-{name}"
        self._said: dict[str, bool] = _read(preferences.text(self._key))

    def wants(self, columns: Sequence[Column]) -> list[str]:
        """The columns to show, were there room for all."""
        own = [column.id for column in columns if column.id.startswith(OWN)]
        unasked = {column.id for column in columns} - set(own[OWN_SHOWN:])
        return [
            column.id
            for column in columns
            if column.id == KEPT or self._said.get(column.id, column.id in unasked)
        ]

    def fitting(self, columns: Sequence[Column], room: int) -> tuple[set[str], bool]:
        """The columns that are shown in this width, and whether they fit.

        What the user turned on is never left out: rather, the table scrolls sideways.
        """
        widths = {column.id: column.width for column in columns}
        shown = self.wants(columns)
        first, *others = [column for column in shown if column.startswith(OWN)] or [""]
        for column in ("next_step", "forecast", *reversed(others), "signals", first, "owner"):
            if sum(widths[one] for one in shown) + MARGIN <= room:
                break
            if column in shown and not self._said.get(column):
                shown.remove(column)
        return set(shown), sum(widths[one] for one in shown) + MARGIN <= room

    def choose(self, column: str, *, on: bool) -> None:
        """Shows a column from now on, or leaves it out."""
        self._said[column] = on
        self._preferences.set_text(self._key, json.dumps(self._said, sort_keys=True))


def _read(text: str) -> dict[str, bool]:
    """What was kept; another hand may have been at the file."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): value for key, value in found.items() if isinstance(value, bool)}
