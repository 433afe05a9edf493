"""A person's deals: the open ones, then those closed in the period; Enter opens one in Pipeline."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.periods import Period
from salesdesk_app.services.pipeline import DealFilter
from salesdesk_app.services.team import PersonDeal, PersonDetail
from salesdesk_app.ui.desk import Desk
from salesdesk_app.ui.panes.team.deal_lines import ROW_HEIGHT, DealLines
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import row
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.table import Table
from salesdesk_app.ui.widgets.text import label
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as period_name
from salesdesk_app.wording.titles import title


def _explain(deal: PersonDeal) -> str:
    value = wording.money(deal.value_minor, deal.currency) or _("no value")
    day = wording.day(deal.day, year=True) or _("no date")
    return f"{title(deal.name, deal.account)}\n{deal.stage} · {value} · {day}"


COLUMNS = (
    Column(
        "deal",
        _("Deal"),
        lambda deal: title(deal.name, deal.account),
        stretch=True,
        explain=_explain,
    ),
)

# What the two painted lines of a deal say, column by column.
OUT = (
    Column("deal", _("Deal"), lambda deal: title(deal.name, deal.account), width=220),
    Column("stage", _("Stage"), lambda deal: deal.stage),
    Column("value", _("Value"), lambda deal: wording.money(deal.value_minor, deal.currency),
           value=lambda deal: None if deal.value_minor is None
           else Money(deal.value_minor, deal.currency), value_kind="money"),
    Column("day", _("Day"), lambda deal: wording.day(deal.day, year=True),
           value=lambda deal: deal.day, value_kind="day"),
)  # fmt: skip


class DealsTab(QWidget):
    """The list, and the two ways from it into Pipeline."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self._desk = desk
        self._person = (0, "")
        self._period: Period | None = None
        self._closed: frozenset[int] | None = None
        self.table = Table(COLUMNS, row_height=ROW_HEIGHT)
        self.table.out_columns = OUT
        self.table.setItemDelegate(DealLines(self.table))
        self.table.horizontalHeader().hide()
        self.table.setAccessibleName(_("Deals"))
        self.table.opened.connect(self.open_deal)
        self.open_link = button("", self.open_all, "link")
        self.closed_link = button("", self.open_closed, "link")
        self.none = label(_("No deals yet."), "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.none)
        box.addWidget(self.table, 1)
        box.addLayout(row(self.open_link, None, self.closed_link))

    def show_deals(self, detail: PersonDetail, period: Period, closed: int) -> None:
        """Show a person's deals; ``closed`` is how many of the period there are in all."""
        person, deals = detail.person, detail.deals
        self._person, self._period, self._closed = (person.id, person.name), period, detail.closed
        self.table.subject = _("Deals of {name}").format(name=person.name)
        self.table.set_rows(deals)
        open_ = sum(deal.outcome == "open" for deal in deals)
        self.open_link.setText(_("{count} open in Pipeline").format(count=wording.count(open_)))
        closed_text = _("{count} closed in {period}")
        self.closed_link.setText(
            closed_text.format(count=wording.count(closed), period=period_name(period))
        )
        self.open_link.setVisible(open_ > 0)
        self.closed_link.setVisible(closed > 0)
        self.none.setVisible(not deals)
        self.table.setVisible(bool(deals))

    def open_deal(self, deal_id: int) -> None:
        """Go to one deal."""
        self._desk.open("pipeline", DealFilter(deal_ids=frozenset({deal_id})))

    def open_all(self) -> None:
        """Go to the person's open deals."""
        said = _("Open deals of {name}").format(name=self._person[1])
        self._open(DealFilter(outcome="open", title=said))

    def open_closed(self) -> None:
        """Go to what the person won and lost in the period."""
        self._open(DealFilter(closed=self._period, title=self._said(_("Closed"))))

    def open_won(self) -> None:
        """Go to what the person won in the period."""
        won = DealFilter(closed=self._period, outcome="won", title=self._said(_("Won")))
        self._open(won)

    def open_expected(self) -> None:
        """Go to what the person is expected to close in the period."""
        title = self._said(_("Expected"))
        self._open(DealFilter(expected=self._period, outcome="open", title=title))

    def _said(self, what: str) -> str:
        period = "" if self._period is None else period_name(self._period)
        text = _("{what} in {period}, {name}")
        return text.format(what=what, period=period, name=self._person[1])

    def _open(self, chosen: DealFilter) -> None:
        if chosen.closed is not None and self._closed is not None:
            own = replace(chosen, deal_ids=self._closed)
        else:
            own = replace(chosen, owner_ids=frozenset({self._person[0]}))
        self._desk.open("pipeline", own)
