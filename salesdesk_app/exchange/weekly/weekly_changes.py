"""The sheet of the weekly report that says what became of deals in the week."""

from collections import Counter
from dataclasses import replace
from datetime import date

from salesdesk_app import wording
from salesdesk_app.clock import local_day
from salesdesk_app.domain.changes import DealChange
from salesdesk_app.exchange.weekly.weekly_frame import HEAD_ROW, Frame
from salesdesk_app.exchange.writing.looks import DAY, MUTED_TEXT, NUMBER, TEXT, Look, money_look
from salesdesk_app.exchange.writing.workbook import Page, amount
from salesdesk_app.wording import reports as words
from salesdesk_app.wording.language import gettext as _
from salesdesk_app.wording.periods import period as worded

NAME = _("Changes")
WIDTHS = (18, 34, 26, 20, 18, 18, 15, 13, 28)


def write(frame: Frame, page: Page) -> None:
    """What the change log knows of the week, one line for each difference of a deal."""
    found = frame.report.changes
    page.freeze(HEAD_ROW, 2)
    counts = words.counted(Counter(line.kind for line in found.lines))
    subtitle = " · ".join(
        part for part in (worded(frame.report.week), counts, _known(frame)) if part
    )
    frame.head(page, _("Changes"), subtitle)
    heads = (
        (_("What"), TEXT),
        (_("Deal"), TEXT),
        (_("Account"), TEXT),
        (_("Owner"), TEXT),
        (_("Before"), NUMBER),
        (_("After"), NUMBER),
        (_("Value"), NUMBER),
        (_("On"), NUMBER),
        (_("From file"), TEXT),
    )
    last = HEAD_ROW + len(found.lines)
    page.table("Changes", [head for head, _look in heads], HEAD_ROW, last)
    page.heads(heads, height=22)
    for line in found.lines:
        _change(frame, page, line)
    if not found.lines:
        page.add([page.text_cell(_("No deal changed in this week."), MUTED_TEXT)])


def _known(frame: Frame) -> str:
    """What of the week is not known, in words."""
    found = frame.report.changes
    since = found.known_since and wording.day(local_day(found.known_since), year=True)
    if not found.known:
        if since is None:
            return _("nothing is known yet")
        return _("nothing is known before {day}").format(day=since)
    if since is None:
        return ""
    text = _("nothing is known before {day}").format(day=since)
    if found.came_in:
        came = _("{count} deals came in then and are not listed")
        text += ", " + came.format(count=wording.count(found.came_in))
    return text


def _change(frame: Frame, page: Page, line: DealChange) -> None:
    own = line.currency == frame.report.currency
    money = frame.money if own else money_look(line.currency, whole=False)
    right = replace(TEXT, align="right")
    before, after = (
        amount(value, line.currency) if isinstance(value, int) else value
        for value in (line.before, line.after)
    )

    def look(value: object) -> Look:
        if value is None or isinstance(value, str):
            return right
        return DAY if isinstance(value, date) else money

    page.add(
        [
            page.text_cell(words.change(line.kind, line.reason)),
            page.text_cell(line.deal),
            page.text_cell(line.account),
            page.text_cell(line.owner),
            page.cell(before, look(before)),
            page.cell(after, look(after)),
            page.cell(amount(line.value_minor, line.currency), money),
            page.cell(local_day(line.at), DAY),
            page.text_cell(line.source),
        ]
    )
