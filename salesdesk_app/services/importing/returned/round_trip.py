"""A file that was written to be edited and comes back: what was changed in it, and here meanwhile.

A cell that says what it said then was not touched, and leaves what is stored now as it is.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import local_day
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.money import Money
from salesdesk_app.domain.names import name_key
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.texts import text_of
from salesdesk_app.exchange.values.amounts import to_minor
from salesdesk_app.services.importing.columns import Values
from salesdesk_app.services.importing.decisions import Conflict, Decisions
from salesdesk_app.services.importing.plans import Note
from salesdesk_app.services.importing.returned.past import Link, Past, Told
from salesdesk_app.store.models import Edit
from salesdesk_app.wording import custom, lists

DELETED = "Deleted"
LISTED = ("product", "contact", "competitor")
_MONEY = ("value", "price", "revenue", "amount")
_KEYS = ("uid", "modified_on")
_NAMED = 20  # rows: of more of them only so many are named
_MOMENT = timedelta(seconds=1)  # as exactly as a workbook keeps a moment


@dataclass
class Returned:
    """What the file changes. By the place of a row: fields that it empties, rows that say nothing.

    ``keyed`` are the records whose key is in the file; ``gone`` the rows of records that were
    deleted here and stay so.
    """

    keyed: set[int] = field(default_factory=set)
    cleared: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    untouched: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def settle(session: Session, table: Table, values: Values, decisions: Decisions) -> Returned | None:
    """Blanks every cell that the file does not change; None for a file that is not from here.

    Where a field was changed here as well, to something else, that is a conflict: until it is
    decided, what is stored stays.
    """
    written = table.written
    if written is None or written.kind != table.kind or "uid" not in values.fields:
        return None
    at = session.scalar(select(Edit.at).where(Edit.id == written.edit))
    said = written.at if written.at.tzinfo is not None else written.at.replace(tzinfo=UTC)
    if at is None or abs(at - said) > _MOMENT:
        return None
    codes = [code for code in values.fields if code not in _KEYS]
    codes.sort(key=lambda code: code != "currency")  # what an amount says depends on it
    past = Past(session, table.kind, codes, written.edit)
    result = _Settling(table, values, decisions, past).run()
    day = wording.day(local_day(at), year=True)
    result.notes.insert(0, Note("import.returned", {"at": day}))
    return result


class _Settling:
    def __init__(self, table: Table, values: Values, decisions: Decisions, past: Past) -> None:
        self._table = table
        self._values = values
        self._decisions = decisions
        self._past = past
        self._result = Returned()
        self._kept: dict[str, list[int]] = defaultdict(list)  # rows of fields that cannot be empty

    def run(self) -> Returned:
        result, past = self._result, self._past
        left = 0
        for place, uid in enumerate(self._values.fields["uid"]):
            was = None if uid is None else past.was(uid)
            if uid is None or was is None:
                continue
            now = past.now.get(uid)
            if now is not None:
                result.keyed.add(now.id)
                self._merge(place, was, now)
            elif self._touches(place, was):
                self._deleted(place)
            else:
                result.gone.add(place)
                left += 1
        if left:
            result.notes.append(Note("import.deleted_left", {"count": f"{left:,}"}))
        for code, numbers in self._kept.items():
            facts = {"column": self._heading(code), "rows": lists.first(numbers, _NAMED)}
            result.notes.append(Note("import.not_cleared", facts))
        return result

    def _merge(self, place: int, was: Told, now: Told) -> None:
        """Blanks what was not touched, and finds what was touched on both sides."""
        wrong = {column for column, _problem in self._values.wrong.get(place, ())}
        touched, other_currency = False, False
        for code, then, here in zip(self._past.codes, was.values, now.values, strict=True):
            cells = self._values.fields[code]
            cell = cells[place]
            if self._values.columns[code] in wrong:
                touched = True
            elif _same(code, cell, then):
                if not (other_currency and code in _MONEY):
                    cells[place] = None
            else:
                touched = True
                cells[place] = self._change(place, code, cell, then, here)
                other_currency |= code == "currency" and cells[place] is not None
        if not touched:
            self._result.untouched.add(place)

    def _change(self, place: int, code: str, cell: Any, then: Any, here: Any) -> Any:
        """What the file says of a field that it changes, None for nothing."""
        if _same(code, cell, here):
            return None
        if cell is None and not self._past.can_be_empty(code):
            self._kept[code].append(self._table.numbers[place])
            return None
        if _stored(then) != _stored(here):
            like = here if then is None else then
            texts = (_text(code, then, then), _text(code, cell, like), _text(code, here, here))
            if self._conflict(place, code, texts) != "file":
                return None
        if cell is None:
            self._result.cleared[place].add(code)
        return cell

    def _conflict(self, place: int, code: str, texts: tuple[str, str, str]) -> str | None:
        decided = self._decisions.conflicts.get((place, code))
        number, name = self._table.numbers[place], self._name(place)
        heading = self._heading(code) if code else DELETED
        self._result.conflicts.append(Conflict(place, number, name, code, heading, *texts, decided))
        return decided

    def _deleted(self, place: int) -> None:
        """A record that the file changes and that is no more: it comes again or stays away."""
        name = self._name(place)
        decided = self._conflict(place, "", (name, name, ""))
        if decided == "workspace":
            self._result.gone.add(place)
        elif decided is None:
            self._values.wrong[place].append(
                (self._values.columns["uid"], Problem("import.deleted", name=name))
            )

    def _touches(self, place: int, was: Told) -> bool:
        fields = self._values.fields
        return any(
            not _same(code, fields[code][place], then)
            for code, then in zip(self._past.codes, was.values, strict=True)
        )

    def _name(self, place: int) -> str:
        for match in self._table.matches:
            if match.field in ("name", "last_name"):
                return str(self._table.rows[place][match.column])
        return ""

    def _heading(self, code: str) -> str:
        return self._table.title(self._values.columns[code])


def _same(code: str, cell: Any, told: Any) -> bool:
    """Whether a cell as it was read says what was told of a record."""
    if cell is None or told is None:
        return cell is None and told is None
    if isinstance(told, Money):
        return _minor(cell, told.currency) == told.minor
    if isinstance(told, Link) or code in LISTED:
        name = told.name if isinstance(told, Link) else str(told)
        return _names(str(cell)) == _names(name)
    return _plainly_same(cell, told)


def _plainly_same(cell: Any, told: Any) -> bool:
    if isinstance(told, str) and isinstance(cell, str):
        return cell in (told, text_of(told, line=True), text_of(told, line=False))
    if isinstance(told, datetime) and isinstance(cell, datetime):
        return abs(told - cell) <= _MOMENT
    if isinstance(told, Decimal) and not isinstance(cell, str | bool):
        return Decimal(str(cell)) == told
    return bool(cell == told)


def _stored(told: Any) -> Any:
    """What is stored: a record that is called otherwise is the same one."""
    return told.id if isinstance(told, Link) else told


def _minor(cell: Any, currency: str) -> int | None:
    try:
        return to_minor(cell, currency)[0]
    except Problem:
        return None  # too large: it is another amount


def _names(text: str) -> list[str]:
    """The names in a cell, in whatever order."""
    return sorted(name_key(part) for part in text.split(";"))


def _text(code: str, value: Any, like: Any) -> str:
    """A value as a reader wants to see it; an amount in the currency of what it is ``like``."""
    if isinstance(value, Link):
        return value.name
    if isinstance(value, Money):
        return wording.money(value.minor, value.currency)
    if isinstance(like, Money) and value is not None:
        minor = _minor(value, like.currency)
        return str(value) if minor is None else wording.money(minor, like.currency)
    if code in ("category", "role", "kind") and value is not None:
        return wording.term(value)
    return f"{value} %" if code == "probability" and value is not None else custom.value(value)
