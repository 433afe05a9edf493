"""Cells on the clipboard: typed for spreadsheets, and nothing that they would run."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.money import Money
from salesdesk_app.domain.sheets import Cell, Kind, Sheet, SheetColumn
from salesdesk_app.exchange import csv_file
from salesdesk_app.exchange.writing.clipboard import as_html, as_text


def sheet(*rows: tuple[Cell, ...], kinds: tuple[Kind, ...] = ("text",)) -> Sheet:
    return Sheet("Rows", tuple(SheetColumn(f"<{kind}>", kind) for kind in kinds), rows)


class Cells(HTMLParser):
    """The cells of a table: what each says, and its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append(("", dict(attrs)))
        elif tag == "br":
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        if self.cells:
            text, attributes = self.cells[-1]
            self.cells[-1] = (text + data, attributes)


def test_values_have_their_types_for_excel_and_libreoffice() -> None:
    kinds = ("number", "money", "percent", "factor", "day", "moment", "yes_no")
    row = (
        7, Money(8_400_050, "USD"), Decimal("0.5"), Decimal("2.8"), date(2026, 11, 23),
        datetime(2026, 11, 23, 12), True,
    )  # fmt: skip
    cells = Cells(as_html(sheet(row, kinds=kinds), headings=False)).cells
    assert [cell[1].get("x:num") for cell in cells] == [
        "7", "84000.50", "0.5", "2.8", "46349", "46349.5", None,
    ]  # fmt: skip
    assert all(cell[1]["sdval"] for cell in cells)
    assert [cell[0] for cell in cells] == [
        "7", "$84,000.50", "50 %", "2.8×", "23 Nov 2026", "23 Nov 2026 12:00", "TRUE",
    ]  # fmt: skip
    assert cells[6][1]["x:bool"] == "TRUE"
    assert cells[1][1]["style"] == (
        r"mso-number-format:'\[\$\$\]\#\,\#\#0\.00\;\-\[\$\$\]\#\,\#\#0\.00'"
    )


def test_text_is_said_to_be_text_and_is_never_markup() -> None:
    texts = ("=1+1", "00123", "<b>x</b>", "<script>", 'a"b', "&amp;", "1/2")
    found = Cells(as_html(sheet(*((text,) for text in texts)), headings=True))
    assert [cell[0] for cell in found.cells] == ["<text>", *texts]
    assert {cell[1]["sdnum"] for cell in found.cells} == {"1033;0;@"}
    assert {cell[1]["style"] for cell in found.cells} == {r"mso-number-format:'\@'"}
    assert found.tags == {"html", "head", "meta", "body", "table", "tr", "th", "td"}


def test_lines_and_spaces_are_kept() -> None:
    html = as_html(sheet(("a\nb  c ",)), headings=False)
    assert 'a<br style="mso-data-placement:same-cell">b' in html
    assert html.count("&nbsp;") == 3


def test_no_line_of_the_text_is_a_formula() -> None:
    texts = ("=1+1", "+44", "-1", "@x", "\tx", "'=1", "plain")
    lines = csv.reader(io.StringIO(as_text(sheet(*((t,) for t in texts)), headings=False)),
                       dialect="excel-tab")  # fmt: skip
    assert [line[0] for line in lines] == ["'=1+1", "'+44", "'-1", "'@x", "'\tx", "''=1", "plain"]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_any_text_comes_back(rows: list[tuple[str, str]]) -> None:
    text = as_text(sheet(*rows, kinds=("text", "text")), headings=True)
    read = csv.reader(io.StringIO(text, newline=""), dialect="excel-tab")
    found = [tuple(csv_file.unguard(cell) for cell in line) for line in read]
    assert found == [("<text>", "<text>"), *rows]
