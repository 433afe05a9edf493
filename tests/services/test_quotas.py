"""Typing quotas, the same for all, copying them on, and what they come to."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import Period, month_of, quarter_of, week_of, year_of
from salesdesk_app.services import history, people, quotas
from salesdesk_app.services import settings as workspace_settings
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, ask, ask_past, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY

Q4 = quarter_of(TODAY)
OCTOBER = month_of(date(2026, 10, 1))
NOVEMBER = month_of(TODAY)
STAMP = Stamp(NOON)


@pytest.fixture
def team(store: Store) -> Store:
    """Ana (1), Ben (2), Cora (3, left in October) and their manager Dora (4)."""
    for form in (
        PersonForm("Ana Ruiz"),
        PersonForm("Ben Cole", started_on=date(2026, 11, 1)),
        PersonForm("Cora Wu", ended_on=date(2026, 10, 15)),
        PersonForm("Dora Falk", role="manager"),
    ):
        perform(store, STAMP, people.add, form)
    return store


def state(store: Store, person_id: int, period: Period, minor: int, ramp: int = 100) -> None:
    perform(store, STAMP, quotas.set_quota, person_id, period, minor, ramp)


def test_a_quota_stands_for_its_period_with_the_ramp_applied(team: Store) -> None:
    state(team, 1, Q4, 10_000_000, 75)
    assert ask(team, quotas.by_person, Q4) == {1: 7_500_000}
    assert ask(team, quotas.by_person, NOVEMBER) == {}
    assert ask(team, quotas.by_person, Q4.next()) == {}
    assert ask(team, history.next_undo) == "Set the quota of Ana Ruiz for Q4 2026"
    state(team, 1, Q4, 12_000_000)
    assert ask(team, quotas.by_person, Q4) == {1: 12_000_000}
    history.undo(team, NOON)
    assert ask(team, quotas.by_person, Q4) == {1: 7_500_000}


def test_the_months_make_the_quarter_until_one_is_typed_for_it(team: Store) -> None:
    state(team, 1, OCTOBER, 1_000_000)
    state(team, 1, NOVEMBER, 2_000_000, 50)
    assert ask(team, quotas.by_person, Q4) == {1: 2_000_000}
    state(team, 1, Q4, 9_000_000)
    assert ask(team, quotas.by_person, Q4) == {1: 9_000_000}
    assert ask(team, quotas.by_person, NOVEMBER) == {1: 1_000_000}


def test_clearing_takes_away_what_is_seen(team: Store) -> None:
    state(team, 1, OCTOBER, 1_000_000)
    state(team, 1, NOVEMBER, 2_000_000)
    state(team, 1, Q4, 9_000_000)
    perform(team, STAMP, quotas.clear, 1, Q4)
    assert ask(team, quotas.by_person, Q4) == {1: 3_000_000}
    perform(team, STAMP, quotas.clear, 1, Q4)
    assert ask(team, quotas.by_person, Q4) == {}
    assert perform(team, STAMP, quotas.clear, 1, Q4).edit_id is None


def test_the_same_for_all_reaches_the_reps_of_the_period_and_keeps_ramps(team: Store) -> None:
    state(team, 2, Q4, 1, 50)
    assert perform(team, STAMP, quotas.set_for_all, Q4, 8_000_000).result == 3
    assert ask(team, quotas.by_person, Q4) == {1: 8_000_000, 2: 4_000_000, 3: 8_000_000}
    assert perform(team, STAMP, quotas.set_for_all, NOVEMBER, 500_000).result == 2
    assert perform(team, STAMP, quotas.set_for_all, NOVEMBER, 500_000).edit_id is None
    assert ask(team, history.next_undo) == "Set the quota of 2 people for November 2026"


def test_copying_keeps_what_stands_and_leaves_out_who_left(team: Store) -> None:
    perform(team, STAMP, quotas.set_for_all, Q4, 8_000_000)
    state(team, 1, NOVEMBER, 3_000_000, 40)
    state(team, 2, Q4.next(), 5_000_000)
    done = perform(team, STAMP, quotas.copy_to_next, Q4)
    assert (done.result.copied, done.result.kept) == (2, 1)
    assert ask(team, quotas.by_person, Q4.next()) == {1: 8_000_000, 2: 5_000_000}
    assert ask(team, quotas.by_person, month_of(date(2027, 2, 1))) == {1: 1_200_000}
    again = perform(team, STAMP, quotas.copy_to_next, Q4)
    assert (again.result.copied, again.result.kept, again.edit_id) == (0, 3, None)


def test_a_year_hands_its_months_to_the_same_months(team: Store) -> None:
    state(team, 1, OCTOBER, 700)
    perform(team, STAMP, quotas.copy_to_next, year_of(TODAY))
    assert ask(team, quotas.by_person, month_of(date(2027, 10, 1))) == {1: 700}


def test_what_cannot_be_a_quota_is_refused(team: Store) -> None:
    cases = [
        (quotas.set_quota, (1, week_of(TODAY), 100), "quotas.period"),
        (quotas.set_quota, (1, Q4, -1), "quotas.amount"),
        (quotas.set_quota, (1, Q4, 2**63), "quotas.amount"),
        (quotas.set_quota, (1, Q4, 100, 101), "field.range"),
        (quotas.set_quota, (9, Q4, 100), "record.gone"),
        (quotas.clear, (9, Q4), "record.gone"),
        (quotas.copy_to_next, (Q4,), "quotas.none"),
    ]
    for verb, arguments, code in cases:
        with pytest.raises(Problem) as caught:
            perform(team, STAMP, verb, *arguments)
        assert caught.value.code == code
        assert "{" not in wording.problem(code, caught.value.facts)


def test_nobody_there_is_said(store: Store) -> None:
    with pytest.raises(Problem, match=r"quotas\.nobody"):
        perform(store, STAMP, quotas.set_for_all, Q4, 100)


def test_the_sheet_shows_what_was_stated_and_what_stood_before(team: Store) -> None:
    state(team, 1, Q4, 10_000_000, 75)
    state(team, 2, NOVEMBER, 2_000_000)
    state(team, 1, Q4.previous(), 6_000_000, 50)
    sheet = ask(team, quotas.sheet, Q4)
    assert sheet.currency == "USD"
    assert [
        (row.name, row.amount_minor, row.ramp_percent, row.parts_minor, row.before_minor)
        for row in sheet.rows
    ] == [
        ("Ana Ruiz", 10_000_000, 75, None, 3_000_000),
        ("Ben Cole", None, 100, 2_000_000, None),
        ("Cora Wu", None, 100, None, None),
    ]


def test_a_person_sees_every_quota(team: Store) -> None:
    state(team, 1, Q4, 10_000_000, 75)
    state(team, 1, NOVEMBER, 100)
    state(team, 1, year_of(TODAY), 5)
    rows = ask(team, quotas.of_person, 1)
    assert [(row.period, row.effective_minor) for row in rows] == [
        (NOVEMBER, 100),
        (Q4, 7_500_000),
        (year_of(TODAY), 5),
    ]


def test_a_quota_in_another_currency_counts_at_its_rate(team: Store) -> None:
    state(team, 1, Q4, 10_000)
    perform(team, STAMP, workspace_settings.change, currency="EUR")
    assert ask(team, quotas.by_person, Q4) == {}
    perform(team, STAMP, workspace_settings.set_rate, "USD", date(2026, 1, 1), Decimal("0.9"))
    assert ask(team, quotas.by_person, Q4) == {1: 9_000}


def test_quotas_as_they_stood(team: Store) -> None:
    first = perform(team, STAMP, quotas.set_quota, 1, Q4, 100).edit_id
    state(team, 1, Q4, 200)
    assert first is not None
    assert ask_past(team, first, quotas.by_person, Q4) == {1: 100}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(minor=st.integers(0, 10**12), ramp=st.integers(0, 100))
def test_typing_and_undoing_leaves_nothing(team: Store, minor: int, ramp: int) -> None:
    state(team, 1, Q4, minor, ramp)
    quota = ask(team, quotas.by_person, Q4)[1]
    assert 100 * quota - 50 <= minor * ramp <= 100 * quota + 50
    history.undo(team, NOON)
    assert ask(team, quotas.by_person, Q4) == {}
