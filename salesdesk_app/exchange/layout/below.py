"""Finds the rows of another table that stand below the one that is read."""

from collections.abc import Callable, Sequence
from typing import Any

from salesdesk_app.domain.fields import KINDS
from salesdesk_app.exchange.layout import vocabulary
from salesdesk_app.exchange.layout.units import units_of
from salesdesk_app.exchange.texts import clean, text_of

Judge = Callable[[Sequence[Any]], bool]


def other(
    rows: Sequence[Sequence[Any]],
    numbers: Sequence[int],
    stage: int | None,
    *,
    is_sure: Judge,
    is_heading: Judge,
) -> range:
    """The places of the rows of another table; most often none.

    It stands below a blank row, its first row is like headings, and none of its rows is surely a
    record or has a stage (in the column ``stage``) that records above have. It ends where the
    headings of the first table (``is_heading``) stand again, or with the sheet.
    """
    stages: set[Any] = set()
    for place, row in enumerate(rows):
        is_below = place > 0 and numbers[place] > numbers[place - 1] + 1
        if is_below and _is_wordy(row) and not is_heading(row) and (stages or _is_known(row)):
            if _is_staged(row, stage, stages) or is_sure(row):
                continue
            end = next((at for at in range(place, len(rows)) if is_heading(rows[at])), len(rows))
            block = rows[place:end]
            if len(block) > 1 and not any(
                _is_staged(one, stage, stages) or is_sure(one) for one in block
            ):
                return range(place, end)
        if stage is not None and row[stage] != "":
            stages.add(row[stage])
    return range(0)


def _is_staged(row: Sequence[Any], stage: int | None, stages: set[Any]) -> bool:
    return stage is not None and row[stage] in stages


def _is_wordy(row: Sequence[Any]) -> bool:
    """Whether a row holds several words and nothing else, as headings do."""
    filled = [cell for cell in row if cell != ""]
    return len(filled) > 1 and all(
        isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in filled
    )


def _is_known(row: Sequence[Any]) -> bool:
    """Whether half of the words are headings that lists of one kind of record have."""
    words = [clean(text_of(cell)) for cell in row if cell != ""]
    for kind in KINDS:
        known = vocabulary.KNOWN[kind]
        keys = (vocabulary.key(units_of(word)[0]) for word in words)
        fields = {known[key][0] for key in keys if key in known}
        if len(fields) > 1 and 2 * len(fields) >= len(words):
            return True
    return False
