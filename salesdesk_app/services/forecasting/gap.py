"""The gap to quota of a line of the forecast: which deals close it, or how many more, by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from salesdesk_app.domain import gap as rules
from salesdesk_app.domain import metrics
from salesdesk_app.domain.gap import Candidate, Closing, Levers, Needed, Outlook
from salesdesk_app.domain.metrics import DealFact, Figures
from salesdesk_app.domain.periods import Period, elapsed_days
from salesdesk_app.services import figures
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.figures import Reading
from salesdesk_app.services.forecasting import readings, rollup, standing
from salesdesk_app.services.forecasting.lines import Forecast, Kind, RepLine
from salesdesk_app.services.forecasting.standing import Judged
from salesdesk_app.services.team import TEAM

LATELY = 90  # days, today among them: as far back as the present win rate, size and cycle go


@dataclass(frozen=True)
class Gap:
    """What must be true to make quota, as of a day; money in minor units of ``currency``.

    ``left`` is what is still to be won, 0 where the quota is met; without a quota it is None, and
    so is what follows from it. Either ``closing`` is won, or ``more`` opportunities are opened by
    ``open_by`` (``late``: that day is over) as if no open deal closed; ``more_beside`` are needed
    where all open deals of the period are won and do not suffice. ``lately`` are the figures of
    the deals closed in the last 90 days, and ``unvalued`` open deals of the period cannot count.
    """

    line: RepLine
    period: Period
    today: date
    currency: str
    left: int | None
    closing: Closing
    unvalued: int
    more: int | None
    more_beside: int | None
    open_by: date | None
    late: bool
    lately: Figures
    levers: Levers
    days_left: int
    outlook: Outlook
    needed: Needed


def of(
    session: Session,
    today: date,
    period: Period,
    *,
    kind: Kind = "everybody",
    line_id: int = TEAM,
    wanted: DealFilter | None = None,
) -> Gap | None:
    """The gap of a line of the forecast, of everybody unless one is named; None without the line.

    The levers are those of the line's owners: all their open deals, and what they closed in the
    last 90 days. A filter chooses the deals that may close the gap, not the levers.
    """
    reading = figures.read(session)
    chosen = readings.chosen(reading, session, wanted, today)
    found = rollup.made(session, reading, chosen, today, period, wanted=wanted)
    line = next((one for one in found.every() if (one.kind, one.id) == (kind, line_id)), None)
    return None if line is None else _of_line(session, found, reading, line)


def with_forecast(
    session: Session, today: date, period: Period, wanted: DealFilter | None = None
) -> tuple[Forecast, Gap]:
    """The forecast, as ``rollup.forecast`` tells it, with everybody's gap, read only once."""
    reading = figures.read(session)
    chosen = readings.chosen(reading, session, wanted, today)
    found = rollup.made(session, reading, chosen, today, period, wanted=wanted)
    return found, _of_line(session, found, reading, found.team)


def _of_line(session: Session, found: Forecast, reading: Reading, line: RepLine) -> Gap:
    today, period = found.today, found.period
    owners = set(line.owners)
    own = [fact for fact in reading.facts if fact.owner_id in owners]
    lately = metrics.figures(closed_lately(own, today))
    levers = rules.levers(lately, metrics.figures(f for f in own if f.outcome == "open").open_count)
    facts = {fact.id: fact for fact in own}
    candidates = _candidates(line, facts, standing.judgements(session))
    left, days = line.gap, period.days - elapsed_days(period, today)
    closing = rules.closing(candidates, left or 0)
    by = rules.open_by(period.last, levers.cycle_days)
    return Gap(
        line=line,
        period=period,
        today=today,
        currency=found.currency,
        left=left,
        closing=closing,
        unvalued=line.figures.unvalued,
        more=None if left is None else rules.more(left, levers),
        more_beside=None if left is None else rules.more(closing.short, levers),
        open_by=by,
        late=by is not None and by < today,
        lately=lately,
        levers=levers,
        days_left=days,
        outlook=rules.tried(levers, days, left),
        needed=rules.needed(levers, days, left or 0),
    )


def closed_lately(facts: Iterable[DealFact], today: date) -> list[DealFact]:
    """The deals won or lost in the 90 days that end today."""
    first = today - timedelta(days=LATELY - 1)
    return [
        fact
        for fact in facts
        if fact.outcome != "open"
        and fact.closed_on is not None
        and first <= fact.closed_on <= today
    ]


def _candidates(
    line: RepLine, facts: Mapping[int, DealFact], judged: Mapping[int, Judged]
) -> Iterable[Candidate]:
    for category in ("commit", "best_case", "pipeline"):
        for deal_id in line.parts[category].deal_ids:
            fact = facts[deal_id]
            if fact.value_minor is not None:
                verdict = judged.get(deal_id)
                rank = category if verdict is None else verdict.verdict
                yield Candidate(deal_id, fact.value_minor, fact.probability, rank)
