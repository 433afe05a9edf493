"""Why close dates were put off: one answer for the last time, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, func, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.slips import REASONS, put_off
from salesdesk_app.services.deals.deal_records import all_of, existing, name_deals, title_of
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Change, Deal, Edit, Stage


@dataclass(frozen=True, slots=True)
class PutOff:
    """Deals whose close the last edit put off; ``deal`` and the days are those of the first."""

    edit_id: int
    deal_ids: tuple[int, ...]
    deal: str
    before: date
    after: date


def just_put_off(session: Session) -> PutOff | None:
    """The open deals whose close the newest edit moved later, where a user made that edit.

    Nobody asks after an import or an undo.
    """
    last = session.execute(select(Edit.id, Edit.origin).order_by(Edit.id.desc()).limit(1)).first()
    if last is None or last.origin != "user":
        return None
    first = (
        select(func.min(Change.id))
        .where(Change.edit_id == last.id, Change.table_name == Deal.__tablename__)
        .group_by(Change.row_id)
    )
    expected = func.json_extract(Change.before, "$.expected_close_on", type_=Date())
    moved = session.execute(
        select(Deal.id, expected.label("before"), Deal.expected_close_on.label("after"))
        .join(Change, Change.row_id == Deal.id)
        .join(Stage, Stage.id == Deal.stage_id)
        .where(Change.id.in_(first), Change.kind == "u", Stage.outcome == "open")
        .order_by(Deal.id)
    )
    later = [row for row in moved if put_off(row.before, row.after)]
    if not later:
        return None
    title = title_of(session, existing(session, later[0].id))
    return PutOff(last.id, tuple(row.id for row in later), title, later[0].before, later[0].after)


@verb
def explain(session: Session, deal_ids: Sequence[int], reason: str | None) -> None:
    """States why deals' close dates were put off last; None takes the answer back.

    Problems: record.gone, field.choice for a reason that is none of the three.
    """
    if reason not in (None, *REASONS):
        choices = ", ".join(REASONS)
        raise Problem("field.choice", field="Put off because", value=reason, choices=choices)
    found = all_of(session, deal_ids)
    for deal in found:
        deal.slip_reason = reason
    if reason is not None:
        name_edit(session, reason=reason)
    name_deals(session, found)
