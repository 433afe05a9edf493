"""The first sheet of the weekly report: key figures, all figures with their checks, two charts."""

from dataclasses import replace

from openpyxl.cell.cell import Cell

from salesdesk_app import wording
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.exchange.weekly import weekly_charts
from salesdesk_app.exchange.weekly.weekly_figures import Figure, figures
from salesdesk_app.exchange.weekly.weekly_frame import NOT_AVAILABLE, Frame
from salesdesk_app.exchange.writing.looks import (
    BAD,
    CHECK,
    GOOD,
    MUTED,
    NOTE,
    NUMBER,
    PERCENT,
    SUBTITLE,
    SUNKEN,
    TEXT,
    TITLE,
    Look,
)
from salesdesk_app.exchange.writing.workbook import Page, Value
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded
from salesdesk_app.wording.periods import week_in
from salesdesk_app.wording.reports import against_pace

NAME = _("Summary")
WIDTHS = (25, 16, 16, 16, 16, 9, 58)
LETTERS = 74  # of an explanation in one line
HOW = Look(colour=MUTED, size=9, wrap=True)
CARD = Look(fill=SUNKEN, lined=False)
CARD_NOTE = replace(CARD, colour=MUTED, size=9)

Card = tuple[str, tuple[Value, Look], tuple[str, str]]
"""Its name; the figure and its look; the comparison below it and that one's colour."""


def write(frame: Frame, page: Page) -> None:
    """Writes the sheet from top to bottom."""
    report = frame.report
    place = week_in(*report.week_number, report.quarter)
    made = _("open deals as of {day}").format(day=wording.day(report.today, year=True))
    page.add([page.text_cell(_("Weekly sales report"), TITLE)], height=28)
    page.add([page.text_cell(f"{worded(report.week)} · {place} · {made}", SUBTITLE)], height=16)
    page.add([page.text_cell(_note(frame), NOTE)])
    page.add()
    _cards(page, (_won(frame), _attainment(frame), _open(frame), _created(frame)))
    page.add()
    _table(frame, page)
    page.add()
    weekly_charts.summary(frame, page)


def _note(frame: Frame) -> str:
    note = _(
        "Every figure is a value. The column Check computes it again from the sheet Deals when the "
        "workbook is recalculated and is TRUE where both agree; a preview shows it empty."
    )
    if frame.report.unconverted:
        missing = ", ".join(
            f"{wording.count(number)} {currency}"
            for currency, number in frame.report.unconverted.items()
        )
        note += " " + _("Without a rate, and so in no sum: {deals}.").format(deals=missing)
    return note


def _cards(page: Page, cards: tuple[Card, ...]) -> None:
    """Four key figures beside each other, each over one column or two."""
    names: list[Cell] = []
    values: list[Cell] = []
    notes: list[Cell] = []
    for at, (name, (value, look), (note, colour)) in enumerate(cards):
        names.append(page.text_cell(name, CARD_NOTE))
        if value is None:
            values.append(page.text_cell(NOT_AVAILABLE, replace(look, colour=MUTED)))
        else:
            values.append(page.cell(value, look))
        notes.append(page.text_cell(note, replace(CARD_NOTE, colour=colour)))
        if at:
            for line in (names, values, notes):
                line.append(page.cell(None, CARD))
    for cells, height in ((names, 18), (values, 26), (notes, 18)):
        row = page.add(cells, height=height)
        for pair in ("B{0}:C{0}", "D{0}:E{0}", "F{0}:G{0}"):
            page.merge(pair.format(row))


def _big(look: Look) -> Look:
    return replace(look, bold=True, size=16, fill=SUNKEN, lined=False, align="left")


def _won(frame: Frame) -> Card:
    now, before = frame.report.this_week.figures, frame.report.week_before.figures
    figure = (frame.amount(now.won_value), _big(frame.money))
    return _("Won this week"), figure, _against(frame, now.won_value, before.won_value)


def _attainment(frame: Frame) -> Card:
    report, name = frame.report, _("Attainment")
    share, pace, quarter = report.attainment.value, report.pace.value, worded(report.quarter)
    if share is None:
        return name, (None, _big(PERCENT)), (_("no quota yet for {0}").format(quarter), MUTED)
    note = _("of the quota of {0}").format(quarter)
    points = 0 if pace is None else round((share - pace) * 100)
    note += f", {against_pace(points)}"
    return name, (share, _big(PERCENT)), (note, GOOD if points >= 0 else BAD)


def _open(frame: Frame) -> Card:
    found, name = frame.report.everything.figures, _("Open pipeline")
    count = wording.count(found.open_count)
    if found.open_value is None:
        note = _("{0} deals, none with a value").format(count)
    else:
        weighted = wording.money(found.weighted_minor, frame.report.currency)
        note = _("{0} deals, weighted {1}").format(count, weighted)
    return name, (frame.amount(found.open_value), _big(frame.money)), (note, MUTED)


def _created(frame: Frame) -> Card:
    now, before = frame.report.this_week, frame.report.week_before
    note, colour = _against(frame, now.created_minor, before.created_minor)
    deals = _("{0} deals").format(wording.count(now.created_count))
    figure = (frame.amount(now.created_minor), _big(frame.money))
    return _("Pipeline created this week"), figure, (f"{deals}, {note}" if note else deals, colour)


def _against(frame: Frame, now: int | None, before: int | None) -> tuple[str, str]:
    """A comparison with the week before in words, and its colour; a running week is not judged."""
    if now is None or before is None:
        return "", MUTED
    if frame.report.today < frame.report.week.last:
        amount = wording.money(before, frame.report.currency)
        return _("so far; {0} the week before").format(amount), MUTED
    if before == 0:
        return (_("nothing the week before"), GOOD) if now else (_("as the week before"), MUTED)
    change = Ratio(now - before, before).value or 0
    sign = "+" if change > 0 else ""
    words = _("{0} on the week before").format(sign + wording.percent(change))
    return words, GOOD if change >= 0 else BAD


def _table(frame: Frame, page: Page) -> None:
    report = frame.report
    heads = (
        (_("Figure"), TEXT),
        (_("This week"), NUMBER),
        (_("Week before"), NUMBER),
        (worded(report.quarter), NUMBER),
        (_("All deals"), NUMBER),
        (_("Check"), CHECK),
        (_("How it is computed"), TEXT),
    )
    first = page.heads(heads, height=22) + 1
    for figure in figures(frame):
        _row(frame, page, figure)
    page.mark_false(f"F{first}:F{page.rows}")


def _row(frame: Frame, page: Page, figure: Figure) -> None:
    report, row = frame.report, page.rows + 1
    spans = (report.this_week, report.week_before, report.this_quarter, report.everything)
    cells = [page.text_cell(figure.name)]
    parts = []
    for letter, span in zip("BCDE", spans, strict=True):
        if figure.spans or span is report.this_quarter:
            cells.append(page.figure(figure.value(span), figure.look, NOT_AVAILABLE))
            if figure.part is not None:
                parts.append(figure.part(f"{letter}{row}", span))
        else:
            cells.append(page.cell(None, figure.look))
    cells.append(frame.check(page, parts) if parts else page.cell(None, CHECK))
    cells.append(page.text_cell(figure.text, HOW))
    page.add(cells, height=15 if len(figure.text) <= LETTERS else 26)
