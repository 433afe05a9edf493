"""A workbook to edit records in: what may be typed is said, and the key of each row is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from salesdesk_app.domain.editing import Allowed, Origin, Rule
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.exchange.reading.contents import OUR_SHEET
from salesdesk_app.exchange.writing import number_formats
from salesdesk_app.exchange.writing.looks import NOTE, SECTION, TEXT, TITLE, Look
from salesdesk_app.exchange.writing.sheet_files import distinct, fill, looks_of, page_for
from salesdesk_app.exchange.writing.workbook import Book, Page, Value
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.wording.language import gettext as _

BESIDE = 5  # columns of our sheet that say what the workbook is; lists stand beside them
VERSION = 1
BOUND = "1000000000000000"  # beyond it a workbook rounds
WRAPPED = Look(lined=False, wrap=True)
Check = Literal["list", "date", "whole", "decimal", "textLength"]


def write(
    sheet: Sheet, rules: Sequence[Rule], origin: Origin, target: Path, *, tick: Tick = no_tick
) -> None:
    """Writes the workbook; ``rules`` has one for each column. Problems: as ``write_xlsx``."""
    with swapped_in(target) as path, Book(sheet.title) as book:
        page = page_for(sheet, book)
        looks = [_open(look, rule) for look, rule in zip(looks_of(sheet), rules, strict=True)]
        headings = distinct([column.heading for column in sheet.columns])
        for at, (look, rule) in enumerate(zip(looks, rules, strict=True), 1):
            empty = replace(look, format=number_formats.TEXT) if _is_text(look) else look
            page.set_column(at, empty, hidden=rule.allowed == "key")
        page.filter(len(headings), len(sheet.rows) + 1)
        page.protect()
        fill(page, sheet, headings, looks, tick=tick)
        _explain(book, sheet)
        lists = [at for at, rule in enumerate(rules, 1) if rule.allowed == "choice"]
        letters = {at: get_column_letter(BESIDE + place) for place, at in enumerate(lists, 1)}
        ours = book.page(OUR_SHEET, [16, 40])
        ours.hide()
        _restrict(page, ours, letters, rules)
        _remember(ours, origin, {letters[at]: rules[at - 1].choices for at in lists})
        book.save(path)


def _open(look: Look, rule: Rule) -> Look:
    return replace(look, locked=rule.allowed == "key")


def _is_text(look: Look) -> bool:
    return look.format == TEXT.format and look.align == TEXT.align


def _restrict(page: Page, ours: Page, lists: Mapping[int, str], rules: Sequence[Rule]) -> None:
    """The rules for what is typed; lists to choose from stand on our own sheet."""
    for at, rule in enumerate(rules, 1):
        if rule.allowed in ("anything", "key") or (rule.allowed == "choice" and not rule.choices):
            continue
        cells = ours.range(lists[at], 1, len(rule.choices)) if at in lists else ""
        page.allow(at, _validation(rule.allowed, cells))


def _validation(allowed: Allowed, source: str) -> DataValidation:
    kind, low, high, error = _CHECKS[allowed]
    return DataValidation(
        type=kind,
        operator=None if kind == "list" else "between",
        formula1=source or low,
        formula2=high,
        error=error,
        errorTitle=_("Not possible here"),
        allow_blank=True,
        showErrorMessage=True,
    )


_CHECKS: Mapping[Allowed, tuple[Check, str | None, str | None, str]] = {
    "choice": ("list", None, None, _("Choose one of the list. New ones are made in SalesDesk.")),
    "yes_no": ("list", '"TRUE,FALSE"', None, _("Choose TRUE or FALSE.")),
    "day": ("date", "1", "2958465", _("This is not a date. Type one like 2026-12-18.")),
    "percent": ("whole", "0", "100", _("Type a whole number from 0 to 100: 60 means 60 %.")),
    "whole": ("whole", f"-{BOUND}", BOUND, _("Type a whole number, without units.")),
    "number": (
        "decimal",
        f"-{BOUND}",
        BOUND,
        _("Type a number without a currency or other text."),
    ),
    "currency": (
        "textLength",
        "3",
        "3",
        _("Type the three letters of a currency, such as USD or EUR."),
    ),
}
"""The kind of check, its bounds, and what is said where they are not kept."""


def _remember(page: Page, origin: Origin, lists: Mapping[str, Sequence[str]]) -> None:
    """What the workbook is, and beside it by their columns the lists to choose from."""
    at = None if origin.at is None else origin.at.isoformat()
    told: list[tuple[str, Value]] = [
        ("salesdesk", VERSION),
        ("edit", origin.edit_id),
        ("at", at),
        ("kind", origin.kind),
    ]
    longest = max((len(choices) for choices in lists.values()), default=0)
    for row in range(max(len(told), longest)):
        name, value = told[row] if row < len(told) else (None, None)
        cells = [page.text_cell(name), page.cell(value, TEXT), *[None] * (BESIDE - 2)]
        cells += [
            page.text_cell(choices[row]) if row < len(choices) else None
            for choices in lists.values()
        ]
        page.add(cells)


def _explain(book: Book, sheet: Sheet) -> None:
    """A page for whoever edits the workbook."""
    page = book.page(_("How to use"), [100])
    page.add((page.text_cell(_("How to edit these records"), TITLE),), height=30)
    page.add()
    for heading, lines in _guide(sheet.title):
        page.add((page.text_cell(heading, SECTION),), height=22)
        for line in lines:
            page.add((page.text_cell(line, WRAPPED),), height=30 if len(line) > 105 else 16)
        page.add()
    page.add((page.text_cell(_("Written by SalesDesk"), NOTE),))


def _guide(title: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (
            _("Change"),
            (
                _("Change cells of the sheet “{title}” and save the workbook.").format(title=title),
                _("Cells with a list, a date or a number say so where something else is typed."),
                _("An emptied cell empties the field, where that may be empty."),
            ),
        ),
        (
            _("Add and leave out"),
            (
                _("Type new records below the last row."),
                _("A row that you take out is not deleted in SalesDesk."),
            ),
        ),
        (
            _("Sort and filter"),
            (
                _("Filter with the arrows in the headings."),
                _(
                    "To sort, or to remove rows, turn the protection of the sheet off first "
                    "(Review, Unprotect Sheet; there is no password)."
                ),
                _(
                    "A hidden column holds the key by which SalesDesk knows each row again. "
                    "Keep it with its row."
                ),
            ),
        ),
        (
            _("Bring it back"),
            (
                _(
                    "In SalesDesk choose File, Import. Every change is shown cell by cell, also "
                    "where somebody changed the same field meanwhile, before anything is written."
                ),
            ),
        ),
    )
