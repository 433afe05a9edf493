"""The board as rows to be handed on: a card a row in the order shown, its stage first."""

from collections.abc import Sequence

from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.widgets.handing import sheet_of
from salesdesk_app.ui.widgets.rows_model import Column

SHOWN = ("stage", "deal", "value", "close", "owner", "signals")
"""What a card says, by the columns of the table."""


def board_sheet(title: str, columns: Sequence[Column], rows: Sequence[DealRow]) -> Sheet:
    """Cards as rows under the columns of the table that say the same."""
    by_id = {column.id: column for column in columns}
    return sheet_of(title, [by_id[name] for name in SHOWN], rows)
