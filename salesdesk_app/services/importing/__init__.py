"""Bringing tables in: read a file, look at what it would do, then do it in one step.

``read`` and ``plan`` are questions, ``apply`` is the verb. A cell that is blank in the file leaves
what is stored as it is. What the file calls by a name that the workspace lacks is created.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.exchange.cells import Choices
from salesdesk_app.exchange.matches import Match
from salesdesk_app.exchange.tables import Dropped, Table
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services.importing.planning import Draft, last_edit, plan, uncollected
from salesdesk_app.services.importing.plans import (
    Creates,
    FieldChange,
    Note,
    Plan,
    PlanRow,
    RowError,
    summary,
)
from salesdesk_app.services.importing.sources import Source, order, read, remember
from salesdesk_app.services.importing.writing import Writing
from salesdesk_app.services.verbs import name_edit, verb

__all__ = [
    "Choices",
    "Creates",
    "Dropped",
    "FieldChange",
    "Imported",
    "Match",
    "Note",
    "Plan",
    "PlanRow",
    "RowError",
    "Source",
    "Table",
    "apply",
    "order",
    "plan",
    "read",
    "remember",
    "summary",
]


@dataclass(frozen=True)
class Imported:
    """What an import came to."""

    kind: RecordKind
    new: int
    changed: int
    same: int
    errors: int


@verb
def apply(session: Session, planned: Plan, *, tick: Tick = no_tick) -> Imported:
    """Writes what a plan says, in one step that can be undone.

    Where the workspace changed since, the plan is made again; Problem: import.stale where it would
    now do something else than what was looked at.
    """
    if last_edit(session) != planned.edit_id:
        fresh = plan(session, planned.table, choices=planned.choices, tick=tick)
        if (fresh.rows, fresh.creates) != (planned.rows, planned.creates):
            raise Problem("import.stale")
        planned = fresh
    draft: Draft = planned.draft
    writing = Writing(session, draft.lookups, planned.columns, planned.kind, planned.currency)
    with uncollected():
        writing.run(draft.drafted, draft.mentioned, tick)
    writing.promote(draft.promoted)
    name_edit(session, file=planned.table.file, kind=planned.kind, count=planned.writes())
    counts = planned.counts()
    return Imported(planned.kind, counts["new"], counts["changed"], counts["same"], counts["error"])
