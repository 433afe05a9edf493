"""The custom fields of deals: their names, and how many deals hold a value; all can be undone."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.custom import KINDS
from salesdesk_app.services import custom_fields
from salesdesk_app.services.custom_fields import FieldRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import framed, row
from salesdesk_app.ui.widgets.fields import Picker, text_field
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label

COLUMNS = (
    Column("name", "Field", lambda r: r.name, strong=True, stretch=True, editor="text",
           edit=lambda r: r.name),
    Column("kind", "Holds", lambda r: wording.term(f"own.{r.kind}"), width=110,
           heading_explain="Settled when a field is made: by the column that it was kept from, "
           "or by you"),
    Column("deals", "Deals", lambda r: wording.count(r.deals), "number", width=96,
           sort_key=lambda r: r.deals, value=lambda r: r.deals, value_kind="number",
           heading_explain="How many deals hold a value in it"),
)  # fmt: skip


class FieldsPage(QWidget):
    """A table to rename fields in, and a line to add one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[FieldRow] = []
        self.table = Table(COLUMNS, typing="edit")
        self.table.subject = "Custom fields"
        self.table.setSortingEnabled(False)
        self.table.edited.connect(self._edited)
        about = (
            "Custom fields of deals. An import makes them where you keep a column for which there "
            "is no field. Double-click or F2 to rename one; Ctrl+Z takes it back."
        )
        self.name = text_field(hint="A new field, e.g. Segment")
        self.name.setAccessibleName("Name of the new field")
        self.name.returnPressed.connect(self.add)
        kinds = [(kind, wording.term(f"own.{kind}")) for kind in KINDS]
        self.kind = Picker(kinds, search=False)
        self.kind.setAccessibleName("What the new field holds")
        self.kind.set_value("text")
        adding = row(self.name, self.kind, button("Add", self.add), button("Remove", self.remove))
        adding.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(label(about, "muted", wrap=True))
        box.addWidget(framed(self.table), 1)
        box.addLayout(adding)
        desk.changed.connect(self._on_changed)
        self._load()

    def add(self) -> None:
        """Adds a field under the name that was typed."""
        self._desk.do(custom_fields.add, self.name.text(), self.kind.value(), then=self._added)

    def remove(self) -> None:
        """Removes the chosen field with what deals hold in it; the notice offers *Undo*."""
        chosen = self.table.current_id()
        if chosen is None:
            self._desk.notice("Choose the field to remove in the table first.")
            return
        self._desk.do(custom_fields.remove, chosen, notice=True)

    def _edited(self, field: FieldRow, _column: str, value: Any) -> None:
        self._desk.do(custom_fields.rename, field.id, value)

    def _added(self, field_id: int) -> None:
        self.name.clear()
        self.table.choose(field_id)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"custom_field", "deal", "*"}:
            self._load()

    def _load(self) -> None:
        self._desk.ask(custom_fields.rows, then=self._show, topic="fields page")

    def _show(self, found: list[FieldRow]) -> None:
        self.rows = found
        self.table.set_rows(found)
