"""The order of a forecast call: what moved the number most, then commits, then risks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from salesdesk_app.services import history, settings, stages
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.forecasting import agenda
from salesdesk_app.services.forecasting.agenda import Agenda, Item, RepAgenda
from salesdesk_app.services.verbs import ask
from tests.services.forecasting.world import DECEMBER, Q4, TODAY, Team, noon

BEFORE = TODAY - timedelta(days=7)


def of(team: Team, wanted: DealFilter | None = None) -> Agenda:
    """The call of the fourth quarter on the world's day."""
    return ask(team.store, agenda.of, team.day, Q4, wanted)


def rep(team: Team, person_id: int) -> RepAgenda:
    """One person's part of it."""
    return next(one for one in of(team).reps if one.line.id == person_id)


def told(items: tuple[Item, ...]) -> list[tuple[str, str]]:
    """Each item's kind and the deal's name."""
    return [(item.kind, item.deal) for item in items]


@pytest.fixture
def frozen(team: Team) -> Team:
    """Calls that were frozen a week ago, with five open deals of Ana's."""
    team.day = BEFORE
    for name, value, stage in (
        ("Alpha", 100, "Negotiation"),
        ("Beta", 80, "Proposal"),
        ("Gamma", 60, "Negotiation"),
        ("Delta", 40, "Qualified"),
        ("Echo", 20, "Negotiation"),
    ):
        team.deal(value, stage, name=name, created=BEFORE)
    team.call(team.ana, 250)
    team.freeze()
    team.day = TODAY
    return team


ALPHA, BETA, GAMMA, DELTA, ECHO = range(1, 6)


def test_changes_come_first_then_commits_then_risks(frozen: Team) -> None:
    frozen.do(deals.move, [BETA], frozen.stages["Negotiation"])
    frozen.do(deals.lose, [ECHO], reason="Price", closed_on=TODAY, today=TODAY)
    frozen.deal(300, "Qualified", name="Zulu", closes=date(2026, 11, 20))
    frozen.do(deals.edit, [DELTA], expected_close_on=date(2026, 11, 19))
    found = rep(frozen, frozen.ana)
    assert told(found.items) == [
        ("change", "Beta"),
        ("change", "Echo"),
        ("change", "Zulu"),
        ("change", "Delta"),
        ("commit", "Alpha"),
        ("commit", "Gamma"),
    ]
    beta, echo, zulu, delta = found.items[:4]
    assert (beta.moved, beta.upside, beta.words) == (
        8_000,
        -8_000,
        ("Proposal → Negotiation",),
    )
    assert (echo.moved, echo.words, echo.category) == (-2_000, ("Lost",), None)
    assert (zulu.moved, zulu.upside, zulu.category) == (0, 30_000, "pipeline")
    assert delta.words == ("Pulled in, 10 Dec → 19 Nov",)
    assert found.moved == 6_000
    assert found.number == 24_000
    assert found.frozen["rep"].amount_minor == 25_000


def test_risks_follow_the_commits(frozen: Team) -> None:
    frozen.day = TODAY + timedelta(days=30)  # everything has gone quiet, and its date has passed
    frozen.freeze()
    frozen.day += timedelta(days=1)
    found = rep(frozen, frozen.ana)
    assert told(found.items) == [
        ("commit", "Alpha"),
        ("commit", "Gamma"),
        ("commit", "Echo"),
        ("risk", "Beta"),
        ("risk", "Delta"),
    ]
    assert any("close date passed" in word for word in found.items[3].words)
    assert found.moved == 0


def test_whoever_moved_the_number_most_comes_first(frozen: Team) -> None:
    assert [one.line.name for one in of(frozen).reps] == ["Ana Ruiz", "Ben Cole"]  # by commit
    frozen.deal(10, "Qualified", owner=frozen.ben)
    assert [one.line.name for one in of(frozen).reps] == ["Ben Cole", "Ana Ruiz"]
    frozen.do(deals.edit, [ALPHA], value_minor=10_100)
    assert [one.line.name for one in of(frozen).reps] == ["Ana Ruiz", "Ben Cole"]
    frozen.deal(5_000, "Negotiation", owner=None)
    assert [one.line.name for one in of(frozen).reps] == ["Ana Ruiz", "Ben Cole", "No owner"]


def test_a_deal_that_changed_hands_moves_both_numbers(frozen: Team) -> None:
    frozen.do(deals.edit, [ALPHA], owner_id=frozen.ben)
    assert rep(frozen, frozen.ana).moved == -10_000
    assert rep(frozen, frozen.ben).moved == 10_000
    assert rep(frozen, frozen.ben).items[0].words == ("Owner changed, Ana Ruiz → Ben Cole",)


def test_won_deals_stay_in_the_number_and_deleted_ones_leave_it(frozen: Team) -> None:
    frozen.do(deals.win, [ALPHA], closed_on=TODAY, today=TODAY)
    frozen.do(deals.delete, [GAMMA])
    found = rep(frozen, frozen.ana)
    assert found.moved == -6_000
    gamma, alpha = found.items[:2]
    assert (gamma.deal, gamma.there, gamma.words) == ("Gamma", False, ("Deleted",))
    assert (alpha.moved, alpha.words, alpha.category) == (0, ("Won",), "closed")
    history.undo(frozen.store, noon(TODAY))
    assert rep(frozen, frozen.ana).moved == 0


def test_a_deal_that_left_the_period_moves_it(frozen: Team) -> None:
    frozen.do(deals.edit, [ALPHA], expected_close_on=date(2027, 1, 20))
    found = rep(frozen, frozen.ana)
    assert (found.moved, found.items[0].words) == (-10_000, ("Pushed out, 10 Dec → 20 Jan",))


def test_a_stage_that_counts_elsewhere_now_moves_it(frozen: Team) -> None:
    stage = frozen.stages["Proposal"]
    facts = {
        "name": "Proposal",
        "outcome": "open",
        "probability": 50,
        "stuck_days": None,
        "required": (),
    }
    frozen.do(stages.edit, stage, category="commit", **facts)
    found = rep(frozen, frozen.ana)
    assert (found.moved, found.items[0].deal) == (8_000, "Beta")
    assert found.items[0].words == ("Forecast changed, Best case → Commit",)


def test_a_change_of_rates_moves_nothing(frozen: Team) -> None:
    frozen.do(settings.set_rate, "EUR", date(2026, 1, 1), Decimal(2))
    frozen.do(deals.edit, [ALPHA], currency="EUR")
    frozen.freeze()
    frozen.day += timedelta(days=1)
    frozen.do(settings.set_rate, "EUR", date(2026, 1, 2), Decimal(3))
    frozen.do(deals.edit, [ALPHA], next_step="Call")
    assert rep(frozen, frozen.ana).moved == 0
    assert rep(frozen, frozen.ana).number == 38_000


def test_since_the_last_freeze_before_today(frozen: Team) -> None:
    frozen.do(deals.edit, [ALPHA], value_minor=20_000)
    assert (since := of(frozen).since) is not None and since.frozen_on == BEFORE
    frozen.freeze()  # at the end of the call: it is still told since the one before
    assert of(frozen).since == since
    assert rep(frozen, frozen.ana).moved == 10_000
    frozen.day += timedelta(days=1)
    assert rep(frozen, frozen.ana).moved == 0


def test_without_a_freeze_there_is_no_change_to_tell(team: Team) -> None:
    team.deal(100, "Negotiation", name="Alpha")
    found = of(team)
    assert found.since is None
    assert rep(team, team.ana).moved is None
    assert told(rep(team, team.ana).items) == [("commit", "Alpha")]
    assert rep(team, team.ben).items == ()


def test_a_filter_chooses_the_deals(frozen: Team) -> None:
    frozen.do(deals.edit, [ALPHA, GAMMA], value_minor=1_000)
    found = of(frozen, DealFilter(text="gamma"))
    assert told(found.reps[0].items) == [("change", "Gamma")]
    alone = of(frozen, DealFilter(owner_ids=frozenset({frozen.ben})))
    assert [one.line.name for one in alone.reps] == ["Ben Cole"]
    assert DECEMBER in Q4


def test_the_words_of_a_commit_are_its_signals(frozen: Team) -> None:
    items = rep(frozen, frozen.ana).items
    assert items[0].kind == "commit"
    assert "No next step is written down and nothing is planned" in items[0].words
