"""The last sheet of the weekly report: every deal, typed, with filters; all checks count on it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain.money import digits
from salesdesk_app.exchange.weekly.checks import DealRanges
from salesdesk_app.exchange.weekly.weekly_data import DealLine, WeeklyReport
from salesdesk_app.exchange.weekly.weekly_frame import KEY, Frame
from salesdesk_app.exchange.writing.looks import DAY, NUMBER, TEXT, Look, money_numbers
from salesdesk_app.exchange.writing.workbook import Page, Value, amount
from salesdesk_app.progress import Tick, ticked
from salesdesk_app.wording.language import gettext as _

NAME = _("Deals")
WHOLE_PERCENT = Look(format="0%", align="right")


@dataclass(frozen=True)
class Column:
    """A column of the sheet: its code, heading, width, look, and what a deal has in it."""

    code: str
    heading: str
    width: float
    look: Look
    value: Callable[[DealLine], Value]


def columns(report: WeeklyReport, money: Look) -> tuple[Column, ...]:
    """The columns; a deal's own currency only where one differs from the workspace's."""
    own = report.currency
    foreign = [deal for deal in report.deals if deal.currency != own]
    numbers = money_numbers({deal.currency for deal in report.deals})
    in_own = (
        Column(
            "own_minor", _("Value"), 14, numbers, lambda deal: amount(deal.own_minor, deal.currency)
        ),
        Column("currency", _("Currency"), 10, TEXT, lambda deal: deal.currency),
    )
    ours = _("Value in {currency}").format(currency=own) if foreign else _("Value")
    term = wording.term
    return (
        Column("name", _("Deal"), 34, TEXT, lambda deal: deal.name),
        Column("account", _("Account"), 26, TEXT, lambda deal: deal.account),
        Column("owner", _("Owner"), 20, TEXT, lambda deal: deal.owner),
        Column("stage", _("Stage"), 15, TEXT, lambda deal: deal.stage),
        Column("outcome", _("Outcome"), 10, TEXT, lambda deal: term(deal.outcome)),
        *(in_own if foreign else ()),
        Column("value_minor", ours, 14, money, lambda deal: amount(deal.value_minor, own)),
        Column("probability", _("Probability"), 12, WHOLE_PERCENT, _probability),
        Column("weighted", _("Weighted"), 14, money, lambda deal: _weighted(deal, own)),
        Column("category", _("Forecast"), 12, TEXT, lambda deal: term(deal.category)),
        Column("created_on", _("Created"), 13, DAY, lambda deal: deal.created_on),
        Column(
            "expected_close_on", _("Expected close"), 13, DAY, lambda deal: deal.expected_close_on
        ),
        Column("closed_on", _("Closed"), 13, DAY, lambda deal: deal.closed_on),
        Column("days", _("Days to close"), 10, NUMBER, lambda deal: deal.days),
        Column("product", _("Product"), 22, TEXT, lambda deal: deal.product),
        Column("next_step", _("Next step"), 26, TEXT, lambda deal: deal.next_step),
        Column("next_step_on", _("Next step on"), 13, DAY, lambda deal: deal.next_step_on),
        Column("source", _("Source"), 14, TEXT, lambda deal: deal.source),
        Column("lost_reason", _("Lost reason"), 18, TEXT, lambda deal: deal.lost_reason),
        Column("id", _("Deal no."), 9, KEY, lambda deal: deal.id),
        Column("owner_id", _("Owner no."), 10, KEY, lambda deal: deal.owner_id),
        Column("stage_id", _("Stage no."), 10, KEY, lambda deal: deal.stage_id),
    )


def ranges(made: tuple[Column, ...], count: int) -> DealRanges:
    """Where the columns will stand; a sheet without deals has one empty row."""
    return DealRanges(NAME, tuple(column.code for column in made), 2, max(count, 1) + 1)


def write(frame: Frame, page: Page, made: tuple[Column, ...], tick: Tick) -> None:
    """Writes the sheet; ``tick`` is told how many deals are done."""
    deals = frame.report.deals
    page.freeze(1, 1)
    page.table("Deals", [column.heading for column in made], 1, len(deals) + 1)
    page.heads((column.heading, column.look) for column in made)
    looks = [(column, column.look.plain()) for column in made]
    for deal in ticked(deals, len(deals), tick):
        page.add(page.data(column.value(deal), look) for column, look in looks)


def _probability(deal: DealLine) -> Value:
    return Decimal(deal.probability) / 100 if deal.outcome == "open" else None


def _weighted(deal: DealLine, currency: str) -> Value:
    """Value times probability, to the last digit: only the sum is rounded."""
    if deal.outcome != "open" or deal.value_minor is None:
        return None
    return Decimal(deal.value_minor * deal.probability).scaleb(-2 - digits(currency))
