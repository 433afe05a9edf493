"""The calls and judgements as they stand."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.calls import Said
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.periods import Period
from salesdesk_app.services import settings
from salesdesk_app.services.figures import LATEST
from salesdesk_app.store.models import ForecastCall, Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the manager counts on a deal (in, out), why, and since when."""

    verdict: str
    note: str | None
    judged_on: date

    def holds(self, fact: DealFact, verdict: str) -> bool:
        """Whether this is the verdict on a deal that the forecast still has to decide on."""
        return self.verdict == verdict and fact.outcome == "open" and fact.category != "omitted"


def calls(session: Session, period: Period) -> dict[int, dict[str, Said]]:
    """Who called what for exactly this period, by person and by who said it (rep, manager).

    In minor units of the workspace currency, by the latest rate where it was said in another.
    """
    rates = settings.rates(session)
    found: dict[int, dict[str, Said]] = defaultdict(dict)
    for row in session.execute(
        select(
            ForecastCall.person_id,
            ForecastCall.said_by,
            ForecastCall.amount_minor,
            ForecastCall.low_minor,
            ForecastCall.high_minor,
            ForecastCall.currency,
            ForecastCall.note,
            ForecastCall.said_on,
        ).where(ForecastCall.first_on == period.first, ForecastCall.last_on == period.last)
    ):
        stated = (row.amount_minor, row.low_minor, row.high_minor)
        amount, low, high = (
            None if minor is None else rates.convert(minor, row.currency, LATEST)
            for minor in stated
        )
        lost = (amount, low, high).count(None) > stated.count(None)
        found[row.person_id][row.said_by] = Said(
            amount, low, high, row.note, row.said_on, unconverted=row.currency if lost else None
        )
    return dict(found)


def judgements(session: Session) -> dict[int, Judged]:
    """Every judgement by the deal's id."""
    rows = session.execute(
        select(Judgement.deal_id, Judgement.verdict, Judgement.note, Judgement.judged_on)
    )
    return {row.deal_id: Judged(row.verdict, row.note, row.judged_on) for row in rows}
