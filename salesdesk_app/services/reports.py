"""Reports: what they say, asked by the same questions as the screen, and writing them to a file."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day
from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import DealFact
from salesdesk_app.domain.periods import Period, quarter_of, week_number
from salesdesk_app.exchange.weekly.weekly_data import (
    DealLine,
    ExpectedLine,
    MonthPoint,
    RepLine,
    Span,
    StageLine,
    WeeklyReport,
    WeekPoint,
)
from salesdesk_app.progress import Tick, no_tick
from salesdesk_app.services import charts, exporting, figures, groups, settings, team
from salesdesk_app.services.deals import deal_changes
from salesdesk_app.services.figures import Reading
from salesdesk_app.services.team import Roster, RosterRow
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Activity
from salesdesk_app.store.session import Store

HALF_A_WEEK = timedelta(days=3)


def weekly(session: Session, *, week: Period, today: date) -> WeeklyReport:
    """Everything that the weekly sales report says, out of one state of the workspace.

    The figures are those of ``figures`` for the week, the week before, the quarter that most of
    the week lies in, and all deals; the open pipeline is as it stands now.
    """
    fiscal = settings.read(session).fiscal_start_month
    quarter = quarter_of(week.first + HALF_A_WEEK, fiscal)
    reading = figures.read(session)
    roster = team.roster(session, today=today, period=quarter)
    drawn = charts.of_period(session, today=today, period=quarter)
    total = roster.total
    return WeeklyReport(
        week=week,
        quarter=quarter,
        week_number=week_number(quarter, week.last),
        today=today,
        currency=reading.currency,
        this_week=_span(reading, week),
        week_before=_span(reading, week.previous()),
        this_quarter=_span(reading, quarter),
        everything=_span(reading, None),
        quota=total.quota,
        with_quota=roster.with_quota,
        pace=roster.pace,
        attainment=total.attainment,
        coverage=total.coverage,
        reps=tuple(_reps(session, roster, week)),
        stages=tuple(_stages(session, reading.facts)),
        expected=tuple(_expected(reading.facts)),
        weeks=tuple(
            WeekPoint(w.number, w.last, w.won_minor, w.pace_minor) for w in drawn.attainment.weeks
        ),
        months=tuple(MonthPoint(m.period, m.won_count, m.won_minor) for m in drawn.months),
        changes=deal_changes.of_period(session, week),
        deals=tuple(_deals(session, reading)),
        unconverted=reading.left_out(reading.facts),
    )


def write_weekly(
    store: Store, week: Period, target: Path, *, today: date, tick: Tick = no_tick
) -> Path:
    """Writes the weekly sales report of a week as an .xlsx workbook and returns the target.

    Problems: those of ``exchange.atomic.swapped_in``; ``tick`` may stop it, then nothing is left.
    """
    from salesdesk_app.exchange.weekly import weekly_report

    report = ask(store, weekly, week=week, today=today)
    weekly_report.write(report, target, tick=tick)
    return target


def _span(reading: Reading, period: Period | None) -> Span:
    if period is None:
        values = [fact.value_minor for fact in reading.facts]
        known = [value for value in values if value is not None]
        created: tuple[int, int | None] = (len(values), sum(known) if known or not values else None)
    else:
        created = metrics.created(reading.facts, period)
    return Span(period, metrics.figures(reading.facts, period), *created)


def _reps(session: Session, roster: Roster, week: Period) -> Iterable[RepLine]:
    done = _done_in(session, week)
    for row in roster.rows:
        if _listed(row, done):
            yield RepLine(
                row.person.id,
                row.person.name,
                row.person.manager,
                row.person.region,
                row.quota,
                row.figures,
                row.attainment,
                row.coverage,
                done[row.person.id, "call"],
                done[row.person.id, "one_to_one"],
            )


def _listed(row: RosterRow, done: Counter[tuple[int, str]]) -> bool:
    """Whoever is on the roster unasked, and who did something in the week."""
    return row.shown or any(done[row.person.id, kind] for kind in ("call", "one_to_one"))


def _done_in(session: Session, week: Period) -> Counter[tuple[int, str]]:
    """How many activities of each kind each person did in the local days of a week."""
    rows = session.execute(
        select(Activity.person_id, Activity.kind, func.count())
        .where(
            Activity.person_id.is_not(None),
            Activity.done_at >= end_of_day(week.first - timedelta(days=1)),
            Activity.done_at < end_of_day(week.last),
        )
        .group_by(Activity.person_id, Activity.kind)
    )
    return Counter({(row[0] or team.NO_OWNER, row[1]): row[2] for row in rows})


def _open(facts: Iterable[DealFact]) -> list[DealFact]:
    return [fact for fact in facts if fact.outcome == "open" and fact.category != "omitted"]


def _stages(session: Session, facts: Iterable[DealFact]) -> Iterable[StageLine]:
    parts = metrics.group(_open(facts), lambda fact: fact.stage_id)
    for stage_id, name in groups.stages_in_order(session).items():
        if stage_id in parts:
            yield StageLine(stage_id, name, metrics.figures(parts[stage_id]))


def _expected(facts: Iterable[DealFact]) -> Iterable[ExpectedLine]:
    opened = _open(facts)
    for month, part in metrics.by_period(opened, "month").items():
        yield ExpectedLine(month, metrics.figures(part))
    undated = [fact for fact in opened if fact.expected_close_on is None]
    if undated:
        yield ExpectedLine(None, metrics.figures(undated))


def _deals(session: Session, reading: Reading) -> Iterable[DealLine]:
    facts, people = {fact.id: fact for fact in reading.facts}, groups.people(session)
    for line in exporting.deal_lines(session):
        fact = facts[line.id]
        owner_id = fact.owner_id or team.NO_OWNER
        yield DealLine(
            line.id,
            line.name,
            line.account,
            people.get(owner_id) if line.id in reading.passed_on else line.owner,
            line.stage,
            line.outcome,
            line.value,
            line.currency,
            fact.value_minor,
            fact.probability,
            fact.category,
            line.created_on,
            line.expected_close_on,
            line.closed_on,
            line.product,
            line.source,
            line.lost_reason,
            line.next_step,
            line.next_step_on,
            owner_id,
            line.stage_id,
        )
