"""The deals behind a line of the forecast, and the forecast as it stood on a past day."""

from datetime import date, timedelta

from salesdesk_app.services import history
from salesdesk_app.services.deals import deals as changing
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.forecasting import agenda, calls, rollup
from salesdesk_app.services.forecasting.deals import of_owners
from salesdesk_app.services.verbs import ask
from tests.services.forecasting.world import Q4, TODAY, Team, noon


def test_each_deal_with_its_category_and_judgement(team: Team) -> None:
    best, sure = team.deal(70, "Proposal"), team.deal(100, "Negotiation")
    larger, won = team.deal(120, "Negotiation"), team.won(10)
    omitted = team.deal(900, "Proposal", category="omitted")
    team.lost(5)
    team.deal(3, "Negotiation", closes=date(2027, 2, 1))
    team.deal(4, "Negotiation", closes=None)
    team.deal(6, "Negotiation", owner=team.ben)
    team.do(calls.judge, [best], "in", note="Verbal yes", today=TODAY)
    line = team.line(team.ana)
    found = ask(team.store, of_owners, line.owners, Q4, TODAY)
    assert [(one.row.id, one.category) for one in found] == [
        (won, "closed"),
        (larger, "commit"),
        (sure, "commit"),
        (best, "best_case"),
        (omitted, "omitted"),
    ]
    judged = found[3].judged
    assert judged is not None and (judged.verdict, judged.note) == ("in", "Verbal yes")
    assert {one.row.id for one in found} == {
        deal_id for part in line.parts.values() for deal_id in part.deal_ids
    }
    few = ask(team.store, of_owners, line.owners, Q4, TODAY, DealFilter(text="120"))
    assert [one.row.id for one in few] == [larger]
    everybody = ask(team.store, of_owners, team.forecast().team.owners, Q4, TODAY)
    assert len(everybody) == 6


def test_a_win_is_listed_with_who_owned_it_then(team: Team) -> None:
    won = team.won(10)
    team.do(changing.edit, [won], owner_id=team.ben)
    mine = ask(team.store, of_owners, (team.ana,), Q4, TODAY)
    assert [one.row.id for one in mine] == [won]
    assert ask(team.store, of_owners, (team.ben,), Q4, TODAY) == []


def test_the_forecast_as_it_stood(team: Team) -> None:
    before = TODAY
    deal = team.deal(100, "Negotiation")
    team.call(team.ana, 120)
    team.freeze()
    then = team.forecast()
    called = ask(team.store, agenda.of, before, Q4)
    team.day = TODAY + timedelta(days=7)
    team.do(changing.win, [deal], closed_on=team.day, today=team.day)
    team.do(changing.edit, [deal], owner_id=team.ben)
    team.do(calls.withdraw, team.ana, Q4, "rep", today=team.day)
    assert team.forecast() != then
    assert history.ask_as_of(team.store, before, rollup.forecast, before, Q4) == then
    assert history.ask_as_of(team.store, before, agenda.of, before, Q4) == called


def test_a_freeze_that_was_a_mistake_is_undone_as_anything(team: Team) -> None:
    team.call(team.ana, 120)
    team.freeze()
    history.undo(team.store, noon(TODAY))
    assert team.forecast().freezes == ()
    history.redo(team.store, noon(TODAY))
    (row,) = team.forecast().freezes
    team.deal(100, "Negotiation")
    assert row.calls == 1
    assert ask(team.store, agenda.of, TODAY, Q4).reps[0].moved == 10_000
