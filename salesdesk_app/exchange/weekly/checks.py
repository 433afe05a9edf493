"""Formulas that compute a figure again from the sheet of deals and compare it with its cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

from salesdesk_app.domain.periods import Period

Condition = tuple[str, str]
"""A column of the deals and what a cell in it must be, as a formula: ``("outcome", '"Won"')``."""

ANY_NUMBER = '">-1E+300"'


@dataclass(frozen=True)
class DealRanges:
    """Where the columns of the sheet of deals stand: by code, from ``first`` to ``last`` row."""

    sheet: str
    columns: tuple[str, ...]
    first: int
    last: int

    def of(self, code: str) -> str:
        """The cells of a column as a formula names them."""
        letter = get_column_letter(self.columns.index(code) + 1)
        return f"'{self.sheet}'!${letter}${self.first}:${letter}${self.last}"

    def count(self, *conditions: Condition) -> str:
        """How many deals meet every condition."""
        if not conditions:
            return f"COUNT({self.of('id')})"
        return f"COUNTIFS({self._criteria(conditions)})"

    def total(self, code: str, *conditions: Condition) -> str:
        """The sum of a column over the deals that meet every condition."""
        if not conditions:
            return f"SUM({self.of(code)})"
        return f"SUMIFS({self.of(code)},{self._criteria(conditions)})"

    def valued(self, code: str, *conditions: Condition) -> str:
        """How many of these deals have a number in a column."""
        return self.count(*conditions, (code, ANY_NUMBER))

    def _criteria(self, conditions: tuple[Condition, ...]) -> str:
        return ",".join(f"{self.of(code)},{wanted}" for code, wanted in conditions)


def text(word: str) -> str:
    """A word of ours as a condition."""
    return '"' + word.replace('"', '""') + '"'


def within(code: str, period: Period | None) -> Iterator[Condition]:
    """That a day lies in a period; nothing without one."""
    if period is not None:
        yield code, f'">="&{day(period.first)}'
        yield code, f'"<="&{day(period.last)}'


def day(when: date) -> str:
    """A day in a formula, whatever the reader's way of writing dates."""
    return f"DATE({when.year},{when.month},{when.day})"


def near(cell: str, formula: str, by: str) -> str:
    """That a cell and a formula differ by less than an amount."""
    return f"ABS({cell}-({formula}))<{by}"


def all_of(parts: list[str]) -> str:
    """That everything holds, as TRUE or FALSE also where a part cannot be computed."""
    return f"IFERROR(AND({','.join(parts)}),FALSE)"
