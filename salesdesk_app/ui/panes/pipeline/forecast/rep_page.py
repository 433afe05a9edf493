"""One rep of the forecast: figures above, and every deal of the period to be judged in or out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk_app import wording
from salesdesk_app.domain.money import Money
from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.ui.panes.pipeline.cards import TONES
from salesdesk_app.ui.panes.pipeline.forecast.judging_table import (
    JudgingTable,
    note_column,
    verdict_column,
)
from salesdesk_app.ui.panes.pipeline.forecast.line_figures import LineFigures
from salesdesk_app.ui.panes.pipeline.forecast.look import ForecastLook
from salesdesk_app.ui.panes.pipeline.forecast.rep_deals import UNDATED, RepDeal
from salesdesk_app.ui.widgets.avatar import Avatar
from salesdesk_app.ui.widgets.buttons import button
from salesdesk_app.ui.widgets.card import Card, row
from salesdesk_app.ui.widgets.rows_model import Column
from salesdesk_app.ui.widgets.text import Elided, label
from salesdesk_app.wording import signals, titles
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded

HINT = _("I judges in, O out, Space neither, N notes why. Enter opens the deal.")
HINT_PAST = _("Enter opens the deal. Deals are judged in the present.")


class RepPage(Card):
    """Shows a line and its deals; judging leaves values and categories alone."""

    closed = Signal()
    calls_wanted = Signal(object)  # RepLine

    def __init__(self, look: ForecastLook) -> None:
        super().__init__(margin=14)
        self._look = look
        self.line: RepLine | None = None
        self.back = button(_("‹ Forecast"), self.closed.emit, "quiet", explain="Esc")
        self.avatar = Avatar(size=28)
        self.name = Elided("", "heading")
        self.edit_calls = button(_("Calls and notes …"), self._want_calls)
        self.figures = LineFigures(look)
        self.table = JudgingTable(
            _columns(look), gives_way=("stage", "signals", "category", "close")
        )
        self.table.setAccessibleName(_("Deals of the forecast"))
        self.table.escaped.connect(self.closed)
        self.hint = label(HINT, "label")
        self._lay_out()

    def show_line(self, line: RepLine, deals: Sequence[RepDeal], today: date) -> None:
        """Show a rep and the deals of the period; selection and scroll stay with the deals."""
        self.line = line
        period = "" if self._look.forecast is None else worded(self._look.forecast.period)
        self.avatar.setVisible(line.kind == "person")
        self.avatar.set_name(line.name)
        self.name.setText(f"{line.name} · {period}")
        self.figures.show_line(line)
        self.edit_calls.setVisible(self._look.may_call(line))
        self.hint.setText(HINT if self._look.writable else HINT_PAST)
        self.table.subject = _("Forecast of {name}, {period}").format(name=line.name, period=period)
        had = self.table.current_id()
        self.table.set_rows(deals)
        self.table.viewport().update()
        if had is None and deals:
            first = next((deal for deal in deals if deal.judgeable), deals[0])
            self.table.choose(first.id)

    def _want_calls(self) -> None:
        if self.line is not None:
            self.calls_wanted.emit(self.line)

    def _lay_out(self) -> None:
        head = row(self.back, self.avatar, self.name, self.edit_calls, spacing=8)
        head.setStretch(2, 1)
        inner: QWidget = self.figures
        box: QVBoxLayout = self.body
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(inner)
        box.addWidget(self.table, 1)
        box.addWidget(self.hint)


def category_word(category: str) -> str:
    """The category of a deal, or that it has no close date."""
    return _("No date") if category == UNDATED else wording.term(category)


def value_words(deal: RepDeal, look: ForecastLook) -> str:
    """The value in the workspace currency; a dash where none is known."""
    minor = deal.row.fact.value_minor
    return "–" if minor is None else look.short(minor)


def _columns(look: ForecastLook) -> tuple[Column, ...]:
    return (
        verdict_column(),
        Column(
            "deal",
            _("Deal"),
            lambda deal: titles.parts(deal.row.name, deal.row.account)[0],
            width=200,
            stretch=True,
            strong=True,
            second=lambda deal: titles.parts(deal.row.name, deal.row.account)[1],
        ),
        Column(
            "category",
            _("Category"),
            lambda deal: category_word(deal.category),
            width=96,
            sort_key=lambda deal: deal.category,
        ),
        Column(
            "value",
            _("Value"),
            lambda deal: value_words(deal, look),
            "number",
            width=84,
            sort_key=lambda deal: deal.row.fact.value_minor,
            value=_money,
            value_kind="money",
        ),
        Column(
            "close",
            _("Close"),
            lambda deal: wording.day(deal.row.closes_on),
            width=72,
            sort_key=lambda deal: deal.row.closes_on,
            value=lambda deal: deal.row.closes_on,
            value_kind="day",
        ),
        Column("stage", _("Stage"), lambda deal: deal.row.stage, width=110),
        Column(
            "signals",
            _("Signals"),
            lambda deal: ", ".join(signals.mark(found) for found in deal.row.signals),
            "pills",
            width=190,
            data=lambda deal: tuple((signals.mark(s), TONES[s.tone]) for s in deal.row.signals),
            explain=lambda deal: "\n".join(
                signals.reason(found, look.currency) for found in deal.row.signals
            ),
        ),
        note_column(look),
    )


def _money(deal: RepDeal) -> Money | None:
    minor = deal.row.own_minor
    return None if minor is None else Money(minor, deal.row.currency)
