"""Which record each row is about: one of the workspace, one of the file's own, or a new one."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple
from uuid import UUID

from salesdesk_app.domain.errors import Problem

LONG_ID = 10


class Known(NamedTuple):
    """How a record of the workspace can be recognised."""

    id: int
    uid: str
    source: str | None
    external_id: str | None
    names: tuple[Hashable, ...]


class Keys(NamedTuple):
    """By what a row's record can be recognised."""

    uid: str | None
    external_id: str | None
    source: str | None
    name: Hashable | None
    label: str = ""


class Matcher:
    """Finds records by our own key, by the id of another system, else by name.

    Ids from lists of unlike origin are the same only where they are long enough not to meet by
    chance: a bare 1001 of one system is not the 1001 of another.
    """

    def __init__(self, records: Sequence[Known]) -> None:
        self._by_uid: dict[str, int] = {}
        self._by_id: dict[str, dict[int, str | None]] = defaultdict(dict)
        self._by_name: dict[Hashable, list[int]] = defaultdict(list)
        self._named_by_id: set[int] = set()
        self._free = -1_000_000_000
        for record in records:
            self._by_uid[record.uid] = record.id
            if record.external_id is not None:
                self._by_id[record.external_id][record.id] = record.source
                self._named_by_id.add(record.id)
            for name in record.names:
                self._by_name[name].append(record.id)

    def find(self, keys: Keys) -> int | None:
        """The record that a row is about. Problem: import.several where only a name tells."""
        uid, external_id, source, name, label = keys
        if uid is not None and uid in self._by_uid:
            return self._by_uid[uid]
        if external_id is not None and (found := self._by_external(external_id, source)):
            return found
        if name is None:
            return None
        ids = self._by_name.get(name, [])
        if external_id is None and uid is None:
            if len(ids) > 1:
                raise Problem("import.several", value=label, count=len(ids))
            return ids[0] if ids else None
        # A record that has another id, or is another row's, is another record of the same name.
        free = [one for one in ids if one not in self._named_by_id]
        if len(free) != 1:
            return None
        self._named_by_id.add(free[0])
        return free[0]

    def _by_external(self, external_id: str, source: str | None) -> int | None:
        found = self._by_id.get(external_id)
        if not found:
            return None
        alike = [one for one, its in found.items() if its == source]
        if not alike:
            sure = _distinctive(external_id)
            alike = [one for one, its in found.items() if sure or None in (its, source)]
        return alike[0] if len(alike) == 1 else None

    def reserve(self, keys: Keys) -> int:
        """A new record, by which further rows of the file are recognised as its own."""
        uid, external_id, source, name, _ = keys
        record_id, self._free = self._free, self._free - 1
        if uid is not None:
            self._by_uid[uid] = record_id
        if external_id is not None:
            self._by_id[external_id][record_id] = source
        if uid is not None or external_id is not None:
            self._named_by_id.add(record_id)
        if name is not None:
            self._by_name[name].append(record_id)
        return record_id


def _distinctive(external_id: str) -> bool:
    letters = any(c.isalpha() for c in external_id)
    return len(external_id) >= (6 if letters else LONG_ID)


def valid_uid(text: str) -> bool:
    """Whether a text is a key as we make them, to be taken over for a new record."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
