"""Cells that hold days and moments; the order of day and month is decided by the column."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, NamedTuple

from salesdesk_app.clock import local
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.texts import clean, text_of
from salesdesk_app.exchange.values import days
from salesdesk_app.exchange.values.column import Choices, Column, Distinct, Evidence, Remark
from salesdesk_app.exchange.values.number_cells import NOTHING

_MISREAD_LEAST = 2  # true days from which on it tells something that all are 12 or below
_SHORT_YEAR = re.compile(r"(\d{2})([-/])(\d{2})\2(\d{2})")
_FEW_YEARS = 3
_ZONED_YEARS = range(1971, 2101)  # for which every system knows what time it is here


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
            return _text(cell, choices)
        found = _serial(cell, choices)
        return found and found.date()

    return _decided(Distinct(cells, day), choices, "day")


def moments(cells: Sequence[Any], choices: Choices) -> Column:
    """Local moments without a zone, midnight where only a day is said."""

    def moment(cell: Any) -> Any:
        if isinstance(cell, datetime):
            return cell.replace(tzinfo=None)
        if type(cell) is date:
            return datetime.combine(cell, time())
        if not isinstance(cell, str):
            return _serial(cell, choices)
        reading = _text(cell, choices)
        if reading is None:
            return None
        try:
            return _Timed(reading, days.time_of(clean(cell)))
        except ValueError as error:
            raise Problem("import.day", value=clean(cell)) from error

    return _decided(Distinct(cells, moment), choices, "moment")


def _serial(cell: Any, choices: Choices) -> datetime | None:
    """The moment that a spreadsheet counts with a number, or 20170301; Problem import.day."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        if cell in (0, days.LAST_SERIAL):
            return None
        found = days.serial(int(cell), dates_1904=choices.dates_1904)
        if found is not None:
            seconds = round((cell - int(cell)) * 86_400)
            return datetime.combine(found, time()) + timedelta(seconds=seconds)
        found = days.compact(cell)
        if found is not None:
            return datetime.combine(found, time())
    raise Problem("import.day", value=text_of(cell))


def _text(cell: str, choices: Choices) -> days.Reading | None:
    text = clean(cell)
    if text in NOTHING or days.says_never(text):
        return None
    reading = days.read(text, dates_1904=choices.dates_1904)
    if reading is None:
        raise Problem("import.day", value=text)
    return reading


def _decided(found: Distinct, choices: Choices, kind: str) -> Column:
    """Decides the texts with two readings by what the others prove, or lists them as wrong."""
    readings: dict[Hashable, days.Reading] = {}
    times: dict[Hashable, time] = {}
    for key, one in found.values.items():
        if isinstance(one, _Timed):
            readings[key], times[key] = one
        elif isinstance(one, days.Reading):
            readings[key] = one
    if choices.date_order is None:
        _refuse_years(found, readings)
    proofs = {key: one.order for key, one in readings.items() if one.order}
    unclear = [key for key, one in readings.items() if one.by(None) is None and one.dmy]
    evidence = found.weigh(kind, proofs, unclear, choices.date_order)
    true_days = {k: v for k, v in found.values.items() if k not in readings and v is not None}
    for key, reading in readings.items():
        value = reading.by(evidence.read_as)
        found.values[key] = value
        if value is None:
            found.fail(key, _unread(found.cells[key], reading, evidence))
        elif kind == "moment":
            found.values[key] = _local(value, times[key])
    remarks = _never(found)
    column = found.spread()
    column.remarks = remarks + _misread(found, true_days, proofs, bool(unclear))
    column.evidence = replace(evidence, undecided=0 if evidence.read_as else evidence.open)
    if unclear and evidence.read_as:
        column.decided["order"] = evidence.read_as
    return column


def _unread(cell: Any, reading: days.Reading, evidence: Evidence) -> Problem:
    code = "import.day_both" if evidence.contrary else "import.day_unclear"
    if reading.dmy is None:
        code = "import.no_such_day"
    return Problem(code, value=cell, one=reading.dmy, other=reading.mdy)


def _refuse_years(found: Distinct, readings: dict[Hashable, days.Reading]) -> None:
    """Lists texts that seem to begin with a year of two figures: 17-03-04 has three readings.

    They do where the first figures hardly change and the last ones do, as days would.
    """
    parts = {}
    for key in readings:
        short = _SHORT_YEAR.match(clean(str(found.cells[key])))
        if short:
            parts[key] = short[1], int(short[3]), int(short[4])
    firsts, lasts = ({part[at] for part in parts.values()} for at in (0, 2))
    if not len(firsts) <= _FEW_YEARS < len(lasts):
        return
    if all(1 <= month <= 12 and 1 <= last <= 31 for _, month, last in parts.values()):
        for key in parts:
            del readings[key]
            found.fail(key, Problem("import.day_year", value=found.cells[key]))


def _never(found: Distinct) -> list[Remark]:
    """Takes days that mean none for blanks, and says so."""
    for key, value in found.values.items():
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            if day in days.NEVER:
                found.values[key] = None
    none = [
        key
        for key, value in found.values.items()
        if value is None and key not in found.wrong and text_of(found.cells[key]) not in NOTHING
    ]
    if not none:
        return []
    counts = found.counts()
    facts = {"count": f"{sum(counts[key] for key in none):,}", "value": found.texts(none)[0]}
    return [("import.no_day", facts)]


def _misread(
    found: Distinct,
    true_days: Mapping[Hashable, Any],
    proofs: Mapping[Hashable, str],
    is_open: bool,
) -> list[Remark]:
    """Warns where a spreadsheet has most likely taken the day for the month.

    It turns those texts of another country into days that can be read its own way, 03/04 as well
    as 04/03, and leaves the others as texts: then the days of all true days are 12 or below, and
    all texts prove one order.
    """
    days_of = [key for key, day in true_days.items() if isinstance(day, date)]
    counts = found.counts()
    count = sum(counts[key] for key in days_of)
    orders = set(proofs.values())
    if is_open or len(orders) != 1 or count < _MISREAD_LEAST:
        return []
    if any(true_days[key].day > 12 for key in days_of):
        return []
    texts = sum(counts[key] for key in proofs)
    facts = {"count": f"{count:,}", "texts": f"{texts:,}", "value": found.texts(proofs)[0]}
    return [("import.misread_days", facts)]


def _local(day: date, when: time) -> datetime:
    """A day and a time of day, told in the time of this place where a zone is stated."""
    moment = datetime.combine(day, when)
    if when.tzinfo is None or day.year not in _ZONED_YEARS:
        return moment.replace(tzinfo=None)
    return local(moment).replace(tzinfo=None)
