"""Deals as an .xlsx or .csv file under this project's own headings, made to come in again."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from salesdesk_app import wording
from salesdesk_app.domain.fields import Field, exported
from salesdesk_app.domain.money import to_decimal
from salesdesk_app.exchange.atomic import swapped_in
from salesdesk_app.exchange.csv_file import guard
from salesdesk_app.exchange.workbook import DAY, NUMBER, TEXT, Book, Look, amount, money_numbers
from salesdesk_app.progress import Tick, no_tick

STEP = 500  # rows between two looks at whether the user asked to stop
WIDE = {"name": 34, "account": 26, "owner": 20, "stage": 16, "product": 24, "note": 40, "uid": 38}


class Line(Protocol):
    """A deal: an attribute for each field that is exported, its value in minor units."""

    @property
    def value(self) -> int | None: ...
    @property
    def currency(self) -> str: ...


def write_xlsx(lines: Sequence[Line], target: Path, *, tick: Tick = no_tick) -> None:
    """Writes the deals as a table with filters. Problems: those of ``swapped_in``."""
    fields = exported("deals")
    looks = [_look(field, lines).plain() for field in fields]
    with swapped_in(target) as path, Book("Deals") as book:
        page = book.page("Deals", [WIDE.get(field.code, 15) for field in fields], grid=True)
        page.freeze(1, 1)
        page.table("Deals", [field.heading for field in fields], 1, len(lines) + 1)
        page.heads((field.heading, look) for field, look in zip(fields, looks, strict=True))
        for line in _ticked(lines, tick):
            page.add(
                page.data(_cell(line, field), look)
                for field, look in zip(fields, looks, strict=True)
            )
        book.save(path)


def write_csv(lines: Sequence[Line], target: Path, *, tick: Tick = no_tick) -> None:
    """Writes the deals as text for spreadsheets: UTF-8 with its mark, commas, ISO dates.

    What a spreadsheet would take for a formula is guarded by ``'``, which an import takes off.
    Problems: those of ``swapped_in``.
    """
    fields = exported("deals")
    with swapped_in(target) as path, path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([field.heading for field in fields])
        for line in _ticked(lines, tick):
            writer.writerow([_text(line, field) for field in fields])


def _ticked(lines: Sequence[Line], tick: Tick) -> Iterator[Line]:
    for done, line in enumerate(lines):
        if done % STEP == 0:
            tick(done, len(lines))
        yield line
    tick(len(lines), len(lines))


def _look(field: Field, lines: Sequence[Line]) -> Look:
    if field.kind == "money":
        return money_numbers({line.currency for line in lines})
    return {"day": DAY, "percent": NUMBER, "whole": NUMBER}.get(field.kind, TEXT)


def _cell(line: Line, field: Field) -> Any:
    value = getattr(line, field.code)
    if field.kind == "money":
        return amount(value, line.currency)
    return _word(value, field)


def _text(line: Line, field: Field) -> str:
    value = getattr(line, field.code)
    if value is None:
        return ""
    if field.kind == "money":
        return str(to_decimal(value, line.currency))
    if isinstance(value, date):
        return value.isoformat()
    return guard(str(_word(value, field)))


def _word(value: Any, field: Field) -> Any:
    """Codes as the words of the screen; everything else as it is."""
    worded: dict[str, Callable[[str], str]] = {"category": wording.term, "role": wording.term}
    return worded[field.kind](value) if value and field.kind in worded else value
