"""Drafts an import: rows are matched to records, understood, and compared with what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.texts import clean
from salesdesk_app.exchange.values.cells import LONG
from salesdesk_app.progress import Tick
from salesdesk_app.services.importing.decisions import Decisions
from salesdesk_app.services.importing.kinds.kind import Kind, Wrong
from salesdesk_app.services.importing.matching import aiming, repetitions
from salesdesk_app.services.importing.matching.aiming import TICK_ROWS, Aims
from salesdesk_app.services.importing.matching.repetitions import Repetitions
from salesdesk_app.services.importing.naming.linking import LISTS
from salesdesk_app.services.importing.plans import (
    FIELD_OF,
    UNSTATED,
    FieldChange,
    PlanRow,
    RowError,
    columns_of,
    shown,
)
from salesdesk_app.services.importing.returned.round_trip import Returned


@dataclass
class Drafted:
    """The rows as they were understood, and which of them are written."""

    rows: list[PlanRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    stated: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    aims: Aims = field(default_factory=Aims)
    new: list[int] = field(default_factory=list)
    changed: dict[int, dict[str, Any]] = field(default_factory=dict)  # record id: column: value
    repetitions: Repetitions = field(default_factory=Repetitions)

    @property
    def targets(self) -> dict[int, int]:
        """The record of each row by its place."""
        return self.aims.targets


class Drafting:
    """Understands every row; a row with anything wrong is left out, the others stand."""

    def __init__(
        self,
        kind: Kind,
        table: Table,
        decisions: Decisions,
        returned: Returned | None,
        *,
        tick: Tick,
    ) -> None:
        self._kind = kind
        self._table = table
        self._values = kind.values
        self._decisions = decisions
        self._back = returned
        self._returned = returned or Returned()
        self._tick = tick
        self._result = Drafted()

    def run(self) -> Drafted:
        """All rows, compared with what the workspace holds."""
        self._result.aims = aiming.aim(
            self._kind,
            self._decisions,
            returned=self._back,
            tick=self._tick,
        )
        self._state()
        modified = self._values.fields.get("modified_on")
        self._result.repetitions = repetitions.find(
            self._result.targets, self._result.stated, modified, self._returned.untouched
        )
        self._compare()
        for place in sorted(self._values.wrong):
            for column, problem in self._values.wrong[place]:
                title = "" if column is None else self._table.title(column)
                error = RowError(self._table.numbers[place], title, problem)
                self._result.errors.append(error)
        return self._result

    def _watch(self, place: int, turn: int) -> None:
        if place % TICK_ROWS == 0:
            count = self._values.count
            self._tick(turn * count + place, 3 * count)

    def _state(self) -> None:
        """Finds out what each row says of its record."""
        result = self._result
        self._kind.targets = result.targets
        self._kind.prepare()
        for place in list(result.targets):
            target = result.targets[place]
            self._watch(place, 1)
            if place in self._values.wrong:
                del result.targets[place]
                continue
            try:
                result.stated[place] = self._said(place, target)
            except Wrong as wrong:
                self._values.fault(place, wrong.code, wrong.problem)
                del result.targets[place]

    def _said(self, place: int, target: int) -> tuple[Any, ...]:
        """What a row says; one that updates its twin leaves an account that is only spelled so."""
        said = self._kind.state(place, target)
        if place in self._returned.cleared:
            return self._emptied(said, place)
        at = self._kind.at.get("account_id")
        if place not in self._result.aims.likely or target < 0 or at is None:
            return said
        if self._kind.before[target][at] is None:
            return said
        return (*said[:at], UNSTATED, *said[at + 1 :])

    def _emptied(self, said: Sequence[Any], place: int) -> tuple[Any, ...]:
        """What a row says that comes back with cells that were emptied."""
        emptied = list(said)
        for code in self._returned.cleared[place]:
            column = next(name for name in columns_of(code) if name in self._kind.at)
            emptied[self._kind.at[column]] = () if column in LISTS else None
        return tuple(emptied)

    def _compare(self) -> None:
        result, numbers = self._result, self._table.numbers
        standing_in = result.repetitions.other
        names = self._kind.linked_names
        for place in range(self._values.count):
            self._watch(place, 2)
            number = numbers[place]
            target = result.targets.get(place)
            if place in self._returned.gone:
                row = PlanRow(place, number, "same")
            elif target is None:
                row = PlanRow(place, number, "error")
            elif (other := standing_in(place)) is not None:
                row = PlanRow(place, number, "duplicate", other=numbers[other])
            elif result.aims.stands_aside(place):
                row = PlanRow(place, number, "twin", result.aims.likely[place].record_id)
            elif (before := self._kind.before.get(target)) is None:
                row = PlanRow(place, number, "new")
                result.new.append(place)
            else:
                changes = self._changes(place, target, before, names)
                row = PlanRow(place, number, "changed" if changes else "same", target, changes)
            result.rows.append(row)

    def _changes(
        self,
        place: int,
        target: int,
        before: tuple[Any, ...],
        names: Mapping[tuple[str, int], str],
    ) -> tuple[FieldChange, ...]:
        """The fields of a stored record that a row gives another value."""
        columns, said = self._kind.columns, self._result.stated[place]
        pairs = zip(before, said, strict=True)
        differing = [
            at
            for at, (old, new) in enumerate(pairs)
            if new is not UNSTATED and new != old and not _as_read(columns[at], old, new)
        ]
        if not differing:
            return ()
        self._result.changed[target] = {columns[at]: said[at] for at in differing}
        money = columns.index("currency") if "currency" in columns else None
        after = [old if new is UNSTATED else new for old, new in zip(before, said, strict=True)]

        def text(row: Sequence[Any], at: int) -> str:
            currency = None if money is None else row[money]
            return shown(columns[at], row[at], currency or self._values.own, names)

        return tuple(
            FieldChange(FIELD_OF.get(columns[at], columns[at]), text(before, at), text(after, at))
            for at in differing
        )


def _as_read(column: str, stored: Any, said: Any) -> bool:
    """Whether a cell says what is stored, as a cell of this text is read: without spaces and marks
    that nobody sees.
    """
    if not isinstance(stored, str) or not isinstance(said, str):
        return False
    return said == clean(stored, line=column not in LONG)
