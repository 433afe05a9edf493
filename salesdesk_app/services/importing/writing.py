"""Writes an import: first what rows mention and the workspace lacks, then the rows, in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.domain.slips import put_off
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import settings
from salesdesk_app.services.importing.drafting import Drafted
from salesdesk_app.services.importing.naming import linking
from salesdesk_app.services.importing.naming.creating import (
    Columns,
    Creating,
    Mentioned,
    insert_records,
)
from salesdesk_app.services.importing.naming.linking import LISTS
from salesdesk_app.services.importing.naming.lookups import Lookups
from salesdesk_app.services.importing.naming.own_fields import is_own
from salesdesk_app.services.importing.plans import LINKS, UNSTATED
from salesdesk_app.store.models import table_of
from salesdesk_app.store.value_lists import each_of

BATCH = 5_000
_ABOVE = ("manager_id", "parent_id")
_DEFAULTS: Mapping[str, object] = {"role": "rep", "ramp_percent": 100}


class Writing:
    """One import on its way into the database."""

    def __init__(
        self, session: Session, lookups: Lookups, columns: Sequence[str], kind: RecordKind, own: str
    ) -> None:
        self._session = session
        self._lookups = lookups
        self._fields = lookups.fields
        self._columns = columns
        self._kind = kind
        self._own = own
        self._tick: Tick = no_tick
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)
        self._table = table_of(kind)
        self._done = 0
        self._total = 0

    def run(self, drafted: Drafted, mentioned: Mentioned, tick: Tick) -> None:
        """Writes everything; the caller's transaction makes it one step."""
        self._tick = tick
        self._total = len(drafted.new) + len(drafted.changed)
        for currency in sorted(mentioned.currencies):
            settings.ensure_currency(self._session, currency)
        Creating(self._session, self._lookups, self._ids).run(mentioned)
        self._fields.create(self._session, mentioned.fields)
        self._add_new(drafted)
        self._change(drafted.changed)

    def _add_new(self, drafted: Drafted) -> None:
        """Inserts new records, those first that others of the file stand below."""
        names, own = self._columns, self._ids[self._table.name]
        above = next((at for at, name in enumerate(names) if name in _ABOVE), None)
        targets, waiting = drafted.targets, drafted.new
        while waiting:
            ready = waiting
            if above is not None:
                later = {targets[place] for place in waiting}
                ready = [one for one in waiting if drafted.stated[one][above] not in later]
            rows = [drafted.stated[place] for place in ready]
            lists = {
                name: self._column(name, [said[names.index(name)] for said in rows])
                for name in LISTS
                if name in names
            }
            lists = {name: listed for name, listed in lists.items() if any(listed)}
            linked = above is not None or bool(lists)
            found = insert_records(
                self._session,
                self._table,
                len(rows),
                map(self._portion, _batches(rows)),
                self._advance,
                look_up=linked,
            )
            if linked:
                own.update(zip((targets[place] for place in ready), found, strict=True))
            for name, listed in lists.items():
                linking.add(self._session, LISTS[name], found, listed, self._real)
            done = set(ready)
            waiting = [place for place in waiting if place not in done]

    def _portion(self, rows: Sequence[Sequence[Any]]) -> Columns:
        """Some of the rows as they are stored, column by column."""
        values = zip(*rows, strict=True)
        columns = {
            name: self._column(name, cells)
            for name, cells in zip(self._columns, values, strict=True)
            if name not in LISTS
        }
        if kept := {code: columns.pop(code) for code in self._columns if is_own(code)}:
            columns["custom"] = self._fields.texts(kept)
        return columns

    def _column(self, name: str, cells: Sequence[Any]) -> list[Any]:
        """What rows say in a column, as it is stored; what they leave open becomes empty."""
        default = _DEFAULTS.get(name)
        if name == "currency" and self._kind in ("deals", "quotas"):
            default = self._own
        stored: list[Any] = [default if cell is UNSTATED else cell for cell in cells]
        if name in LINKS:
            real = self._ids[LINKS[name]]
            stored = [real[one] if one is not None and one < 0 else one for one in stored]
        return stored

    def _real(self, kind: str, record_id: int) -> int:
        return self._ids[kind][record_id] if record_id < 0 else record_id

    def _resolve(self, row: dict[str, Any]) -> None:
        """Puts the ids that records have got by now in the place of those below zero."""
        for column, kind in LINKS.items():
            value = row.get(column)
            if value is not None and value < 0:
                row[column] = self._ids[kind][value]

    def _change(self, changed: Mapping[int, dict[str, Any]]) -> None:
        """Updates stored records, those alike together."""
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        kept = {
            record_id: {code: values[code] for code in own}
            for record_id, values in changed.items()
            if (own := [code for code in values if is_own(code)])
        }
        texts = self._fields.merged(self._session, kept)
        slipped = self._slipped(changed)
        for record_id, values in changed.items():
            row = {column: value for column, value in values.items() if not is_own(column)}
            if record_id in texts:
                row["custom"] = texts[record_id]
            for name, links in LISTS.items():
                if name in row:
                    ids = [self._real(links.kind, one) for one in row.pop(name)]
                    linking.exchange(self._session, links, record_id, ids)
            self._resolve(row)
            if record_id in slipped:
                row["slip_reason"] = None
            if row:
                alike[tuple(row)].append(
                    {"at": record_id} | {f"to_{column}": row[column] for column in row}
                )
        for columns, rows in alike.items():
            statement = (
                update(self._table)
                .where(self._table.c.id == bindparam("at"))
                .values({column: bindparam(f"to_{column}") for column in columns})
            )
            for batch in _batches(rows):
                self._session.execute(statement, batch)
                self._advance(len(batch))

    def _slipped(self, changed: Mapping[int, Mapping[str, Any]]) -> set[int]:
        """Deals whose close is put off by it: what was answered before was about another day."""
        later = {
            record_id: values["expected_close_on"]
            for record_id, values in changed.items()
            if self._kind == "deals" and values.get("expected_close_on") is not None
        }
        if not later:
            return set()
        known = self._table.c
        query = select(known.id, known.expected_close_on).where(
            known.id.in_(each_of(later)), known.slip_reason.is_not(None)
        )
        rows = self._session.execute(query)
        return {row.id for row in rows if put_off(row.expected_close_on, later[row.id])}

    def promote(self, people: Sequence[int]) -> None:
        """Makes managers of reps of the workspace to whom others report."""
        person = table_of("people")
        for person_id in people:
            self._session.execute(
                update(person).where(person.c.id == person_id).values(role="manager")
            )

    def _advance(self, count: int) -> None:
        self._done += count
        self._tick(min(self._done, self._total), self._total)


def newest(session: Session, kind: RecordKind) -> int:
    """The highest id among records of a kind; 0 where there are none."""
    table = table_of(kind)
    return session.scalar(select(func.max(table.c.id))) or 0


def newer(session: Session, kind: RecordKind, last_id: int) -> Iterable[int]:
    """The records of a kind that came behind an id."""
    table = table_of(kind)
    return session.scalars(select(table.c.id).where(table.c.id > last_id))


def _batches(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
