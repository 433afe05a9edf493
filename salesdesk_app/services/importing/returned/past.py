"""What an export would say of records, now and as they stood after an edit, field by field."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import FromClause, Table, func, null, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import local
from salesdesk_app.domain.custom import decode
from salesdesk_app.domain.fields import CUSTOM, RecordKind
from salesdesk_app.domain.money import Money
from salesdesk_app.services import custom_fields
from salesdesk_app.services.importing.naming.linking import LISTS
from salesdesk_app.services.importing.plans import COLUMN_OF, LINKS, columns_of
from salesdesk_app.store.history import as_of
from salesdesk_app.store.models import Change, table_of
from salesdesk_app.store.models.table import Table as Base


class Link(NamedTuple):
    """Another record, and what it is called."""

    id: int
    name: str


class Told(NamedTuple):
    """What an export would say of a record: a value for each field, None for nothing."""

    id: int
    values: tuple[Any, ...]


class Past:
    """Records of a kind now, and as they were after an edit; only fields that are stored."""

    def __init__(self, session: Session, kind: RecordKind, codes: Sequence[str], edit: int) -> None:
        self._session = session
        self._edit = edit
        self._table = table_of(kind)
        self._own = {own.name: own for own in custom_fields.listing(session)}
        self.codes = [code for code in codes if self._is_stored(code)]
        self.now = dict(self._told(None))
        self.then = self._changed()

    def was(self, uid: str) -> Told | None:
        """What was told of a record then; None where it was not there."""
        return self.then[uid] if uid in self.then else self.now.get(uid)

    def can_be_empty(self, code: str) -> bool:
        """Whether a field may hold nothing."""
        column = self._column(code)
        return column is None or bool(self._table.c[column].nullable)

    def _is_stored(self, code: str) -> bool:
        if code.startswith(CUSTOM):
            return code.removeprefix(CUSTOM) in self._own
        return self._lists(code) or self._column(code) is not None

    def _lists(self, code: str) -> bool:
        return COLUMN_OF.get(code) in LISTS

    def _column(self, code: str) -> str | None:
        """The column that holds a field; None for a list of links and a field of the user's own."""
        return next((name for name in columns_of(code) if name in self._table.c), None)

    def _changed(self) -> dict[str, Told | None]:
        """How the records were that changed since, or that are called otherwise; None for new."""
        later = select(Change.id).where(Change.edit_id > self._edit).limit(1)
        if self._session.scalar(later) is None:
            return {}
        there: set[int] = set()
        result: dict[str, Told | None] = {}
        for uid, told in self._told(self._edit):
            there.add(told.id)
            if self.now.get(uid) != told:
                result[uid] = told
        return result | {uid: None for uid, told in self.now.items() if told.id not in there}

    def _told(self, edit: int | None) -> Iterator[tuple[str, Told]]:
        source = self._as_of(self._table, edit)
        links = {
            kind: {one: Link(one, name) for one, name in self._names(kind, edit)}
            for kind in self._linked()
        }
        lists = {code: self._listed(code, edit) for code in self.codes if self._lists(code)}
        held = source.c.custom if "custom" in source.c else null()
        currency = source.c.currency if "currency" in source.c else null()
        columns = [self._column(code) for code in self.codes]
        chosen = [source.c[column] if column else null() for column in columns]
        query = select(source.c.id, source.c.uid, currency, held, *chosen)
        known = {own.id: own for own in self._own.values()}
        for record_id, uid, unit, custom, *row in self._session.execute(query):
            own = decode(custom, known) if custom is not None else {}
            values: list[Any] = []
            for code, column, value in zip(self.codes, columns, row, strict=True):
                if code in lists:
                    values.append(lists[code].get(record_id))
                elif code.startswith(CUSTOM):
                    values.append(own.get(self._own[code.removeprefix(CUSTOM)].id))
                else:
                    values.append(_value(column or "", value, unit, links))
            yield uid, Told(record_id, tuple(values))

    def _as_of(self, table: Table, edit: int | None) -> FromClause:
        """The table as it stood; as it is where nothing in it changed since."""
        if edit is not None:
            query = select(func.count()).where(
                Change.table_name == table.name, Change.edit_id > edit
            )
            if not self._session.scalar(query):
                edit = None
        return as_of(table, edit)

    def _linked(self) -> set[str]:
        columns = (self._column(code) for code in self.codes)
        return {LINKS[column] for column in columns if column in LINKS}

    def _names(self, kind: str, edit: int | None) -> Iterator[tuple[int, str]]:
        source = self._as_of(Base.metadata.tables[kind], edit)
        for row in self._session.execute(select(source.c.id, source.c.name)):
            yield row[0], row[1]

    def _listed(self, code: str, edit: int | None) -> dict[int, str]:
        """The names of a list of links by deal, as a table has them."""
        links = LISTS[COLUMN_OF[code]]
        source = self._as_of(links.table, edit)
        names = dict(self._names(links.kind, edit))
        found: dict[int, list[str]] = defaultdict(list)
        for deal_id, linked in self._session.execute(
            select(source.c.deal_id, source.c[links.column])
        ):
            found[deal_id].append(names.get(linked, ""))
        return {deal_id: "; ".join(sorted(listed)) for deal_id, listed in found.items()}


def _value(
    column: str, value: Any, currency: str | None, links: Mapping[str, Mapping[int, Link]]
) -> Any:
    if value is None:
        return None
    if column in LINKS:
        return links[LINKS[column]].get(value)
    if column.endswith("_minor"):
        return None if currency is None else Money(value, currency)
    if isinstance(value, datetime):
        return local(value).replace(tzinfo=None)
    return value
