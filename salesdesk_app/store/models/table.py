"""What every table shares: integer keys that are never used twice, named constraints, its kind."""

import secrets
import time
import uuid

from sqlalchemy import MetaData, Text
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    """The declarative base; ``kind`` says whether the change log follows a table."""

    metadata = MetaData(naming_convention=NAMES)


LOGGED = {"sqlite_autoincrement": True, "info": {"kind": "logged"}}
SCRATCH = {"info": {"kind": "scratch"}}
LOG = {"sqlite_autoincrement": True, "info": {"kind": "log"}}


def logged_tables() -> list[SqlTable]:
    """The tables that the change log follows, parents before children."""
    return [t for t in Table.metadata.sorted_tables if t.info["kind"] == "logged"]


def new_uid() -> str:
    """A UUIDv7 (RFC 9562): a name for a record that can leave the file, sorted by when it was made.

    Python's own ``uuid.uuid7`` comes with 3.14.
    """
    millis = time.time_ns() // 1_000_000
    bits = (millis & (2**48 - 1)) << 80 | 7 << 76 | secrets.randbits(12) << 64
    return str(uuid.UUID(int=bits | 2 << 62 | secrets.randbits(62)))


def new_uids(count: int) -> list[str]:
    """Many names at once, as ``new_uid`` makes them, in ascending order.

    In any other order each would go to another page of its index, which takes twice as long.
    """
    stamp = f"{time.time_ns() // 1_000_000 & (2**48 - 1):012x}"
    noise = secrets.token_hex(10 * count)
    return sorted(
        f"{stamp[:8]}-{stamp[8:]}-7{noise[at : at + 3]}-"
        f"{'89ab'[ord(noise[at + 3]) % 4]}{noise[at + 4 : at + 7]}-{noise[at + 7 : at + 19]}"
        for at in range(0, 20 * count, 20)
    )


class Identified:
    """A record that can leave the file: it carries a name that is unique in the world."""

    uid: Mapped[str] = mapped_column(Text, unique=True, default=new_uid)
