"""What an export of deals writes comes in again as it was."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from salesdesk_app.domain.custom import Kind, Value
from salesdesk_app.services import custom_fields, exporting, importing
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Account, Currency, Deal, Person, Stage
from salesdesk_app.store.session import Store
from tests.sheets import deals
from tests.world import NOON, TODAY, fill

NAMES = (
    "=1+1", "+44 20 7946", "-1", "@SUM(A1)", "'=quoted", "'plain", "#N/A", "1,5", "00123", "TRUE",
    "2017-03-04", "<b>x</b>", "Ünïcode ✓ 漢字", "a;b|c", 'say "hi"', "Total", "1e5",
)  # fmt: skip


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    with store.write("deals.create", at=NOON) as (session, _):
        stage = session.scalars(select(Stage).order_by(Stage.position)).first()
        assert stage is not None
        session.add(Currency(code="JPY"))
        session.flush()
        for number, name in enumerate(NAMES):
            account = Account(name=f"{name} Ltd")
            owner = Person(name=f"Rep {name}")
            session.add_all([account, owner])
            session.flush()
            session.add(
                Deal(
                    name=name,
                    account_id=account.id,
                    owner_id=owner.id,
                    stage_id=stage.id,
                    currency="JPY" if number % 2 else "USD",
                    value_minor=123_456_789 + number,
                    probability=61,
                    category="commit",
                    created_on=date(2017, 1, 2),
                    source=name,
                    next_step=f"{name}\nand more",
                    note=f"{name}\nline two",
                )
            )
    return store


def same_again(store: Store, path: Path) -> importing.Plan:
    csv: exporting.CsvKind = "programs" if "programs" in path.name else "spreadsheets"
    exporting.write_records(store, "deals", path, csv=csv)
    source = ask(store, importing.read, path)
    assert source.table.kind == "deals"
    return ask(store, importing.plan, source.table)


@pytest.mark.parametrize("name", ["deals.xlsx", "deals.csv", "programs.csv"])
def test_into_the_same_workspace(world: Store, tmp_path: Path, name: str) -> None:
    planned = same_again(world, tmp_path / name)
    assert planned.errors == ()
    assert [row for row in planned.rows if row.kind != "same"] == []
    assert len(planned.rows) == len(NAMES) + 9
    assert not any((planned.creates.people, planned.creates.accounts, planned.creates.products))


@pytest.mark.parametrize("name", ["deals.xlsx", "deals.csv", "programs.csv"])
def test_into_another_workspace(world: Store, blank: Path, tmp_path: Path, name: str) -> None:
    planned = same_again(world, tmp_path / name)
    other = Store(Path(shutil.copy(blank, tmp_path / "other.db")))
    try:
        fresh = ask(other, importing.plan, planned.table)
        assert {row.kind for row in fresh.rows} == {"new"}
        perform(other, Stamp(NOON, "import"), importing.apply, fresh, today=TODAY)
        links = {"id", "account_id", "owner_id", "stage_id"}

        def plain(store: Store) -> dict[str, dict[str, object]]:
            return {
                row.uid: {k: v for k, v in row._mapping.items() if k not in links}
                for row in deals(store).values()
            }

        assert plain(other) == plain(world)
        assert {row.kind for row in ask(other, importing.plan, planned.table).rows} == {"same"}
    finally:
        other.close()


@pytest.fixture
def own(world: Store) -> Store:
    """The same deals with values in fields of the user's own, of every kind."""
    kinds: tuple[tuple[str, Kind], ...] = (
        ("Segment", "text"),
        ("=Seats", "number"),
        ("Renewal", "day"),
        ("Pilot", "yes_no"),
        ("Unused", "text"),
    )
    for name, kind in kinds:
        perform(world, Stamp(NOON), custom_fields.add, name, kind)
    for place, name in enumerate(NAMES):
        deal_id = deals(world)[name].id
        values: tuple[Value, ...] = (
            f"{name}\nline two" if place % 2 else name,
            Decimal("12345678901234567890.125") if place == 1 else Decimal(place * 1000) / 8,
            date(2027, 1, 1 + place),
            bool(place % 2),
        )
        for field_id, value in enumerate(values, 1):
            perform(world, Stamp(NOON), custom_fields.set_value, deal_id, field_id, value)
    return world


@pytest.mark.parametrize("name", ["deals.xlsx", "deals.csv", "programs.csv"])
def test_fields_of_the_users_own_go_out_and_come_in(own: Store, tmp_path: Path, name: str) -> None:
    planned = same_again(own, tmp_path / name)
    assert planned.table.headings[-5:] == ("Segment", "=Seats", "Renewal", "Pilot", "Unused")
    assert [one.how for one in planned.table.matches[-5:]] == ["exact"] * 5
    assert planned.errors == ()
    assert [row for row in planned.rows if row.kind != "same"] == []
    assert planned.creates.fields == ()


def test_they_come_into_another_workspace_where_they_are_kept(
    own: Store, blank: Path, tmp_path: Path
) -> None:
    # More figures than a spreadsheet keeps go out as a text, and nothing there tells otherwise.
    long = deals(own)[NAMES[1]].id
    perform(own, Stamp(NOON), custom_fields.set_value, long, 2, Decimal("-0.125"))
    planned = same_again(own, tmp_path / "deals.xlsx")
    other = Store(Path(shutil.copy(blank, tmp_path / "other.db")))
    try:
        table = ask(other, importing.read, tmp_path / "deals.xlsx").table
        kept = {one.column: one.field for one in planned.table.matches[-5:]}
        fresh = ask(other, importing.plan, table, kept)
        assert [name for name, _kind in fresh.creates.fields] == [
            "Segment", "=Seats", "Renewal", "Pilot",
        ]  # fmt: skip
        perform(other, Stamp(NOON, "import"), importing.apply, fresh, today=TODAY)
        assert {row.custom for row in deals(other).values()} == {
            row.custom for row in deals(own).values()
        }
    finally:
        other.close()
