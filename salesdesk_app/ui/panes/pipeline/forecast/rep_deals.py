"""The deals of one line of the forecast, each with its category and its judgement."""

from dataclasses import dataclass
from datetime import date

from salesdesk_app.domain.forecast import counts_as
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import pipeline
from salesdesk_app.services.forecasting import deals, standing
from salesdesk_app.services.forecasting.lines import RepLine
from salesdesk_app.services.forecasting.standing import Judged
from salesdesk_app.services.pipeline import DealFilter, DealRow
from salesdesk_app.services.verbs import Session

UNDATED = "undated"


@dataclass(frozen=True)
class RepDeal:
    """A deal of a rep; ``category`` is UNDATED where it has no close date and so no period."""

    row: DealRow
    category: str
    judged: Judged | None

    @property
    def id(self) -> int:
        """The deal's key."""
        return self.row.id

    @property
    def judgeable(self) -> bool:
        """Whether it can be judged in or out: it is open, and the forecast does not omit it."""
        fact = self.row.fact
        return fact.outcome == "open" and counts_as(fact.outcome, fact.category) != "omitted"

    @property
    def verdict(self) -> str | None:
        """In, out, or None; what was judged and is closed since counts no more."""
        return self.judged.verdict if self.judged is not None and self.judgeable else None


def rep_deals(
    session: Session, line: RepLine, period: Period, today: date, wanted: DealFilter | None = None
) -> list[RepDeal]:
    """The deals of a line in a period, the surest category first, the undated ones at the end."""
    found = deals.of_owners(session, line.owners, period, today, wanted)
    listed = [RepDeal(*deal) for deal in found]
    if line.undated:
        judged = standing.judgements(session)
        rows = pipeline.table(session, DealFilter(deal_ids=frozenset(line.undated)), today)
        listed += [RepDeal(row, UNDATED, judged.get(row.id)) for row in rows]
    return listed
