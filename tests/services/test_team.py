"""The roster against a small world worked out by hand, and one person's page."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from salesdesk_app.domain import metrics
from salesdesk_app.domain.metrics import Ratio
from salesdesk_app.domain.periods import month_of, parse, quarter_of
from salesdesk_app.services import figures, people, quotas, team
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.team import NO_OWNER, Roster, RosterRow
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Activity, Commitment, Deal, Stage
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

STAMP = Stamp(NOON)
Q4 = quarter_of(TODAY)
BOSS, ANA, BEN, CORA, DREW = 1, 2, 3, 4, 5


@pytest.fixture
def team_store(store: Store) -> Store:
    """A manager, two reps, one who left in October, one who starts next year; money in cents."""
    boss = PersonForm("Grace Obi", role="manager")
    perform(store, STAMP, people.add, boss)
    for form in (
        PersonForm("Ana Ruiz", manager_id=BOSS, region="North"),
        PersonForm("Ben Cole", manager_id=BOSS, started_on=date(2026, 9, 1)),
        PersonForm("Cora Wu", ended_on=date(2026, 10, 30)),
        PersonForm("Drew Park", ended_on=date(2025, 3, 1)),
    ):
        perform(store, STAMP, people.add, form)
    perform(store, STAMP, quotas.set_quota, ANA, Q4, 100_000)
    perform(store, STAMP, quotas.set_quota, BEN, Q4, 200_000, 50)
    with store.write("importing.apply", at=NOON) as (session, _):
        stages = {row.outcome: row.id for row in session.execute(select(Stage.outcome, Stage.id))}

        def deal(owner: int | None, outcome: str, value: int | None, day: date) -> Deal:
            closes = {"closed_on": day} if outcome != "open" else {"expected_close_on": day}
            return Deal(
                name=f"{outcome} {owner} {value}",
                owner_id=owner,
                stage_id=stages[outcome],
                value_minor=value,
                currency="USD",
                **closes,
            )

        november, december = date(2026, 11, 5), date(2026, 12, 10)
        session.add_all(
            [
                deal(ANA, "won", 60_000, november),
                deal(ANA, "won", 5_000, date(2026, 10, 2)),
                deal(ANA, "lost", 1_000, november),
                deal(ANA, "open", 70_000, december),
                deal(ANA, "open", 999_000, date(2027, 2, 1)),
                deal(BEN, "won", 10_000, november),
                deal(BEN, "lost", 1_000, november),
                deal(BEN, "lost", None, november),
                deal(BEN, "open", 45_000, december),
                deal(CORA, "won", 7_000, date(2026, 10, 20)),
                deal(DREW, "won", 8_000, date(2025, 2, 2)),
                deal(None, "won", 3_000, november),
            ]
        )
        session.add_all(
            Activity(kind=kind, subject=kind, done_at=NOON - timedelta(days=days), person_id=ANA)
            for kind, days in (
                ("call", 0),
                ("mail", 3),
                ("call", 4),
                ("note", 4),
                ("meeting", 47),  # a Wednesday, seven weeks back
                ("call", 70),
                ("one_to_one", 12),
                ("one_to_one", 30),
            )
        )
        session.add(Activity(kind="call", subject="tomorrow", planned_at=NOON, person_id=ANA))
        session.add_all(
            Commitment(text="x", owner_id=BEN, due_on=TODAY + timedelta(days=days), outcome=outcome)
            for days, outcome in ((-1, None), (0, None), (3, None), (-9, "kept"))
        )
    return store


def at(roster: Roster, person_id: int) -> RosterRow:
    return next(row for row in roster.rows if row.id == person_id)


def test_everybodys_figures(team_store: Store) -> None:
    roster = ask(team_store, team.roster, today=TODAY)
    assert roster.period == Q4
    ana, ben = at(roster, ANA), at(roster, BEN)
    assert ana.attainment == Ratio(65_000, 100_000)
    assert ana.coverage.ratio == Ratio(70_000, 35_000)
    assert ana.figures.win_rate == Ratio(2, 3)
    assert (ben.quota, ben.ramp_percent) == (100_000, 50)
    assert ben.attainment == Ratio(10_000, 100_000)
    assert ben.coverage.ratio == Ratio(45_000, 90_000)
    assert ben.figures.win_rate == Ratio(1, 3)
    assert roster.pace == Ratio(38, 66)  # working days from 1 Oct to 23 Nov, and to 31 Dec
    assert [ben.new, ana.new] == [True, False]
    assert roster.reps == 2


def test_the_rows_add_up_to_the_workspace(team_store: Store) -> None:
    for key in ("2026-Q4", "2026-11", "2025-Q1", "2027-Q1", "2020-01"):
        period = parse(key)
        roster = ask(team_store, team.roster, today=TODAY, period=period)
        whole = ask(team_store, figures.summary, period=period).figures
        assert roster.total.figures == whole
        for field in ("deals", "open_sum", "won_sum", "won_count", "lost_count"):
            parts = sum(getattr(row.figures, field) for row in roster.rows if row.shown)
            assert parts == getattr(whole, field), (key, field)
        assert (roster.total.quota or 0) == sum(row.quota or 0 for row in roster.rows)


def test_totals_of_the_quarter(team_store: Store) -> None:
    roster = ask(team_store, team.roster, today=TODAY)
    total = roster.total
    assert (total.quota, roster.with_quota) == (200_000, 2)
    assert total.attainment == Ratio(85_000, 200_000)
    assert total.coverage.ratio == Ratio(115_000, 115_000)
    assert (total.cadence.commitments, total.cadence.late) == (3, 1)


def test_who_is_seen_unasked(team_store: Store) -> None:
    roster = ask(team_store, team.roster, today=TODAY)
    shown = [row.person.name for row in roster.rows if row.shown]
    assert shown == ["Ana Ruiz", "Ben Cole", "Cora Wu", "No owner"]
    assert at(roster, CORA).left
    assert not at(roster, NO_OWNER).left
    then = ask(team_store, team.roster, today=TODAY, period=parse("2025-Q1"))
    assert [r.person.name for r in then.rows if r.shown] == ["Ana Ruiz", "Ben Cole", "Drew Park"]


def test_one_managers_people(team_store: Store) -> None:
    roster = ask(team_store, team.roster, today=TODAY, manager_id=BOSS)
    assert [row.person.name for row in roster.rows] == ["Ana Ruiz", "Ben Cole", "Grace Obi"]
    assert roster.total.figures.won_sum == 75_000
    assert roster.managers == ((BOSS, "Grace Obi"),)


def test_rhythm(team_store: Store) -> None:
    roster = ask(team_store, team.roster, today=TODAY)
    ana, ben = at(roster, ANA).cadence, at(roster, BEN).cadence
    assert ana.weeks == (1, 0, 0, 0, 0, 0, 2, 1)
    assert at(roster, ANA).one_to_one_days == 12
    assert (ben.weeks, ben.one_to_one_on) == ((0,) * 8, None)
    assert (ben.commitments, ben.late) == (3, 1)
    assert roster.total.cadence.weeks == ana.weeks


def test_who_needs_what(team_store: Store) -> None:
    roster = ask(team_store, team.roster, today=TODAY)
    found = {row.person.name: [need.code for need in row.needs] for row in roster.wanting}
    assert found == {
        "Ben Cole": ["behind", "coverage", "late_commitments"],
        "Ana Ruiz": ["one_to_one"],
    }
    assert next(iter(found)) == "Ben Cole"
    behind = at(roster, BEN).needs[0].amount
    assert behind == (Decimal(38) / 66 - Decimal("0.1")) * 100
    past = ask(team_store, team.roster, today=TODAY, period=Q4.previous())
    assert past.wanting == []


def test_without_quotas_there_is_no_attainment_but_a_win_rate(team_store: Store) -> None:
    roster = ask(team_store, team.roster, today=TODAY, period=month_of(TODAY))
    ana = at(roster, ANA)
    assert ana.quota is None
    assert ana.attainment.value is None
    assert ana.coverage.ratio.value is None
    assert ana.figures.win_rate == Ratio(1, 2)
    assert roster.total.quota is None


def test_the_last_period_with_closed_deals_is_offered(team_store: Store) -> None:
    years_on = date(2029, 5, 1)
    roster = ask(team_store, team.roster, today=years_on)
    assert roster.period.key == "2029-Q2"
    assert roster.latest == Q4
    assert roster.total.figures.win_rate.value is None
    months = ask(team_store, team.roster, today=years_on, kind="month")
    assert months.latest == month_of(TODAY)


def test_an_empty_workspace_has_an_empty_roster(store: Store) -> None:
    roster = ask(store, team.roster, today=TODAY)
    assert (roster.rows, roster.latest, roster.total.quota) == ((), None, None)
    assert roster.total.cadence.weeks == (0,) * 8
    assert roster.total.figures == metrics.Figures()


def test_one_persons_page(team_store: Store) -> None:
    detail = ask(team_store, team.person, ANA, period=Q4)
    assert detail is not None
    assert [(deal.outcome, deal.value_minor) for deal in detail.deals] == [
        ("open", 70_000),
        ("open", 999_000),
        ("lost", 1_000),
        ("won", 60_000),
        ("won", 5_000),
    ]
    assert [quota.period for quota in detail.quotas] == [Q4]
    assert detail.holdings.open_deals == 2
    assert detail.activities[0].kind == "call"
    assert ask(team_store, team.person, 99, period=Q4) is None


def test_the_days_are_local_ones(store: Store) -> None:
    fill(store)
    sunday_night = datetime(2026, 11, 22, 23, 30).astimezone().astimezone(UTC)
    monday_morning = datetime(2026, 11, 23, 0, 30).astimezone().astimezone(UTC)
    with store.write("importing.apply", at=NOON) as (session, _):
        session.add_all(
            Activity(kind="task", subject="x", done_at=moment, person_id=3)
            for moment in (sunday_night, monday_morning)
        )
    row = at(ask(store, team.roster, today=TODAY), 3)
    assert row.cadence.weeks[-2:] == (1, 1)
