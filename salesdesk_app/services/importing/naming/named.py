"""Records by name: those of the workspace, and those that are still to be created."""

from collections.abc import Callable, Iterable

from salesdesk_app.domain.names import name_key


class Named:
    """Records of one table by name, those of the workspace and those still to be created."""

    def __init__(
        self, rows: Iterable[tuple[int, str]] = (), key: Callable[[str], str] = name_key
    ) -> None:
        self.names: dict[int, str] = {}
        self._key = key
        self._ids: dict[str, list[int]] = {}
        self._known: dict[str, int] = {}
        self._free = -1
        for record_id, name in rows:
            self.add(record_id, name)

    def add(self, record_id: int, name: str) -> None:
        """Makes a record known by its name."""
        self.names[record_id] = name
        self._ids.setdefault(self._key(name), []).append(record_id)

    def also(self, name: str, record_id: int) -> None:
        """Makes a record known by another name as well, unless that is somebody's own."""
        self._ids.setdefault(self._key(name), [record_id])

    def ids(self, name: str) -> list[int]:
        """Every record of that name, the oldest first."""
        return self._ids.get(self._key(name), [])

    def reserve(self, name: str) -> int:
        """A new record of that name; the result is its id for now."""
        record_id, self._free = self._free, self._free - 1
        self.add(record_id, name)
        return record_id

    def named(self, name: str) -> int:
        """The oldest record of that name, or a new one."""
        known = self._known.get(name)
        if known is None:
            found = self.ids(name)
            known = self._known[name] = found[0] if found else self.reserve(name)
        return known
