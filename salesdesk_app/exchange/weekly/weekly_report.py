"""Writes the weekly sales report as a workbook: Summary, Reps, Pipeline, Changes and Deals."""

from pathlib import Path

from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.exchange.weekly import (
    weekly_changes,
    weekly_deals,
    weekly_pipeline,
    weekly_reps,
    weekly_summary,
)
from salesdesk_app.exchange.weekly.weekly_data import WeeklyReport
from salesdesk_app.exchange.weekly.weekly_frame import frame_of, money_of
from salesdesk_app.exchange.writing.workbook import Book
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded


def write(report: WeeklyReport, target: Path, *, tick: Tick = no_tick) -> None:
    """Writes the report to a file; ``tick`` counts its deals.

    Problems: those of ``exchange.atomic.swapped_in``.
    """
    title = _("Weekly sales report, {week}").format(week=worded(report.week))
    with swapped_in(target) as path, Book(title) as book:
        columns = weekly_deals.columns(report, money_of(report))
        ranges = weekly_deals.ranges(columns, len(report.deals))
        frame = frame_of(report, book, ranges, weekly_reps.quotas(len(report.reps)))
        summary = book.page(weekly_summary.NAME, weekly_summary.WIDTHS)
        reps = book.page(weekly_reps.NAME, weekly_reps.WIDTHS)
        pipeline = book.page(weekly_pipeline.NAME, weekly_pipeline.WIDTHS)
        changes = book.page(weekly_changes.NAME, weekly_changes.WIDTHS)
        widths = [column.width for column in columns]
        deals = book.page(weekly_deals.NAME, widths, grid=True)
        weekly_summary.write(frame, summary)
        weekly_reps.write(frame, reps)
        weekly_pipeline.write(frame, pipeline)
        weekly_changes.write(frame, changes)
        weekly_deals.write(frame, deals, columns, tick)
        book.save(path)
