"""The cells of a table as plain texts, for files and a clipboard that know nothing else."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from salesdesk_app.domain.money import Money, to_decimal
from salesdesk_app.domain.sheets import Cell, Sheet, SheetColumn

PLACES = 6  # decimals of shares and factors, which may have no end


def headings(sheet: Sheet) -> list[str]:
    """The headings; where all amounts of a column are in one currency, it names it."""
    return [_heading(column, _one_currency(sheet, at)) for at, column in enumerate(sheet.columns)]


def texts(sheet: Sheet, said: Callable[[str], str] = str) -> Callable[[Sequence[Cell]], list[str]]:
    """How a row of the table reads; ``said`` is done to what is a text by itself.

    An amount names its currency where the heading does not.
    """
    bare = [
        column.kind != "money" or _one_currency(sheet, at) is not None
        for at, column in enumerate(sheet.columns)
    ]

    def row(cells: Sequence[Cell]) -> list[str]:
        return [
            said(cell) if isinstance(cell, str) else _text(cell, column, bare=alone)
            for cell, column, alone in zip(cells, sheet.columns, bare, strict=True)
        ]

    return row


def _one_currency(sheet: Sheet, place: int) -> str | None:
    if sheet.columns[place].kind != "money":
        return None
    found = sheet.currencies(place)
    return found[0] if len(found) == 1 else None


def _heading(column: SheetColumn, currency: str | None) -> str:
    return column.heading if currency is None else f"{column.heading} ({currency})"


def _text(cell: int | Decimal | date | Money | None, column: SheetColumn, *, bare: bool) -> str:
    match cell:
        case None:
            return ""
        case Money():
            number = str(to_decimal(cell.minor, cell.currency))
            return number if bare else f"{number} {cell.currency}"
        case bool():
            return "Yes" if cell else "No"
        case date():
            return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    if column.kind in ("percent", "factor"):
        share = column.kind == "percent"
        return _plain(Decimal(cell) * 100) + "%" if share else _plain(Decimal(cell))
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _plain(number: Decimal) -> str:
    """A number without zeros at its end."""
    text = f"{round(number, PLACES):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
