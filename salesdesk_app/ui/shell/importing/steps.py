"""The tables of an import one by one: where each was read from, and how to read it otherwise."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from salesdesk_app.domain.errors import Problem
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Source, Table
from salesdesk_app.services.verbs import Session

Reading = Callable[..., Source]
"""A question that reads a file or pasted cells, with ``sheet``, ``heading_row`` and so on."""

FIRST_ROWS = (1, 2, 3)


@dataclass(frozen=True)
class Way:
    """Something that is to be imported: what it is called and the question that reads it."""

    name: str
    read: Reading


@dataclass(frozen=True)
class Read:
    """What reading came to: tables, or the problem; ``seconds`` is how long it took."""

    way: Way
    source: Source | None
    problem: Problem | None
    seconds: float


@dataclass
class Step:
    """One table on its turn, and the others of the same file."""

    way: Way
    source: Source
    table: Table
    seconds: float
    others: list[Table] = field(default_factory=list)


def file(path: Path) -> Way:
    """A file to read."""

    def read(session: Session, *, tick: Tick = no_tick, **how: Any) -> Source:
        return importing.read(session, path, tick=tick, **how)

    return Way(path.name, read)


def pasted(text: str) -> Way:
    """Cells that were copied in a spreadsheet."""

    def read(session: Session, *, tick: Tick = no_tick, **how: Any) -> Source:
        return importing.read_pasted(session, text, tick=tick, **how)

    return Way(importing.PASTED, read)


def read(session: Session, way: Way, *, tick: Tick = no_tick, **how: Any) -> Read:
    """Reads; a question whose problem is kept to be told in the report.

    Where no row looks like headings, one of the first is taken: the user says what its columns are.
    """
    begun = perf_counter()
    try:
        try:
            source = way.read(session, tick=tick, **how)
        except Problem as problem:
            if problem.code != "file.no_table" or "heading_row" in how:
                raise
            source = _by_hand(session, way, problem, tick, how)
    except Problem as problem:
        return Read(way, None, problem.kept(), perf_counter() - begun)
    return Read(way, source, None, perf_counter() - begun)


def _by_hand(
    session: Session, way: Way, problem: Problem, tick: Tick, how: dict[str, Any]
) -> Source:
    """Reads with one of the first rows as headings; raises the problem where there is none."""
    for row in FIRST_ROWS:
        try:
            return way.read(session, tick=tick, **{"kind": "deals", **how, "heading_row": row})
        except Problem as another:
            if another.code != "file.no_table":
                raise
    raise problem


def step(way: Way, source: Source, seconds: float, table: Table | None = None) -> Step:
    """The table of a file that is proposed, or another of its tables."""
    chosen = table or source.table
    others = [one for one in source.tables if one is not chosen and not one.hidden]
    return Step(way, source, chosen, seconds, others)


def ordered(waiting: Iterable[Step]) -> list[Step]:
    """The steps as their tables must come in: what others name comes first, and at the end that of
    which no column is known.
    """
    steps = list(waiting)
    by_table = {id(one.table): one for one in steps}
    found = [by_table[id(table)] for table in importing.order([one.table for one in steps])]
    return sorted(found, key=lambda one: all(match.field is None for match in one.table.matches))
