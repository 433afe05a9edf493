"""What other currencies are worth from a day on; totals use the latest rate that holds."""

from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.services import settings
from salesdesk_app.services.settings import RateRow
from salesdesk_app.services.verbs import Session
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import framed, row
from salesdesk_app.ui.widgets.fields import AmountEdit, DayEdit, Picker
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording import names

COLUMNS = (
    Column("currency", "Currency", lambda r: r.currency, strong=True, stretch=True),
    Column("day", "From", lambda r: wording.day(r.day, year=True), width=120,
           sort_key=lambda r: r.day, value=lambda r: r.day, value_kind="day"),
    Column("rate", "Worth", lambda r: f"{r.rate.normalize():f}", "number", width=140,
           sort_key=lambda r: r.rate, editor="money", edit=lambda r: r.rate,
           value=lambda r: r.rate, value_kind="number"),
)  # fmt: skip


class RatesPage(QWidget):
    """The rates that are known, and a line to state another; every change can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.own = ""
        self.rows: list[RateRow] = []
        self.said = label("", "muted", wrap=True)
        self.table = Table(COLUMNS, typing="edit")
        self.table.subject = "Exchange rates"
        self.table.edited.connect(lambda r, _column, value: self._set(r, value))
        self.currency = Picker(names.currencies())
        self.day = DayEdit(desk.today())
        self.day.set_value(desk.today())
        self.rate = AmountEdit("1.00")
        self.currency.setAccessibleName("Currency")
        self.day.setAccessibleName("From this day on")
        self.rate.setAccessibleName("Worth in the workspace's currency")
        for field, width in ((self.currency, 210), (self.day, 140), (self.rate, 90)):
            field.setFixedWidth(width)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.said)
        box.addWidget(framed(self.table), 1)
        box.addLayout(
            row(
                self.currency,
                self.day,
                self.rate,
                button("Set the rate", self.add),
                None,
                button("Remove", self.remove),
            )
        )
        desk.changed.connect(self._on_changed)
        self._load()

    def add(self) -> None:
        """States the rate that is written in the line."""
        code, day, rate = self.currency.value(), self.day.value(), self.rate.value()
        if code is None or day is None or rate is None:
            self._desk.notice("Choose a currency, a day and what one unit is worth.", "warn")
            return
        self._desk.do(settings.set_rate, code, day, rate, then=lambda _none: self.rate.clear())

    def remove(self) -> None:
        """Removes the chosen rate."""
        chosen = self.table.current_id()
        for found in self.rows:
            if found.id == chosen:
                self._desk.do(settings.set_rate, found.currency, found.day, None, notice=True)

    def _set(self, found: RateRow, value: Decimal | None) -> None:
        self._desk.do(settings.set_rate, found.currency, found.day, value)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & {"rate", "setting", "*"}:
            self._load()

    def _load(self) -> None:
        self._desk.ask(_rates, then=self._show, topic="rates page")

    def _show(self, found: tuple[str, list[RateRow]]) -> None:
        self.own, self.rows = found
        self.said.setText(
            f"From a day on, one unit is worth so many {self.own}. Deals in a currency without a "
            "rate are counted, and their value is left out of totals and named."
        )
        self.table.set_rows(self.rows)


def _rates(session: Session) -> tuple[str, list[RateRow]]:
    return settings.read(session).currency, settings.rate_rows(session)
