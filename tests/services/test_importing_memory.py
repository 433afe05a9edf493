"""What is remembered of an import for the next file of its shape."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from salesdesk_app.exchange.values.cells import Choices
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Plan
from salesdesk_app.services.verbs import Done, Stamp, ask, perform
from salesdesk_app.store.models import ColumnChoice, Edit
from salesdesk_app.store.session import Store
from tests.sheets import kinds, workbook
from tests.world import NOON, TODAY

HEADS = ["Deal", "Value", "Worth", "Close date", "Stage"]


def look(store: Store, path: Path, *args: Any, **options: Any) -> Plan:
    return ask(store, importing.plan, ask(store, importing.read, path).table, *args, **options)


def agree(store: Store, planned: Plan) -> Done[importing.Imported]:
    done = perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    importing.remember(store, planned, done.result, at=NOON)
    return done


def fields(store: Store, path: Path) -> list[tuple[str | None, str]]:
    return [(one.field, one.how) for one in ask(store, importing.read, path).table.matches]


@pytest.fixture
def chosen(store: Store, tmp_path: Path) -> Store:
    """A store that was told once which column holds the value."""
    path = workbook(tmp_path / "a.xlsx", HEADS, ["A", 5, 6, date(2017, 3, 4), "Proposal"])
    agree(store, look(store, path, {1: None, 2: "value"}))
    return store


def test_the_fields_that_were_chosen(chosen: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", HEADS, ["B", 5, 6, date(2017, 3, 4), "Proposal"])
    assert fields(chosen, path)[:3] == [
        ("name", "exact"), (None, "remembered"), ("value", "remembered"),
    ]  # fmt: skip
    with chosen.read() as session:
        assert session.scalar(select(func.count()).select_from(Edit)) == 1


@pytest.mark.parametrize(
    ("heads", "value"),
    [
        (["Worth", "Deal", "Stage", "Close date", "Value"], 0),
        ([*HEADS, "Region"], 2),
        (["Region", *HEADS], 3),
        (["Deal", "Value", "Worth", "Stage"], 2),
    ],
)
def test_a_harmless_change_of_shape(
    chosen: Store, tmp_path: Path, heads: list[str], value: int
) -> None:
    path = workbook(tmp_path / "b.xlsx", heads, ["x"] * len(heads))
    found = fields(chosen, path)
    assert found[value] == ("value", "remembered")
    assert found[heads.index("Value")] == (None, "remembered")


def test_another_shape_knows_nothing_of_it(chosen: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", ["Deal", "Value", "Worth"], ["A", 5, 6])
    assert fields(chosen, path)[1] == ("value", "exact")


def test_what_was_kept_before_headings_were(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADS, ["A", 5, 6, date(2017, 3, 4), "Proposal"])
    agree(store, look(store, path, {1: None, 2: "value"}))
    with store.scratch() as session:
        session.scalars(select(ColumnChoice)).one().readings = None
    assert fields(store, path)[2] == ("value", "remembered")


def rows(*days: str) -> Sequence[Sequence[Any]]:
    return [["Id", "Deal", "Created"], *([at, f"Deal {at}", day] for at, day in enumerate(days))]


def test_how_cells_are_read_where_nothing_in_the_file_tells(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", *rows("03/04/2017"))
    assert kinds(look(store, path)) == ["error"]
    agree(store, look(store, path, choices=Choices(date_order="dmy")))
    found = look(store, workbook(tmp_path / "b.xlsx", *rows("05/04/2017")))
    assert found.shown(found.rows[0], "created_on") == "5 Apr 2017"
    assert [note.sentence for note in found.notes if note.code == "import.as_last_time"] == [
        "As last time, because nothing in the file tells: Created."
    ]
    assert found.choices.columns[2].date_order == "dmy"


def test_what_a_file_itself_tells_comes_first(store: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", *rows("03/04/2017"))
    agree(store, look(store, path, choices=Choices(columns={2: Choices(date_order="dmy")})))
    proven = look(store, workbook(tmp_path / "b.xlsx", *rows("05/04/2017", "05/24/2017")))
    assert proven.shown(proven.rows[0], "created_on") == "4 May 2017"
    both = look(store, workbook(tmp_path / "c.xlsx", *rows("05/04/2017", "5/24/2017", "24/5/2017")))
    assert kinds(both) == ["error", "new", "new"]
    asked = look(store, path, choices=Choices())
    assert kinds(asked) == ["error"]  # said anew, nothing of before counts
