"""The sheet of quotas: typed person by person, the same for all, copied to the next period."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QAbstractItemDelegate, QPushButton, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.money import Money, to_decimal, to_minor
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import quotas
from salesdesk_app.services.quotas import Copied, Sheet, SheetRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.team.person_dialog import TeamDialog
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import frame, row
from salesdesk_app.ui.widgets.fields import AmountEdit
from salesdesk_app.ui.widgets.period_switch import PeriodSwitch
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import periods as names
from salesdesk_app.wording.language import gettext as _

WRONG_AMOUNT = _("This amount has more decimals than the currency, or is too large.")
QUOTA = 1  # the column that is typed first


def minor_of(amount: Decimal, currency: str) -> int | None:
    """What was typed in minor units; None where it cannot be an amount of the currency."""
    try:
        return to_minor(amount, currency)
    except ValueError:
        return None


class QuotaTable(Table):
    """A table one types into: after Enter the next person's cell is open, as in a workbook."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, typing="edit", row_height=34)
        self.setAccessibleName(_("Quotas"))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Goes one row down after a value was taken."""
        index = self.currentIndex()
        super().closeEditor(editor, hint)
        taken = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if taken and index.row() + 1 < self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(index.row() + 1, index.column()))


class QuotaDialog(TeamDialog):
    """What everybody is to close in a month or quarter; each entry is saved, and can be undone."""

    def __init__(self, desk: Desk, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Quotas"), parent)
        self.sheet: Sheet | None = None
        self._period = period
        self.resize(680, 640)
        self.switch = PeriodSwitch()
        self.switch.changed.connect(self.go)
        self.amount = AmountEdit(_("Amount"))
        self.amount.setFixedWidth(130)
        self.for_all = button(_("Set for all"), self.set_for_all)
        self.copy = button(_("Copy to the next"), self.copy_to_next)
        self.total = Elided("", "strong")
        self.table = QuotaTable(self._columns())
        self.table.edited.connect(self.typed)
        self._lay_out()
        desk.changed.connect(self._changed)
        self.table.setFocus()
        self.go(period)

    def go(self, period: Period) -> None:
        """Show another period."""
        self._period = period
        self.desk.ask(quotas.sheet, period, then=self.show_sheet, topic="quotas")

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what is stated."""
        self.sheet = sheet
        self.switch.show_period(sheet.period, self.desk.today(), sheet.fiscal_start_month)
        self.table.subject = _("Quotas, {period}").format(period=names.period(sheet.period))
        self.table.set_rows(sheet.rows)
        if sheet.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.rows_model.index(0, QUOTA))
        after = names.period(sheet.period.next())
        self.copy.setText(_("Copy to {period}").format(period=after))
        counted = [row.effective_minor for row in sheet.rows if row.effective_minor is not None]
        said = _("{total} in all · {count} of {people} have a quota")
        self.total.setText(
            said.format(
                total=wording.money(sum(counted), sheet.currency),
                count=len(counted),
                people=len(sheet.rows),
            )
        )
        self.copy.setEnabled(bool(counted))

    def typed(self, typed: SheetRow, column: str, value: Decimal | int | None) -> None:
        """Save what was typed into a cell."""
        self.tell("")
        if self.sheet is None:
            return
        minor, ramp = typed.amount_minor, typed.ramp_percent
        if column == "quota":
            if value is None:
                self.desk.do(quotas.clear, typed.id, self._period)
                return
            minor = minor_of(Decimal(value), self.sheet.currency)
            if minor is None:
                self.tell(WRONG_AMOUNT)
                return
        else:
            ramp = 100 if value is None else int(value)
        if minor is None:
            self.tell(_("Type a quota first, then its ramp."))
            return
        self.desk.do(quotas.set_quota, typed.id, self._period, minor, ramp)

    def set_for_all(self) -> None:
        """The same amount for everybody."""
        self.tell("")
        amount = self.amount.value()
        minor = None
        if amount is not None and self.sheet is not None:
            minor = minor_of(amount, self.sheet.currency)
        if minor is None:
            self.tell(_("Type the amount first, such as 84,000 or 84k."))
            self.amount.setFocus()
            return
        self.desk.do(quotas.set_for_all, self._period, minor, notice=True)

    def copy_to_next(self) -> None:
        """The same amounts in the next period, and go there."""
        self.tell("")
        self.desk.do(quotas.copy_to_next, self._period, then=self._copied, notice=True)

    def _copied(self, copied: Copied) -> None:
        self.go(self._period.next())
        if copied.kept:
            said = _("{copied} copied; {kept} that stood there already were kept.")
            self.desk.notice(said.format(copied=copied.copied, kept=copied.kept))

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & {"quota", "person", "setting", "*"}:
            self.go(self._period)

    def _lay_out(self) -> None:
        self.body.addLayout(row(self.switch, None))
        tools = frame("sunken")
        line = row(label(_("The same for all")), self.amount, self.for_all, None, self.copy)
        line.setContentsMargins(12, 8, 12, 8)
        tools.setLayout(line)
        self.body.addWidget(tools)
        sheet = frame("card")
        inside = row(self.table)
        inside.setContentsMargins(8, 4, 8, 8)
        sheet.setLayout(inside)
        self.body.addWidget(sheet, 1)
        self.body.addWidget(self.total)
        done: QPushButton = button(_("Done"), self.close, "primary")
        self.buttons.addWidget(done)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", _("Rep"), lambda row: row.name, "person", stretch=True, strong=True),
            Column(
                "quota",
                _("Quota"),
                self._quota,
                "number",
                width=108,
                sort_key=lambda row: row.amount_minor,
                value=lambda row: self._amount(row.amount_minor),
                value_kind="money",
                tone=lambda row: "accent" if row.amount_minor is None else "plain",
                editor="money",
                edit=self._plain,
                explain=self._explain,
            ),
            Column(
                "ramp",
                _("Ramp"),
                lambda row: "" if row.amount_minor is None else f"{row.ramp_percent} %",
                "number",
                width=70,
                sort_key=lambda row: row.ramp_percent,
                value=lambda row: (
                    None if row.amount_minor is None else Decimal(row.ramp_percent) / 100
                ),
                value_kind="percent",
                editor="number",
                edit=lambda row: row.ramp_percent,
                may_edit=lambda row: row.amount_minor is not None,
                heading_explain=_("The share of the quota that counts while somebody is new."),
            ),
            Column(
                "effective",
                _("Counts"),
                lambda row: self._money(row.effective_minor),
                "number",
                width=104,
                sort_key=lambda row: row.effective_minor,
                value=lambda row: self._amount(row.effective_minor),
                value_kind="money",
            ),
            Column(
                "before",
                _("Before"),
                lambda row: self._money(row.before_minor),
                "number",
                width=104,
                sort_key=lambda row: row.before_minor,
                value=lambda row: self._amount(row.before_minor),
                value_kind="money",
                heading_explain=_("What counted in the period before."),
            ),
        )

    def _quota(self, row: SheetRow) -> str:
        return _("Set…") if row.amount_minor is None else self._money(row.amount_minor)

    def _explain(self, row: SheetRow) -> str:
        if row.parts_minor is None:
            return ""
        text = _("Shorter quotas inside the period come to {amount}.")
        return text.format(amount=self._money(row.parts_minor))

    def _plain(self, row: SheetRow) -> Decimal | None:
        if row.amount_minor is None or self.sheet is None:
            return None
        return to_decimal(row.amount_minor, self.sheet.currency)

    def _money(self, minor: int | None) -> str:
        return "" if self.sheet is None else wording.money(minor, self.sheet.currency)

    def _amount(self, minor: int | None) -> Money | None:
        return None if minor is None or self.sheet is None else Money(minor, self.sheet.currency)
