"""A file that was written to be edited comes back: only what was changed in it counts."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from salesdesk_app.services import accounts, exporting, history, importing
from salesdesk_app.services.deals import deals as deal_verbs
from salesdesk_app.services.importing import Decisions, Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.sheets import deals, dump, kinds
from tests.world import NOON, TODAY, fill


class Sheet:
    """A workbook of deals, written to be edited, in the hands of a colleague."""

    def __init__(self, store: Store, path: Path) -> None:
        self.store, self.path = store, path
        exporting.write_records(store, "deals", path, for_editing=True)
        page = load_workbook(path)["Deals"]
        rows = page.iter_rows(values_only=True)
        self.heads = list(next(rows))
        self.names = [row[0] for row in rows]

    def row(self, name: str) -> int:
        return self.names.index(name) + 2

    def edit(self, cells: Mapping[tuple[str, str], Any], *more: Mapping[str, Any]) -> None:
        """Changes cells by the name of the deal and the heading; adds rows."""
        book = load_workbook(self.path)
        page = book["Deals"]
        for (name, heading), value in cells.items():
            page.cell(self.row(name), self.heads.index(heading) + 1).value = value
        for at, row in enumerate(more):
            for heading, value in row.items():
                page.cell(len(self.names) + 2 + at, self.heads.index(heading) + 1).value = value
        book.save(self.path)

    def plan(self, **options: Any) -> Plan:
        return ask(
            self.store, importing.plan, ask(self.store, importing.read, self.path).table, **options
        )

    def bring(self, **options: Any) -> Plan:
        found = self.plan(**options)
        done = perform(self.store, Stamp(NOON, "import"), importing.apply, found, today=TODAY)
        importing.remember(self.store, found, done.result, at=NOON)
        return found


@pytest.fixture
def sheet(store: Store, tmp_path: Path) -> Sheet:
    fill(store)
    return Sheet(store, tmp_path / "deals.xlsx")


def changes(found: Plan) -> dict[str, list[tuple[str, str, str]]]:
    """The changes by the name that the deal has in the file."""
    return {
        found.raw(row, "name"): [tuple(one) for one in row.changes]
        for row in found.rows
        if row.changes
    }


def edit(store: Store, name: str, **fields: Any) -> None:
    perform(store, Stamp(NOON), deal_verbs.edit, [deals(store)[name].id], **fields)


def test_unchanged_it_changes_nothing(sheet: Sheet) -> None:
    found = sheet.plan()
    assert set(kinds(found)) == {"same"}
    assert not any((found.errors, found.conflicts, found.twins, found.missing, found.last))
    assert [note.code for note in found.notes] == ["import.returned"]


def test_a_cell_that_was_changed_is_a_change(sheet: Sheet) -> None:
    sheet.edit(
        {
            ("Deal 0", "Owner"): "Jonas Lind",
            ("Deal 0", "Value"): 12.5,
            ("Deal 3", "Stage"): "Won",
            ("Deal 3", "Closed"): date(2026, 11, 20),
            ("Deal 6", "Note"): "Call\nagain",
        }
    )
    found = sheet.bring()
    assert changes(found) == {
        "Deal 0": [("owner", "Priya Nair", "Jonas Lind"), ("value", "$10,000", "$12.50")],
        "Deal 3": [("stage", "Negotiation", "Won"), ("closed_on", "", "20 Nov 2026")],
        "Deal 6": [("note", "", "Call\nagain")],
    }
    assert found.conflicts == ()
    assert set(kinds(sheet.plan())) == {"same"}  # the very same file once more


def test_what_was_not_touched_never_takes_back_what_others_changed(sheet: Sheet) -> None:
    edit(sheet.store, "Deal 0", note="Changed here", value_minor=1)
    perform(sheet.store, Stamp(NOON), deal_verbs.move, [deals(sheet.store)["Deal 6"].id], 2)
    sheet.edit({("Deal 0", "Owner"): "Jonas Lind"})
    found = sheet.bring()
    assert changes(found) == {"Deal 0": [("owner", "Priya Nair", "Jonas Lind")]}
    deal = deals(sheet.store)["Deal 0"]
    assert (deal.note, deal.value_minor, deal.owner) == ("Changed here", 1, "Jonas Lind")


def test_a_record_that_is_called_otherwise_by_now_is_the_same(sheet: Sheet) -> None:
    store = sheet.store
    account = deals(store)["Deal 0"].account_id
    perform(store, Stamp(NOON), accounts.rename, account, "Halden Logistics")
    sheet.edit({("Deal 0", "Value"): 7})
    found = sheet.bring()
    assert changes(found) == {"Deal 0": [("value", "$10,000", "$7")]}
    assert found.creates.accounts == ()


def test_the_same_field_changed_on_both_sides_is_a_conflict(sheet: Sheet) -> None:
    edit(sheet.store, "Deal 0", note="Ours", value_minor=100)
    sheet.edit(
        {
            ("Deal 0", "Note"): "Theirs",
            ("Deal 0", "Value"): 2,
            ("Deal 0", "Owner"): "Jonas Lind",
        }
    )
    found = sheet.plan()
    assert {(c.column, c.was, c.file, c.workspace, c.decided) for c in found.conflicts} == {
        ("note", "", "Theirs", "Ours", None),
        ("value", "$10,000", "$2", "$1", None),
    }
    one = found.conflicts[0]
    assert (one.number, one.name) == (sheet.row("Deal 0"), "Deal 0")
    assert {one.heading for one in found.conflicts} == {"Note", "Value"}
    assert changes(found) == {"Deal 0": [("owner", "Priya Nair", "Jonas Lind")]}
    place = one.place
    said = Decisions(conflicts={(place, "note"): "file", (place, "value"): "workspace"})
    found = sheet.bring(decisions=said)
    assert {one.column: one.decided for one in found.conflicts} == {
        "note": "file", "value": "workspace",
    }  # fmt: skip
    deal = deals(sheet.store)["Deal 0"]
    assert (deal.note, deal.value_minor, deal.owner) == ("Theirs", 100, "Jonas Lind")


def test_the_same_change_on_both_sides_is_none(sheet: Sheet) -> None:
    edit(sheet.store, "Deal 0", note="Agreed")
    sheet.edit({("Deal 0", "Note"): "Agreed"})
    found = sheet.plan()
    assert (found.conflicts, changes(found)) == ((), {})


def test_a_stage_in_conflict_keeps_its_dates(sheet: Sheet) -> None:
    store = sheet.store
    deal = deals(store)["Deal 0"].id
    perform(store, Stamp(NOON), deal_verbs.move, [deal], 3)
    sheet.edit({("Deal 0", "Stage"): "Won", ("Deal 0", "Closed"): date(2026, 11, 20)})
    found = sheet.bring()
    assert [one.column for one in found.conflicts] == ["stage"]
    assert changes(found) == {}
    assert deals(store)["Deal 0"].closed_on is None


def test_a_cell_that_was_emptied_empties_the_field(sheet: Sheet) -> None:
    sheet.edit(
        {
            ("Deal 0", "Value"): None,
            ("Deal 0", "Product"): None,
            ("Deal 0", "Owner"): None,
            ("Deal 5", "Lost reason"): None,
            ("Deal 0", "Stage"): None,
            ("Deal 0", "Deal"): None,
        }
    )
    before = dump(sheet.store)
    found = sheet.bring()
    emptied = next(row for row in found.rows if row.number == sheet.row("Deal 0"))
    assert sorted(change[:2] for change in emptied.changes) == [
        ("owner", "Priya Nair"), ("product", "Fleet telematics"), ("value", "$10,000"),
    ]  # fmt: skip
    deal = deals(sheet.store)["Deal 0"]
    assert (deal.value_minor, deal.owner_id, deal.stage) == (None, None, "Qualified")
    assert deals(sheet.store)["Deal 5"].lost_reason is None
    kept = [note.sentence for note in found.notes if note.code == "import.not_cleared"]
    row = sheet.row("Deal 0")
    assert sorted(kept) == [
        f"{heading}: cells of rows {row} were emptied, but this cannot be empty; what is stored "
        "stays." for heading in ("Deal", "Stage")
    ]  # fmt: skip
    history.undo(sheet.store, NOON)
    assert dump(sheet.store) == before


def test_an_emptied_cell_conflicts_with_a_change_here(sheet: Sheet) -> None:
    edit(sheet.store, "Deal 0", value_minor=5)
    sheet.edit({("Deal 0", "Value"): None})
    found = sheet.plan()
    assert [(one.was, one.file, one.workspace) for one in found.conflicts] == [
        ("$10,000", "", "$0.05")
    ]
    assert changes(found) == {}
    said = Decisions(conflicts={(found.conflicts[0].place, "value"): "file"})
    sheet.bring(decisions=said)
    assert deals(sheet.store)["Deal 0"].value_minor is None


def test_new_rows_and_unknown_keys_are_new(sheet: Sheet) -> None:
    row = {"Stage": "Proposal", "Account": "Halden Freight", "Currency": "USD"}
    fresh = "01890a5d-ac96-774b-bcce-b302099a8057"
    sheet.edit(
        {},
        {"Deal": "Another", **row},
        {"Deal": "Deal 0", **row},
        {"Deal": "From elsewhere", "SalesDesk key": fresh, **row},
    )
    found = sheet.bring()
    assert kinds(found)[-3:] == ["new", "new", "new"]
    assert set(kinds(found)[:-3]) == {"same"}
    assert deals(sheet.store)["From elsewhere"].uid == fresh


def test_a_deal_that_was_deleted_meanwhile_is_told(sheet: Sheet) -> None:
    store = sheet.store
    found = deals(store)
    ids = [found[name].id for name in ("Deal 0", "Deal 6")]
    perform(store, Stamp(NOON), deal_verbs.delete, ids)
    sheet.edit({("Deal 0", "Value"): 7})
    planned = sheet.plan()
    row = planned.rows[sheet.row("Deal 0") - 2]
    assert (row.kind, planned.rows[sheet.row("Deal 6") - 2].kind) == ("error", "same")
    assert [one.problem.code for one in planned.errors] == ["import.deleted"]
    assert [(one.column, one.heading, one.was) for one in planned.conflicts] == [
        ("", "Deleted", "Deal 0")
    ]
    left = sheet.plan(decisions=Decisions(conflicts={(row.place, ""): "workspace"}))
    assert (set(kinds(left)), left.errors) == ({"same"}, ())
    sheet.bring(decisions=Decisions(conflicts={(row.place, ""): "file"}))
    back = deals(store)["Deal 0"]
    assert (back.value_minor, back.uid) == (700, found["Deal 0"].uid)


def test_a_row_that_was_copied_with_its_key(sheet: Sheet) -> None:
    uid = deals(sheet.store)["Deal 0"].uid
    row = {"Deal": "Deal 0", "SalesDesk key": uid, "Value": 3, "Currency": "USD"}
    book = load_workbook(sheet.path)
    page = book["Deals"]
    copied = {head: page.cell(2, at + 1).value for at, head in enumerate(sheet.heads)}
    sheet.edit({("Deal 0", "Value"): 3}, copied)
    found = sheet.plan()
    assert changes(found) == {"Deal 0": [("value", "$10,000", "$3")]}
    assert row["Deal"] == copied["Deal"]


def test_a_currency_that_was_changed_keeps_the_figure(sheet: Sheet) -> None:
    sheet.edit({("Deal 0", "Currency"): "JPY"})
    sheet.bring()
    deal = deals(sheet.store)["Deal 0"]
    assert (deal.value_minor, deal.currency) == (10_000, "JPY")


def test_a_file_of_another_workspace_is_an_ordinary_one(
    sheet: Sheet, tmp_path: Path, blank: Path
) -> None:
    edit(sheet.store, "Deal 0", note="Ours")
    book = load_workbook(sheet.path)
    book["_salesdesk"]["B3"] = "2020-01-01T00:00:00+00:00"
    book.save(sheet.path)
    sheet.edit({("Deal 0", "Note"): "Theirs"})
    found = sheet.plan()
    assert found.conflicts == ()
    assert changes(found) == {"Deal 0": [("note", "Ours", "Theirs")]}


def test_an_export_of_a_part_misses_nothing(sheet: Sheet) -> None:
    sheet.bring()
    book = load_workbook(sheet.path)
    book["Deals"].delete_rows(2, 3)
    book.save(sheet.path)
    assert sheet.plan().missing == ()


OTHERS: dict[str, dict[str, Any]] = {
    "accounts": {"Industry": "Retail", "Employees": 12, "Owner": "Jonas Lind"},
    "people": {"Region": "West", "E-mail": "x@example.com"},
    "contacts": {"Title": "CEO", "Account": "Corvid Media", "Phone": "+44 20"},
    "products": {"Series": "Fleet", "Price": 12.5},
    "activities": {"Minutes": 30, "Note": "Long"},
}


@pytest.mark.parametrize("kind", OTHERS)
def test_every_kind_of_record(store: Store, tmp_path: Path, kind: Any) -> None:
    fill(store)
    path = tmp_path / "out.xlsx"
    exporting.write_records(store, kind, path, for_editing=True)

    def look() -> Plan:
        return ask(store, importing.plan, ask(store, importing.read, path, kind=kind).table)

    found = look()
    assert (set(kinds(found)), found.errors) == ({"same"}, ())
    book = load_workbook(path)
    page = book[kind.capitalize()]
    heads = [cell.value for cell in page[1]]
    for heading, value in OTHERS[kind].items():
        page.cell(2, heads.index(heading) + 1).value = value
    book.save(path)
    found = look()
    assert kinds(found)[0] == "changed"
    assert {change.field for change in found.rows[0].changes} == {
        match.field for match in found.table.matches if match.heading in OTHERS[kind]
    }
    perform(store, Stamp(NOON, "import"), importing.apply, found, today=TODAY)
    assert set(kinds(look())) == {"same"}
