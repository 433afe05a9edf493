"""Workbooks as SalesDesk writes them: one look, typed cells, and text that is never a formula.

Sheets are written from top to bottom and streamed to disk, so that 100,000 rows need no memory.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from salesdesk_app.domain.money import to_decimal
from salesdesk_app.exchange.writing import number_formats
from salesdesk_app.exchange.writing.book_texts import clean, sheet_name
from salesdesk_app.exchange.writing.looks import BAD, HEAD, LINE, MISSING, TEXT, Look

Value = str | int | Decimal | date | bool | None


def amount(minor: int | None, currency: str) -> Value:
    """Minor units as a number for a cell: whole where it is whole."""
    if minor is None:
        return None
    value = to_decimal(minor, currency)
    return int(value) if value == value.to_integral_value() else value


class Book:
    """A workbook being written; as a context, it clears up where it was not saved."""

    def __init__(self, title: str) -> None:
        self.workbook = Workbook(write_only=True)
        self.workbook.properties.title = clean(title)
        self.workbook.properties.creator = "SalesDesk"
        self._styles: dict[tuple[Look, bool], StyleArray] = {}
        self._saved = False

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._saved:
            return
        # Each sheet streams into a temporary file, which openpyxl clears away on saving only.
        for sheet in self.workbook.worksheets:
            inner: Any = sheet
            # The disk may be what stopped it, in the middle of a sheet or of saving.
            with suppress(OSError, ValueError, WorkbookAlreadySaved):
                inner.close()
            with suppress(OSError):
                inner._writer.cleanup()

    def page(self, name: str, widths: Sequence[float], *, grid: bool = False) -> "Page":
        """A new last sheet with columns of these widths (characters), with its grid or without."""
        return Page(self, name, widths, grid=grid)

    def dress(self, cell: StyleableObject, look: Look, *, quoted: bool = False) -> None:
        """Gives a new cell a look; the style of a look is made once for the workbook."""
        key = (look, quoted)
        if key not in self._styles:
            self._styles[key] = self._made(cell, look, quoted=quoted)
        inner: Any = cell  # the type stubs do not know the field that openpyxl's own guide shares
        inner._style = self._styles[key]

    @staticmethod
    def _made(of: StyleableObject, look: Look, *, quoted: bool) -> StyleArray:
        of.font = Font(name="Calibri", size=look.size, bold=look.bold, color=look.colour)
        of.alignment = Alignment(
            horizontal=look.align, vertical="center", wrap_text=look.wrap or None
        )
        if look.fill:
            of.fill = PatternFill("solid", fgColor=look.fill)
        if look.lined:
            of.border = Border(bottom=Side("thin", color=LINE))
        of.number_format = number_formats.TEXT if quoted else look.format
        of.protection = Protection(locked=look.locked)
        of.quotePrefix = quoted
        inner: Any = of
        made: StyleArray = inner._style
        return made

    def save(self, path: Path) -> None:
        """Writes the workbook; it cannot be written to any more."""
        # By way of memory: an archive that a full disk cuts short would complain when it is
        # let go, long after the problem was told.
        packed = BytesIO()
        self.workbook.save(packed)
        self._saved = True
        path.write_bytes(packed.getbuffer())


class Page:
    """A sheet being written row by row; it is printed landscape, fitted to the page's width."""

    def __init__(self, book: Book, name: str, widths: Sequence[float], *, grid: bool) -> None:
        self.book = book
        self.sheet = book.workbook.create_sheet(sheet_name(name, book.workbook.sheetnames))
        self.rows = 0
        for at, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(at)].width = width
        self.sheet.sheet_view.showGridLines = grid
        self._set_up_print(name)

    @property
    def name(self) -> str:
        """The name of the sheet, as formulas use it."""
        title: str = self.sheet.title
        return title

    def _set_up_print(self, name: str) -> None:
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.75
        sheet.page_margins.header = sheet.page_margins.footer = 0.3
        sheet.oddHeader.left.text = self.book.workbook.properties.title.replace("&", "&&")
        sheet.oddHeader.right.text = name.replace("&", "&&")
        sheet.oddFooter.left.text = "SalesDesk"
        sheet.oddFooter.right.text = "&P / &N"

    def freeze(self, row: int, column: int = 1) -> None:
        """Keeps the rows up to this one and the columns left of it in sight, on paper as well."""
        self.sheet.freeze_panes = f"{get_column_letter(column + 1)}{row + 1}"
        self.sheet.print_title_rows = f"{row}:{row}"

    def set_column(self, at: int, look: Look, *, hidden: bool = False) -> None:
        """How the empty cells of a column (counted from 1) look; before the first row is added."""
        column: Any = self.sheet.column_dimensions[get_column_letter(at)]
        self.book.dress(column, look)
        column.hidden = hidden

    def hide(self) -> None:
        """Hides the sheet so that no menu shows it again."""
        self.sheet.sheet_state = "veryHidden"

    def protect(self) -> None:
        """Lets only cells be edited that are not locked; without a password, so that it guards
        against slips and no more. Rows and columns can be set, added, sorted and filtered.
        """
        guard = self.sheet.protection
        guard.sheet = True
        for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "sort"):
            setattr(guard, allowed, False)
        guard.autoFilter = False

    def allow(self, at: int, rule: DataValidation) -> None:
        """What may be typed into a column (counted from 1) below its heading."""
        letter = get_column_letter(at)
        rule.add(f"{letter}2:{letter}1048576")
        self.sheet.data_validations.append(rule)

    def text_cell(self, text: str | None, look: Look = TEXT) -> Cell:
        """Text, whatever it begins with; the one door through which user text enters a cell.

        It carries Excel's prefix and the format of texts: LibreOffice forgets the one and keeps
        the other, and with either an edited cell is a text again.
        """
        cell = WriteOnlyCell(self.sheet)
        self.book.dress(cell, look, quoted=bool(text))
        if text:
            cell.value = clean(text)
            cell.data_type = "s"  # openpyxl takes =1+1 for a formula and #N/A for an error
        return cell

    def cell(self, value: Value, look: Look) -> Cell:
        """A number, day or truth as such; empty for None; text as ``text_cell``."""
        if isinstance(value, str):
            return self.text_cell(value, look)
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            if day < number_formats.EARLIEST:
                return self.text_cell(value.isoformat(), look)
        cell = WriteOnlyCell(self.sheet)
        self.book.dress(cell, look)
        if value is not None:
            cell.value = value
        return cell

    def data(self, value: Value, look: Look) -> Cell | None:
        """As ``cell``, and no cell at all for None: for the many rows of a table."""
        return None if value is None else self.cell(value, look)

    def figure(self, value: Value, look: Look, missing: str) -> Cell:
        """A figure, or in words that there is none."""
        if value is None:
            return self.text_cell(missing, replace(MISSING, bold=look.bold, fill=look.fill))
        return self.cell(value, look)

    def formula(self, formula: str, look: Look) -> Cell:
        """A formula of ours, without its leading ``=``; it shows nothing until recalculated."""
        cell = self.cell(None, look)
        cell.value = f"={formula}"
        return cell

    def add(self, cells: Iterable[Cell | None] = (), *, height: float | None = None) -> int:
        """Writes the next row; returns its number."""
        self.rows += 1
        if height is not None:
            self.sheet.row_dimensions[self.rows].height = height
        self.sheet.append(list(cells))
        return self.rows

    def heads(self, words: Iterable[tuple[str, Look]], *, height: float = 30) -> int:
        """Writes a row of headings, each aligned as the look of its column; returns its number."""
        made = [self.text_cell(word, replace(HEAD, align=look.align)) for word, look in words]
        return self.add(made, height=height)

    def table(self, name: str, headings: Sequence[str], first: int, last: int) -> None:
        """Makes the rows from the headings at ``first`` to ``last`` a table with filters."""
        ref = f"A{first}:{get_column_letter(len(headings))}{max(last, first + 1)}"
        table = Table(displayName=name, name=name, ref=ref)
        table.tableColumns = [
            TableColumn(id=at, name=clean(heading)) for at, heading in enumerate(headings, 1)
        ]
        table.autoFilter = AutoFilter(ref=ref)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        # Not add_table, which only warns that a streamed sheet needs its columns named: they are.
        self.sheet.tables.add(table)

    def filter(self, columns: int, last: int) -> None:
        """Puts filters on headings in the first row over the rows up to the last."""
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{max(last, 2)}"

    def mark_false(self, cells: str) -> None:
        """Paints the checks that do not hold."""
        looks = DifferentialStyle(font=Font(color=BAD, bold=True))
        rule = Rule(type="cellIs", operator="equal", formula=["FALSE"], dxf=looks)
        self.sheet.conditional_formatting.add(cells, rule)

    def break_page(self) -> None:
        """Lets what follows begin on a new sheet of paper."""
        self.sheet.row_breaks.append(Break(id=self.rows))

    def merge(self, cells: str) -> None:
        """Makes one cell of several beside each other."""
        self.sheet.merged_cells.add(cells)

    def range(self, column: str, first: int, last: int) -> str:
        """Cells of a column as a chart or formula names them."""
        return f"'{self.name}'!${column}${first}:${column}${last}"

    def chart(self, chart: ChartBase, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Places a chart from one cell to another: (column, row), both counted from 1.

        Held by cells, it keeps its place where another font makes columns wider.
        """
        place: Any = chart  # the type stubs know the name of one cell only
        place.anchor = TwoCellAnchor(
            editAs="oneCell",
            _from=AnchorMarker(col=first[0] - 1, row=first[1] - 1),
            to=AnchorMarker(col=last[0], row=last[1]),
        )
        self.sheet.add_chart(chart)
