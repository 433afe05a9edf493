"""Cells that hold days and moments; the order of day and month is decided by the column."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, NamedTuple

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange import days
from salesdesk_app.exchange.column import Choices, Column, Distinct
from salesdesk_app.exchange.number_cells import NOTHING
from salesdesk_app.exchange.texts import clean, text_of


class _Timed(NamedTuple):
    """The readings of a text that also says the time of day."""

    days: days.Reading
    time: time


def day_cells(cells: Sequence[Any], choices: Choices) -> Column:
    """Days; the time of day is left out."""

    def day(cell: Any) -> Any:
        if type(cell) is date:
            return cell
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, str):
            return _text(cell)
        return _serial(cell, choices).date()

    return decided(Distinct(cells, day), choices, "day")


def moments(cells: Sequence[Any], choices: Choices) -> Column:
    """Local moments without a zone, midnight where only a day is said."""

    def moment(cell: Any) -> Any:
        if isinstance(cell, datetime):
            return cell.replace(tzinfo=None)
        if type(cell) is date:
            return datetime.combine(cell, time())
        if not isinstance(cell, str):
            return _serial(cell, choices)
        reading = _text(cell)
        if reading is None:
            return None
        try:
            return _Timed(reading, days.time_of(clean(cell)))
        except ValueError as error:
            raise Problem("import.day", value=clean(cell)) from error

    return decided(Distinct(cells, moment), choices, "moment")


def _serial(cell: Any, choices: Choices) -> datetime:
    """The moment that a spreadsheet counts with a number; Problem import.day."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        found = days.serial(int(cell), dates_1904=choices.dates_1904)
        if found is not None:
            seconds = round((cell - int(cell)) * 86_400)
            return datetime.combine(found, time()) + timedelta(seconds=seconds)
    raise Problem("import.day", value=text_of(cell))


def _text(cell: str) -> days.Reading | None:
    text = clean(cell)
    if text in NOTHING:
        return None
    reading = days.read(text)
    if reading is None:
        raise Problem("import.day", value=text)
    return reading


def decided(found: Distinct, choices: Choices, kind: str) -> Column:
    """Decides the texts with two readings by what the others prove, or lists them as wrong."""
    readings: dict[Any, days.Reading] = {}
    times: dict[Any, time] = {}
    for key, one in found.values.items():
        if isinstance(one, _Timed):
            readings[key], times[key] = one
        elif isinstance(one, days.Reading):
            readings[key] = one
    proofs = {key: one.order for key, one in readings.items() if one.order}
    unclear = [key for key, one in readings.items() if one.by(None) is None and one.dmy]
    evidence = found.weigh(kind, proofs, unclear, choices.date_order)
    for key, reading in readings.items():
        value = reading.by(evidence.read_as)
        found.values[key] = value
        if value is None:
            code = "import.day_both" if evidence.contrary else "import.day_unclear"
            if reading.dmy is None:
                code = "import.no_such_day"
            facts = {"one": reading.dmy, "other": reading.mdy}
            found.fail(key, Problem(code, value=found.cells[key], **facts))
        elif kind == "moment":
            found.values[key] = _local(value, times[key])
    column = found.spread()
    left = 0 if evidence.read_as else evidence.open
    column.evidence = replace(evidence, undecided=left)
    if unclear and evidence.read_as:
        column.decided["order"] = evidence.read_as
    return column


def _local(day: date, when: time) -> datetime:
    """A day and a time of day, here where a zone is stated."""
    moment = datetime.combine(day, when)
    return moment if when.tzinfo is None else moment.astimezone().replace(tzinfo=None)
