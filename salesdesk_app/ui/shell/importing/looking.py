"""What an import would do, made ready to be shown off the window's own thread."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import TypeVar

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import custom_fields, importing, people, stages
from salesdesk_app.services.importing import (
    Choices,
    Conflict,
    Decisions,
    Plan,
    PlanRow,
    RowError,
    Table,
    Twin,
)
from salesdesk_app.services.verbs import Session

BOTH = "both"
T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """A plan with what its pages ask of it again and again.

    ``rows`` holds the plan's rows by kind, all of them under ``""``; likely twins stand under
    ``twin`` whatever was decided of them, and rows with conflicts under ``both``. ``errors`` are
    by row number, ``wrong`` counts them by heading, ``twins`` and ``conflicts`` are by place.
    ``known`` holds the stages and people that words can stand for, ``own`` the names of the fields
    of the user's own that there are, ``samples`` some texts of each column. ``seconds`` is how long
    it took.
    """

    plan: Plan
    rows: Mapping[str, Sequence[PlanRow]]
    errors: Mapping[int, Sequence[RowError]]
    wrong: Mapping[str, int]
    twins: Mapping[int, Twin]
    conflicts: Mapping[int, Sequence[Conflict]]
    known: Mapping[str, tuple[tuple[int, str], ...]]
    own: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    seconds: float = 0.0

    def count(self, kind: str) -> int:
        """How many rows there are of a kind."""
        return len(self.rows.get(kind, ()))

    @property
    def writes(self) -> int:
        """How many records are added or changed."""
        return self.count("new") + self.count("changed")


def look(
    session: Session,
    table: Table,
    mapping: Mapping[int, str | None],
    *,
    kind: RecordKind,
    choices: Choices | None,
    decisions: Decisions,
    now: datetime,
    tick: Tick = no_tick,
) -> Look | Problem:
    """Plans an import and sorts its rows; a question.

    A problem of ``importing.plan`` is the answer where the columns do not yet tell what a row is:
    it is said in the place of the rows.
    """
    begun = perf_counter()
    try:
        plan = importing.plan(
            session,
            table,
            mapping,
            kind=kind,
            choices=choices,
            decisions=decisions,
            now=now,
            tick=tick,
        )
    except Problem as problem:
        return problem.kept()
    twins = {twin.place: twin for twin in plan.twins}
    conflicts = _by(plan.conflicts, [one.place for one in plan.conflicts])
    rows: dict[str, list[PlanRow]] = defaultdict(list)
    for row in plan.rows:
        rows[row.kind].append(row)
    # The others are few: they are walked for only where there are any.
    rows["twin"] = [r for r in plan.rows if r.kind == "twin" or r.place in twins] if twins else []
    rows[BOTH] = [r for r in plan.rows if r.place in conflicts] if conflicts else []
    return Look(
        plan=plan,
        rows={"": plan.rows, **rows},
        errors=_by(plan.errors, [one.row for one in plan.errors]),
        wrong=Counter(one.column for one in plan.errors if one.column),
        twins=twins,
        conflicts=conflicts,
        known=_known(session) if plan.spellings else {},
        own=tuple(one.name for one in custom_fields.listing(session)),
        samples=tuple(", ".join(table.sample(one.column)) for one in table.matches),
        seconds=perf_counter() - begun,
    )


def _by(items: Iterable[T], keys: Iterable[int]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for key, item in zip(keys, items, strict=True):
        found[key].append(item)
    return dict(found)


def _known(session: Session) -> dict[str, tuple[tuple[int, str], ...]]:
    return {
        "stage": tuple((one.id, one.name) for one in stages.rows(session)),
        "person": tuple((one.id, one.name) for one in people.listing(session)),
    }
