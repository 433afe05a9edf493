"""Bringing tables in: read a file, look at what it would do, then do it in one step.

``read`` and ``plan`` are questions, ``apply`` is the verb. A cell that is blank in the file leaves
what is stored as it is. What the file calls by a name that the workspace lacks is created.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.layout.leftovers import Dropped
from salesdesk_app.exchange.layout.matches import Match
from salesdesk_app.exchange.layout.tables import Table
from salesdesk_app.exchange.layout.vocabulary.systems import looks_like
from salesdesk_app.exchange.values.cells import Choices, Evidence
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services.importing.decisions import (
    Conflict,
    Decisions,
    Imported,
    Last,
    Missing,
    Spelled,
    Twin,
)
from salesdesk_app.services.importing.naming.own_fields import kept
from salesdesk_app.services.importing.planning import Draft, last_edit, plan, uncollected
from salesdesk_app.services.importing.plans import (
    Creates,
    FieldChange,
    Note,
    Plan,
    PlanRow,
    RowError,
)
from salesdesk_app.services.importing.rejects import write_rejects
from salesdesk_app.services.importing.remembered import missing
from salesdesk_app.services.importing.remembered.memory import remember
from salesdesk_app.services.importing.remembered.runs import runs
from salesdesk_app.services.importing.sources import (
    PASTED,
    Source,
    named,
    order,
    read,
    read_pasted,
)
from salesdesk_app.services.importing.summaries import summary
from salesdesk_app.services.importing.writing import Writing, newer, newest
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import OpenEdit

__all__ = [
    "PASTED",
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
    "kept",
    "looks_like",
    "named",
    "order",
    "plan",
    "read",
    "read_pasted",
    "remember",
    "summary",
    "write_rejects",
]


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
            now=planned.now,
            tick=tick,
        )
        if _promise(fresh) != _promise(planned):
            raise Problem("import.stale")
        planned = fresh
    draft: Draft = planned.draft
    last_id = newest(session, planned.kind)
    writing = Writing(session, draft.lookups, planned.columns, planned.kind, planned.currency)
    with uncollected():
        writing.run(draft.drafted, draft.mentioned, tick)
    writing.promote(draft.promoted)
    closed = missing.close(session, planned, today)
    written = planned.writes() + closed
    facts = {"closed": closed} if closed else {}
    name_edit(session, file=planned.table.file, kind=planned.kind, count=planned.writes(), **facts)
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
        records=runs({*draft.drafted.aims.held, *newer(session, planned.kind, last_id)}),
        edit_id=session.scalar(select(OpenEdit.edit_id)) if written or draft.promoted else None,
    )


def _promise(planned: Plan) -> tuple[object, ...]:
    """What the user agreed to when looking at a plan."""
    closing = planned.missing if planned.decisions.missing == "close" else ()
    return planned.rows, planned.creates, planned.conflicts, closing
