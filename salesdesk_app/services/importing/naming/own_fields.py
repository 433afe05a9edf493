"""The user's own fields that a file of deals states: found by name, or put down to be created."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.custom import Kind, Own, Value, decode, encode, stated
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import CUSTOM, RecordKind, custom
from salesdesk_app.domain.names import name_key
from salesdesk_app.exchange.layout.matches import Match
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.services import custom_fields
from salesdesk_app.services.deals.deal_records import batches
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.store.models import CustomField, Deal


class OwnFields:
    """Fields by the code of a column that is kept, ``custom:`` and a name.

    One that is still to be created has an id below zero until it is written.
    """

    def __init__(self, session: Session) -> None:
        self.there = custom_fields.listing(session)
        self.by_code: dict[str, Own] = {}
        self._by_name = {name_key(own.name): own for own in self.there}

    def of(self, table: Table) -> dict[int, Own]:
        """The fields of the workspace that columns are kept as, by column."""
        kept = [one for one in table.matches if one.field and is_own(one.field)]
        named = {one.column: self._known(one.field or "") for one in kept}
        return {column: own for column, own in named.items() if own is not None}

    def _known(self, code: str) -> Own | None:
        return self._by_name.get(name_key(code.removeprefix(CUSTOM)))

    def matched(self, kind: RecordKind, found: tuple[Match, ...]) -> tuple[Match, ...]:
        """The matches, with columns that are headed like a field of the workspace put to it."""
        if kind != "deals" or not self.there:
            return found
        result, taken = [], set()
        for one in found:
            own = self._by_name.get(name_key(one.heading))
            if own is not None and own.id not in taken:
                taken.add(own.id)
                code = custom(own.name).code
                result.append(replace(one, field=code, how="exact", confidence=100))
            else:
                result.append(one)
        return tuple(result)

    def take(self, values: Values) -> None:
        """Finds the fields that columns are kept as; their values become what such a field keeps.

        Cells that do not fit are put down as wrong. Problems: import.own_twice, import.own_name,
        field.empty, field.long.
        """
        for code in values.fields:
            if not is_own(code):
                continue
            own = self._known(code) or self._new(code, _kind(values, code))
            if own in self.by_code.values():
                raise Problem("import.own_twice", name=own.name)
            self.by_code[code] = own
            values.fields[code] = _kept(values, code, own)

    def _new(self, code: str, kind: Kind) -> Own:
        name = code.removeprefix(CUSTOM)
        try:
            name = custom_fields.checked(name, self.there)
        except Problem as problem:
            if problem.code == "field.taken":
                raise Problem("import.own_name", name=name) from problem
            raise
        own = Own(-1 - len(self._by_name), name, kind)
        self._by_name[name_key(name)] = own
        return own

    def create(self, session: Session, codes: Sequence[str]) -> None:
        """Adds the fields of these columns that are still to be created."""
        place = custom_fields.next_place(session)
        for code in codes:
            own = self.by_code[code]
            field = CustomField(name=own.name, kind=own.kind, position=place)
            session.add(field)
            session.flush()
            self.by_code[code] = own._replace(id=field.id)
            place += 1

    def texts(self, columns: Mapping[str, Sequence[Value | None]]) -> list[str | None]:
        """What new deals hold by the column's code, as it is stored."""
        ids = [self.by_code[code].id for code in columns]
        rows = zip(*columns.values(), strict=True)
        return [encode(dict(zip(ids, row, strict=True))) for row in rows]

    def merged(
        self, session: Session, changes: Mapping[int, Mapping[str, Value]]
    ) -> dict[int, str | None]:
        """What deals hold after these changes by their id and the column's code, as stored."""
        known = {own.id: own for own in custom_fields.listing(session)}
        result: dict[int, str | None] = {}
        for batch in batches(list(changes)):
            for row in session.execute(select(Deal.id, Deal.custom).where(Deal.id.in_(batch))):
                now = {self.by_code[code].id: value for code, value in changes[row.id].items()}
                result[row.id] = encode({**decode(row.custom, known), **now})
        return result


def kept(
    table: Table, columns: Iterable[int], mapping: Mapping[int, str | None] | None = None
) -> dict[int, str]:
    """The codes under which columns can be kept, by column: their headings, made fit for names.

    ``mapping`` holds the fields that were chosen for columns by now.
    """
    wanted = dict.fromkeys(columns)
    fields = {one.column: one.field for one in table.matches} | dict(mapping or {})
    codes = (code for at, code in fields.items() if code and at not in wanted)
    taken = {name_key(code.removeprefix(CUSTOM)) for code in codes if is_own(code)}
    found: dict[int, str] = {}
    for at in wanted:
        name = custom_fields.free_name(table.title(at), taken)
        taken.add(name_key(name))
        found[at] = custom(name).code
    return found


def is_own(code: str) -> bool:
    """Whether a column of a plan is a field of the user's own."""
    return code.startswith(CUSTOM)


def _kind(values: Values, code: str) -> Kind:
    """What a column that is kept for the first time turned out to hold."""
    evidence = values.readings.get(values.columns[code])
    return "text" if evidence is None else cast(Kind, evidence.kind)


def _kept(values: Values, code: str, own: Own) -> list[Any]:
    kept: dict[Any, Value | None] = {}
    result: list[Any] = []
    for place, value in enumerate(values.fields[code]):
        if value not in kept:
            try:
                kept[value] = stated(own, value)
            except Problem:
                kept[value] = None
        if kept[value] is None and value is not None:
            facts = {"value": value, "field": own.name}
            values.fault(place, code, Problem(f"import.own.{own.kind}", **facts))
        result.append(kept[value])
    return result
