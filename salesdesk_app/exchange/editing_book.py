"""A workbook to edit records in: what may be typed is said, and the key of each row is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from salesdesk_app.domain.editing import Allowed, Origin, Rule
from salesdesk_app.domain.sheets import Sheet
from salesdesk_app.exchange import number_formats
from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.exchange.sheet_files import distinct, fill, looks_of, page_for
from salesdesk_app.exchange.workbook import NOTE, SECTION, TEXT, TITLE, Book, Look, Page
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.wording.language import gettext as _

OUR_SHEET = "_salesdesk"  # says of which records it is and since when; an import reads it
LISTS = "_lists"
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
        _restrict(book, page, rules)
        _remember(book, origin)
        book.save(path)


def _open(look: Look, rule: Rule) -> Look:
    return replace(look, locked=rule.allowed == "key")


def _is_text(look: Look) -> bool:
    return look.format == TEXT.format and look.align == TEXT.align


def _restrict(book: Book, page: Page, rules: Sequence[Rule]) -> None:
    """The rules for what is typed, and the lists to choose from on a sheet of their own."""
    lists = {at: rule.choices for at, rule in enumerate(rules, 1) if rule.allowed == "choice"}
    sources = _write_lists(book, lists)
    for at, rule in enumerate(rules, 1):
        if rule.allowed in ("anything", "key") or (rule.allowed == "choice" and at not in sources):
            continue
        page.allow(at, _validation(rule.allowed, sources.get(at, "")))


def _write_lists(book: Book, lists: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Puts lists beside each other, without headings; returns where each stands, as a formula."""
    filled = [(at, choices) for at, choices in lists.items() if choices]
    if not filled:
        return {}
    page = book.page(LISTS, [30] * len(filled))
    page.hide()
    for row in range(max(len(choices) for _at, choices in filled)):
        page.add(
            page.text_cell(choices[row] if row < len(choices) else None) for _at, choices in filled
        )
    return {
        at: page.range(chr(ord("A") + place), 1, len(choices))
        for place, (at, choices) in enumerate(filled)
    }


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


def _remember(book: Book, origin: Origin) -> None:
    page = book.page(OUR_SHEET, [16, 40])
    page.hide()
    at = None if origin.at is None else origin.at.isoformat()
    for name, value in (
        ("salesdesk", VERSION),
        ("edit", origin.edit_id),
        ("at", at),
        ("kind", origin.kind),
    ):
        page.add((page.text_cell(name), page.cell(value, TEXT)))


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
                _("An emptied cell changes nothing: clear a value in SalesDesk itself."),
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
