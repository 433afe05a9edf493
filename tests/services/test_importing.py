"""Importing: what a plan says, how rows find their records, and what is written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.progress import Cancelled
from salesdesk_app.services import history, importing
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import (
    Deal,
    Edit,
    Person,
)
from salesdesk_app.store.session import Store
from tests.sheets import (
    CORVID,
    HALDEN,
    HEADINGS,
    bring,
    changed,
    codes,
    deals,
    dump,
    kinds,
    plan,
    table,
    text_file,
    workbook,
)
from tests.world import NOON, TODAY


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    bring(store, HEADINGS, HALDEN, CORVID)
    yield store


def test_new_deals_and_all_that_they_name(store: Store) -> None:
    found = plan(store, HEADINGS, HALDEN, CORVID)
    assert kinds(found) == ["new", "new"]
    assert found.creates.people == ("Priya Nair", "Jonas Lind")
    assert found.creates.accounts == ("Halden", "Corvid")
    assert found.creates.stages == ()
    done = bring(store, HEADINGS, HALDEN, CORVID)
    assert (done.result.new, done.result.changed) == (2, 0)
    one, other = deals(store)["Halden rollout"], deals(store)["Corvid renewal"]
    assert (one.account, one.owner, one.stage) == ("Halden", "Priya Nair", "Proposal")
    assert (one.value_minor, one.currency) == (500000, "USD")
    assert (one.created_on, one.expected_close_on) == (date(2017, 1, 2), date(2017, 6, 1))
    assert one.closed_on is None
    assert (other.stage, other.value_minor) == ("Won", 105450)
    assert (other.closed_on, other.expected_close_on) == (
        date(2017, 5, 4),
        date(2017, 5, 4),
    )


def test_once_more_nothing_is_written(filled: Store) -> None:
    before = dump(filled)
    done = bring(filled, HEADINGS, HALDEN, CORVID)
    assert (done.result.same, done.edit_id) == (2, None)
    assert dump(filled) == before


def test_one_step_that_is_undone_and_redone(store: Store) -> None:
    before = dump(store)
    done = bring(store, HEADINGS, HALDEN, CORVID)
    after = dump(store)
    with store.read() as session:
        edit = session.scalars(select(Edit).where(Edit.id == done.edit_id)).one()
        assert edit.origin == "import"
        assert wording.edit(edit.code, edit.facts) == "Import 2 deals from made.xlsx"
    history.undo(store, NOON)
    assert dump(store) == before
    history.redo(store, NOON)
    assert dump(store) == after


def test_changes_field_by_field(filled: Store) -> None:
    moved = changed(HALDEN, stage="Negotiation", value=4400, owner="Jonas Lind")
    found = plan(filled, HEADINGS, moved, CORVID)
    assert kinds(found) == ["changed", "same"]
    assert found.rows[0].changes == (
        ("owner", "Priya Nair", "Jonas Lind"),
        ("stage", "Proposal", "Negotiation"),
        ("value", "$5,000", "$4,400"),
    )
    assert not any((found.creates.people, found.creates.accounts))
    done = bring(filled, HEADINGS, moved, CORVID)
    assert done.tables == {"deal"}
    assert deals(filled)["Halden rollout"].stage == "Negotiation"


def test_blank_cells_leave_what_is_stored(filled: Store) -> None:
    blank = [HALDEN[0], None, "", " ", None, "", "-", "D00001"]
    assert kinds(plan(filled, HEADINGS, blank)) == ["same"]


def test_bad_rows_are_listed_and_good_ones_written(store: Store) -> None:
    found = plan(
        store,
        HEADINGS,
        changed(HALDEN, value="TBD", close_date="31/02/2017"),
        CORVID,
        changed(HALDEN, id="D00003", value=CellError("#N/A")),
        changed(HALDEN, id="D00004", created="soon"),
    )
    assert kinds(found) == ["error", "new", "error", "error"]
    assert codes(found) == [
        (2, "Value", "import.number"),
        (2, "Close date", "import.no_such_day"),
        (4, "Value", "import.error_cell"),
        (5, "Created", "import.day"),
    ]
    assert found.creates.people == ("Jonas Lind",)
    assert all(one.sentence for one in found.errors)
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert list(deals(store)) == ["Corvid renewal"]
    with store.read() as session:
        assert list(session.scalars(select(Person.name))) == ["Jonas Lind"]


def test_a_row_that_names_nothing(store: Store) -> None:
    found = plan(store, HEADINGS, [None, None, "Priya Nair", "Proposal", 5, None, None, None])
    assert codes(found) == [(2, "", "import.nameless")]


def test_rows_that_repeat_and_rows_that_contradict(store: Store) -> None:
    found = plan(
        store,
        HEADINGS,
        HALDEN,
        CORVID,
        HALDEN,
        changed(CORVID, value=7),
        changed(HALDEN, deal="HALDEN ROLLOUT"),
    )
    assert kinds(found) == ["duplicate", "duplicate", "duplicate", "new", "new"]
    assert [row.other for row in found.rows[:3]] == [6, 5, 2]
    assert [note.sentence for note in found.notes if note.code == "import.conflicts"] == [
        "Rows 2, 3, 5, 6 say different things of one record; the last one counts."
    ]
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert deals(store)["Corvid renewal"].value_minor == 700
    assert importing.summary(found)["duplicates"] == 3


def test_counts_add_up(filled: Store) -> None:
    found = plan(
        filled,
        HEADINGS,
        HALDEN,
        HALDEN,
        changed(CORVID, value=9),
        changed(HALDEN, id="D00009"),
        changed(HALDEN, id="D00010", value="x"),
        [],
        ["Total", "", "", "", 5, "", "", ""],
    )
    told = importing.summary(found)
    assert (
        told["rows"]
        == told["new"] + told["changed"] + told["same"] + told["twins"] + told["duplicates"] + 1
    )
    assert told["dropped"] == 2
    assert told["errors"] == [{"row": 6, "column": "Value", "problem": "“x” is not a number."}]


def test_by_name_and_account_where_there_is_no_id(filled: Store) -> None:
    rows = [
        row[:-1]
        for row in (
            HEADINGS,
            changed(HALDEN, deal="halden  ROLLOUT", value=1),
            changed(HALDEN, account="Other"),
        )
    ]
    found = plan(filled, *rows)
    assert kinds(found) == ["changed", "new"]
    assert [change.field for change in found.rows[0].changes] == ["name", "value"]
    without = [["Deal", "Value"], ["corvid renewal", 5]]
    assert kinds(plan(filled, *without)) == ["changed"]


def test_a_name_that_several_have_is_no_name(filled: Store) -> None:
    bring(filled, HEADINGS, changed(HALDEN, id="D00099"))
    found = plan(filled, ["Deal", "Account", "Value"], ["Halden rollout", "Halden", 5])
    assert codes(found) == [(2, "Deal", "import.several")]


def test_an_id_is_taken_over_by_a_deal_that_has_none(store: Store) -> None:
    bring(store, HEADINGS[:-1], HALDEN[:-1])
    found = plan(store, HEADINGS, HALDEN, changed(HALDEN, id="D00077"))
    assert kinds(found) == ["changed", "new"]
    assert found.rows[0].changes == (("external_id", "", "D00001"),)
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert kinds(plan(store, HEADINGS, HALDEN)) == ["same"]


def test_ids_of_unlike_systems(store: Store) -> None:
    bring(
        store,
        ["Opportunity ID", "Deal", "Stage"],
        ["1001", "A", "Proposal"],
        ["0065g00000XyZ", "B", "Proposal"],
    )
    found = plan(
        store,
        ["Record ID", "Deal", "Stage"],
        [1001.0, "C", "Proposal"],
        ["0065g00000XyZ", "B", "Proposal"],
    )
    assert kinds(found) == ["new", "same"]
    found = plan(store, ["opportunity_id", "Deal", "Stage"], [1001.0, "A", "Proposal"])
    assert kinds(found) == ["same"]
    found = plan(store, ["Id", "Deal", "Stage"], ["1001", "A", "Proposal"])
    assert kinds(found) == ["same"]


def test_the_users_choice_of_columns(store: Store) -> None:
    rows = [["Deal", "Was", "Will"], ["A", 5, 6]]
    found = ask(store, importing.plan, table(*rows, kind="deals"), {1: "value"})
    assert found.shown(found.rows[0], "value_minor") == "$5"
    assert found.name(found.rows[0]) == "A"
    with pytest.raises(Problem, match=r"import\.unmatched"):
        ask(store, importing.plan, table(*rows, kind="deals"), {0: None})
    other = ask(
        store, importing.plan, table(["Name", "Owner"], ["A", "B"], kind="deals"), kind="accounts"
    )
    assert other.kind == "accounts"


def test_a_plan_that_grew_old(store: Store) -> None:
    found = plan(store, HEADINGS, HALDEN)
    bring(store, HEADINGS, CORVID)
    assert perform(store, Stamp(NOON), importing.apply, found, today=TODAY).result.new == 1
    stale = plan(store, HEADINGS, changed(HALDEN, value=1))
    bring(store, HEADINGS, changed(HALDEN, value=1))
    before = dump(store)
    with pytest.raises(Problem, match=r"import\.stale"):
        perform(store, Stamp(NOON), importing.apply, stale, today=TODAY)
    assert dump(store) == before


def test_stopping_leaves_nothing(store: Store) -> None:
    rows = [HEADINGS, *(changed(HALDEN, id=f"X{n:05}", deal=f"Deal {n}") for n in range(6000))]
    found = plan(store, *rows)
    before = dump(store)

    def stop(done: int, _total: int) -> None:
        if done > 5000:
            raise Cancelled

    with pytest.raises(Cancelled):
        perform(store, Stamp(NOON), importing.apply, found, today=TODAY, tick=stop)
    assert dump(store) == before
    with pytest.raises(Cancelled):
        plan(store, *rows, tick=stop)


def test_files_come_in_the_order_in_which_they_name_each_other(
    store: Store, tmp_path: Path
) -> None:
    files = [
        workbook(tmp_path / "d.xlsx", ["Deal", "Stage"], ["A", "Won"]),
        text_file(tmp_path / "a.csv", ["Account", "Industry"], ["Halden", "Freight"]),
        text_file(tmp_path / "p.csv", ["Product", "Price"], ["GTX", "5"]),
        text_file(tmp_path / "r.csv", ["Name", "Region"], ["Priya", "North"], delimiter=";"),
    ]
    found = [ask(store, importing.read, path).table for path in files]
    assert [one.kind for one in importing.order(found)] == [
        "people",
        "products",
        "accounts",
        "deals",
    ]


def test_sheets_are_proposed(store: Store, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for title, rows in (
        ("About", [["Notes"], ["nothing here"]]),
        ("People", [["Name", "Region"], *(["P", "N"] for _ in range(9))]),
        ("Deals", [["Deal", "Stage", "Value"], ["A", "Won", 5]]),
    ):
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(tmp_path / "a.xlsx")
    source = ask(store, importing.read, tmp_path / "a.xlsx")
    assert source.table.sheet == "Deals"
    assert [name for name, _ in source.skipped] == ["Sheet", "About"]
    assert ask(store, importing.read, tmp_path / "a.xlsx", kind="people").table.sheet == "People"
    assert ask(store, importing.read, tmp_path / "a.xlsx", sheet="People").table.kind == "people"


def test_files_that_hold_no_table(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"file\.no_table"):
        ask(store, importing.read, workbook(tmp_path / "a.xlsx", ["x", "y"], [1, 2]))
    with pytest.raises(Problem, match=r"file\.no_rows"):
        ask(store, importing.read, workbook(tmp_path / "b.xlsx"))


def test_our_own_keys_survive(filled: Store) -> None:
    uid = deals(filled)["Halden rollout"].uid
    found = plan(filled, ["Deal", "SalesDesk key", "Stage"], ["Renamed", uid, "Proposal"])
    assert found.rows[0].changes == (("name", "Halden rollout", "Renamed"),)
    fresh = "01890a5d-ac96-774b-bcce-b302099a8057"
    bring(
        filled,
        ["Deal", "SalesDesk key"],
        ["Twin", fresh],
        ["Twin", fresh[:-1] + "8"],
        ["Odd", "no key"],
    )
    with filled.read() as session:
        assert session.scalar(select(func.count()).where(Deal.name == "Twin")) == 2
        assert session.scalar(select(Deal.name).where(Deal.uid == fresh)) == "Twin"
        assert session.scalar(select(Deal.uid).where(Deal.name == "Odd")) != "no key"
