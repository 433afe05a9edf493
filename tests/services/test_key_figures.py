"""The key figures: what each says and compares with, and which ones are chosen."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import activities, commitments, figures, pipeline
from salesdesk_app.services.deals import deals
from salesdesk_app.services.deals.deal_filter import DealFilter
from salesdesk_app.services.key_figures import figure_choice
from salesdesk_app.services.key_figures.figure import Basis, Made
from salesdesk_app.services.key_figures.figure_choice import CATALOGUE, FIRST
from salesdesk_app.services.today import today
from salesdesk_app.services.verbs import Session, Stamp, ask, perform
from salesdesk_app.store.models import Deal
from salesdesk_app.store.session import Store
from salesdesk_app.wording.metrics import metric
from salesdesk_app.wording.numbers import number_of
from tests.world import NOON, TODAY, fill


def all_of(store: Store, day: date = TODAY) -> dict[str, Made]:
    """Every figure that can be chosen."""

    def question(session: Session) -> dict[str, Made]:
        now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        found = today.day(session, today=day, now=now)
        basis = Basis(found, figures.read(session), session)
        return {code: kind.make(basis) for code, kind in CATALOGUE.items()}

    return ask(store, question)


def do(store: Store, verb: Any, *args: Any, **kwargs: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args, **kwargs).result


def codes(store: Store) -> tuple[str, ...]:
    return ask(store, figure_choice.chosen)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_figure_says_something_of_an_empty_workspace(store: Store, code: str) -> None:
    made = all_of(store)[code]
    assert made.value
    assert made.note
    assert metric(CATALOGUE[code].defined).text in made.explain
    assert "Computed at" in made.explain


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_figure_leads_to_deals_that_are_there(store: Store, code: str) -> None:
    fill(store)
    made = all_of(store)[code]
    assert made.value and made.note and len(made.note) <= 34
    if made.filter is not None:
        assert ask(store, pipeline.table, made.filter, TODAY)


def test_the_figures_of_the_small_world(store: Store) -> None:
    fill(store)
    made = all_of(store)
    assert (made["attainment"].value, made["gap"].value) == ("21 %", "$190 k")
    # 23 November is the 38th of 66 working days of the quarter, so 28 are left.
    assert made["gap"].note == "$6,786 per working day"
    assert made["best_case"].note.endswith("of $240 k quota")
    assert made["talks"].note


def test_what_no_deal_says_the_day_of_is_not_known_rather_than_nothing(store: Store) -> None:
    fill(store)
    with store.write("importing.apply", at=NOON, origin="import") as (session, _writing):
        session.execute(update(Deal).values(expected_close_on=None))
    made = all_of(store)
    open_deals = ask(store, pipeline.table, DealFilter(outcome="open"), TODAY)
    for code in ("coverage", "weighted", "closing_week"):
        assert (made[code].value, made[code].raw.value) == ("n/a", None)
        assert made[code].note == f"{len(open_deals)} open, none with a close date"
        assert f"{len(open_deals)} open deals have no close date" in made[code].explain
        assert made[code].filter == DealFilter(outcome="open")
    assert made["attainment"].value == "21 %"


def test_one_is_told_as_one(store: Store) -> None:
    fill(store)
    made = all_of(store)
    for code in ("coverage", "weighted", "closing_week"):
        assert "\n1 open deal has no close date\n" in made[code].explain
    several = re.compile(r"\b1 (of them have|open deals|deals|people)\b")
    assert [code for code, one in made.items() if several.search(one.explain)] == []


def test_a_week_is_compared_with_the_same_days_of_the_last(store: Store) -> None:
    fill(store)
    monday = TODAY - timedelta(days=TODAY.weekday())
    facts = ask(store, figures.facts)
    open_ids = [fact.id for fact in facts if fact.outcome == "open" and fact.value_minor]
    for deal_id, day in zip(open_ids, (monday, monday - timedelta(days=7)), strict=False):
        do(store, deals.win, [deal_id], closed_on=day, today=TODAY)
    values = {fact.id: fact.value_minor for fact in facts}
    made = all_of(store, monday)["won_week"]
    assert made.filter is not None and made.filter.deal_ids == {open_ids[0]}
    assert values[open_ids[0]] == 1_000_000 and made.value == "$10 k"
    assert made.note.endswith("last week by now")


def test_activities_count_those_of_reps_only(store: Store) -> None:
    fill(store)
    before = all_of(store)["activities"].value
    done = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
    do(store, activities.log, kind="call", done_at=done, subject="Hers", person_id=2)
    do(store, activities.log, kind="call", done_at=done, subject="Nobody's")
    assert int(all_of(store)["activities"].value) == int(before) + 1


def test_late_commitments_turn_bad(store: Store) -> None:
    fill(store)
    kept = all_of(store)["promises"]
    do(store, commitments.add, text="Offer", owner_id=2, due_on=TODAY - timedelta(days=1))
    late = all_of(store)["promises"]
    assert int(late.value) == int(kept.value) + 1
    assert late.tone == "bad"


def test_figures_are_chosen_and_kept(store: Store) -> None:
    assert codes(store) == FIRST
    wanted = ["win_rate", "gap", "won_week", "at_risk", "calls"]
    do(store, figure_choice.choose, wanted)
    assert codes(store) == tuple(wanted)
    day = ask(store, today.day, today=TODAY, now=NOON)
    assert [figure.code for figure in day.figures] == wanted


@pytest.mark.parametrize(
    "wrong",
    [[], ["gap"], ["gap"] * 5, ["gap", "calls", "cycle", "commit", "weather"], [*FIRST, "gap"]],
    ids=["none", "one", "twice", "unknown", "six"],
)
def test_what_is_no_choice_is_refused(store: Store, wrong: list[str]) -> None:
    with pytest.raises(Problem) as caught:
        do(store, figure_choice.choose, wrong)
    assert caught.value.code == "figures.choice"
    assert codes(store) == FIRST


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_number_of_every_figure_is_the_one_that_it_says(store: Store, code: str) -> None:
    empty = all_of(store)[code]
    assert (empty.raw.value is None) == (empty.value == "n/a")
    fill(store)
    made = all_of(store)[code]
    raw = made.raw
    value = Decimal(raw.value or 0)
    says = {
        "minor": lambda: wording.money(round(value), "USD", short=True),
        "share": lambda: wording.percent(value),
        "times": lambda: wording.times(value),
        "days": lambda: number_of(round(value), "day"),
        "count": lambda: wording.count(int(value)),
    }[raw.unit]
    assert made.value == ("n/a" if raw.value is None else says())
    if raw.ratio is not None:
        assert raw.value == raw.ratio.value
