"""Custom fields in a file written to be edited: changed, emptied, changed on both sides."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from salesdesk_app.services import custom_fields, history
from salesdesk_app.services.importing import Decisions, FieldChange
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.services.test_importing_returned import Sheet
from tests.sheets import deals, dump, kinds
from tests.world import NOON, fill


@pytest.fixture
def sheet(store: Store, tmp_path: Path) -> Sheet:
    """Two deals with custom fields, written to be edited."""
    fill(store)
    for name, kind in (("Segment", "text"), ("Seats", "number"), ("Renewal", "day")):
        perform(store, Stamp(NOON), custom_fields.add, name, kind)
    for deal, seats in (("Deal 0", 12), ("Deal 3", 40)):
        values = ("Retail", Decimal(seats), date(2027, 1, 2))
        for field_id, value in enumerate(values, 1):
            change(store, deal, field_id, value)
    return Sheet(store, tmp_path / "deals.xlsx")


def change(store: Store, deal: str, field_id: int, value: Any) -> None:
    stamp = Stamp(NOON)
    perform(store, stamp, custom_fields.set_value, deals(store)[deal].id, field_id, value)


def held(store: Store, deal: str) -> dict[int, Any]:
    return dict(ask(store, custom_fields.held).get(deals(store)[deal].id, {}))


def test_unchanged_it_changes_nothing_whatever_was_changed_here(sheet: Sheet, store: Store) -> None:
    change(store, "Deal 0", 1, "Trade")
    change(store, "Deal 3", 2, None)
    before = dump(store)
    assert set(kinds(sheet.bring())) == {"same"}
    assert dump(store) == before


def test_what_was_changed_and_emptied_there_is_changed_and_emptied(
    sheet: Sheet, store: Store
) -> None:
    before = dump(store)
    cells = {("Deal 0", "Segment"): None, ("Deal 0", "Seats"): 12.5, ("Deal 1", "Segment"): "New"}
    sheet.edit(cells)
    found = sheet.bring()
    changed = {found.raw(row, "name"): row.changes for row in found.rows if row.changes}
    assert changed == {
        "Deal 0": (
            FieldChange("custom:Segment", "Retail", ""),
            FieldChange("custom:Seats", "12", "12.5"),
        ),
        "Deal 1": (FieldChange("custom:Segment", "", "New"),),
    }
    assert held(store, "Deal 0") == {2: Decimal("12.5"), 3: date(2027, 1, 2)}
    assert held(store, "Deal 1") == {1: "New"}
    history.undo(store, NOON)
    assert dump(store) == before


def test_what_was_changed_on_both_sides_is_left_to_the_user(sheet: Sheet, store: Store) -> None:
    change(store, "Deal 0", 2, Decimal(13))
    change(store, "Deal 3", 2, Decimal(41))
    sheet.edit({("Deal 0", "Seats"): 14, ("Deal 3", "Seats"): 41})
    found = sheet.plan()
    (conflict,) = found.conflicts
    told = (conflict.name, conflict.heading, conflict.was, conflict.file, conflict.workspace)
    assert told[1:] == (
        "Seats", "12", "14", "13",
    )  # fmt: skip
    assert set(kinds(found)) == {"same"}
    sheet.bring(decisions=Decisions(conflicts={(conflict.place, conflict.column): "file"}))
    assert held(store, "Deal 0")[2] == Decimal(14)
    assert held(store, "Deal 3")[2] == Decimal(41)
