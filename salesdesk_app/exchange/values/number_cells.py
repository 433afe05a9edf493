"""Cells that hold amounts, percentages and whole numbers; columns decide between two readings."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import LARGEST
from salesdesk_app.exchange.texts import clean, text_of
from salesdesk_app.exchange.values import amounts
from salesdesk_app.exchange.values.amounts import Reading
from salesdesk_app.exchange.values.column import Choices, Column, Distinct, Remark
from salesdesk_app.exchange.values.currency_marks import currency_of

_NOISE = Decimal("0.000001")  # what a spreadsheet's 0.6 may be beside 60 %
NOTHING = frozenset(("", "-", "–", "—"))  # how accounting formats show nothing


def number(cell: Any) -> Any:
    """A number, or the reading of a text for the column to decide; Problem import.number."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
        raise Problem("import.number", value=text_of(cell))
    if not isinstance(cell, str):
        if not isfinite(cell):
            raise Problem("import.number", value=str(cell))
        return cell
    text = clean(cell)
    if amounts.says_nothing(text):
        return None
    reading = amounts.read(text)
    if reading is None:
        raise Problem("import.number", value=text)
    return reading


def numbers(cells: Sequence[Any], choices: Choices, kind: str = "money") -> Column:
    """Plain numbers, with the currency marks that they carry."""
    return decided(Distinct(cells, number), choices, kind)


def decided(found: Distinct, choices: Choices, kind: str) -> Column:
    """Decides the cells with two readings by what the others prove, or lists them as wrong."""
    readings = {key: one for key, one in found.values.items() if isinstance(one, Reading)}
    true_numbers = [key for key, one in found.values.items() if isinstance(one, float)]
    proofs = {key: one.mark for key, one in readings.items() if one.mark}
    unclear = {key: one for key, one in readings.items() if one.by(None) is None}
    evidence = found.weigh(kind, proofs, unclear, choices.decimal)
    marks = _marks(readings, proofs, unclear, choices.decimal)
    for key, reading in readings.items():
        value = reading.by(marks.get(_currency(reading)) if key in unclear else None)
        found.values[key] = value
        if value is None:
            code = "import.number_both" if evidence.contrary else "import.number_unclear"
            facts = {"one": reading.dot, "other": reading.comma}
            found.fail(key, Problem(code, value=found.cells[key], **facts))
    column = found.spread()
    if kind == "money" and len(set(proofs.values())) == 1:
        column.remarks += _misread(found, true_numbers, proofs)
    if evidence.read_as is None and any(marks.values()):
        column.remarks.append(_by_mark(marks))
    units = {key: one.unit for key, one in readings.items() if one.unit}
    if units:
        column.units = {at: units[key] for at, key in enumerate(found.keys) if key in units}
    left = sum(1 for at in column.wrong if found.keys[at] in unclear)
    column.evidence = replace(evidence, undecided=left)
    if unclear and evidence.read_as and left < evidence.open:
        column.decided["decimal"] = evidence.read_as
    return column


def _marks(
    readings: Mapping[Hashable, Reading],
    proofs: Mapping[Hashable, str],
    unclear: Mapping[Hashable, Reading],
    chosen: str | None,
) -> dict[str | None, str | None]:
    """By which decimal mark cells of each currency mark are read; None where nothing tells.

    ``$1,054.00`` beside ``1.054,00 €`` is how two countries write: each currency mark has the
    evidence of its own cells. Without any, it follows the column only where that has proof from
    cells without a mark.
    """
    by_unit: dict[str | None, set[str]] = {}
    for key, mark in proofs.items():
        by_unit.setdefault(_currency(readings[key]), set()).add(mark)
    everything = set().union(*by_unit.values())
    result: dict[str | None, str | None] = {}
    for unit in set(map(_currency, unclear.values())):
        own = by_unit.get(unit, set())
        if len(everything) == 1:
            told = own or by_unit.get(None, set()) or (everything if unit is None else set())
        else:
            told = own if unit is not None else set()
        result[unit] = chosen or (next(iter(told)) if len(told) == 1 else None)
    return result


def _currency(reading: Reading) -> str | None:
    """The currency of an amount, so that € and EUR are one; a shared mark is its first one's."""
    return None if reading.unit is None else currency_of(reading.unit, "") or reading.unit


def _by_mark(marks: Mapping[str | None, str | None]) -> Remark:
    words = {".": "with a decimal point", ",": "with a decimal comma"}
    told = sorted(f"{unit} {words[mark]}" for unit, mark in marks.items() if unit and mark)
    return "import.decimal_by_mark", {"marks": ", ".join(told)}


def _misread(
    found: Distinct, true_numbers: Sequence[Hashable], proofs: Mapping[Hashable, str]
) -> list[Remark]:
    """Warns where a spreadsheet has most likely taken the mark of thousands for the decimal mark.

    It turns 1.054 of another country into a little more than one, and leaves 2.300,50 as a text.
    """
    odd = [key for key in true_numbers if _has_three_decimals(found.values[key])]
    if not odd:
        return []
    counts = found.counts()
    facts = {
        "count": f"{sum(counts[key] for key in odd):,}",
        "value": found.texts(odd)[0],
        "text": found.texts(proofs)[0],
    }
    return [("import.misread_numbers", facts)]


def _has_three_decimals(value: float) -> bool:
    thousands = Decimal(repr(value)).scaleb(3)
    return abs(value) < 1000 and thousands == int(thousands) and int(thousands) % 10 != 0


def _percentage(cell: Any) -> Any:
    """A number as ``number`` reads it; of two readings the only one that is a percentage."""
    found = number(cell)
    if isinstance(found, Reading) and found.by(None) is None:
        possible = [one for one in (found.dot, found.comma) if one and 0 <= one <= 100]
        if len(possible) == 1:
            return found._replace(dot=possible[0], comma=possible[0])
    return found


def percentages(cells: Sequence[Any], choices: Choices, heading: str) -> Column:
    """Whole percentages. Shares (0.6) are told by the column: all within 1, and one between."""
    column = decided(Distinct(cells, _percentage), choices, "percent")
    plain = [
        value
        for place, value in enumerate(column.values)
        if value is not None and column.units.get(place) != "%"
    ]
    within = bool(plain) and all(0 <= value <= 1 for value in plain)
    # Excel holds 60 % as 0.6 under any heading; under one with % only a value between tells.
    shares = within and ("%" not in heading or any(0 < value < 1 for value in plain))
    if shares and any(value for value in plain):
        column.decided["shares"] = "1"
    rounded = 0
    mixed = not shares and any(0 < value < 1 for value in plain)
    for place, value in enumerate(column.values):
        if value is None:
            continue
        unit = column.units.get(place)
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        exact = exact * 100 if shares and unit != "%" else exact
        whole = round(exact)
        lost = mixed and unit != "%" and 0 < exact <= 1  # 0.25 among 75 and 50: which is it?
        if not 0 <= whole <= 100 or unit not in (None, "%") or lost:
            column.wrong[place] = Problem("import.percent", value=text_of(cells[place]))
            whole = 0
        rounded += place not in column.wrong and abs(whole - exact) > _NOISE
        column.values[place] = None if place in column.wrong else whole
    if rounded:
        column.remarks.append(("import.percent_rounded", {"count": f"{rounded:,}"}))
    column.units.clear()
    return column


def _figures(text: str) -> int:
    return int("".join(c for c in text if c.isdigit()))


def wholes(cells: Sequence[Any], choices: Choices) -> Column:
    """Whole numbers: what could be a decimal mark parts thousands, for there are no decimals."""
    known: list[Any] = list(cells)
    for place, cell in enumerate(cells):
        reading = amounts.read(clean(cell)) if isinstance(cell, str) and cell else None
        if reading is not None and reading.by(None) is None and reading.unit is None:
            known[place] = -_figures(cell) if (reading.dot or 0) < 0 else _figures(cell)
    column = numbers(known, choices, "whole")
    for place, value in enumerate(column.values):
        if value is None:
            continue
        if value != int(value) or abs(value) > LARGEST or place in column.units:
            column.wrong[place] = Problem("import.whole", value=text_of(cells[place]))
            column.values[place] = None
        else:
            column.values[place] = int(value)
    column.units.clear()
    return column
