"""The sheet of the weekly report with everybody's quarter against the quota."""

from dataclasses import replace
from decimal import Decimal

from openpyxl.cell.cell import Cell

from salesdesk_app import wording
from salesdesk_app.exchange.weekly import checks
from salesdesk_app.exchange.weekly.weekly_data import RepLine
from salesdesk_app.exchange.weekly.weekly_frame import HEAD_ROW, KEY, NOT_AVAILABLE, SHARE_BY, Frame
from salesdesk_app.exchange.writing.looks import (
    BAD,
    CHECK,
    FACTOR,
    GOOD,
    NUMBER,
    PERCENT,
    TEXT,
    Look,
)
from salesdesk_app.exchange.writing.workbook import Page
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded

NAME = _("Reps")
WIDTHS = (24, 20, 14, 15, 15, 12, 14, 15, 11, 8, 8, 10, 9, 8, 8, 9)
POINTS = Look(format='+0.0" pts";-0.0" pts";0" pts"', align="right")
QUOTA_COLUMN = "D"


def quotas(count: int) -> str:
    """The cells of everybody's quota, where so many people are on the sheet."""
    last = HEAD_ROW + max(count, 1)
    return f"'{NAME}'!${QUOTA_COLUMN}${HEAD_ROW + 1}:${QUOTA_COLUMN}${last}"


def write(frame: Frame, page: Page) -> None:
    """Everybody's quarter against the quota, with the calls and 1:1s of the week."""
    report = frame.report
    quarter = worded(report.quarter)
    page.freeze(HEAD_ROW, 1)
    pace = _("pace {share}: {days} of {all} working days").format(
        share=wording.percent(report.pace.value),
        days=report.pace.numerator,
        all=report.pace.denominator,
    )
    week = _("calls and 1:1s of {week}").format(week=worded(report.week))
    frame.head(page, _("Reps"), f"{quarter} · {pace} · {week}")
    heads = (
        (_("Rep"), TEXT),
        (_("Manager"), TEXT),
        (_("Region"), TEXT),
        (_("Quota"), NUMBER),
        (_("Closed"), NUMBER),
        (_("Attainment"), NUMBER),
        (_("Against pace"), NUMBER),
        (_("Open in {quarter}").format(quarter=quarter), NUMBER),
        (_("Coverage"), NUMBER),
        (_("Won"), NUMBER),
        (_("Lost"), NUMBER),
        (_("Win rate"), NUMBER),
        (_("Calls"), NUMBER),
        (_("1:1s"), NUMBER),
        (_("No."), NUMBER),
        (_("Check"), CHECK),
    )
    count = len(report.reps)
    page.table("Reps", [head for head, _look in heads], HEAD_ROW, HEAD_ROW + count)
    first = page.heads(heads) + 1
    for rep in report.reps:
        _rep(frame, page, rep)
    if not count:
        page.add()
    last = page.rows
    _team(frame, page, first, last)
    page.mark_false(f"P{first}:P{page.rows}")


def _rep(frame: Frame, page: Page, rep: RepLine) -> None:
    row = page.rows + 1
    mine = ("owner_id", f"$O{row}")
    won = (*frame.closed("won", frame.report.quarter), mine)
    lost = (*frame.closed("lost", frame.report.quarter), mine)
    opened = (*frame.open(frame.report.quarter), mine)
    deals, figures = frame.deals, rep.figures
    booked = deals.total("value_minor", *won)
    parts = [
        frame.summed(f"E{row}", figures.won_value, "value_minor", won),
        _share(f"F{row}", rep.attainment.value, f"{booked}/D{row}"),
        frame.summed(f"H{row}", figures.open_value, "value_minor", opened),
        frame.counted(f"J{row}", *won),
        frame.counted(f"K{row}", *lost),
        frame.divided(
            f"L{row}",
            figures.win_rate,
            deals.count(*won),
            f"{deals.count(*won)}+{deals.count(*lost)}",
        ),
    ]
    if rep.coverage.ratio.value is not None and not rep.coverage.met:
        value = deals.total("value_minor", *opened)
        parts.append(checks.near(f"I{row}", f"{value}/(D{row}-{booked})", SHARE_BY))
    page.add(
        [
            page.text_cell(rep.name, replace(TEXT, bold=True)),
            page.text_cell(rep.manager),
            page.text_cell(rep.region),
            *_quarter(frame, page, rep),
            page.cell(rep.calls, NUMBER),
            page.cell(rep.one_to_ones, NUMBER),
            page.cell(rep.person_id, KEY),
            frame.check(page, parts),
        ]
    )


def _quarter(frame: Frame, page: Page, rep: RepLine, *, strong: bool = False) -> list[Cell]:
    """The cells from the quota to the win rate."""
    figures = rep.figures

    def looked(look: Look) -> Look:
        return look.strong() if strong else look

    points = _points(frame, rep)
    return [
        page.figure(frame.amount(rep.quota), looked(frame.money), _("no quota")),
        frame.money_cell(page, figures.won_value, strong=strong),
        page.figure(rep.attainment.value, looked(PERCENT), NOT_AVAILABLE),
        page.cell(
            points,
            replace(looked(POINTS), colour=BAD if points is not None and points < 0 else GOOD),
        ),
        frame.money_cell(page, figures.open_value, strong=strong),
        page.figure(
            _("met") if rep.coverage.met else rep.coverage.ratio.value,
            looked(FACTOR),
            NOT_AVAILABLE,
        ),
        page.cell(figures.won_count, looked(NUMBER)),
        page.cell(figures.lost_count, looked(NUMBER)),
        page.figure(figures.win_rate.value, looked(PERCENT), NOT_AVAILABLE),
    ]


def _points(frame: Frame, rep: RepLine) -> Decimal | None:
    share, pace = rep.attainment.value, frame.report.pace.value
    return None if share is None or pace is None else (share - pace) * 100


def _share(cell: str, value: object, formula: str) -> str:
    return f"ISTEXT({cell})" if value is None else checks.near(cell, formula, SHARE_BY)


def _team(frame: Frame, page: Page, first: int, last: int) -> None:
    """The line of totals, checked against the deals and against the lines above it."""
    report, row = frame.report, page.rows + 1
    figures = report.this_quarter.figures
    total = RepLine(
        0,
        _("Team"),
        None,
        None,
        report.quota,
        figures,
        report.attainment,
        report.coverage,
        sum(rep.calls for rep in report.reps),
        sum(rep.one_to_ones for rep in report.reps),
    )
    won = frame.closed("won", report.quarter)
    parts = [
        frame.summed(f"E{row}", figures.won_value, "value_minor", won),
        frame.counted(f"J{row}", *won),
        f"J{row}=SUM(J{first}:J{last})",
        f"K{row}=SUM(K{first}:K{last})",
    ]
    if figures.won_value is not None:
        parts.append(checks.near(f"E{row}", f"SUM(E{first}:E{last})", frame.half))
    strong = TEXT.strong()
    page.add(
        [
            page.text_cell(total.name, strong),
            page.cell(None, strong),
            page.cell(None, strong),
            *_quarter(frame, page, total, strong=True),
            page.cell(total.calls, NUMBER.strong()),
            page.cell(total.one_to_ones, NUMBER.strong()),
            page.cell(None, strong),
            frame.check(page, parts, strong=True),
        ]
    )
