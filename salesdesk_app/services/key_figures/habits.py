"""How the team sells: win rate, deal size and cycle of the quarter, against those of a year."""

from decimal import Decimal

from salesdesk_app import wording
from salesdesk_app.domain.ratio import Ratio
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.key_figures.figure import Basis, Made, explained, missing, raw_ratio
from salesdesk_app.wording.numbers import number_of
from salesdesk_app.wording.periods import quarter
from salesdesk_app.wording.phrases import Tone

YEAR = "in the last year"
NEAR = Decimal("0.05")  # nearer than this to the year is as usual


def win_rate(basis: Basis) -> Made:
    """Deals won of those decided in the quarter."""
    day = basis.day
    own, year = day.headlines.own, day.headlines.year
    made = [
        f"{wording.count(own.won_count)} won, {wording.count(own.lost_count)} lost in "
        f"{quarter(day.headlines.quarter)}",
        f"{wording.count(year.won_count)} won, {wording.count(year.lost_count)} lost {YEAR}",
    ]
    explain = explained(day, ("win_rate",), made)
    usual = wording.percent(year.win_rate.value)
    return Made(
        wording.percent(own.win_rate.value),
        f"{usual} {YEAR}",
        _tone(own.win_rate, year.win_rate),
        explain,
        _decided(basis),
        raw=raw_ratio("share", own.win_rate),
    )


def average_won(basis: Basis) -> Made:
    """What a deal that was won in the quarter is worth on average."""
    day = basis.day
    own, year = day.headlines.own, day.headlines.year
    made = [
        f"{wording.count(own.won_count)} won in {quarter(day.headlines.quarter)}, "
        f"{wording.count(year.won_count)} {YEAR}",
        *missing(day.headlines),
    ]
    explain = explained(day, ("average_won",), made)
    deals = day.headlines.won_filter if own.won_count else None
    usual = _money(basis, year.average_won)
    tone = _tone(own.average_won, year.average_won)
    raw = raw_ratio("minor", own.average_won)
    text, note, brief = _money(basis, own.average_won), f"{usual} {YEAR}", f"{usual} over a year"
    return Made(text, note, tone, explain, deals, brief=brief, raw=raw)


def cycle(basis: Basis) -> Made:
    """How many days it took to win the deals of the quarter."""
    day = basis.day
    own, year = day.headlines.own, day.headlines.year
    made = [
        f"{wording.count(own.cycle_count)} won in {quarter(day.headlines.quarter)}, "
        f"{wording.count(year.cycle_count)} {YEAR}, with both dates"
    ]
    explain = explained(day, ("cycle_days_won",), made)
    deals = day.headlines.won_filter if own.won_count else None
    # Fewer days are better: the other way round.
    tone = _tone(year.cycle_days_won, own.cycle_days_won)
    usual = _days(year.cycle_days_won)
    note, brief = f"{usual} {YEAR}", f"{usual} over a year"
    raw = raw_ratio("days", own.cycle_days_won)
    return Made(_days(own.cycle_days_won), note, tone, explain, deals, brief=brief, raw=raw)


def _tone(own: Ratio, usual: Ratio) -> Tone:
    """Good where it beats the year by more than a little, warn where it falls behind as far."""
    if own.value is None or not usual.value:
        return "muted"
    lead = own.value / usual.value - 1
    return "good" if lead > NEAR else "warn" if lead < -NEAR else "muted"


def _money(basis: Basis, average: Ratio) -> str:
    value = average.value
    return "n/a" if value is None else wording.money(round(value), basis.day.currency, short=True)


def _days(mean: Ratio) -> str:
    value = mean.value
    return "n/a" if value is None else number_of(round(value), "day")


def _decided(basis: Basis) -> DealFilter | None:
    span = basis.day.headlines.quarter
    ids = frozenset(fact.id for fact in basis.reading.of(span) if fact.outcome != "open")
    title = f"Won and lost in {quarter(span)}"
    return DealFilter(deal_ids=ids, title=title) if ids else None
