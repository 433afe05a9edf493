"""What changed since a moment: told by real edits, with names, filters, windows and rates."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.periods import Period, quarter_of
from salesdesk_app.services import history, looks, settings, since, stages, waterfall
from salesdesk_app.services.deals import deals, slips
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.services.waterfall import Flow
from salesdesk_app.store.models import Freeze, Person, Stage
from salesdesk_app.store.session import Store

TODAY = date(2026, 11, 18)  # a Wednesday
AT = datetime(2026, 11, 18, 12).astimezone(UTC)
DAY = timedelta(days=1)
W = quarter_of(TODAY)
INSIDE, LATER = date(2026, 12, 15), date(2027, 1, 20)


class World:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.mark = 0
        with store.write("people.add", at=AT - 9 * DAY) as (session, written):
            written.facts.update(person="-")
            people = [Person(name="Priya Nair"), Person(name="Jonas Lind")]
            session.add_all(people)
            session.flush()
            self.priya, self.jonas = (person.id for person in people)
        self.open = [row.id for row in ask(store, stages.rows) if row.outcome == "open"]

    def do(self, verb: Any, *args: Any, at: datetime = AT, **kwargs: Any) -> Any:
        done = perform(self.store, Stamp(at), verb, *args, **kwargs)
        self.last = done.edit_id
        return done.result

    def deal(self, name: str = "Deal", value: int | None = 100, **facts: Any) -> int:
        stated = {"value_minor": value, "expected_close_on": INSIDE, "owner_id": self.priya}
        return int(self.do(deals.create, name=name, **(stated | facts)))

    def look(self) -> None:
        """From here on."""
        assert self.last is not None
        self.mark = self.last

    def flow(self, window: Period | None = W, wanted: DealFilter | None = None) -> Flow:
        flow = ask(self.store, waterfall.of, self.mark, window, wanted, today=TODAY)
        total = flow.start.amount + sum(bar.amount for bar in flow.bars.values())
        assert total == flow.end.amount
        return flow

    def told(self, **kwargs: Any) -> list[tuple[Any, ...]]:
        return [
            (line.code, line.deal, line.amount, line.before, line.after)
            for line in self.flow(**kwargs).lines
        ]

    def win(self, deal: int) -> None:
        self.do(deals.win, [deal], closed_on=TODAY, today=TODAY)


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


def test_each_line_says_what_moved(world: World) -> None:
    pushed, grown, moved = world.deal("Pushed"), world.deal("Grown"), world.deal("Moved")
    won, gone = world.deal("Won", 700), world.deal("Gone", 50)
    world.deal("Stays", 1)
    world.look()
    world.do(deals.edit, [pushed], expected_close_on=LATER)
    world.do(deals.edit, [grown], value_minor=160)
    world.do(deals.edit, [moved], owner_id=world.jonas)
    world.win(won)
    world.do(deals.delete, [gone])
    world.deal("New", 30)
    flow = world.flow()
    assert (flow.start.amount, flow.end.amount, flow.won) == (1051, 291, 700)
    assert world.told() == [
        ("created", "New", 30, None, "Qualified"),
        ("increased", "Grown", 60, 100, 160),
        ("won", "Won", -700, "Qualified", "Won"),
        ("pushed_out", "Pushed", -100, INSIDE, LATER),
        ("deleted", "Gone", -50, "Qualified", None),
    ]
    assert world.flow().lines[2].owner == "Priya Nair"


def test_a_filter_is_the_team(world: World) -> None:
    there, here = world.deal("There"), world.deal("Here", owner_id=None)
    world.look()
    world.do(deals.edit, [there], owner_id=world.jonas)
    world.do(deals.edit, [here], owner_id=world.priya)
    of_priya = DealFilter(owner_ids=frozenset({world.priya}), outcome="open", expected=W)
    assert world.told(wanted=of_priya) == [
        ("moved_to_team", "Here", 100, "No owner", "Priya Nair"),
        ("moved_off_team", "There", -100, "Priya Nair", "Jonas Lind"),
    ]
    assert world.told() == []


def test_what_the_forecast_omits_is_off_the_team(world: World) -> None:
    deal, by_stage = world.deal("By hand"), world.deal("By stage")
    world.do(deals.move, [by_stage], world.open[1])
    world.look()
    world.do(deals.edit, [deal], category="omitted")
    with world.store.write("stages.edit", at=AT) as (session, written):
        written.facts.update(stage="-")
        session.execute(update(Stage).where(Stage.id == world.open[1]).values(category="omitted"))
    assert world.told() == [
        ("moved_off_team", "By hand", -100, "Pipeline", "Omitted"),
        ("moved_off_team", "By stage", -100, "Pipeline", "Omitted"),
    ]


def test_won_again_is_won_and_what_was_undone_is_not(world: World) -> None:
    again, kept = world.deal("Again"), world.deal("Kept")
    world.win(again)
    world.win(kept)
    world.look()
    world.do(deals.reopen, [again])
    world.win(again)
    world.do(deals.reopen, [kept])
    history.undo(world.store, AT)
    assert world.told() == [
        ("reopened", "Again", 100, "Won", "Won"),
        ("won", "Again", -100, "Won", "Won"),
    ]


def test_reopened_and_won_again_and_both_undone_is_none(world: World) -> None:
    deal = world.deal()
    world.win(deal)
    world.look()
    world.do(deals.reopen, [deal])
    world.win(deal)
    for _ in range(2):
        history.undo(world.store, AT)
    assert world.told() == []


def test_a_win_that_was_undone_and_redone_since_is_none(world: World) -> None:
    world.win(world.deal())
    world.look()
    history.undo(world.store, AT)
    history.redo(world.store, AT)
    assert world.told() == []


def test_both_moments_are_at_the_rates_of_now(world: World) -> None:
    world.do(settings.set_rate, "EUR", date(2026, 1, 1), Decimal(2))
    deal = world.deal(currency="EUR")
    world.deal("No rate", currency="GBP")
    world.look()
    world.do(settings.set_rate, "EUR", date(2026, 1, 1), Decimal(3))
    world.win(deal)
    flow = world.flow()
    assert (flow.start.amount, flow.won, flow.end.amount) == (300, 300, 0)
    assert flow.unconverted == {"GBP": 1}


def test_text_is_judged_as_it_is_now(world: World) -> None:
    found, other = world.deal("Halden"), world.deal("Corvid")
    world.look()
    world.do(deals.edit, [found, other], value_minor=150)
    assert world.told(wanted=DealFilter(text="halden", outcome="open")) == [
        ("increased", "Halden", 50, 100, 150)
    ]


def test_a_filter_of_words_still_sees_who_left(world: World) -> None:
    left = world.deal("Halden")
    world.deal("Corvid")
    world.look()
    world.do(deals.edit, [left], owner_id=world.jonas)
    wanted = DealFilter(text="halden", owner_ids=frozenset({world.priya}))
    assert world.told(wanted=wanted) == [
        ("moved_off_team", "Halden", -100, "Priya Nair", "Jonas Lind")
    ]


def test_all_dates_count_deals_without_one(world: World) -> None:
    deal = world.deal(expected_close_on=None)
    world.look()
    world.do(deals.edit, [deal], value_minor=70)
    assert world.told() == []
    assert world.told(window=None) == [("decreased", "Deal", -30, 100, 70)]


def test_a_past_session_ends_on_its_day(world: World) -> None:
    deal = world.deal()
    world.look()
    world.do(deals.edit, [deal], value_minor=150)
    then = world.last
    world.do(deals.edit, [deal], value_minor=400)
    with world.store.read(then) as session:
        flow = waterfall.of(session, world.mark, W, today=TODAY)
    assert (flow.start.amount, flow.end.amount) == (100, 150)


def test_what_was_put_off_is_told_by_its_reason(world: World) -> None:
    wrong, delayed, silent = world.deal("Wrong"), world.deal("Delayed"), world.deal("Silent")
    far, sooner, won, undated = (world.deal(name) for name in ("Far", "Sooner", "Won", "Undated"))
    world.do(deals.edit, [far], expected_close_on=LATER)
    world.look()
    world.do(deals.edit, [wrong, delayed, won], expected_close_on=LATER)
    world.do(deals.edit, [silent], expected_close_on=INSIDE + DAY)
    world.do(deals.edit, [far], expected_close_on=LATER + DAY)
    world.do(deals.edit, [sooner], expected_close_on=INSIDE - DAY)
    world.do(deals.edit, [undated], expected_close_on=None)
    world.do(slips.explain, [wrong], "wrong_date")
    world.do(slips.explain, [delayed, far], "buyer_delay")
    world.win(won)
    assert world.flow().put_off == {
        "wrong_date": (wrong,),
        "buyer_delay": (delayed,),
        None: (silent,),
    }
    assert world.flow(None).put_off["buyer_delay"] == (delayed, far)


class TestSince:
    def moment(self, world: World, what: since.Since, today: date = TODAY) -> int:
        return ask(world.store, since.moment, what, today).edit_id

    def test_a_day_is_what_was_known_at_its_end(self, world: World) -> None:
        world.do(settings.change, fiscal_start_month=9, at=AT - 2 * DAY)
        early = world.last
        world.do(settings.change, fiscal_start_month=10, at=AT)
        assert self.moment(world, TODAY - DAY) == early
        assert self.moment(world, TODAY) == world.last
        with pytest.raises(Problem, match="unknown"):
            self.moment(world, TODAY - 30 * DAY)

    def test_the_last_look_is_one_of_an_earlier_day(self, world: World) -> None:
        with pytest.raises(Problem, match="never_looked"):
            self.moment(world, "looked")
        world.do(settings.change, fiscal_start_month=9, at=AT - 2 * DAY)
        early = world.last
        for day in (TODAY - DAY, TODAY):
            looks.remember(world.store, since.LOOKED, today=day, now=AT + (day - TODAY))
        world.do(settings.change, fiscal_start_month=10, at=AT - DAY + timedelta(hours=1))
        assert self.moment(world, "looked") == early
        assert self.moment(world, "looked", TODAY + DAY) == world.last

    def test_the_last_frozen_call_that_stands(self, world: World) -> None:
        with pytest.raises(Problem, match="no_call"):
            self.moment(world, "call")
        made = []
        for number in (1, 2):
            with world.store.write("importing.apply", at=AT) as (session, written):
                written.facts.update(file="-", kind="calls", count=number)
                session.add(
                    Freeze(
                        first_on=W.first,
                        last_on=W.last,
                        frozen_on=TODAY,
                        frozen_at=AT,
                        currency="USD",
                    )
                )
            made.append(written.edit_id)
            world.do(settings.change, fiscal_start_month=1 + number)
        assert self.moment(world, "call") == made[1]
        history.undo(world.store, AT)
        history.undo(world.store, AT, made[1])
        assert self.moment(world, "call") == made[0]
        history.redo(world.store, AT)
        assert self.moment(world, "call") == made[1]

    def test_the_monday_before_is_over(self) -> None:
        assert since.monday_before(date(2026, 11, 18)) == date(2026, 11, 16)
        assert since.monday_before(date(2026, 11, 16)) == date(2026, 11, 9)
        assert since.monday_before(date(2026, 11, 22)) == date(2026, 11, 16)


def test_as_json_holds_every_bar(world: World) -> None:
    deal = world.deal(value=12_345)
    world.look()
    world.win(deal)
    moment = since.Moment(world.mark, AT, TODAY)
    found = waterfall.as_json(world.flow(), moment, TODAY)
    assert (found["since"], found["until"], found["window"]) == (
        "2026-11-18",
        "2026-11-18",
        "2026-Q4",
    )
    assert (found["start"], found["end"], found["won"]) == (123.45, 0, 123.45)
    assert found["bars"]["won"] == {"amount": -123.45, "deals": [deal]}
    assert set(found["bars"]) == set(waterfall.CODES)
    assert found["changes"][0]["bar"] == "won"
    assert "unconverted" not in found
