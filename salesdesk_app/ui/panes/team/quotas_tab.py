"""A person's quotas, typed in place: amount and ramp for each period that has one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.money import Money, to_decimal
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import quotas
from salesdesk_app.services.people import PersonRow
from salesdesk_app.services.quotas import QuotaRow
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.team.quota_dialog import WRONG_AMOUNT, minor_of
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as period_name
from salesdesk_app.wording.periods import span_of_days


@dataclass(frozen=True)
class Line:
    """A period with its quota, or without one yet."""

    id: tuple[date, date]
    name: str
    period: Period | None
    amount_minor: int | None
    currency: str
    ramp_percent: int
    effective_minor: int | None


def lines(stated: Sequence[QuotaRow], period: Period, currency: str) -> list[Line]:
    """What is stated, and the periods that come next to be typed, the latest first."""
    found = [
        Line(
            quota.id,
            period_name(quota.period) if quota.period else span_of_days(quota.first, quota.last),
            quota.period,
            quota.amount_minor,
            quota.currency,
            quota.ramp_percent,
            quota.effective_minor,
        )
        for quota in stated
    ]
    known = {line.id for line in found}
    for offered in (period.next(), period):
        key = (offered.first, offered.last)
        if key not in known:
            name = period_name(offered)
            found.append(Line(key, name, offered, None, currency, 100, None))
    return sorted(found, key=lambda line: line.id, reverse=True)


class QuotasTab(QWidget):
    """The table, and the way to everybody's quotas."""

    def __init__(self, desk: Desk, open_sheet: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._desk = desk
        self._person_id = 0
        self.table = Table(_columns(), typing="edit", row_height=34)
        self.table.setAccessibleName(_("Quotas"))
        self.table.edited.connect(self.typed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.table, 1)
        box.addLayout(row(button(_("Set everybody’s quotas"), open_sheet, "link"), None))

    def show_quotas(
        self, person: PersonRow, stated: Sequence[QuotaRow], period: Period, currency: str
    ) -> None:
        """Show a person's quotas; ``currency`` is that of the workspace."""
        self._person_id = person.id
        self.table.subject = _("Quotas of {name}").format(name=person.name)
        self.table.set_rows(lines(stated, period, currency))

    def typed(self, line: Line, column: str, value: Decimal | int | None) -> None:
        """Save what was typed."""
        if line.period is None:
            return
        minor, ramp = line.amount_minor, line.ramp_percent
        if column == "ramp":
            ramp = 100 if value is None else int(value)
        elif value is None:
            self._desk.do(quotas.clear, self._person_id, line.period)
            return
        else:
            minor = minor_of(Decimal(value), line.currency)
            if minor is None:
                self._desk.notice(WRONG_AMOUNT, "bad")
        if minor is not None:
            self._desk.do(quotas.set_quota, self._person_id, line.period, minor, ramp)


def _columns() -> tuple[Column, ...]:
    return (
        Column("period", _("Period"), lambda line: line.name, stretch=True),
        Column(
            "quota",
            _("Quota"),
            lambda line: (
                _("Set…")
                if line.amount_minor is None
                else wording.money(line.amount_minor, line.currency)
            ),
            "number",
            width=96,
            tone=lambda line: "accent" if line.amount_minor is None else "plain",
            sort_key=lambda line: line.amount_minor,
            value=lambda line: _amount(line.amount_minor, line),
            value_kind="money",
            editor="money",
            edit=lambda line: (
                None if line.amount_minor is None else to_decimal(line.amount_minor, line.currency)
            ),
            may_edit=lambda line: line.period is not None,
        ),
        Column(
            "ramp",
            _("Ramp"),
            lambda line: "" if line.amount_minor is None else f"{line.ramp_percent} %",
            "number",
            width=64,
            sort_key=lambda line: line.ramp_percent,
            value=lambda line: (
                None if line.amount_minor is None else Decimal(line.ramp_percent) / 100
            ),
            value_kind="percent",
            editor="number",
            edit=lambda line: line.ramp_percent,
            may_edit=lambda line: line.amount_minor is not None and line.period is not None,
        ),
        Column(
            "effective",
            _("Counts"),
            lambda line: wording.money(line.effective_minor, line.currency),
            "number",
            width=90,
            sort_key=lambda line: line.effective_minor,
            value=lambda line: _amount(line.effective_minor, line),
            value_kind="money",
        ),
    )


def _amount(minor: int | None, line: Line) -> Money | None:
    return None if minor is None else Money(minor, line.currency)
