"""Bringing tables in: read a file, look at what it would do, then do it in one step.

``read`` and ``plan`` are questions, ``apply`` is the verb. A cell that is blank in the file leaves
what is stored as it is. What the file calls by a name that the workspace lacks is created.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.fields import RecordKind
from salesdesk_app.exchange.cells import Choices, Evidence
from salesdesk_app.exchange.matches import Match
from salesdesk_app.exchange.tables import Dropped, Table
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services.importing import missing
from salesdesk_app.services.importing.planning import Draft, last_edit, plan, uncollected
from salesdesk_app.services.importing.plans import (
    Conflict,
    Creates,
    Decisions,
    FieldChange,
    Last,
    Missing,
    Note,
    Plan,
    PlanRow,
    RowError,
    Spelled,
    Twin,
)
from salesdesk_app.services.importing.sources import Source, order, read, read_pasted, remember
from salesdesk_app.services.importing.summaries import summary
from salesdesk_app.services.importing.writing import Writing
from salesdesk_app.services.verbs import name_edit, verb

__all__ = [
    "Choices",
    "Conflict",
    "Creates",
    "Decisions",
    "Dropped",
    "Evidence",
    "FieldChange",
    "Imported",
    "Last",
    "Match",
    "Missing",
    "Note",
    "Plan",
    "PlanRow",
    "RowError",
    "Source",
    "Spelled",
    "Table",
    "Twin",
    "apply",
    "order",
    "plan",
    "read",
    "read_pasted",
    "remember",
    "summary",
]


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


@verb
def apply(session: Session, planned: Plan, *, today: date, tick: Tick = no_tick) -> Imported:
    """Writes what a plan says, in one step that can be undone; ``today`` is when deals are closed.

    Where the workspace changed since, the plan is made again; Problem: import.stale where it would
    now do something else than what was looked at.
    """
    if last_edit(session) != planned.edit_id:
        fresh = plan(
            session,
            planned.table,
            choices=planned.choices,
            decisions=planned.decisions,
            tick=tick,
        )
        if (fresh.rows, fresh.creates) != (planned.rows, planned.creates):
            raise Problem("import.stale")
        planned = fresh
    draft: Draft = planned.draft
    writing = Writing(session, draft.lookups, planned.columns, planned.kind, planned.currency)
    with uncollected():
        writing.run(draft.drafted, draft.mentioned, tick)
    writing.promote(draft.promoted)
    closed = missing.close(session, planned, today)
    name_edit(session, file=planned.table.file, kind=planned.kind, count=planned.writes())
    counts = planned.counts()
    return Imported(
        planned.kind,
        new=counts["new"],
        changed=counts["changed"],
        same=counts["same"],
        twins=counts["twin"],
        duplicates=counts["duplicate"],
        errors=counts["error"],
        closed=closed,
    )
