"""How the change log found deals: what their first change since an edit says, and who made it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from salesdesk_app.services.overnight.matter import By
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Edit, Stage
from salesdesk_app.store.value_lists import each_of

IMPORT = "importing.apply"
"""The edit of an import; the sample team's story has one as well."""
COMPARED = ("stage_id", "value_minor", "currency", "expected_close_on")


class Then(NamedTuple):
    """How a deal was found; ``stage_id`` is None where it was added, by the edit ``first_id``.

    ``last_id`` is the last edit of it since, ``by_id`` the last one that stands.
    """

    stage_id: int | None
    value_minor: int | None
    currency: str | None
    expected: str | None
    first_id: int
    last_id: int
    by_id: int | None


def edits_since(session: Session, after: int) -> dict[int, By]:
    """The edits behind one that stand, and who made them; no undo or redo is among them."""
    undone = log.undone_ids(session)
    rows = session.execute(
        select(Edit.id, Edit.code, Edit.origin, Edit.at, Edit.facts).where(
            Edit.id > after, Edit.origin.not_in(log.REVERSALS)
        )
    )
    return {
        row.id: By(_origin(row.code, row.origin), row.at, str(row.facts.get("file", "")))
        for row in rows
        if row.id not in undone
    }


def _origin(code: str, origin: str) -> str:
    return "import" if code == IMPORT else origin


def touched(
    session: Session, after: int, standing: Collection[int], closed_since: date
) -> dict[int, Then]:
    """The deals that stand otherwise than right after an edit, as their first change found them.

    Of deals that were added as closed only those that were closed from a day on.
    """
    first = (
        select(
            func.min(Change.id).label("id"),
            func.min(Change.edit_id).label("first_id"),
            func.max(Change.edit_id).label("last_id"),
            func.max(case((Change.edit_id.in_(each_of(standing)), Change.edit_id))).label("by_id"),
        )
        .where(Change.table_name == Deal.__tablename__, Change.edit_id > after)
        .group_by(Change.row_id)
        .subquery()
    )
    then = {name: func.json_extract(Change.before, f"$.{name}") for name in COMPARED}
    is_open = Stage.outcome == "open"
    differs = or_(
        then["stage_id"].is_distinct_from(Deal.stage_id),
        and_(
            is_open,
            or_(
                *(then[name].is_distinct_from(getattr(Deal, name)) for name in COMPARED[1:]),
            ),
        ),
    )
    added = and_(Change.kind == "i", or_(is_open, Deal.closed_on >= closed_since))
    rows = session.execute(
        select(Change.row_id, *then.values(), first.c.first_id, first.c.last_id, first.c.by_id)
        .join(first, Change.id == first.c.id)
        .join(Deal, Deal.id == Change.row_id)
        .join(Stage, Stage.id == Deal.stage_id)
        .where(or_(added, and_(Change.kind == "u", differs)))
    )
    return {row[0]: Then._make(row[1:]) for row in rows}


def found_after(
    session: Session, after: Mapping[int, int], standing: Collection[int]
) -> dict[int, Then]:
    """How the first change of each deal behind an edit of its own found it; none without one."""
    if not after:
        return {}
    then = [func.json_extract(Change.before, f"$.{name}") for name in COMPARED]
    rows = session.execute(
        select(Change.row_id, Change.edit_id, *then)
        .where(
            Change.table_name == Deal.__tablename__,
            Change.edit_id > min(after.values()),
            Change.row_id.in_(each_of(after)),
        )
        .order_by(Change.id)
    )
    found: dict[int, Then] = {}
    for row_id, edit_id, stage_id, value, currency, expected in rows:
        if edit_id <= after[row_id]:
            continue
        known = found.get(row_id)
        by_id = edit_id if edit_id in standing else known.by_id if known is not None else None
        if known is None:
            found[row_id] = Then(stage_id, value, currency, expected, edit_id, edit_id, by_id)
        else:
            found[row_id] = known._replace(last_id=edit_id, by_id=by_id)
    return found
