"""Which record each row is about: one of the workspace, one of the file's own, or a new one."""

from collections.abc import Hashable, Mapping, Sequence
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

    def __init__(self, records: Sequence[Known], *, ids_only: bool = False) -> None:
        """``records`` are those of the workspace; ``ids_only`` says that every row states an id,
        so that no row finds another one by name."""
        self._ids_only = ids_only
        self._by_uid: dict[str, int] = {}
        self._by_id = _Index()
        self._by_name = _Index()
        self._sources: dict[int, str | None] = {}  # of all that have an id or a key of their own
        self._free = -1_000_000_000
        self._adopted: dict[tuple[str | None, str], int] = {}
        for record in records:
            self._by_uid[record.uid] = record.id
            if record.external_id is not None:
                self._by_id.add(record.external_id, record.id)
                self._sources[record.id] = record.source
            for name in record.names:
                self._by_name.add(name, record.id)

    def find(self, keys: Keys) -> int | None:
        """The record that a row is about. Problem: import.several where that is not clear."""
        uid, external_id, source, name, label = keys
        if uid is not None and uid in self._by_uid:
            return self._by_uid[uid]
        if external_id is not None:
            found = self._by_external(external_id, source)
            found = self._adopted.get((source, external_id)) if found is None else found
            if found is not None:
                return found
        if name is None:
            return None
        ids = self._by_name.of(name)
        if external_id is None and uid is None:
            if len(ids) > 1:
                raise Problem("import.several", value=label, count=len(ids))
            return ids[0] if ids else None
        # A record that has another id, or is another row's, is another record of the same name.
        free = [one for one in ids if one not in self._sources]
        if len(free) != 1:
            return None
        self._sources[free[0]] = source
        return free[0]

    def adopt(self, ids: Mapping[tuple[str | None, str], int]) -> None:
        """Hears of ids of other systems, with these, that were said to mean records of ours."""
        self._adopted.update(ids)

    def forget(self) -> None:
        """Lets go of all that it knew, once every row has found its record: of many it is large."""
        self._by_uid, self._sources, self._adopted = {}, {}, {}
        self._by_id, self._by_name = _Index(), _Index()

    def _by_external(self, external_id: str, source: str | None) -> int | None:
        found = self._by_id.of(external_id)
        alike = [one for one in found if self._sources[one] == source]
        if found and not alike:
            sure = _distinctive(external_id)
            alike = [one for one in found if sure or None in (self._sources[one], source)]
        if len(alike) > 1:
            raise Problem("import.several", value=external_id, count=len(alike))
        return alike[0] if alike else None

    def reserve(self, keys: Keys) -> int:
        """A new record, by which further rows of the file are recognised as its own."""
        uid, external_id, source, name, _ = keys
        record_id, self._free = self._free, self._free - 1
        if uid is not None:
            self._by_uid[uid] = record_id
        if external_id is not None:
            self._by_id.add(external_id, record_id)
        if uid is not None or external_id is not None:
            self._sources[record_id] = source
        if name is not None and not self._ids_only:
            self._by_name.add(name, record_id)
        return record_id


class _Index:
    """Record ids by a key that most often only one of them has, in little memory."""

    def __init__(self) -> None:
        self._one: dict[Hashable, int] = {}
        self._more: dict[Hashable, list[int]] = {}

    def add(self, key: Hashable, record_id: int) -> None:
        """Makes a record known by a key."""
        if self._one.setdefault(key, record_id) != record_id:
            self._more.setdefault(key, []).append(record_id)

    def of(self, key: Hashable) -> list[int]:
        """Every record with that key, in the order in which they became known."""
        first = self._one.get(key)
        if first is None:
            return []
        more = self._more.get(key)
        return [first] if more is None else [first, *more]


def _distinctive(external_id: str) -> bool:
    letters = any(c.isalpha() for c in external_id)
    return len(external_id) >= (6 if letters else LONG_ID)


def valid_uid(text: str) -> bool:
    """Whether a text is a key as we make them, to be taken over for a new record."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
