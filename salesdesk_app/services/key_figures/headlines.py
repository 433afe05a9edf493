"""The key figures across the top of the day, each with what it is made of."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain import metrics
from salesdesk_app.domain.forecast import counts_as
from salesdesk_app.domain.metrics import Coverage, DealFact, Figures, Ratio, Rollup
from salesdesk_app.domain.needs import Track, track
from salesdesk_app.domain.periods import Period, quarter_of
from salesdesk_app.services import quotas
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.figures import Reading
from salesdesk_app.services.settings import Settings
from salesdesk_app.store.models import Person
from salesdesk_app.wording.periods import period as worded

YEAR = timedelta(days=365)
NEW_FOR = timedelta(days=90)  # from a rep's first day


@dataclass(frozen=True)
class Headlines:
    """How the quarter stands today; money in minor units of the workspace currency.

    ``own`` are the figures of the deals that close in the quarter, ``year`` those of the deals
    closed in the last 365 days. ``with_quota`` counts the people that have a quota, ``undated``
    the open deals without a close date. ``learners`` are the reps who are new or far behind pace.
    """

    quarter: Period
    pace: Ratio
    quota: int | None
    with_quota: int
    own: Figures
    rollup: Rollup
    commit_deals: frozenset[int]
    best_case_deals: frozenset[int]
    year: Figures
    open_deals: int
    undated: int
    learners: frozenset[int]
    unconverted: dict[str, int]

    @property
    def none_dated(self) -> bool:
        """Whether deals are open and no one said when any is to close: then none is of a period."""
        return 0 < self.open_deals == self.undated

    @property
    def attainment(self) -> Ratio:
        """What was won in the quarter over all quotas."""
        return metrics.attainment(self.own.won_value, self.quota)

    @property
    def track(self) -> Track:
        """Whether that is ahead of pace, near it or behind."""
        return track(self.attainment, self.pace)

    @property
    def coverage(self) -> Coverage:
        """The open pipeline of the quarter over what is left of all quotas."""
        return metrics.coverage_in_flight(self.own.open_value, self.quota, self.own.won_value)

    @property
    def needed(self) -> Ratio:
        """The coverage that past wins call for: one over the win rate by value of a year."""
        return metrics.needed_coverage(self.year.win_rate_value)

    @property
    def won_filter(self) -> DealFilter:
        """The deals behind the attainment."""
        title = f"Won in {worded(self.quarter)}"
        return DealFilter(outcome="won", closed=self.quarter, title=title)

    @property
    def commit_filter(self) -> DealFilter:
        """The deals behind the forecast: won, and open in commit."""
        title = f"Closed and commit in {worded(self.quarter)}"
        return DealFilter(deal_ids=self.commit_deals, title=title)

    @property
    def best_case_filter(self) -> DealFilter:
        """The deals behind the best case: won, and open in commit or best case."""
        title = f"Closed, commit and best case in {worded(self.quarter)}"
        return DealFilter(deal_ids=self.best_case_deals, title=title)

    @property
    def open_filter(self) -> DealFilter:
        """The open deals behind the coverage."""
        title = f"Open, closing in {worded(self.quarter)}"
        return DealFilter(outcome="open", expected=self.quarter, title=title)


def headlines(session: Session, today: date, stated: Settings, reading: Reading) -> Headlines:
    """The figures of the quarter that holds today; ``reading`` are all deals."""
    quarter = quarter_of(today, stated.fiscal_start_month)
    of_quarter = reading.of(quarter)
    pace = stated.calendar.pace(quarter, today)
    by_person = quotas.by_person(session, quarter)
    recent = [f for f in reading.facts if f.closed_on and today - YEAR < f.closed_on <= today]
    rolled, committed, best = _rolled(of_quarter)
    open_facts = [f for f in reading.facts if f.outcome == "open" and f.category != "omitted"]
    return Headlines(
        quarter=quarter,
        pace=pace,
        quota=sum(by_person.values()) if by_person else None,
        with_quota=len(by_person),
        own=metrics.figures(of_quarter),
        rollup=rolled,
        commit_deals=committed,
        best_case_deals=best,
        year=metrics.figures(recent),
        open_deals=len(open_facts),
        undated=sum(f.expected_close_on is None for f in open_facts),
        learners=_learners(session, today, of_quarter, by_person, pace),
        unconverted=reading.left_out(of_quarter),
    )


def _rolled(facts: list[DealFact]) -> tuple[Rollup, frozenset[int], frozenset[int]]:
    """The forecast of these deals, and those that its commit and its best case are made of."""
    parts = metrics.group(facts, lambda fact: counts_as(fact.outcome, fact.category))
    sums = {category: sum(f.value_minor or 0 for f in part) for category, part in parts.items()}
    committed = [fact.id for name in ("closed", "commit") for fact in parts.get(name, ())]
    best = [fact.id for fact in parts.get("best_case", ())]
    rolled = metrics.rollup({name: total for name, total in sums.items() if name})
    return rolled, frozenset(committed), frozenset([*committed, *best])


def _learners(
    session: Session,
    today: date,
    facts: list[DealFact],
    by_person: dict[int, int],
    pace: Ratio,
) -> frozenset[int]:
    """The reps who are in their first 90 days or too far behind pace."""
    started = {
        row.id: row.started_on
        for row in session.execute(select(Person.id, Person.started_on))
        if row.started_on is not None
    }
    new = {person for person, day in started.items() if timedelta() <= today - day < NEW_FOR}
    booked: dict[int | None, int] = {}
    for fact in facts:
        if fact.outcome == "won":
            booked[fact.owner_id] = booked.get(fact.owner_id, 0) + (fact.value_minor or 0)
    behind = {
        person
        for person, quota in by_person.items()
        if track(metrics.attainment(booked.get(person, 0), quota), pace) == "behind"
    }
    return frozenset(new | behind)
