"""How a row is understood, as far as every kind of record does it alike."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, ClassVar

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import FIELDS, RecordKind
from salesdesk_app.domain.names import name_key
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.lookups import Lookups
from salesdesk_app.services.importing.matching import Keys, Known, Matcher, valid_uid
from salesdesk_app.services.importing.plans import UNSTATED, Note


class Wrong(Exception):  # noqa: N818 - carries a Problem to the row that has it
    """What is wrong with a row, and in which of its fields (None for the row as a whole)."""

    def __init__(self, code: str | None, problem: Problem) -> None:
        super().__init__(problem.code)
        self.code = code
        self.problem = problem


class Kind:
    """How rows of one kind of record are understood; each kind of record has its own.

    ``before`` holds the records of the workspace by id, as tuples in the order of ``columns``.
    """

    record: ClassVar[RecordKind]
    columns: tuple[str, ...]

    def __init__(
        self, values: Values, lookups: Lookups, before: Mapping[int, tuple[Any, ...]]
    ) -> None:
        codes = [field.code for field in FIELDS[self.record]]
        self.values = values
        self.lookups = lookups
        self.before = before
        self.at = {column: at for at, column in enumerate(self.columns)}
        self.matcher = Matcher([self.known(*item) for item in before.items()])
        blank: list[Any] = [None] * values.count
        # What rows say by field; for a field without a column that is nothing.
        self.cells = {code: values.fields.get(code, blank) for code in codes}

    def known(self, record_id: int, row: Sequence[Any]) -> Known:
        """By what a record of the workspace is recognised."""
        at = self.at
        ids = row[at["external_source"]], row[at["external_id"]]
        return Known(record_id, row[at["uid"]], *ids, self.names_of(row))

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """The names by which a record of the workspace is recognised."""
        return (name_key(row[self.at["name"]]),)

    def cell(self, code: str, place: int) -> Any:
        """What a row says in a field; None where it is blank or the file has no such column."""
        return self.cells[code][place]

    def keys(self, place: int) -> Keys:
        """By what the row's record is recognised; raises Wrong where nothing tells."""
        cells = self.cells
        external_id, uid = cells["external_id"][place], cells["uid"][place]
        name = self.name(place)
        if name is None and external_id is None and uid is None:
            raise Wrong(None, Problem("import.nameless", field="name"))
        source = cells["external_source"][place] or self.values.origin
        key = None if name is None else self.name_key(place, name)
        return Keys(uid, external_id, source, key, name or "")

    def name(self, place: int) -> str | None:
        """What the row calls its record."""
        name: str | None = self.cell("name", place)
        return name

    def name_key(self, place: int, name: str) -> Hashable:
        """The name as one by which records are recognised."""
        return name_key(name)

    def claim(self, place: int, target: int, *, new: bool) -> None:
        """Hears which record a row is about, before any row is stated."""

    def state(self, place: int, target: int) -> tuple[Any, ...]:
        """What the row says, in the order of ``columns``, or UNSTATED; raises Wrong."""
        before = self.before.get(target)
        said: list[Any] = [UNSTATED] * len(self.columns)
        name = self.name(place)
        if name is not None and (before is None or self.cell("name", place) is not None):
            said[self.at["name"]] = name
        elif before is None:
            raise Wrong("name", Problem("import.nameless", field="name"))
        self._state_origin(said, place, before)
        self.fill(said, place, target)
        return tuple(said)

    def fill(self, said: list[Any], place: int, target: int) -> None:
        """Puts down what the row says beside its name and its ids; raises Wrong."""
        raise NotImplementedError

    def straight(self, said: list[Any], place: int, codes: Sequence[str]) -> None:
        """Fields that are stored as they are read."""
        for code in codes:
            if (cell := self.cells[code][place]) is not None:
                said[self.at[code]] = cell

    def money(self, said: list[Any], place: int, before: Sequence[Any] | None, code: str) -> None:
        """An amount and its currency, the record's own where the row states none; raises Wrong."""
        value = self.cells[code][place]
        at, unit = self.at[f"{code}_minor"], self.at["currency"]
        try:
            currency = self.values.currency(place)
            if value is None:
                if self.cells["currency"][place] is not None:
                    said[unit] = currency
                return
            stored = None if before is None else before[unit]
            said[unit] = currency or stored or self.values.own
            said[at] = self.values.money(value, said[unit])
        except Problem as problem:
            raise Wrong(code, problem) from problem

    def prepare(self) -> None:
        """Resolves whole columns, once it is known which record each row is about."""

    def linked(self, code: str, resolve: Callable[[str], Any]) -> list[Any]:
        """What the cells of a field stand for, each different one resolved once; else UNSTATED.

        A record that is new is spelled as most rows spell it. Rows with a cell that stands for
        nothing are put down as wrong.
        """
        cells = self.cells[code]
        known: dict[str | None, Any] = {None: UNSTATED}
        wrong: dict[str, Problem] = {}
        usual: dict[str, str] = {}
        for cell, _count in Counter(cells).most_common():
            if cell is not None:
                usual.setdefault(name_key(cell), cell)
        for cell in dict.fromkeys(cells):
            if cell is not None:
                try:
                    resolve(usual[name_key(cell)])
                    known[cell] = resolve(cell)
                except Problem as problem:
                    known[cell], wrong[cell] = UNSTATED, problem
        if wrong:
            for place, cell in enumerate(cells):
                if cell in wrong:
                    self.values.fault(place, code, wrong[cell])
        return [known[cell] for cell in cells]

    def _state_origin(self, said: list[Any], place: int, before: Sequence[Any] | None) -> None:
        cells = self.cells
        external_id, uid = cells["external_id"][place], cells["uid"][place]
        source = cells["external_source"][place]
        known = before is not None and before[self.at["external_id"]] is not None
        if external_id is not None and (not known or source is not None):
            said[self.at["external_id"]] = external_id
            source = source or self.values.origin
            said[self.at["external_source"]] = UNSTATED if source is None else source
        if before is None and uid is not None and valid_uid(uid):
            said[self.at["uid"]] = uid

    def names(self) -> dict[tuple[str, int], str]:
        """What the records are called that rows link to, by kind and id."""
        return self.lookups.names()

    def notes(self, places: Sequence[int], stated: Sequence[tuple[Any, ...]]) -> list[Note]:
        """What was decided for the rows that count, and what is odd about them."""
        return []
