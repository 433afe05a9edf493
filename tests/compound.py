"""Writes OLE compound files, in which Outlook saves mails, for tests."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5

Tree = Mapping[str, "bytes | Tree"]


def compound(tree: Tree) -> bytes:
    """A compound file with these streams and storages."""
    entries: list[list[object]] = [["Root Entry", ROOT, FREE, FREE, FREE, END, 0]]
    sectors: list[bytes] = []
    fat: list[int] = []
    mini, mini_fat = bytearray(), []

    def chain(data: bytes) -> int:
        if not data:
            return END
        first, count = len(sectors), -(-len(data) // SECTOR)
        for place in range(count):
            sectors.append(data[place * SECTOR : (place + 1) * SECTOR].ljust(SECTOR, b"\0"))
            fat.append(END if place == count - 1 else first + place + 1)
        return first

    def small(data: bytes) -> int:
        if not data:
            return END
        first, count = len(mini_fat), -(-len(data) // MINI)
        mini.extend(data.ljust(count * MINI, b"\0"))
        mini_fat.extend([*range(first + 1, first + count), END])
        return first

    def add(parent: int, below: Tree) -> None:
        last = None
        for name in sorted(below, key=lambda one: (len(one), one.upper())):
            content, place = below[name], len(entries)
            if isinstance(content, bytes):
                start = small(content) if len(content) < CUTOFF else chain(content)
                entries.append([name, STREAM, FREE, FREE, FREE, start, len(content)])
            else:
                entries.append([name, STORAGE, FREE, FREE, FREE, 0, 0])
            entries[parent if last is None else last][4 if last is None else 3] = place
            last = place
            if not isinstance(content, bytes):
                add(place, content)

    add(0, tree)
    entries[0][5], entries[0][6] = chain(bytes(mini)), len(mini)
    mini_start = chain(struct.pack(f"<{len(mini_fat)}I", *mini_fat)) if mini_fat else END
    mini_count = -(-len(mini_fat) * 4 // SECTOR)
    directory = chain(b"".join(_entry(*one) for one in entries))
    count = 1
    while count * (SECTOR // 4) < len(fat) + count:
        count += 1
    first_fat = len(sectors)
    table = [*fat, *[FAT] * count]
    table += [FREE] * (count * (SECTOR // 4) - len(table))
    sectors.append(struct.pack(f"<{len(table)}I", *table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, count, directory, 0, CUTOFF, mini_start, mini_count, END, 0),
    )
    places = [first_fat + one for one in range(count)]
    header += struct.pack("<109I", *places, *[FREE] * (109 - count))
    return header + b"".join(sectors)


def _entry(*entry: object) -> bytes:
    name, kind, left, right, child, start, size = entry
    assert isinstance(name, str)
    raw = name.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<64sHBBIII", raw, len(raw), kind, 1, left, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


TEXT, TEXT8, BINARY, INT, TIME = 0x1F, 0x1E, 0x102, 3, 0x40
Value = str | bytes | int | datetime


def properties(values: Mapping[int, Value], header: int) -> dict[str, bytes]:
    """The streams of a storage's properties, behind a header of so many bytes."""
    found, segments = {}, []
    for pid, value in sorted(values.items()):
        if isinstance(value, int):
            kind, eight = INT, struct.pack("<I4x", value)
        elif isinstance(value, datetime):
            since = value - datetime(1601, 1, 1, tzinfo=UTC)
            kind, eight = TIME, struct.pack("<Q", int(since.total_seconds() * 1e7))
        else:
            kind = TEXT if isinstance(value, str) else BINARY
            raw = value.encode("utf-16-le") if isinstance(value, str) else value
            found[f"__substg1.0_{pid:04X}{kind:04X}"] = raw
            eight = struct.pack("<II", len(raw) + (2 if kind == TEXT else 0), 3)
        segments.append(struct.pack("<HHI", kind, pid, 6) + eight)
    found["__properties_version1.0"] = bytes(header) + b"".join(segments)
    return found


def outlook(
    values: Mapping[int, Value],
    recipients: tuple[Mapping[int, Value], ...] = (),
    attachments: tuple[Mapping[int, Value], ...] = (),
) -> bytes:
    """A .msg file with these properties (MS-OXPROPS), recipients and attachments."""
    tree: dict[str, bytes | Tree] = dict(properties({0x001A: "IPM.Note", **values}, 32))
    tree["__nameid_version1.0"] = {"__substg1.0_00020102": b"", "__substg1.0_00030102": b""}
    for place, one in enumerate(recipients):
        tree[f"__recip_version1.0_#{place:08X}"] = properties(one, 8)
    for place, one in enumerate(attachments):
        tree[f"__attach_version1.0_#{place:08X}"] = properties(one, 8)
    return compound(tree)
