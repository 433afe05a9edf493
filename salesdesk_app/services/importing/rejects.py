"""Rows that an import leaves out, as a workbook that can be mended and imported again."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from salesdesk_app import wording
from salesdesk_app.exchange.layout.our_sheet import Rejected
from salesdesk_app.exchange.values.cells import Choices
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services.importing.plans import Plan

MARKS, ORDERS = (".", ","), ("dmy", "mdy")


def write_rejects(plans: Sequence[Plan], target: Path, *, tick: Tick = no_tick) -> int:
    """Writes the rows with errors and the undecided twins of plans; returns how many.

    Each plan gets a sheet: in front of its columns, one says what is wrong. Problems: those of
    ``exchange.atomic.swapped_in``; ``tick`` may stop it, then nothing is left.
    """
    from salesdesk_app.exchange.writing import rejects_book

    found = [
        rejects_book.Rejects(
            planned.table.sheet or planned.kind.capitalize(),
            planned.table.headings,
            rejected(planned),
            _marks(planned),
        )
        for planned in plans
    ]
    written = next((one.table.written for one in plans if one.table.written is not None), None)
    rejects_book.write(found, written, target, tick=tick)
    return sum(len(one.rows) for one in found)


def rejected(planned: Plan) -> list[tuple[str, Sequence[Any]]]:
    """The rows that are left out without the user's decision, and why, in words."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for error in planned.errors:
        where = f"{error.column}: " if error.column else ""
        reasons[error.row].append(where + error.sentence)
    for twin in planned.twins:
        if twin.decided is None:
            facts = {"name": twin.name, "likeness": twin.likeness}
            reasons[twin.number].append(wording.problem("import.twin", facts))
    return [
        (" ".join(reasons[row.number]), planned.table.rows[row.place])
        for row in planned.rows
        if row.kind in ("error", "twin") and row.number in reasons
    ]


def _marks(planned: Plan) -> Rejected:
    """How the columns were understood, so that the mended rows are understood alike."""
    each = {}
    for match in planned.table.matches:
        said = planned.choices.of(match.column)
        evidence = planned.readings.get(match.column)
        read_as = None if evidence is None else evidence.read_as
        each[match.column] = Choices(
            decimal=said.decimal or (read_as if read_as in MARKS else None),
            date_order=said.date_order or (read_as if read_as in ORDERS else None),
            currency=said.currency,
        )
    fields = tuple(match.field for match in planned.table.matches)
    return Rejected(planned.kind, fields, Choices(currency=planned.choices.currency, columns=each))
