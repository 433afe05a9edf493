"""Who owned a deal when it was closed: every figure of a person says the same."""

from dataclasses import astuple
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.periods import week_of
from salesdesk_app.services import charts, figures, history, owners, people, reports, settings, team
from salesdesk_app.services.deals import deals, filter_names
from salesdesk_app.services.deals.figure_filter import passing
from salesdesk_app.services.key_figures import headlines
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import Change, Deal, Edit, Stage
from salesdesk_app.store.session import Store
from tests.histories import tell
from tests.services.forecasting.world import Q4, TODAY, Team, noon


@pytest.fixture
def sold(store: Store) -> Team:
    """Ana won 100 and lost 3, which are Ben's now; he won 10, and 1 that is Ana's now."""
    world = Team(store)
    world.quota(world.ana, 200)
    world.quota(world.ben, 50)
    for deal in (world.won(100), world.lost(3)):
        world.do(deals.edit, [deal], owner_id=world.ben)
    world.won(10, owner=world.ben)
    world.do(deals.edit, [world.won(1, owner=world.ben)], owner_id=world.ana)
    return world


def closers(world: Team) -> dict[int, int]:
    return ask(world.store, owners.at_close)


def test_every_figure_of_a_person_says_the_same(sold: Team) -> None:
    won = {sold.ana: 100_00, sold.ben: 11_00}
    by_rep = ask(sold.store, figures.summary, period=Q4, by="rep").by
    assert {name: part.won_value for name, part in by_rep.items()} == {
        "Ana Ruiz": 100_00,
        "Ben Cole": 11_00,
    }
    assert [part.lost_count for part in by_rep.values()] == [1, 0]
    roster = ask(sold.store, team.roster, today=TODAY, period=Q4)
    assert {r.id: r.figures.won_value for r in roster.rows if r.figures.deals} == won
    drawn = ask(sold.store, charts.of_period, today=TODAY, period=Q4)
    assert {leader.person_id: leader.won_minor for leader in drawn.leaders} == won
    rates = {rate.key: astuple(rate.rate) for rate in drawn.rates_by_rep}
    assert rates == {sold.ana: (1, 2), sold.ben: (2, 2)}
    assert {line.id: line.closed for line in sold.forecast().lines} == won
    report = ask(sold.store, reports.weekly, week=week_of(TODAY), today=TODAY)
    assert {line.person_id: line.figures.won_value for line in report.reps if line.quota} == won
    of_deals: dict[int, int] = {}
    for line in report.deals:
        if line.outcome == "won":
            of_deals[line.owner_id] = of_deals.get(line.owner_id, 0) + (line.value_minor or 0)
    assert of_deals == won
    assert {line.owner for line in report.deals if line.value_minor == 100_00} == {"Ana Ruiz"}


def test_who_is_behind_pace_is_told_by_what_they_won(sold: Team) -> None:
    stated = ask(sold.store, settings.read)
    reading = ask(sold.store, figures.read)
    found = ask(sold.store, headlines.headlines, TODAY, stated, reading)
    assert sold.ben in found.learners  # 11 of 50; what he was handed would be 110


def test_the_days_commit_is_the_forecasts(store: Store) -> None:
    world = Team(store)
    world.won(1)
    world.do(deals.edit, [world.deal(10)], category="closed")  # but not won yet: commit
    kept = world.deal(100, "Negotiation")
    stated = ask(store, settings.read)
    reading, line = ask(store, figures.read), world.forecast().team
    found = ask(store, headlines.headlines, TODAY, stated, reading)
    assert found.rollup == line.rollup
    both = {*line.parts["closed"].deal_ids, *line.parts["commit"].deal_ids}
    assert found.commit_deals == both
    assert kept in both
    assert len(both) == 3


def test_a_figure_leads_to_the_deals_that_it_counts(sold: Team) -> None:
    drawn = ask(sold.store, charts.of_period, today=TODAY, period=Q4)
    for leader in drawn.leaders:
        assert leader.deal_ids is not None
        assert len(leader.deal_ids) == leader.won_count
    for person_id, count in ((sold.ana, 2), (sold.ben, 2)):
        page = ask(sold.store, team.person, person_id, period=Q4)
        assert page is not None
        assert page.closed == {deal.id for deal in page.deals if deal.outcome != "open"}
        assert len(page.closed) == count


def test_where_nobody_handed_over_a_closed_deal_figures_lead_to_a_filter(store: Store) -> None:
    world = Team(store)
    world.won(5)
    drawn = ask(store, charts.of_period, today=TODAY, period=Q4)
    assert {leader.deal_ids for leader in drawn.leaders} == {None}
    page = ask(store, team.person, world.ana, period=Q4)
    assert page is not None
    assert page.closed is None


@pytest.mark.parametrize(
    ("line", "won"),
    [
        ("owner:ana", {"Ana Ruiz": 100_00}),
        ("owner:ben", {"Ben Cole": 11_00}),
        ("-owner:ana", {"Ben Cole": 11_00}),
        ("owner:ben value<50", {"Ben Cole": 11_00}),
        ("owner:ben risk:no", {"Ben Cole": 11_00}),
        ("team:grace", {"Ana Ruiz": 100_00, "Ben Cole": 11_00}),
        ("owner:none", {}),
    ],
)
def test_figures_of_a_person_s_deals_are_those_of_the_person(
    sold: Team, line: str, won: dict[str, int]
) -> None:
    wanted = ask(sold.store, filter_names.understood, line, TODAY).wanted
    drawn = ask(sold.store, charts.of_period, today=TODAY, period=Q4, wanted=wanted)
    assert {leader.name: leader.won_minor for leader in drawn.leaders} == won
    made = sold.forecast(wanted=wanted)
    assert {line.name: line.closed for line in made.lines if line.parts["closed"].deal_ids} == won


def test_a_filter_that_asks_for_nobody_asks_for_all(sold: Team) -> None:
    wanted = ask(sold.store, filter_names.understood, "is:all", TODAY).wanted
    assert ask(sold.store, passing, wanted, TODAY) is None


def test_it_holds_as_of_a_day_as_well(store: Store) -> None:
    world = Team(store)
    deal = world.won(100)
    for owner in (world.ben, world.boss):
        world.day += timedelta(days=1)
        world.do(deals.edit, [deal], owner_id=owner)
    for day, passed_on in ((0, {}), (1, {deal: world.ana}), (2, {deal: world.ana})):
        then = TODAY + timedelta(days=day)
        assert history.ask_as_of(store, then, owners.at_close) == passed_on
        by_rep = history.ask_as_of(store, then, figures.summary, by="rep").by
        assert {name: part.won_value for name, part in by_rep.items()} == {"Ana Ruiz": 100_00}


def test_what_was_undone_did_not_happen(store: Store) -> None:
    world = Team(store)
    deal = world.won(100)
    world.do(deals.edit, [deal], owner_id=world.ben)
    assert closers(world) == {deal: world.ana}
    world.do(deals.reopen, [deal])
    assert closers(world) == {}
    history.undo(store, noon(world.day))
    assert closers(world) == {deal: world.ana}
    history.redo(store, noon(world.day))
    assert closers(world) == {}
    world.do(deals.win, [deal], closed_on=world.day, today=world.day)
    assert closers(world) == {}
    world.do(deals.edit, [deal], owner_id=world.boss)
    assert closers(world) == {deal: world.ben}
    history.undo(store, noon(world.day))
    assert closers(world) == {}


def test_who_wins_a_lost_deal_won_it(store: Store) -> None:
    world = Team(store)
    deal = world.lost(100)
    world.do(deals.edit, [deal], owner_id=world.ben)
    assert closers(world) == {deal: world.ana}
    world.do(deals.win, [deal], closed_on=world.day, today=world.day)
    assert closers(world) == {}


def test_who_is_given_a_deal_as_it_is_closed_closed_it(store: Store) -> None:
    world = Team(store)
    deal = world.deal(100)
    with store.write("deals.win", at=noon(TODAY)) as (session, written):
        written.facts.update(deal="Deal")
        row = session.get_one(deals.Deal, deal)
        row.stage_id, row.closed_on = world.stages["Won"], TODAY
        session.flush()
        row.owner_id = world.ben
    assert closers(world) == {}


def test_a_deal_that_came_in_closed_is_whose_it_is_now(store: Store) -> None:
    world = Team(store)
    with store.write("importing.apply", at=noon(TODAY), origin="import") as (session, written):
        written.facts.update(file="x.csv", kind="deals", count=1)
        row = deals.Deal(name="Old", currency="USD", value_minor=100, owner_id=world.ana)
        row.stage_id, row.closed_on = world.stages["Won"], TODAY
        session.add(row)
        session.flush()
        deal = row.id
    world.do(people.edit, world.ana, people.PersonForm("Ana Ruiz", ended_on=TODAY))
    world.do(deals.edit, [deal], owner_id=world.ben)
    assert closers(world) == {}


@pytest.mark.parametrize("seed", range(3))
def test_on_random_histories_it_is_who_owned_a_deal_when_its_outcome_came(
    store: Store, seed: int
) -> None:
    known: dict[int, dict[int, tuple[str, int | None]]] = {0: {}}
    last = 0
    for told in tell(store, 70 + seed, deal_count=40, edits=60):
        with store.read() as session:
            rows = session.execute(
                select(Deal.id, Stage.outcome, Deal.owner_id).join(Stage, Stage.id == Deal.stage_id)
            ).all()
            edit = session.get_one(Edit, told.edit_id)
            source = edit.target_id or last
            # What an undo brings back is as it was before the edit, a redo's as it was after it.
            if edit.origin == "undo":
                source = max(earlier for earlier in known if earlier < source)
            passed_on, touched = owners.at_close(session), _touched(session, told.edit_id)
        now, was = {}, known[last]
        for deal_id, outcome, owner in rows:
            past = known[source] if deal_id in touched else was
            kept = past.get(deal_id, ("", None))
            came_in_closed = deal_id not in past and outcome != "open"
            same = outcome != "open" and kept[0] == outcome
            now[deal_id] = kept if same else (outcome, None if came_in_closed else owner)
            expected = owner if now[deal_id][1] is None else now[deal_id][1]
            found = passed_on.get(deal_id, owner)
            assert found == (owner if outcome == "open" else expected), (told, deal_id)
        last = told.edit_id
        known[last] = now


def _touched(session: Session, edit_id: int) -> set[int]:
    rows = select(Change.row_id).where(Change.table_name == "deal", Change.edit_id == edit_id)
    return set(session.scalars(rows))
