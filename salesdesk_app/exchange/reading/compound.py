"""The compound files of old Office programs: which streams one holds, and what is in them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_FREE = 0xFFFFFFFA  # this and what is above marks the end of a chain, or no sector
_SMALL = 4096  # shorter streams lie in the small sectors
_STORAGE, _STREAM, _ROOT = 1, 2, 5


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """A compound file, read leniently: raises ValueError where nothing can be made of it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError) as error:
            raise ValueError("not a compound file") from error

    def _open(self) -> None:
        data = self._data
        self._size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
        directory, small, heads = (struct.unpack_from("<I", data, at)[0] for at in (48, 60, 68))
        listed = [*struct.unpack_from("<109I", data, 76)]
        fitting = len(data) // self._size + 1
        while heads < _FREE and len(listed) <= fitting + 109:
            more = struct.unpack_from(f"<{self._size // 4}I", data, (heads + 1) * self._size)
            listed.extend(more[:-1])
            heads = more[-1]
        self._next = self._table(sector for sector in listed if sector < _FREE)
        entries = self._sectors(directory)
        self._entries = [
            entry for at in range(0, len(entries) - 127, 128) if (entry := _entry(entries, at))
        ]
        root = next((one for one in self._entries if one.kind == _ROOT), None)
        self._small = self._sectors(root.start)[: root.size] if root else b""
        self._small_next = self._numbers(self._sectors(small))

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and storages, in small letters."""
        return frozenset(entry.name.casefold() for entry in self._entries)

    def stream(self, *names: str) -> bytes:
        """The content of the first stream that has one of these names; empty if none has."""
        for name in names:
            for entry in self._entries:
                if entry.kind == _STREAM and entry.name.casefold() == name:
                    if entry.size >= _SMALL:
                        return self._sectors(entry.start)[: entry.size]
                    return self._small_sectors(entry.start)[: entry.size]
        return b""

    def _table(self, sectors: Iterator[int]) -> list[int]:
        found: list[int] = []
        for sector in sectors:
            start = (sector + 1) * self._size
            found.extend(self._numbers(self._data[start : start + self._size]))
        return found

    def _numbers(self, content: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(content) // 4}I", content))

    def _chain(self, first: int, table: list[int]) -> Iterator[int]:
        """The sectors of a chain; one that runs in a circle is cut."""
        for _ in range(len(table)):
            if first >= len(table):
                return
            yield first
            first = table[first]

    def _sectors(self, first: int) -> bytes:
        size, data = self._size, self._data
        return b"".join(
            data[(one + 1) * size : (one + 2) * size] for one in self._chain(first, self._next)
        )

    def _small_sectors(self, first: int) -> bytes:
        return b"".join(
            self._small[one * 64 : one * 64 + 64] for one in self._chain(first, self._small_next)
        )


def _entry(content: bytes, at: int) -> _Entry | None:
    length, kind = struct.unpack_from("<HB", content, at + 64)
    if kind not in (_STORAGE, _STREAM, _ROOT):
        return None
    name = content[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    start, size = struct.unpack_from("<II", content, at + 116)
    return _Entry(name, kind, start, size)
