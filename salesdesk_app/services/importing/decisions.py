"""What an import leaves to the user, what was decided, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from salesdesk_app.domain.fields import RecordKind


@dataclass(frozen=True)
class Decisions:
    """What the user decided of rows and words; what is not decided is not written.

    ``twins`` is what becomes of every likely twin (``skip``, ``new`` or ``update``), ``twin`` of
    one by its place, which comes first. ``spellings`` says which record a word of the file stands
    for, by ``stage`` or ``person`` and the word: its id, or None for a new record of that name.
    ``conflicts`` says whose value counts, ``file`` or ``workspace``, where both changed it since
    the file was written, by place and column. ``missing`` is what becomes of deals that the last
    file of this shape held and this one does not: ``leave`` or ``close``.
    """

    twins: str | None = None
    twin: Mapping[int, str] = field(default_factory=dict)
    spellings: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    conflicts: Mapping[tuple[int, str], str] = field(default_factory=dict)
    missing: str = "leave"


@dataclass(frozen=True)
class Twin:
    """A row that is likely to be about a record of the workspace, though nothing proves it.

    ``likeness`` is in percent; ``pairs`` shows both side by side as heading, text of the record,
    text of the file. ``name`` is what the record is called. ``decided`` is ``skip``, ``new``,
    ``update`` or None.
    """

    place: int
    number: int
    record_id: int
    likeness: int
    pairs: tuple[tuple[str, str, str], ...]
    decided: str | None = None
    name: str = ""


@dataclass(frozen=True)
class Spelled:
    """What a word of the file stands for, and in how many rows it stands.

    ``kind`` is ``stage`` or ``person``. ``record_id`` is None, and ``name`` what a new record
    would be called, where none is known. ``how`` is ``exact`` (but for capitals, spaces and
    marks), ``alike`` (a likely misspelling), ``remembered``, ``chosen`` or ``new``. What is
    ``alike`` to several has no record, and names all of them: its rows are errors until one is
    chosen.
    """

    kind: str
    text: str
    count: int
    record_id: int | None
    name: str
    how: str


@dataclass(frozen=True)
class Missing:
    """An open deal that the last file of this shape held and this one does not; value as text."""

    record_id: int
    name: str
    account: str
    stage: str
    value: str

    @property
    def id(self) -> int:
        """By what lists tell the deal from others."""
        return self.record_id


@dataclass(frozen=True)
class Last:
    """The last import of a file of this shape: the file's name and when (UTC)."""

    file: str
    at: datetime


@dataclass(frozen=True)
class Conflict:
    """A field that was changed in the file and in the workspace since the file was written.

    ``name`` is the record's, ``column`` the code of the field and ``heading`` what it is called;
    ``was``, ``file`` and ``workspace`` are texts. ``decided`` is ``file``, ``workspace`` or None,
    by which the workspace's value stays.
    """

    place: int
    number: int
    name: str
    column: str
    heading: str
    was: str
    file: str
    workspace: str
    decided: str | None = None


@dataclass(frozen=True)
class Imported:
    """What an import came to: how many rows of each kind, and how many missing deals it closed.

    ``records`` are the ids of the records that the rows are about, as first and last of each run;
    ``edit_id`` is the edit that was written, None for none.
    """

    kind: RecordKind
    new: int
    changed: int
    same: int
    twins: int
    duplicates: int
    errors: int
    closed: int = 0
    records: tuple[tuple[int, int], ...] = ()
    edit_id: int | None = None
