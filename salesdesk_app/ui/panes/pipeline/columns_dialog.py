"""The dialog in which the table's columns are chosen, ordered and sized by keyboard or mouse."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from salesdesk_app.ui import fonts
from salesdesk_app.ui.panes.pipeline.column_choice import KEPT, NARROWEST, WIDEST
from salesdesk_app.ui.panes.pipeline.deal_table import DealTable
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.forms import Dialog
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.phrases import one_line

STEP = 20  # pixels that a column is made wider or narrower by
SAYS = (
    "Space shows or hides a column, Alt+Up and Alt+Down move it, Alt+Left and Alt+Right make it "
    "narrower or wider. The table follows at once."
)
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ColumnsDialog(Dialog):
    """What is changed shows at once; *As at first* takes all of it back."""

    def __init__(self, table: DealTable, parent: QWidget) -> None:
        super().__init__("Choose columns", parent, width=460)
        self._table, self._choice = table, table.choice
        self.list = QListWidget()
        self.list.setFont(fonts.font("body"))
        self.list.setProperty("look", "plain")
        self.list.setAccessibleName("Columns of the table, from left to right")
        self.list.setMinimumHeight(240)
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(self._checked)
        self.body.addWidget(label(SAYS, "muted", wrap=True))
        self.body.addWidget(self.list, 1)
        self.body.addLayout(
            row(
                button("Up", lambda: self.move_by(-1), explain="Alt+Up"),
                button("Down", lambda: self.move_by(1), explain="Alt+Down"),
                button("Narrower", lambda: self.widen(-STEP), explain="Alt+Left"),
                button("Wider", lambda: self.widen(STEP), explain="Alt+Right"),
                None,
                spacing=8,
            )
        )
        self.add_button("As at first", self.forget)
        self.add_button("Done", self.accept, "primary")
        self.resize(460, 620)
        self._fill(0)
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with an arrow moves and sizes the column that the keyboard is in."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            keys: dict[Qt.Key, Callable[[], object]] = {
                Qt.Key.Key_Up: lambda: self.move_by(-1),
                Qt.Key.Key_Down: lambda: self.move_by(1),
                Qt.Key.Key_Left: lambda: self.widen(-STEP),
                Qt.Key.Key_Right: lambda: self.widen(STEP),
            }
            run = keys.get(Qt.Key(event.key()))
            if run is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                run()
                return True
        return super().eventFilter(watched, event)

    def move_by(self, step: int) -> None:
        """Moves the column on or back; the first stays the first."""
        place = self.list.currentRow()
        if place < 1 or not 1 <= place + step < self.list.count():
            return
        order = [column.id for column in self._columns()]
        order.insert(place + step, order.pop(place))
        self._choice.arrange(order)
        self._table.lay_out()
        self._fill(place + step)

    def widen(self, by: int) -> None:
        """Makes the column wider, or narrower."""
        column = self._columns()[self.list.currentRow()]
        width = self._choice.width(column) + by
        self._choice.widths[column.id] = max(NARROWEST, min(WIDEST, width))
        self._choice.keep()
        self._table.lay_out()
        self._fill(self.list.currentRow())

    def forget(self) -> None:
        """Columns, widths, sorting and groups as they were at first."""
        self._choice.forget()
        self._table.lay_out()
        self._fill(0)

    def _columns(self) -> list[Column]:
        return self._choice.ordered(self._table.table.rows_model.columns)

    def _fill(self, current: int) -> None:
        columns = self._columns()
        wanted = set(self._choice.wants(columns))
        self.list.blockSignals(True)
        self.list.clear()
        for column in columns:
            item = QListWidgetItem(f"{one_line(column.title)}   ·   {self._choice.width(column)}")
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if column.id not in KEPT:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags)
            item.setCheckState(CHECKED if column.id in wanted else UNCHECKED)
            item.setToolTip(one_line(column.heading_explain) if column.heading_explain else "")
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(current)

    def _checked(self, item: QListWidgetItem) -> None:
        column = self._columns()[self.list.row(item)]
        self._choice.choose(column.id, on=item.checkState() == CHECKED)
        self._table.lay_out()
