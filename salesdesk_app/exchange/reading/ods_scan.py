"""Looks through the XML of an .ods workbook, piece by piece, for what parsers do not tell."""

import re

from salesdesk_app.exchange.reading.contents import MOST_COLUMNS, Part
from salesdesk_app.exchange.reading.pieces import whole_rows

_MOST_ROWS = 1 << 20
_ROWS = re.compile(rb"<table:(table-column|table-row|table)(?=[\s/>])([^>]*)>")
_CELLS = re.compile(
    rb"<table:(table-column|table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*)>"
)
_TELLING = (b'"error"', b"table:formula=", b"table:visibility=", b"-spanned=", b"office:currency=")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,12})"')
_SPANNED = re.compile(rb'table:number-(rows|columns)-spanned="(\d{1,9})"')
_MONEY = re.compile(rb'office:currency="([A-Z]{3})"')
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_TEXT = re.compile(rb"<text:p>([^<]*)<")


class OdsScan:
    """Takes the pieces of ``content.xml`` as they are unpacked and notes what its tables hold."""

    def __init__(self, sheets: list[Part]) -> None:
        self._sheets = sheets
        self._rest = b""
        self._row = self._column = self._columns = 0
        self._repeated = 1
        self._is_hidden = False

    @property
    def cells(self) -> int:
        """How many cells hold something, in all tables so far."""
        return sum(part.cells for part in self._sheets)

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Looks at the whole rows so far and keeps the rest for the next piece."""
        data = self._rest + chunk
        start = data.rfind(b"<table:table-row")
        whole, self._rest = whole_rows(data, start, last=last)
        self._look_at(whole)

    def _look_at(self, whole: bytes) -> None:
        # Cell by cell only where there is something to be told: it takes its time.
        tokens = _CELLS if any(word in whole for word in _TELLING) else _ROWS
        counted = 0
        for token in tokens.finditer(whole):
            if token[1] == b"table":
                self._count(whole, counted, token.start())
                counted = token.start()
                self._sheets.append(Part())
                self._row = self._columns = 0
                self._repeated = 1
            elif self._sheets:
                self._take(token, whole)
        self._count(whole, counted, len(whole))

    def _count(self, whole: bytes, start: int, end: int) -> None:
        if self._sheets:
            self._sheets[-1].cells += whole.count(b"office:value-type=", start, end)

    def _take(self, token: "re.Match[bytes]", whole: bytes) -> None:
        kind, facts = token[1], token[2]
        found = _REPEATED.search(facts)
        repeated = int(found[1]) if found else 1
        if kind == b"table-column":
            if _HIDDEN.search(facts):
                last = min(self._columns + repeated, MOST_COLUMNS)
                self._sheets[-1].hidden_columns.update(range(self._columns, last))
            self._columns += repeated
        elif kind == b"table-row":
            self._row += self._repeated if self._row else 1
            self._repeated, self._column = repeated, 0
            self._is_hidden = _HIDDEN.search(facts) is not None
            if repeated > 1 and not facts.endswith(b"/"):
                self._count_repeated(whole, token.end(), repeated)
        else:
            self._take_cell(token, whole)
            self._column += repeated

    def _count_repeated(self, whole: bytes, start: int, rows: int) -> None:
        """Counts the cells of a row that stands for many."""
        end = whole.find(b"</table:table-row>", start)
        for cell in _CELLS.finditer(whole, start, end if end >= 0 else len(whole)):
            if b"office:value-type=" in cell[2]:
                found = _REPEATED.search(cell[2])
                self._sheets[-1].cells += (rows - 1) * (int(found[1]) if found else 1)

    def _take_cell(self, token: "re.Match[bytes]", whole: bytes) -> None:
        part, facts = self._sheets[-1], token[2]
        is_filled = b"office:value-type=" in facts
        if self._is_hidden and is_filled:
            last = min(self._row + self._repeated, _MOST_ROWS + 1)
            part.hidden_rows.update(range(self._row, last))
        if b'calcext:value-type="error"' in facts:
            text = _TEXT.match(whole, token.end())
            code = text[1].decode("utf-8", "replace") if text else "#N/A"
            part.marks.append((self._row, self._column, code))
        elif b"table:formula=" in facts and not is_filled:
            part.marks.append((self._row, self._column, "formula"))
        elif money := _MONEY.search(facts):
            part.show(self._row, self._column, money[1].decode("ascii"))
        spans = {m[1]: int(m[2]) for m in _SPANNED.finditer(facts)}
        if max(spans.values(), default=1) > 1:
            bottom = self._row + spans.get(b"rows", 1) - 1
            right = self._column + spans.get(b"columns", 1) - 1
            part.merged.append((self._row, self._column, bottom, right))
