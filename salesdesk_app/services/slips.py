"""Why close dates were put off: one answer for the last time, or none."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.slips import REASONS
from salesdesk_app.services.deal_records import all_of, name_deals
from salesdesk_app.services.verbs import name_edit, verb


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
