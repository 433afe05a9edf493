"""What the sheets of the weekly report share: its book, its looks, and where its figures come from.

Every figure is written as a value. The cell in the column *Check* holds a formula that computes it
again from the sheet of deals, and is TRUE where both agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.cell.cell import Cell

from salesdesk_app import wording
from salesdesk_app.domain.metrics import Figures
from salesdesk_app.domain.money import digits
from salesdesk_app.domain.periods import Period
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.exchange.weekly import checks
from salesdesk_app.exchange.weekly.checks import Condition, DealRanges
from salesdesk_app.exchange.weekly.weekly_data import WeeklyReport
from salesdesk_app.exchange.writing.looks import CHECK, MUTED, SUBTITLE, TITLE, Look, money_look
from salesdesk_app.exchange.writing.workbook import Book, Page, Value, amount

NOT_AVAILABLE = wording.percent(None)
HEAD_ROW = 4  # of the table on a sheet with a title
KEY = Look(format="0", align="right", colour=MUTED)  # the number of a record
SHARE_BY = "0.0000001"  # by how much a recomputed share may differ: rounding of doubles only


@dataclass(frozen=True)
class Frame:
    """The report being written; ``half`` is how far a sum may be off by rounding, as a formula."""

    report: WeeklyReport
    book: Book
    money: Look
    deals: DealRanges
    quotas: str  # the cells of everybody's quota
    half: str

    def amount(self, minor: int | None) -> Value:
        """Minor units of the workspace currency as a number."""
        return amount(minor, self.report.currency)

    def average(self, ratio: Ratio) -> Decimal | None:
        """Minor units over something, as an amount."""
        value = ratio.value
        return None if value is None else value.scaleb(-digits(self.report.currency))

    def closed(self, outcome: str, period: Period | None) -> tuple[Condition, ...]:
        """That a deal was won or lost in a period."""
        return (
            ("outcome", checks.text(wording.term(outcome))),
            *checks.within("closed_on", period),
        )

    def open(self, period: Period | None) -> tuple[Condition, ...]:
        """That a deal is open, not omitted, and expected to close in a period."""
        return (
            ("outcome", checks.text(wording.term("open"))),
            ("category", '"<>' + wording.term("omitted") + '"'),
            *checks.within("expected_close_on", period),
        )

    def counted(self, cell: str, *conditions: Condition) -> str:
        """That a cell holds how many deals meet the conditions."""
        return f"{cell}={self.deals.count(*conditions)}"

    def summed(
        self, cell: str, minor: int | None, code: str, conditions: tuple[Condition, ...]
    ) -> str:
        """That a cell holds the sum of a column, or words where no deal has a number in it."""
        if minor is None:
            return f"AND(ISTEXT({cell}),{self.deals.valued(code, *conditions)}=0)"
        return checks.near(cell, self.deals.total(code, *conditions), self.half)

    def divided(self, cell: str, ratio: Ratio, top: str, bottom: str, by: str = SHARE_BY) -> str:
        """That a cell holds a share, or words where there is nothing to divide by."""
        if ratio.value is None:
            return f"AND(ISTEXT({cell}),({bottom})=0)"
        return checks.near(cell, f"({top})/({bottom})", by)

    def pipeline(self, cells: tuple[str, str, str], of: Figures, *also: Condition) -> Iterator[str]:
        """That three cells hold the count, value and weighted value of open deals."""
        wanted = (*self.open(None), *also)
        yield self.counted(cells[0], *wanted)
        yield self.summed(cells[1], of.open_value, "value_minor", wanted)
        yield self.summed(cells[2], of.weighted_minor, "weighted", wanted)

    def check(self, page: Page, parts: list[str], *, strong: bool = False) -> Cell:
        """The formula of a row's check."""
        return page.formula(checks.all_of(parts), CHECK.strong() if strong else CHECK)

    def money_cell(self, page: Page, minor: int | None, *, strong: bool = False) -> Cell:
        """An amount of the workspace currency, or words where it is not known."""
        look = self.money.strong() if strong else self.money
        return page.figure(self.amount(minor), look, NOT_AVAILABLE)

    def head(self, page: Page, title: str, subtitle: str) -> None:
        """Writes the three rows above a sheet's table: title, subtitle, room."""
        page.add([page.text_cell(title, TITLE)], height=26)
        page.add([page.text_cell(subtitle, SUBTITLE)], height=16)
        page.add()


def money_of(report: WeeklyReport) -> Look:
    """The look of amounts of the workspace currency; decimals where an amount is not whole."""
    unit = 10 ** digits(report.currency)
    whole = all((deal.value_minor or 0) % unit == 0 for deal in report.deals)
    return money_look(report.currency, whole=whole)


def frame_of(report: WeeklyReport, book: Book, deals: DealRanges, quotas: str) -> Frame:
    """The frame of a report."""
    currency = report.currency
    return Frame(
        report=report,
        book=book,
        money=money_of(report),
        deals=deals,
        quotas=quotas,
        half=f"{Decimal('0.5051').scaleb(-digits(currency)):f}",
    )
