"""What was typed into the table of deals, sent the way that belongs to its column."""

from typing import Any

from salesdesk_app.domain.custom import OWN
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.panes.pipeline.actions import Actions
from salesdesk_app.ui.panes.pipeline.own_columns import typed

FIELDS = {"owner": "owner_id", "forecast": "category", "created": "created_on"}
"""Fields whose columns are called otherwise."""


def keep_typed(act: Actions, row: DealRow, column: str, value: Any) -> None:
    """Keeps a value that was typed into a column of a row; the stage goes another way."""
    if column == "value":
        act.set_value(row, value)
    elif column.startswith(OWN):
        act.set_own(row.id, int(column.removeprefix(OWN)), typed(value))
    elif column == "close":
        is_open = row.fact.outcome == "open"
        act.edit(row, **{"expected_close_on" if is_open else "closed_on": value})
    else:
        field = FIELDS.get(column, column)
        act.edit(row, **{field: value})
