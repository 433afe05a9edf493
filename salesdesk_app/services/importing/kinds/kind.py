"""How a row is understood, as far as every kind of record does it alike."""

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import FIELDS, RecordKind
from salesdesk_app.domain.names import name_key
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.kinds.references import References
from salesdesk_app.services.importing.matching.matcher import Keys, Known, Matcher, valid_uid
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.plans import UNSTATED, Note

_FOREIGN = "external_id"
_IDS = (_FOREIGN, "external_source", "uid")


class Wrong(Exception):  # noqa: N818 - carries a Problem to the row that has it
    """What is wrong with a row, and in which of its fields (None for the row as a whole)."""

    def __init__(self, code: str | None, problem: Problem) -> None:
        super().__init__(problem.code)
        self.code = code
        self.problem = problem


class Kind:
    """How rows of one kind of record are understood; each kind of record has its own.

    ``before`` holds the records of the workspace by id, as tuples in the order of ``columns``;
    ``naming`` is the column with the record's name.
    """

    record: ClassVar[RecordKind]
    columns: tuple[str, ...]
    naming: ClassVar[str] = "name"

    def __init__(
        self, values: Values, lookups: Lookups, before: Mapping[int, tuple[Any, ...]]
    ) -> None:
        codes = {field.code for field in FIELDS[self.record]} | {*_IDS}
        self.values = values
        self.lookups = lookups
        self.before = before
        self.at = {column: at for at, column in enumerate(self.columns)}
        ids = zip(values.of("external_id"), values.of("uid"), strict=True)
        self.matcher = Matcher(
            [self.known(*item) for item in before.items()],
            ids_only=all(one is not None or other is not None for one, other in ids),
        )
        blank: list[Any] = [None] * values.count
        self.targets: Mapping[int, int] = {}  # the record of each row, once that is known
        # What rows say by field; for a field without a column that is nothing.
        self.cells = {code: values.fields.get(code, blank) for code in codes}
        self.references = References(
            self.record, self.cells, values, lookups, at=self.at, before=before
        )

    def known(self, record_id: int, row: Sequence[Any]) -> Known:
        """By what a record of the workspace is recognised."""
        at = self.at
        source = row[at["external_source"]] if _FOREIGN in at else None
        external_id = row[at[_FOREIGN]] if _FOREIGN in at else None
        return Known(record_id, row[at["uid"]], source, external_id, self.names_of(row))

    def names_of(self, row: Sequence[Any]) -> tuple[Hashable, ...]:
        """The names by which a record of the workspace is recognised."""
        return (name_key(row[self.at[self.naming]]),)

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
        """What a new record of the row is called: as the row says, or by what else it tells."""
        return self.stated_name(place)

    def stated_name(self, place: int) -> str | None:
        """What the row itself calls its record."""
        name: str | None = self.cell(self.naming, place)
        return name

    def whole_name(self, place: int) -> str | None:
        """The name of a person: the whole one, or first and last name put together."""
        name: str | None = self.cell("name", place)
        parts = (self.cell("first_name", place), self.cell("last_name", place))
        return name or " ".join(part for part in parts if part) or None

    def name_key(self, place: int, name: str) -> Hashable:
        """The name as one by which records are recognised."""
        return name_key(name)

    def claim(self, place: int, target: int, *, new: bool) -> None:
        """Hears which record a row is about, before any row is stated."""

    def state(self, place: int, target: int) -> tuple[Any, ...]:
        """What the row says, in the order of ``columns``, or UNSTATED; raises Wrong."""
        before = self.before.get(target)
        said: list[Any] = [UNSTATED] * len(self.columns)
        name = self.name(place) if before is None else self.stated_name(place)
        if name is not None:
            said[self.at[self.naming]] = name
        elif before is None:
            raise Wrong("name", Problem("import.nameless", field="name"))
        self._state_origin(said, place, before)
        self.fill(said, place, target)
        if before is not None:
            self.references.keep(said, place, before)
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
            currency = self.values.currency(place, amount=value is not None)
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

    def alias(self, place: int, record_id: int) -> None:
        """Hears which record of the workspace a row is likely to be about, by another name."""

    def _state_origin(self, said: list[Any], place: int, before: Sequence[Any] | None) -> None:
        cells = self.cells
        external_id, uid = cells["external_id"][place], cells["uid"][place]
        source = cells["external_source"][place]
        if before is None and uid is not None and valid_uid(uid):
            said[self.at["uid"]] = uid
        if _FOREIGN not in self.at:
            return
        known = before is not None and before[self.at["external_id"]] is not None
        if external_id is not None and (not known or source is not None):
            said[self.at["external_id"]] = external_id
            source = source or self.values.origin
            said[self.at["external_source"]] = UNSTATED if source is None else source

    @cached_property
    def linked_names(self) -> dict[tuple[str, int], str]:
        """What ``names`` are once all rows are stated."""
        return self.names()

    def names(self) -> dict[tuple[str, int], str]:
        """What the records are called that rows link to, by kind and id."""
        return self.lookups.names()

    def notes(self, places: Sequence[int], stated: Sequence[tuple[Any, ...]]) -> list[Note]:
        """What was decided for the rows that count, and what is odd about them."""
        return []
