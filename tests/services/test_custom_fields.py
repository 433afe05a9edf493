"""Fields of the user's own: added, renamed and removed, and what deals hold in them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app.domain.custom import Value
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import name_key
from salesdesk_app.services import custom_fields, history, pipeline
from salesdesk_app.services.custom_fields import FieldRow
from salesdesk_app.services.pipeline import DealRow
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Deal
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def do(store: Store, verb: Callable[..., Any], *args: Any) -> Any:
    return perform(store, Stamp(NOON), verb, *args).result


def texts(store: Store) -> dict[int, str]:
    """What deals hold, as it is stored."""
    with store.read() as session:
        rows = session.execute(select(Deal.id, Deal.custom).where(Deal.custom.is_not(None)))
        return {row.id: row.custom for row in rows}


def test_values_of_every_kind(world: Store) -> None:
    given: tuple[tuple[str, Any, Value], ...] = (
        ("Segment", "text", "Retail “A”\nand more"),
        ("Seats", "number", Decimal("12.5")),
        ("Renewal", "day", date(2027, 1, 2)),
        ("Pilot", "yes_no", False),
    )
    for name, kind, value in given:
        field_id = do(world, custom_fields.add, name, kind)
        do(world, custom_fields.set_value, 1, field_id, value)
    assert texts(world) == {
        1: '{"1":"Retail “A”\\nand more","2":12.5,"3":"2027-01-02","4":false}',
    }
    assert [row.name for row in ask(world, custom_fields.rows)] == [name for name, *_ in given]
    do(world, custom_fields.set_value, 1, 1, "  ")
    do(world, custom_fields.set_value, 1, 3, None)
    assert texts(world) == {1: '{"2":12.5,"4":false}'}


def test_a_value_that_stands_already_is_no_edit(world: Store) -> None:
    do(world, custom_fields.add, "Seats", "number")
    do(world, custom_fields.set_value, 1, 1, Decimal("7.0"))
    seven = Decimal("7.00")
    assert perform(world, Stamp(NOON), custom_fields.set_value, 1, 1, seven).edit_id is None
    assert perform(world, Stamp(NOON), custom_fields.set_value, 2, 1, None).edit_id is None


def test_a_removed_field_takes_its_values_along_and_brings_them_back(world: Store) -> None:
    for name in ("Segment", "Region code"):
        do(world, custom_fields.add, name, "text")
    do(world, custom_fields.set_value, 1, 1, 'Ünï \\ " \x01 /')
    do(world, custom_fields.set_value, 1, 2, 'N\n漢 \\ " \x01 /\u2028')
    do(world, custom_fields.set_value, 2, 1, "Bank")
    before = texts(world)
    assert ask(world, custom_fields.rows) == [
        FieldRow(1, "Segment", "text", 2),
        FieldRow(2, "Region code", "text", 1),
    ]
    do(world, custom_fields.remove, 1)
    left = texts(world)
    assert left.keys() == {1}
    # As it would be written anew: what SQL leaves and what Python writes is one text.
    do(world, custom_fields.set_value, 3, 2, 'N\n漢 \\ " \x01 /\u2028')
    assert texts(world)[3] == left[1]
    history.undo(world, NOON)
    history.undo(world, NOON)
    assert texts(world) == before
    assert [row.name for row in ask(world, custom_fields.rows)] == ["Segment", "Region code"]


def test_a_new_field_never_gets_the_id_of_one_that_was_removed(world: Store) -> None:
    first = do(world, custom_fields.add, "Segment", "text")
    do(world, custom_fields.remove, first)
    assert do(world, custom_fields.add, "Seats", "number") != first


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("  ", "field.empty"),
        ("SEGMENT", "field.taken"),
        ("Stage", "field.taken"),
        ("close  DATE", "field.taken"),
        ("x" * 81, "field.long"),
    ],
)
def test_names_that_cannot_be(world: Store, name: str, code: str) -> None:
    do(world, custom_fields.add, "Segment", "text")
    other = do(world, custom_fields.add, "Other", "text")
    for verb, *args in (
        (custom_fields.add, name, "text"),
        (custom_fields.rename, other, name),
    ):
        with pytest.raises(Problem, match=code):
            do(world, verb, *args)


@pytest.mark.parametrize("length", [1, 76, 79, 80, 81, 300])
def test_a_free_name_is_one_that_can_be(length: int) -> None:
    taken: set[str] = set()
    for _ in range(11):
        name = custom_fields.free_name("Q" * length, taken)
        assert custom_fields.checked(name, ()) == name
        assert name_key(name) not in taken
        taken.add(name_key(name))


def test_a_field_may_be_spelled_anew(world: Store) -> None:
    do(world, custom_fields.add, "segment", "text")
    do(world, custom_fields.rename, 1, " Segment ")
    assert [own.name for own in ask(world, custom_fields.listing)] == ["Segment"]


def test_what_is_gone_or_unknown(world: Store) -> None:
    with pytest.raises(Problem, match=r"field\.choice"):
        do(world, custom_fields.add, "Segment", "money")
    do(world, custom_fields.add, "Seats", "number")
    for verb, *args in (
        (custom_fields.rename, 9, "X"),
        (custom_fields.remove, 9),
        (custom_fields.set_value, 1, 9, "X"),
        (custom_fields.set_value, 99, 1, 7),
    ):
        with pytest.raises(Problem, match=r"record\.gone"):
            do(world, verb, *args)
    with pytest.raises(Problem, match=r"custom\.number"):
        do(world, custom_fields.set_value, 1, 1, "seven")
    assert texts(world) == {}


def test_rows_carry_what_deals_hold_and_are_found_by_it(world: Store) -> None:
    plain = {row.id: row for row in ask(world, pipeline.table, pipeline.DealFilter(), TODAY)}
    do(world, custom_fields.add, "Segment", "text")
    do(world, custom_fields.add, "Seats", "number")
    remembered = pipeline.Remembered()

    def rows(text: str = "") -> dict[int, pipeline.DealRow]:
        wanted = pipeline.DealFilter(text=text)
        found = ask(world, pipeline.table, wanted, TODAY, remembered=remembered)
        return {row.id: row for row in found}

    assert rows() == plain
    do(world, custom_fields.set_value, 1, 1, "Retail Banking")
    do(world, custom_fields.set_value, 1, 2, Decimal("12.5"))
    now = rows()
    assert now[1].custom == {1: "Retail Banking", 2: Decimal("12.5")}
    assert now[1] != plain[1]
    assert now[1].name == plain[1].name
    assert (now[2], now[2].custom) == (plain[2], {})
    assert rows("retail 12.5").keys() == {1}
    do(world, custom_fields.set_value, 1, 1, "Trade")
    assert rows()[1].custom[1] == "Trade"
    assert rows("retail") == {}
    do(world, custom_fields.remove, 1)
    assert rows()[1].custom == {2: Decimal("12.5")}


def test_rows_without_such_values_are_as_small_as_they_were(world: Store) -> None:
    do(world, custom_fields.add, "Segment", "text")
    do(world, custom_fields.set_value, 1, 1, "Retail")
    rows = ask(world, pipeline.table, pipeline.DealFilter(), TODAY)
    assert {len(row) - len(DealRow._fields) for row in rows if row.id != 1} == {0}
