"""Calls of rep and manager side by side, judgements, and freezes that are kept for ever."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app import wording
from salesdesk_app.domain.calls import LARGEST
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import day_of, parse, week_of
from salesdesk_app.services import history, people, settings
from salesdesk_app.services.deals import deals
from salesdesk_app.services.forecasting import calls, freezes
from salesdesk_app.services.forecasting.standing import judgements
from salesdesk_app.services.verbs import VERBS, ask
from salesdesk_app.store.models import Deal
from tests.services.forecasting.world import Q4, TODAY, Team, noon

MONDAY = TODAY


def problem(team: Team, verb: Any, *args: Any, **kwargs: Any) -> str:
    """The sentence with which a verb refuses; nothing is changed by it."""
    before = ask(team.store, history.entries)
    with pytest.raises(Problem) as refused:
        team.do(verb, *args, **kwargs)
    assert ask(team.store, history.entries) == before
    sentence = wording.problem(refused.value.code, refused.value.facts)
    assert "{" not in sentence
    return sentence


def test_the_managers_call_stands_beside_the_reps(team: Team) -> None:
    team.call(team.ana, 250, low=200, high=300, note="  Halden signs ")
    team.call(team.ana, 220, "manager", note="Legal is slow")
    line = team.line(team.ana)
    assert line.rep is not None and line.manager is not None
    assert (line.rep.amount_minor, line.rep.low_minor, line.rep.high_minor) == (
        25_000,
        20_000,
        30_000,
    )
    assert (line.rep.note, line.manager.note) == ("Halden signs", "Legal is slow")
    assert line.manager.amount_minor == 22_000
    assert line.rep.said_on == TODAY
    team.call(team.ana, 230, "manager")
    line = team.line(team.ana)
    assert line.rep is not None and line.rep.amount_minor == 25_000
    assert line.manager is not None and (line.manager.amount_minor, line.manager.note) == (
        23_000,
        None,
    )
    team.do(calls.withdraw, team.ana, Q4, "manager", today=TODAY)
    line = team.line(team.ana)
    assert line.manager is None and line.rep is not None


def test_calls_of_other_periods_stand_apart(team: Team) -> None:
    team.call(team.ana, 250)
    team.call(team.ana, 90, period=parse("2026-12"))
    december = team.line(team.ana, parse("2026-12"))
    assert december.rep is not None and december.rep.amount_minor == 9_000
    assert team.line(team.ana).short_of(team.line(team.ana).rep) is None
    team.quota(team.ana, 260)
    assert team.line(team.ana).short_of(team.line(team.ana).rep) == -1_000
    assert team.line(team.ana, parse("2026")).rep is None


def test_the_teams_call_adds_up_those_who_called(team: Team) -> None:
    team.call(team.ana, 250, low=200)
    both = team.forecast().team.rep
    assert both is not None and (both.amount_minor, both.people, both.low_minor) == (
        25_000,
        1,
        20_000,
    )
    team.call(team.ben, 100)
    both = team.forecast().team.rep
    assert both is not None and (both.amount_minor, both.people, both.low_minor) == (
        35_000,
        2,
        None,
    )
    assert team.forecast().teams[0].rep == both


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"amount_minor": None}, "needs an amount or a note"),
        ({"amount_minor": -1}, "below zero"),
        ({"amount_minor": LARGEST + 1}, "larger than"),
        ({"amount_minor": 10, "low_minor": 11}, "between its low and its high"),
        ({"amount_minor": 10, "high_minor": 9}, "between its low and its high"),
        ({"amount_minor": None, "low_minor": 5, "high_minor": 4}, "between its low and its high"),
        ({"amount_minor": 10, "low_minor": -3}, "below zero"),
    ],
)
def test_what_makes_no_sense_is_refused(team: Team, said: dict[str, Any], words: str) -> None:
    assert words in problem(team, calls.state, team.ana, Q4, "rep", **said, today=TODAY)
    assert team.line(team.ana).rep is None


def test_a_call_is_for_a_month_a_quarter_or_a_year_that_is_not_over(team: Team) -> None:
    said = {"amount_minor": 1, "today": TODAY}
    for period in (day_of(TODAY), week_of(TODAY)):
        assert "a quarter or a year" in problem(team, calls.state, team.ana, period, "rep", **said)
    past = parse("2026-10")
    assert "October 2026 is over" in problem(team, calls.state, team.ana, past, "rep", **said)
    with pytest.raises(Problem, match=r"calls\.over"):
        team.freeze(past)
    team.do(people.retire, team.ben, ended_on=date(2026, 9, 30))
    assert "Ben Cole has left" in problem(team, calls.state, team.ben, Q4, "rep", **said)
    assert "boss" in problem(team, calls.state, team.ana, Q4, "boss", **said)
    with pytest.raises(Problem, match=r"record\.gone"):
        team.do(calls.state, 99, Q4, "rep", **said)
    team.call(team.ana, None, note="Only a word")
    line = team.line(team.ana)
    assert line.rep is not None and line.rep.amount_minor is None


def test_a_call_goes_stale_with_the_week_or_when_more_is_closed(team: Team) -> None:
    def stale() -> str | None:
        line = team.line(team.ana)
        assert line.rep is not None
        return line.rep.stale

    team.call(team.ana, 250)
    assert stale() is None
    team.day = MONDAY + timedelta(days=6)  # Sunday of the same week
    assert stale() is None
    team.day = MONDAY + timedelta(days=7)
    assert stale() == "week"
    team.call(team.ana, 250)
    assert stale() is None
    team.won(251)
    assert stale() == "passed"
    team.day = date(2027, 1, 2)
    assert stale() is None  # the quarter is over
    ahead = parse("2027-02")
    team.call(team.ana, 10, period=ahead)
    team.day = date(2027, 1, 20)
    later = team.line(team.ana, ahead).rep
    assert later is not None and later.stale is None  # it has not begun
    assert team.forecast(ahead).team.rep == later


def test_judgements_leave_value_and_category_alone(team: Team) -> None:
    team.won(50)
    sure, maybe, third = team.deal(100), team.deal(70, "Negotiation"), team.deal(30)
    before = ask(team.store, _facts)
    team.do(calls.judge, [sure, maybe], "in", note="Verbal yes", today=TODAY)
    team.do(calls.judge, [third], "out", note="Wishful", today=TODAY)
    assert ask(team.store, _facts) == before
    team.do(calls.judge, [sure, third], "out", today=TODAY)
    assert [one.note for one in ask(team.store, judgements).values()] == [
        "Verbal yes",
        "Verbal yes",
        "Wishful",
    ]
    team.do(calls.judge, [maybe], "in", note=" ", today=TODAY)
    assert ask(team.store, judgements)[maybe].note is None
    team.do(calls.judge, [sure], "in", today=TODAY)
    line = team.line(team.ana)
    assert (line.total_in, line.judged_in.deal_ids) == (22_000, (sure, maybe))
    assert line.judged_out.deal_ids == (third,)
    assert line.rollup.commit == 12_000
    assert team.forecast().team.total_in == 22_000
    team.do(deals.win, [sure], closed_on=TODAY, today=TODAY)
    assert team.line(team.ana).total_in == 22_000  # closed now, and not counted twice
    team.do(deals.lose, [maybe], reason=None, closed_on=TODAY, today=TODAY)
    assert team.line(team.ana).total_in == 15_000
    team.do(calls.judge, [third], None, today=TODAY)
    assert team.line(team.ana).judged_out.deal_ids == ()


def test_a_judgement_counts_in_the_deals_period_while_it_is_forecast(team: Team) -> None:
    deal = team.deal(100)
    team.do(calls.judge, [deal], "in", today=TODAY)
    assert team.line(team.ana, parse("2026-12")).total_in == 10_000
    assert team.line(team.ana, parse("2026-11")).total_in == 0
    team.do(deals.edit, [deal], category="omitted")
    assert team.line(team.ana).total_in == 0
    team.do(deals.edit, [deal], category=None, owner_id=team.ben)
    assert team.line(team.ben).total_in == 10_000


def test_what_cannot_be_judged(team: Team) -> None:
    won, omitted = team.won(10), team.deal(5, category="omitted")
    judge = {"today": TODAY}
    assert "is closed" in problem(team, calls.judge, [won], "in", **judge)
    assert "omitted" in problem(team, calls.judge, [omitted], "in", **judge)
    assert "maybe" in problem(team, calls.judge, [omitted], "maybe", **judge)
    with pytest.raises(Problem, match=r"record\.gone"):
        team.do(calls.judge, [999], "in", **judge)
    assert team.do(calls.judge, [], "in", **judge).edit_id is None


def test_one_click_freezes_all_calls_of_a_period(team: Team) -> None:
    assert "no call for Q4 2026" in problem(team, calls.freeze, Q4, now=noon(TODAY), today=TODAY)
    team.call(team.ana, 250, low=200, note="Sure")
    team.call(team.ana, 220, "manager")
    team.call(team.ben, 100)
    team.call(team.ben, 7, period=parse("2026-12"))
    freeze = team.freeze()
    assert "frozen today already" in problem(team, calls.freeze, Q4, now=noon(TODAY), today=TODAY)
    team.call(team.ana, 1)
    frozen = list(ask(team.store, _frozen, freeze))
    assert [(one.person_id, one.said_by, one.amount_minor) for one in frozen] == [
        (team.ana, "manager", 22_000),
        (team.ana, "rep", 25_000),
        (team.ben, "rep", 10_000),
    ]
    assert (frozen[1].low_minor, frozen[1].note, frozen[1].said_on) == (20_000, "Sure", TODAY)
    again = team.freeze()
    found = team.forecast().freezes
    assert [row.id for row in found] == [again, freeze]
    assert [row.calls for row in found] == [3, 3]
    assert found[0].frozen_on == TODAY
    assert found[0].edit_id > found[1].edit_id
    assert team.forecast(parse("2026-12")).freezes == ()
    team.day += timedelta(days=7)
    team.freeze()  # the same calls in another week
    assert len(team.forecast().freezes) == 3


def test_what_is_frozen_is_kept_whatever_happens_to_the_calls(team: Team) -> None:
    team.call(team.ana, 250)
    team.freeze()
    team.do(calls.withdraw, team.ana, Q4, "rep", today=TODAY)
    team.do(people.retire, team.ana, ended_on=TODAY)
    (row,) = team.forecast().freezes
    assert [one.amount_minor for one in ask(team.store, _frozen, row.id)] == [25_000]
    changes = {code for code in VERBS if code.startswith("calls.")}
    assert changes == {"calls.state", "calls.withdraw", "calls.judge", "calls.freeze"}


def test_the_history_names_what_was_done(team: Team) -> None:
    deal = team.deal(100, name="Pilot")
    team.call(team.ana, 250)
    team.freeze()
    team.do(calls.judge, [deal], "out", today=TODAY)
    team.do(calls.judge, [deal], None, today=TODAY)
    team.do(calls.withdraw, team.ana, Q4, "rep", today=TODAY)
    labels = [entry.label for entry in ask(team.store, history.entries, 5)]
    assert labels == [
        "Take back the rep’s call for Ana Ruiz, Q4 2026",
        "Judge “Pilot” neither in nor out",
        "Judge “Pilot” out",
        "Freeze one call for Q4 2026",
        "Say the rep’s call for Ana Ruiz, Q4 2026",
    ]


def test_calls_follow_the_workspace_into_another_currency(team: Team) -> None:
    team.call(team.ana, 250)
    team.freeze()
    team.do(settings.change, currency="EUR")
    line = team.line(team.ana)
    assert line.rep is not None
    assert (line.rep.amount_minor, line.rep.unconverted) == (None, "USD")
    team.do(settings.set_rate, "USD", date(2026, 1, 1), Decimal("0.5"))
    line = team.line(team.ana)
    assert line.rep is not None
    assert (line.rep.amount_minor, line.rep.unconverted) == (12_500, None)
    assert team.forecast().freezes[0].currency == "USD"


def test_a_deal_that_is_deleted_takes_its_judgement_along(team: Team) -> None:
    deal = team.deal(100)
    team.do(calls.judge, [deal], "in", today=TODAY)
    team.do(deals.delete, [deal])
    assert team.line(team.ana).total_in == 0
    history.undo(team.store, noon(TODAY))
    assert team.line(team.ana).total_in == 10_000


def _facts(session: Any) -> list[Any]:
    return [tuple(row) for row in session.execute(select(Deal.__table__))]


def _frozen(session: Any, freeze_id: int) -> list[freezes.Frozen]:
    return list(freezes.calls(session, freeze_id))
