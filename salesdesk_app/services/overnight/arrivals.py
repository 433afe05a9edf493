"""What imports brought since the last look: one matter for each that still stands."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.fields import KINDS
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.overnight import handled
from salesdesk_app.services.overnight.matter import Arrival, Matter
from salesdesk_app.services.overnight.night import Night
from salesdesk_app.services.overnight.touched import IMPORT
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Edit, table_of
from salesdesk_app.store.value_lists import each_of

TABLES: dict[str, str] = {kind: table_of(kind).name for kind in KINDS}


def of_imports(session: Session, night: Night) -> Iterator[Matter]:
    """The imports since the last look, and those that rested until now; none that was undone."""
    if night.since is None:
        return
    back = [
        edit_id
        for key, seen in night.seen.items()
        if (edit_id := handled.record(key, "import")) is not None and night.is_back(seen)
    ]
    edits = session.execute(
        select(Edit.id, Edit.at, Edit.facts)
        .where(
            Edit.code == IMPORT,
            Edit.origin.not_in(log.REVERSALS),
            or_(Edit.id > night.before, Edit.id.in_(each_of(back))),
        )
        .order_by(Edit.id)
    ).all()
    undone = log.undone_ids(session) if edits else set()
    standing = [e for e in edits if e.id not in undone]
    counts = _counts(session, [edit.id for edit in standing])
    for edit in standing:
        key = handled.key("import", edit.id)
        if not night.is_hidden(key):
            arrival = _arrival(edit.id, edit.at, edit.facts, counts[edit.id])
            yield Matter(("imported",), arrival=arrival, rested=night.rested(key))


def deals_of(session: Session, edit_id: int, title: str) -> DealFilter:
    """The deals that an import brought or changed, as a filter with a title."""
    rows = session.scalars(
        select(Change.row_id)
        .where(Change.edit_id == edit_id, Change.table_name == Deal.__tablename__)
        .distinct()
    )
    return DealFilter(deal_ids=frozenset(rows), title=title)


Counts = dict[tuple[str, str], int]


def _counts(session: Session, edit_ids: list[int]) -> dict[int, Counts]:
    """How many rows each edit added (i) and changed (u), by table."""
    rows = session.execute(
        select(Change.edit_id, Change.table_name, Change.kind, func.count(Change.row_id.distinct()))
        .where(Change.edit_id.in_(each_of(edit_ids)))
        .group_by(Change.edit_id, Change.table_name, Change.kind)
    )
    found: dict[int, Counts] = defaultdict(dict)
    for edit_id, table, kind, number in rows:
        found[edit_id][table, kind] = number
    return found


def _arrival(edit_id: int, at: datetime, facts: dict[str, object], counts: Counts) -> Arrival:
    kind, closed = str(facts.get("kind", "deals")), facts.get("closed", 0)
    closed = closed if isinstance(closed, int) else 0
    table = TABLES.get(kind, Deal.__tablename__)
    changed = counts.get((table, "u"), 0)
    return Arrival(
        edit_id=edit_id,
        file=str(facts.get("file", "")),
        kind=kind,
        at=at,
        new=counts.get((table, "i"), 0),
        changed=max(0, changed - closed),
        closed=closed,
        deals=any(name == Deal.__tablename__ for name, _kind in counts),
    )
