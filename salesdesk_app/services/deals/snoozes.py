"""Letting deals rest: no signal of theirs shows until a day, with a word why."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.deals.deal_fields import text
from salesdesk_app.services.deals.deal_records import all_of, name_deals, title_of
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Stage


@verb
def snooze(
    session: Session, deal_ids: Sequence[int], *, until: date, why: str | None, today: date
) -> None:
    """Lets open deals rest: from ``until`` on their signals show again by themselves.

    Problems: record.gone, snooze.past for a day that is not to come, snooze.closed.
    """
    if until <= today:
        raise Problem("snooze.past", day=wording.day(until, year=True))
    found = all_of(session, deal_ids)
    for deal in found:
        stage = session.get_one(Stage, deal.stage_id)
        if stage.outcome != "open":
            raise Problem("snooze.closed", deal=title_of(session, deal))
        deal.snoozed_until, deal.snoozed_why = until, text(why)
    name_edit(session, day=wording.day(until, year=until.year != today.year))
    name_deals(session, found)


@verb
def wake(session: Session, deal_ids: Sequence[int]) -> None:
    """Ends the rest of deals: their signals show again. Problem: record.gone."""
    resting = [deal for deal in all_of(session, deal_ids) if deal.snoozed_until is not None]
    for deal in resting:
        deal.snoozed_until = deal.snoozed_why = None
    name_deals(session, resting)
