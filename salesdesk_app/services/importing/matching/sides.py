"""Likely twins side by side with the records of the workspace that they resemble."""

from collections.abc import Iterator
from typing import Any

from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.services.importing.decisions import Twin
from salesdesk_app.services.importing.drafting import Drafted
from salesdesk_app.services.importing.kinds.kind import Kind
from salesdesk_app.services.importing.matching import beside
from salesdesk_app.services.importing.plans import COLUMN_OF, UNSTATED, columns_of, shown

_BESIDE = ("uid", "modified_on")


def twins(kind: Kind, table: Table, drafted: Drafted) -> tuple[Twin, ...]:
    """Every row that is a likely twin, decided or not; of rows that repeat it only that one."""
    likely = drafted.aims.likely
    if not likely:
        return ()
    return tuple(
        Twin(
            row.place,
            row.number,
            likely[row.place].record_id,
            likely[row.place].likeness,
            tuple(_pairs(kind, table, row.place, likely[row.place].record_id, drafted)),
            likely[row.place].decided,
            str(kind.before[likely[row.place].record_id][kind.at[kind.naming]]),
        )
        for row in drafted.rows
        if row.place in likely and row.kind not in ("duplicate", "error")
    )


def _pairs(
    kind: Kind, table: Table, place: int, record_id: int, drafted: Drafted
) -> Iterator[tuple[str, str, str]]:
    stored, said = kind.before[record_id], drafted.stated[place]
    for match in table.matches:
        if match.field is None or match.field in _BESIDE:
            continue
        ours = _text(kind, match.field, stored, beside.told(kind, match.field, stored))
        theirs = _text(kind, match.field, said, _said(kind, match.field, said))
        cell = table.rows[place][match.column]
        yield table.title(match.column), ours, theirs or ("" if cell == "" else str(cell))


def _said(kind: Kind, code: str, said: tuple[Any, ...]) -> Any:
    """What a row says in a field; the one close date counts as closed or as expected."""
    if code == "close_on":
        closed = said[kind.at["closed_on"]]
        return said[kind.at["expected_close_on"]] if closed in (None, UNSTATED) else closed
    column = next((name for name in columns_of(code) if name in kind.at), None)
    return None if column is None else said[kind.at[column]]


def _text(kind: Kind, code: str, row: tuple[Any, ...], value: Any) -> str:
    if value is None or value is UNSTATED:
        return ""
    column = COLUMN_OF.get(code, code)
    at = kind.at.get("currency")
    currency = kind.values.own if at is None else row[at]
    if isinstance(value, str) and column.endswith("_id"):
        return value  # a link that was told by name
    own = currency if isinstance(currency, str) else kind.values.own
    return shown(column, value, own, kind.linked_names)
