"""Cells for the clipboard: as plain text with tabs, and as a table whose cells have their types."""

import csv
import io
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from html import escape

from salesdesk_app import wording
from salesdesk_app.domain.money import Money, to_decimal
from salesdesk_app.domain.sheets import Cell, Kind, Sheet
from salesdesk_app.exchange.csv_file import guard
from salesdesk_app.exchange.writing import number_formats, sheet_texts
from salesdesk_app.progress import Tick, no_tick, ticked

_DAY_ZERO = datetime(1899, 12, 30)
_SPACES = re.compile(r"^ | $| {2,}")
_SPECIAL = re.compile(r"[^0-9A-Za-z]")
_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table>'
)
_FOOT = "</table></body></html>"
# LibreOffice takes the formats that it has of its own; any other is left out by it.
_LIBREOFFICE: dict[str, str] = {
    "percent": "0.00%",
    "factor": "0.00",
    "day": "YYYY-MM-DD",
    "moment": "YYYY-MM-DD HH:MM:SS",
}
_EXCEL: dict[str, str] = {
    "percent": number_formats.PERCENT,
    "factor": number_formats.FACTOR,
    "day": number_formats.DAY,
    "moment": number_formats.MOMENT,
}


def as_text(sheet: Sheet, *, headings: bool, tick: Tick = no_tick) -> str:
    """The rows with tabs between their cells, as spreadsheets write and read them.

    What a spreadsheet would take for a formula is guarded by ``'``.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, dialect="excel-tab")
    if headings:
        writer.writerow(map(guard, sheet_texts.headings(sheet)))
    texts = sheet_texts.texts(sheet, guard)
    writer.writerows(texts(row) for row in ticked(sheet.rows, len(sheet.rows), tick))
    return stream.getvalue()


def as_html(sheet: Sheet, *, headings: bool, tick: Tick = no_tick) -> str:
    """The rows as a table for spreadsheets, in which a text is a text and a number a number."""
    parts = [_HEAD]
    if headings:
        heads = "".join(_text(column.heading, "th") for column in sheet.columns)
        parts.append(f"<tr>{heads}</tr>")
    kinds = [column.kind for column in sheet.columns]
    for row in ticked(sheet.rows, len(sheet.rows), tick):
        cells = (_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True))
        parts.append(f"<tr>{''.join(cells)}</tr>")
    return "".join([*parts, _FOOT])


def _cell(cell: Cell, kind: Kind) -> str:
    match cell:
        case None:
            return "<td></td>"
        case str():
            return _text(cell)
        case bool():
            word = str(cell).upper()
            return f'<td x:bool="{word}" sdval="{cell:d}" sdnum="1033;0;BOOLEAN">{word}</td>'
        case Money():
            return _money(cell, kind)
        case date():
            return _day(cell)
    return _number(cell, kind)


def _text(text: str, tag: str = "td") -> str:
    words = escape(text).replace("\r\n", "\n").replace("\r", "\n")
    spaced = _SPACES.sub(_unbroken, words)
    lines = spaced.replace("\n", '<br style="mso-data-placement:same-cell">')
    style = f"mso-number-format:'{_styled(number_formats.TEXT)}'"
    return f'<{tag} style="{style}" sdnum="1033;0;@">{lines}</{tag}>'


def _unbroken(spaces: re.Match[str]) -> str:
    """Spaces that HTML would make one of; Excel makes plain ones of them again."""
    return f'<span style="mso-spacerun:yes">{"&nbsp;" * len(spaces[0])}</span>'


def _money(cell: Money, kind: Kind) -> str:
    value = to_decimal(cell.minor, cell.currency)
    whole = value == value.to_integral_value()
    if kind == "amount":
        return _typed(value, number_formats.plain_number(0 if whole else 2), "", str(value))
    signed = number_formats.money(cell.currency, whole=whole)
    plain = "[$$-409]#,##0.00" if cell.currency == "USD" else "#,##0.00"
    theirs = f"{plain};-{plain}" if cell.currency == "USD" else plain
    return _typed(value, signed, theirs, wording.money(cell.minor, cell.currency))


def _day(cell: date) -> str:
    moment = cell if isinstance(cell, datetime) else datetime.combine(cell, datetime.min.time())
    kind = "moment" if isinstance(cell, datetime) else "day"
    if moment.date() < number_formats.EARLIEST:
        return _text(cell.isoformat())
    serial = (moment - _DAY_ZERO) / timedelta(days=1)
    words = wording.day(moment.date(), year=True)
    shown = f"{words} {moment:%H:%M}" if kind == "moment" else words
    return _typed(Decimal(repr(serial)).normalize(), _EXCEL[kind], _LIBREOFFICE[kind], shown)


def _number(cell: int | Decimal, kind: Kind) -> str:
    shown = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    if kind == "percent":
        shown = wording.percent(Decimal(cell))
    elif kind == "factor":
        shown = wording.times(Decimal(cell))
    return _typed(Decimal(cell), _EXCEL.get(kind, ""), _LIBREOFFICE.get(kind, ""), shown)


def _typed(value: Decimal, excel: str, theirs: str, shown: str) -> str:
    """A number as Excel (``x:num``) and LibreOffice (``sdval``) take it, whatever is shown."""
    style = f" style=\"mso-number-format:'{_styled(excel)}'\"" if excel else ""
    sdnum = f' sdnum="1033;0;{theirs}"' if theirs else ""
    return f'<td x:num="{value:f}" sdval="{value:f}"{sdnum}{style}>{escape(shown)}</td>'


def _styled(number_format: str) -> str:
    """A number format within a style: marks are escaped as Excel itself does."""
    return _SPECIAL.sub(
        lambda mark: "\\0022" if mark[0] == '"' else mark[0] if mark[0] == "×" else f"\\{mark[0]}",
        number_format,
    )
