"""The columns of the table of deals that show fields of the user's own, by kind."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from salesdesk_app.domain.custom import OWN, Kind, Own
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.wording import custom, terms
from salesdesk_app.wording.phrases import one_line

BREAK = "↵"
YES_NO: tuple[tuple[Any, str], ...] = ((None, "Not said"), (True, "Yes"), (False, "No"))
EDITORS: Mapping[Kind, Literal["text", "decimal", "date", "choice"]] = {
    "text": "text",
    "number": "decimal",
    "day": "date",
    "yes_no": "choice",
}
_WIDTHS: Mapping[Kind, int] = {"text": 120, "number": 84, "day": 104, "yes_no": 72}
_LETTER, _ROUND, _WIDEST = 7, 24, 150


def own_column(own: Own) -> Column:
    """The column of one field: sorted by its values, and edited with what belongs to its kind."""

    def text(row: DealRow) -> str:
        return custom.value(row.custom.get(own.id))

    return Column(
        column_id(own),
        own.name,
        text,
        "number" if own.kind == "number" else "text",
        sort_key=_sorted_by(own),
        width=max(_WIDTHS[own.kind], min(_WIDEST, _LETTER * len(own.name) + _ROUND)),
        explain=text,
        heading_explain=f"{own.name}: {terms.term(f'own.{own.kind}').lower()}, a custom field",
        editor=EDITORS[own.kind],
        edit=lambda row: start(own, row.custom.get(own.id)),
        choices=lambda: YES_NO,
        value=lambda row: row.custom.get(own.id),
        value_kind=own.kind,
    )


def column_id(own: Own) -> str:
    """The id of a field's column."""
    return f"{OWN}{own.id}"


def start(own: Own, value: Any) -> Any:
    """What an editor starts from: a text on one line, in which a mark stands for a line break."""
    if own.kind == "text":
        return f" {BREAK} ".join(map(one_line, (value or "").splitlines()))
    return value


def typed(value: Any) -> Any:
    """What was typed into an editor that started so, its marks taken for line breaks again."""
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.split(BREAK))
    return value


def _sorted_by(own: Own) -> Callable[[DealRow], Any]:
    if own.kind == "text":
        return lambda row: str(row.custom.get(own.id, "")).casefold() or None
    return lambda row: row.custom.get(own.id)
