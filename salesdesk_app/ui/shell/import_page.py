"""The page of an import: match the columns, look before it happens; nothing is written here."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.fields import KINDS
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Choices, Plan, Source, Table
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.shell import import_rows
from salesdesk_app.ui.shell.import_rows import KIND_WORDS, PreviewRow
from salesdesk_app.ui.widgets import table as tables
from salesdesk_app.ui.widgets.buttons import button, chip
from salesdesk_app.ui.widgets.card import Card, row
from salesdesk_app.ui.widgets.fields import Picker
from salesdesk_app.ui.widgets.text import label

__all__ = ["KIND_WORDS", "ImportPage"]

ORDERS = (("dmy", "Day first"), ("mdy", "Month first"))
MARKS = ((".", "Decimal point"), (",", "Decimal comma"))
FILTERS = (
    ("", "All"),
    ("new", "New"),
    ("changed", "Update"),
    ("same", "Same"),
    ("twin", "Twin?"),
    ("duplicate", "Repeated"),
    ("error", "Error"),
)


class ImportPage(QWidget):
    """One file: what its columns become, and what every row would do."""

    title_changed = Signal()

    def __init__(self, desk: Desk, source: Source) -> None:
        super().__init__()
        self._desk = desk
        self.source = source
        self.table: Table = source.table
        self.mapping: dict[int, str | None] = {}
        self.plan: Plan | None = None
        self._filter = ""
        self.title = ""
        self.agree_button = button("Import", kind="primary")
        self.copy_button = button("Copy the errors", self.copy_errors)
        self.copy_button.hide()
        self.columns = tables.Table(import_rows.column_columns(self), row_height=34)
        self.columns.setSortingEnabled(False)
        self.columns.edited.connect(self._mapped)
        self.preview = tables.Table((), row_height=34)
        self.preview_card = Card("2 · Look before it happens", "nothing is written yet")
        self._chips = {key: chip(text) for key, text in FILTERS}
        self.notes = label("", "label", wrap=True)
        self._lay_out()
        self._say_title()
        self.look()

    def look(self) -> None:
        """Ask what the import would do now."""
        self.plan = None
        self.set_busy(True)
        kind = self.kind.value()
        self._desk.ask(
            importing.plan,
            self.table,
            dict(self.mapping),
            kind=kind,
            choices=Choices(
                decimal=self.decimal.value(),
                date_order=self.order.value(),
                currency=self.currency.value(),
            ),
            then=self._show,
            failed=self._unclear,
            topic=("import", id(self)),
            doing=f"Looking at {self.table.file}",
        )

    def set_busy(self, busy: bool) -> None:
        """While something runs, nothing can be agreed to."""
        self.agree_button.setEnabled(not busy and self.plan is not None)

    def copy_errors(self) -> None:
        """Puts the rows that are left out on the clipboard, with row, column and reason."""
        if self.plan is None:
            return
        lines = ["Row\tColumn\tProblem"]
        lines += [f"{e.row}\t{e.column}\t{e.sentence}" for e in self.plan.errors]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._desk.notice(f"{wording.count(len(self.plan.errors))} errors are on the clipboard.")

    def _lay_out(self) -> None:
        table, source = self.table, self.source
        self.kind = Picker([(kind, KIND_WORDS[kind]) for kind in KINDS], search=False)
        self.kind.set_value(table.kind)
        sheets = [(place, one.sheet or one.file) for place, one in enumerate(source.tables)]
        self.sheet = Picker(sheets, search=False)
        self.sheet.set_value(source.proposed)
        self.sheet.setVisible(len(sheets) > 1)
        self.order = Picker(ORDERS, none="Dates: as they tell", search=False)
        self.decimal = Picker(MARKS, none="Numbers: as they tell", search=False)
        codes = [(code, f"Amounts in {code}") for code in ("USD", "EUR", "GBP", "CHF")]
        self.currency = Picker(codes, none="Currency: as they tell", search=False)
        for picker in (self.kind, self.order, self.decimal, self.currency):
            picker.chosen.connect(lambda _key: self._chosen())
        self.sheet.chosen.connect(self._other_sheet)
        match = Card("1 · Match the columns", import_rows.about(table, source))
        match.body.addLayout(
            row(self.kind, self.sheet, self.order, self.decimal, self.currency, None)
        )
        match.body.addWidget(self.columns, 1)
        self.preview_card.body.addLayout(row(*self._chips.values(), None))
        for key, made in self._chips.items():
            made.clicked.connect(lambda _on=False, key=key: self._filtered(key))
        self.preview_card.body.addWidget(self.notes)
        self.preview_card.body.addWidget(self.preview, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(match)
        split.addWidget(self.preview_card)
        split.setSizes([380, 420])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 14)
        box.addWidget(split)

    def _chosen(self) -> None:
        if self.kind.value() != self.table.kind:
            self.mapping.clear()
        self.look()

    def _other_sheet(self, place: int) -> None:
        self.table = self.source.tables[place]
        self.mapping.clear()
        self.kind.set_value(self.table.kind)
        self.look()

    def _mapped(self, line: Any, _column: str, value: Any) -> None:
        self.mapping[line.id] = value
        for other, code in list(self.mapping.items()):
            if other != line.id and code == value and value is not None:
                del self.mapping[other]
        self.look()

    def _unclear(self) -> None:
        self.preview.set_rows([])
        self.notes.setText("Choose what the columns become; then what will happen is shown here.")
        kind = self.kind.value() or self.table.kind
        self.columns.set_rows(import_rows.unplanned_lines(self.table, kind, self.mapping))

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        self.set_busy(False)
        self.columns.set_rows(import_rows.column_lines(plan))
        self._rebuild_preview(plan)
        counts = plan.counts()
        for key, text in FILTERS:
            number = len(plan.rows) if not key else counts[key]
            self._chips[key].setText(f"{text} {wording.count(number)}")
            self._chips[key].setVisible(not key or number > 0)
        self._filtered(self._filter if counts[self._filter] else "")
        self.notes.setText(import_rows.what_else(plan))
        self.notes.setToolTip(import_rows.all_notes(plan))
        self.notes.setVisible(bool(self.notes.text()))
        self.copy_button.setVisible(bool(plan.errors))
        self._say_title()

    def _say_title(self) -> None:
        kind = self.kind.value() or self.table.kind
        words = KIND_WORDS[kind].lower()
        self.title = f"Import {words}"
        if self.plan is not None:
            writes = self.plan.writes()
            one = words[:-1] if words != "people" else "person"
            what = f"{wording.count(writes)} {one if writes == 1 else words}"
            self.agree_button.setText(f"Import {what}" if writes else "Nothing to import: go on")
        self.title_changed.emit()

    def _rebuild_preview(self, plan: Plan) -> None:
        made = tables.Table(import_rows.preview_columns(plan), row_height=34)
        made.setSortingEnabled(False)
        self.preview_card.body.replaceWidget(self.preview, made)
        self.preview.hide()
        self.preview.deleteLater()
        self.preview = made
        made.set_rows([PreviewRow(found.place, found) for found in plan.rows])

    def _filtered(self, key: str) -> None:
        self._filter = key
        for name, made in self._chips.items():
            made.setChecked(name == key)
        self.preview.set_keep((lambda r: r.row.kind == key) if key else None)
