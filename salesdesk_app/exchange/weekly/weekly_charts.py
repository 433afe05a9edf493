"""The native charts of the weekly report, with the figures that they draw and their checks."""

from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart

from salesdesk_app.exchange.weekly import checks
from salesdesk_app.exchange.weekly.weekly_data import MonthPoint
from salesdesk_app.exchange.weekly.weekly_frame import Frame
from salesdesk_app.exchange.writing import native_charts
from salesdesk_app.exchange.writing.looks import CHECK, DAY, NUMBER, SECTION, TEXT
from salesdesk_app.exchange.writing.native_charts import Cells
from salesdesk_app.exchange.writing.workbook import Page
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.periods import short

CHART_ROWS = 17
NO_LINE = ""


def summary(frame: Frame, page: Page) -> None:
    """Room for two charts, and below it the figures that they draw."""
    top = page.rows + 1
    for _row in range(CHART_ROWS):
        page.add()
    page.break_page()
    page.add([page.text_cell(_("Figures behind the charts"), SECTION)], height=22)
    week_chart = _weeks(frame, page)
    page.add()
    month_chart = _months(frame, page)
    page.chart(week_chart, (1, top), (5, top + CHART_ROWS - 2))
    page.chart(month_chart, (6, top), (7, top + CHART_ROWS - 2))


def _weeks(frame: Frame, page: Page) -> BarChart:
    points, quarter = frame.report.weeks, frame.report.quarter
    won, pace = _("Won so far"), _("Pace of the quota")
    words = (_("Week"), TEXT), (won, NUMBER), (pace, NUMBER), (_("Ends on"), NUMBER)
    first = page.heads((*words, ("", TEXT), (_("Check"), CHECK)), height=20) + 1
    for row, point in enumerate(points, first):
        until = ("closed_on", f'"<="&{checks.day(point.last)}')
        wanted = (*frame.closed("won", quarter), until)
        part = frame.summed(f"B{row}", point.won_minor, "value_minor", wanted)
        _add(
            frame,
            page,
            [
                page.text_cell(_week(point.number)),
                page.cell(frame.amount(point.won_minor), frame.money),
                page.cell(frame.amount(point.pace_minor), frame.money),
                page.cell(point.last, DAY),
            ],
            [] if point.won_minor is None else [part],
        )
    last = page.rows
    page.mark_false(f"F{first}:F{last}")
    line = Cells(page.range("C", first, last), pace, [frame.amount(p.pace_minor) for p in points])
    return native_charts.columns(
        _("Won so far in {period}").format(period=worded(quarter)),
        Cells(page.range("A", first, last), NO_LINE, [_week(point.number) for point in points]),
        Cells(page.range("B", first, last), won, [frame.amount(p.won_minor) for p in points]),
        None if frame.report.quota is None else line,
        number_format=frame.money.format,
    )


def _months(frame: Frame, page: Page) -> BarChart:
    points, won = frame.report.months, _("Value won")
    words = (_("Month"), TEXT), (won, NUMBER), (_("Deals won"), NUMBER), ("", TEXT), ("", TEXT)
    first = page.heads((*words, (_("Check"), CHECK)), height=20) + 1
    for row, point in enumerate(points, first):
        wanted = frame.closed("won", point.month)
        _add(
            frame,
            page,
            [
                page.text_cell(_month(point)),
                frame.money_cell(page, point.won_minor),
                page.cell(point.won_count, NUMBER),
                page.cell(None, TEXT),
            ],
            [
                frame.summed(f"B{row}", point.won_minor, "value_minor", wanted),
                frame.counted(f"C{row}", *wanted),
            ],
        )
    last = page.rows
    page.mark_false(f"F{first}:F{last}")
    return native_charts.columns(
        _("Won by month"),
        Cells(page.range("A", first, last), NO_LINE, [_month(point) for point in points]),
        Cells(page.range("B", first, last), won, [frame.amount(p.won_minor) for p in points]),
        number_format=frame.money.format,
    )


def _add(frame: Frame, page: Page, cells: list[Cell], parts: list[str]) -> None:
    """A row of four cells, a gap and the check."""
    check = frame.check(page, parts) if parts else page.cell(None, CHECK)
    page.add([*cells, page.cell(None, TEXT), check])


def _week(number: int) -> str:
    return _("W{number}").format(number=number)


def _month(point: MonthPoint) -> str:
    return f"{short(point.month)} {point.month.first.year}"
