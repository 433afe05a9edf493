"""The first rows of a sheet, to say which of them holds the headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from salesdesk_app import wording
from salesdesk_app.services.importing import Table
from salesdesk_app.ui.widgets import table as tables
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.text import label

ROWS_SHOWN = 25


@dataclass(frozen=True)
class Line:
    """A row of the sheet under its number."""

    id: int
    text: str
    heading: bool


class HeadingDialog(Dialog):
    """The first rows of the sheet, to say which of them holds the headings."""

    def __init__(self, parent: QWidget, table: Table, done: Callable[[int], object]) -> None:
        super().__init__("Which row holds the headings?", parent, width=760)
        self._done = done
        self.rows = tables.Table(
            (
                Column("number", "Row", lambda r: wording.count(r.id), "number", width=64),
                Column("text", "What it says", lambda r: r.text, stretch=True,
                       tone=lambda r: "plain" if r.heading else "muted"),
                Column("heading", "", lambda r: "Headings" if r.heading else "", "pills",
                       width=110, data=lambda r: (("Headings", "accent"),) if r.heading else ()),
            ),
            row_height=30,
        )  # fmt: skip
        self.rows.setAccessibleName("The first rows of the sheet")
        self.rows.setSortingEnabled(False)
        self.rows.setMinimumHeight(360)
        self.rows.set_rows(first_rows(table))
        self.rows.choose(table.heading_row)
        self.rows.opened.connect(lambda _id: self.take())
        self.body.addWidget(label("Rows above it are left out; rows below it are the records.",
                                  "muted", wrap=True))  # fmt: skip
        self.body.addWidget(self.rows, 1)
        self.add_button("Cancel", self.reject)
        self.add_button("Use this row", self.take, "primary")
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Hand the row on, and close."""
        number = self.rows.current_id()
        self.accept()
        if number is not None:
            self._done(number)


def first_rows(table: Table) -> list[Line]:
    """The first rows of a sheet as they stand in it: titles, headings and records."""
    found = {one.number: Line(one.number, one.text, False) for one in table.dropped[:200]}
    for number, cells in zip(table.numbers[:ROWS_SHOWN], table.rows, strict=False):
        found[number] = Line(number, _joined(cells), False)
    found[table.heading_row] = Line(table.heading_row, _joined(table.headings), True)
    numbers = sorted(found)[: 2 * ROWS_SHOWN]
    return [found[number] for number in numbers]


def _joined(cells: Sequence[Any]) -> str:
    return "  ·  ".join(str(cell) for cell in cells if cell != "")[:400]
