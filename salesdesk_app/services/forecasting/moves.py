"""What moved the forecast since an edit: deals as they counted then, and as they count now."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from salesdesk_app.domain.forecast import counts_as
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import figures, owners, settings
from salesdesk_app.services.deals import deal_changes
from salesdesk_app.services.figures import LATEST
from salesdesk_app.store import history as log
from salesdesk_app.store.models import Change, Deal, Stage


class Counted(NamedTuple):
    """Where a deal counts in a period: for whom, in which category, with what in minor units."""

    owner_id: int | None
    category: str
    minor: int | None

    @property
    def sure(self) -> int:
        """What it adds to closed and commit."""
        return (self.minor or 0) if self.category in ("closed", "commit") else 0


class Move(NamedTuple):
    """A deal that was touched since: how it counted then and counts now; None where it did not."""

    before: Counted | None
    after: Counted | None


def of(
    session: Session, edit_id: int, period: Period, facts: Mapping[int, DealFact]
) -> dict[int, Move]:
    """Every deal that an edit since may have moved and that counts in a period, or did then.

    ``facts`` are the deals now, won ones with their owner at close. Both values are in minor
    units of the workspace currency by the rates of now, so that only what changed moves anything.
    """
    then = _before(session, edit_id)
    found = {}
    for deal_id in then.keys() | set(session.scalars(deal_changes.touched(edit_id))):
        was, now = then.get(deal_id), facts.get(deal_id)
        before = None if was is None else counted(was, period)
        move = Move(before, None if now is None else counted(now, period))
        if move != (None, None):
            found[deal_id] = move
    return found


def counted(fact: DealFact, period: Period) -> Counted | None:
    """Where a deal counts in a period; None outside it, for a lost deal and an omitted one."""
    category = counts_as(fact.outcome, fact.category)
    if fact.day is None or fact.day not in period or category in (None, "omitted"):
        return None
    return Counted(fact.owner_id, category or "", fact.value_minor)


def _before(session: Session, edit_id: int) -> dict[int, DealFact]:
    """The deals touched after an edit, they or their stages, as they stood right after it."""
    deal, stage = log.as_of(Deal.__table__, edit_id), log.as_of(Stage.__table__, edit_id)
    rows = session.execute(
        figures.stated(deal, stage).where(
            deal.c.id.in_(deal_changes.touched(edit_id)) | stage.c.id.in_(_stages(edit_id))
        )
    )
    rates, closers, found = settings.rates(session), owners.at_close(session, edit_id), {}
    for *row, currency in rows:
        fact = DealFact(*row)
        fact = fact._replace(owner_id=closers.get(fact.id, fact.owner_id))
        if fact.value_minor is not None:
            day = LATEST if fact.outcome == "open" else fact.closed_on or LATEST
            fact = fact._replace(value_minor=rates.convert(fact.value_minor, currency, day))
        found[fact.id] = fact
    return found


def _stages(edit_id: int) -> Select[int]:
    """The stages that were edited after an edit: their deals may count elsewhere by it."""
    return select(Change.row_id).where(
        Change.table_name == Stage.__tablename__, Change.kind == "u", Change.edit_id > edit_id
    )
