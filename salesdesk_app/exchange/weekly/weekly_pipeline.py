"""The sheet of the weekly report with the open deals, by stage and by expected close."""

from openpyxl.cell.cell import Cell

from salesdesk_app import wording
from salesdesk_app.domain.metrics import Figures
from salesdesk_app.exchange.weekly import checks
from salesdesk_app.exchange.weekly.weekly_frame import HEAD_ROW, KEY, Frame
from salesdesk_app.exchange.writing import native_charts
from salesdesk_app.exchange.writing.looks import CHECK, NUMBER, SECTION, TEXT, Look
from salesdesk_app.exchange.writing.native_charts import Cells
from salesdesk_app.exchange.writing.workbook import Page
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded

NAME = _("Pipeline")
WIDTHS = (24, 10, 16, 16, 10, 9, 4, 12, 12, 12, 12, 12)


def write(frame: Frame, page: Page) -> None:
    """The open deals by stage and by the month in which they are expected to close."""
    report = frame.report
    page.freeze(HEAD_ROW, 1)
    made = wording.day(report.today, year=True)
    frame.head(page, _("Open pipeline"), _("Open deals as of {day}").format(day=made))
    _stages(frame, page)
    page.add()
    page.add([page.text_cell(_("By expected close"), SECTION)], height=22)
    _expected(frame, page)


def _heads(first: str) -> tuple[tuple[str, Look], ...]:
    return (
        (first, TEXT),
        (_("Deals"), NUMBER),
        (_("Value"), NUMBER),
        (_("Weighted"), NUMBER),
        (_("No."), NUMBER),
        (_("Check"), CHECK),
    )


def _stages(frame: Frame, page: Page) -> None:
    stages, whole = frame.report.stages, frame.report.everything.figures
    first = page.heads(_heads(_("Stage"))) + 1
    for stage in stages:
        row = page.rows + 1
        mine = ("stage_id", f"$E{row}")
        parts = list(frame.pipeline((f"B{row}", f"C{row}", f"D{row}"), stage.figures, mine))
        key = page.cell(stage.stage_id, KEY)
        page.add([*_open(frame, page, stage.name, stage.figures), key, frame.check(page, parts)])
    last = page.rows
    row = last + 1
    parts = list(frame.pipeline((f"B{row}", f"C{row}", f"D{row}"), whole))
    cells = _open(frame, page, _("All open deals"), whole, strong=True)
    page.add([*cells, page.cell(None, TEXT.strong()), frame.check(page, parts, strong=True)])
    page.mark_false(f"F{first}:F{row}")
    if stages:
        valued = whole.open_value is not None
        column, heading = ("C", _("Value")) if valued else ("B", _("Deals"))
        values = [
            frame.amount(s.figures.open_value) if valued else s.figures.open_count for s in stages
        ]
        chart = native_charts.lying(
            _("Open pipeline by stage"),
            Cells(page.range("A", first, last), "", [stage.name for stage in stages]),
            Cells(page.range(column, first, last), heading, values),
            number_format=frame.money.format if valued else NUMBER.format,
        )
        page.chart(chart, (8, HEAD_ROW), (12, HEAD_ROW + 15))


def _expected(frame: Frame, page: Page) -> None:
    heads = _heads(_("Month"))
    first = page.heads((*heads[:4], ("", TEXT), heads[5]), height=20) + 1
    for line in frame.report.expected:
        row = page.rows + 1
        if line.month is None:
            name, when = _("No date"), [("expected_close_on", '"="')]
        else:
            name = worded(line.month)
            when = list(checks.within("expected_close_on", line.month))
        parts = list(frame.pipeline((f"B{row}", f"C{row}", f"D{row}"), line.figures, *when))
        cells = _open(frame, page, name, line.figures)
        page.add([*cells, page.cell(None, TEXT), frame.check(page, parts)])
    page.mark_false(f"F{first}:F{max(first, page.rows)}")


def _open(
    frame: Frame, page: Page, name: str, figures: Figures, *, strong: bool = False
) -> list[Cell]:
    text, number = (TEXT.strong(), NUMBER.strong()) if strong else (TEXT, NUMBER)
    return [
        page.text_cell(name, text),
        page.cell(figures.open_count, number),
        frame.money_cell(page, figures.open_value, strong=strong),
        frame.money_cell(page, figures.weighted_minor, strong=strong),
    ]
