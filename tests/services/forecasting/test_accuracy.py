"""Accuracy, bias and calibrated calls, out of frozen calls and what was won after them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.calibration import PastCall, Track, calibrated
from salesdesk_app.domain.periods import parse
from salesdesk_app.services import settings
from salesdesk_app.services.deals import deals
from salesdesk_app.services.forecasting import accuracy
from salesdesk_app.services.forecasting.accuracy import Accuracy
from salesdesk_app.services.verbs import ask
from salesdesk_app.wording import forecast as words
from tests.services.forecasting.world import Team

SEPTEMBER, OCTOBER = parse("2026-09"), parse("2026-10")


def of(team: Team) -> Accuracy:
    """Everybody's past calls as of the world's day."""
    return ask(team.store, accuracy.of, team.day)


def told(team: Team, day: date, amount: int, person: int | None = None, **more: object) -> None:
    """A call that is said and frozen on a day."""
    team.day = day
    period = more.pop("period", OCTOBER)
    team.call(person or team.ana, amount, period=period, **more)
    team.freeze(period)  # type: ignore[arg-type]  # a period by default


def test_accuracy_and_bias_by_their_formulas(team: Team) -> None:
    told(team, date(2026, 10, 5), 120)
    team.won(100, date(2026, 10, 20))
    team.day = date(2026, 11, 2)
    (call,) = of(team).rep[team.ana].calls
    assert (call.called, call.actual, call.period) == (12_000, 10_000, OCTOBER)
    assert call.accuracy.value == Decimal("0.8")
    assert call.bias.value == Decimal("0.2")
    assert of(team).rep_total.wape.value == Decimal("0.2")


def test_a_period_counts_only_once_it_is_over(team: Team) -> None:
    told(team, date(2026, 10, 5), 120)
    team.day = date(2026, 10, 31)
    assert of(team).rep == {}
    team.day = date(2026, 11, 1)
    assert of(team).rep[team.ana].n == 1


def test_nothing_won_has_no_accuracy(team: Team) -> None:
    told(team, date(2026, 10, 5), 120)
    team.day = date(2026, 11, 2)
    track = of(team).rep[team.ana]
    assert track.calls[0].accuracy.value is None
    assert track.calls[0].bias.value is None
    assert track.accuracy.value is None
    assert track.wape.value is None


def test_an_error_larger_than_what_was_won_is_accuracy_0(team: Team) -> None:
    told(team, date(2026, 10, 5), 500)
    team.won(100, date(2026, 10, 20))
    team.day = date(2026, 11, 2)
    assert of(team).rep[team.ana].accuracy.value == 0
    assert of(team).rep[team.ana].bias.value == 4


def test_the_last_freeze_of_a_week_counts(team: Team) -> None:
    for day, amount in ((5, 300), (7, 200), (12, 90)):
        told(team, date(2026, 10, day), amount)
    team.day = date(2026, 11, 2)
    assert [call.called for call in of(team).rep[team.ana].calls] == [20_000, 9_000]


def test_wape_across_reps(team: Team) -> None:
    told(team, date(2026, 10, 5), 120)
    told(team, date(2026, 10, 5), 50, team.ben)
    team.won(100, date(2026, 10, 20))
    team.won(100, date(2026, 10, 21), owner=team.ben)
    team.day = date(2026, 11, 2)
    found = of(team)
    assert found.rep_total.wape.value == Decimal("0.35")  # 20 and 50 of 200
    assert found.rep_total.bias.value == Decimal("-0.15")
    assert found.rep[team.ben].bias.value == Decimal("-0.5")


def test_a_win_counts_for_who_owned_it_then(team: Team) -> None:
    told(team, date(2026, 10, 5), 100)
    told(team, date(2026, 10, 5), 100, team.ben)
    deal = team.won(100, date(2026, 10, 20))
    team.day = date(2026, 11, 2)
    team.do(deals.edit, [deal], owner_id=team.ben)
    assert of(team).rep[team.ana].actual == 10_000
    assert of(team).rep[team.ben].actual == 0


def test_managers_have_a_track_of_their_own(team: Team) -> None:
    told(team, date(2026, 10, 5), 100)
    told(team, date(2026, 10, 12), 80, by="manager")
    team.won(80, date(2026, 10, 20))
    team.day = date(2026, 11, 2)
    assert of(team).manager[team.ana].accuracy.value == 1
    assert of(team).rep[team.ana].n == 2  # the rep's was frozen twice
    assert of(team).manager_total.n == 1


def test_calibrated_from_four_calls_on(team: Team) -> None:
    team.day = date(2026, 9, 1)
    told(team, date(2026, 9, 7), 200, period=SEPTEMBER)
    team.won(100, date(2026, 9, 20), created=date(2026, 8, 1))
    for day, amount in ((5, 100), (12, 100)):
        told(team, date(2026, 10, day), amount)
    team.won(100, date(2026, 10, 20))
    team.day = date(2026, 11, 2)
    team.call(team.ana, 250)
    line = team.line(team.ana)
    assert (line.calibrated.n, line.calibrated.periods, line.calibrated.minor) == (3, 2, None)
    assert line.rep is not None and line.rep.amount_minor == 25_000

    team.day = date(2026, 10, 19)
    team.freeze(OCTOBER)
    team.day = date(2026, 11, 2)
    line = team.line(team.ana)
    assert (line.calibrated.n, line.calibrated.periods) == (4, 2)
    assert line.calibrated.ratio.value == Decimal("0.8")  # 400 of 500
    assert line.calibrated.minor == 20_000
    assert line.rep is not None and line.rep.amount_minor == 25_000  # beside, never instead
    assert team.line(team.ben).calibrated.n == 0
    assert team.forecast().team.calibrated.minor == 20_000
    team.call(team.ben, 10)
    assert team.forecast().team.calibrated.minor is None
    said = words.calibrated(4, 2, line.calibrated.ratio.value, 4)
    assert said == "80 % of what was called was won, from 4 past calls of 2 periods"
    assert words.calibrated(1, 1, None, 4) == "1 past call; from 4 on the call is calibrated"


def test_calls_of_nothing_cannot_calibrate() -> None:
    calls = tuple(PastCall(1, OCTOBER, date(2026, 10, n), 0, 100) for n in range(1, 6))
    assert calibrated(100, Track(calls)).minor is None
    assert calibrated(None, Track()).minor is None


def test_what_cannot_be_compared_is_told(team: Team) -> None:
    told(team, date(2026, 10, 5), 120)
    told(team, date(2026, 10, 5), 50, team.ben)
    team.won(None, date(2026, 10, 20))
    team.day = date(2026, 11, 2)
    assert (of(team).unknown, set(of(team).rep)) == (1, {team.ben})
    team.do(settings.change, currency="EUR")
    assert (of(team).unknown, of(team).rep) == (2, {})
    team.do(settings.change, currency="USD")
    team.do(settings.change, fiscal_start_month=2)
    assert of(team).rep[team.ben].periods == 1


def test_a_freeze_of_a_quarter_is_understood_after_the_fiscal_year_moved(team: Team) -> None:
    told(team, date(2026, 8, 3), 120, period=parse("2026-Q3"))
    team.day = date(2026, 11, 2)
    team.do(settings.change, fiscal_start_month=2)
    (call,) = of(team).rep[team.ana].calls
    assert (call.period.first, call.period.last) == (date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Decimal("0.12"), "12 % over"),
        (Decimal("-0.05"), "5 % under"),
        (Decimal("0.001"), "just right"),
        (None, "n/a"),
    ],
)
def test_bias_in_words(share: Decimal | None, said: str) -> None:
    assert words.bias(share) == said


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=8))
def test_of_one_call_the_track_is_the_call(pairs: list[tuple[int, int]]) -> None:
    calls = [
        PastCall(1, OCTOBER, OCTOBER.first + timedelta(days=n), called, actual)
        for n, (called, actual) in enumerate(pairs)
    ]
    for call in calls:
        alone = Track((call,))
        assert alone.accuracy.value == call.accuracy.value
        assert alone.bias.value == call.bias.value
    track = Track(tuple(calls))
    value = track.accuracy.value
    assert (value is None) == (track.actual == 0)
    if value is not None:
        assert 0 <= value <= 1
        assert track.bias.numerator == track.called - track.actual
