"""A table comes in, and again with some cells changed: just these changes are shown and written."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesdesk_app.services import history
from salesdesk_app.store.session import Store
from tests.sheets import bring, dump, plan
from tests.world import NOON

HEADS = {
    "name": "Deal",
    "account": "Account",
    "owner": "Owner",
    "stage": "Stage",
    "value": "Value",
    "created_on": "Created",
    "expected_close_on": "Expected close",
    "source": "Source",
    "note": "Note",
}
OTHER: dict[str, tuple[Any, str, str]] = {
    # What a cell says at first is told by the row; then this, as it is shown.
    "name": ("Renamed", "Deal {n}", "Renamed"),
    "account": ("Corvid", "Halden", "Corvid"),
    "owner": ("Jonas Lind", "Priya Nair", "Jonas Lind"),
    "stage": ("Negotiation", "Proposal", "Negotiation"),
    "value": (7.5, "$5,000", "$7.50"),
    "created_on": (date(2017, 3, 4), "2 Jan 2017", "4 Mar 2017"),
    "expected_close_on": (date(2018, 3, 4), "2 Feb 2018", "4 Mar 2018"),
    "source": ("Fair", "", "Fair"),
    "note": ("Call", "", "Call"),
}
COUNT = 5


def first(n: int) -> dict[str, Any]:
    return {
        "name": f"Deal {n}", "account": "Halden", "owner": "Priya Nair", "stage": "Proposal",
        "value": 5000, "created_on": date(2017, 1, 2), "expected_close_on": date(2018, 2, 2),
        "source": None, "note": None,
    }  # fmt: skip


def sheet(rows: list[dict[str, Any]], order: list[str]) -> list[list[Any]]:
    heads = ["Id", *(HEADS[code] for code in order)]
    return [heads, *([f"D{n}", *(row[code] for code in order)] for n, row in enumerate(rows))]


CELLS = st.sets(st.tuples(st.integers(0, COUNT - 1), st.sampled_from(sorted(OTHER))), max_size=12)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cells=CELLS, order=st.permutations(sorted(HEADS)), turned=st.booleans())
def test_just_the_cells_that_were_changed(
    blank: Path, cells: set[tuple[int, str]], order: list[str], turned: bool
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(shutil.copy(blank, Path(folder) / "sales.db")))
        try:
            rows = [first(n) for n in range(COUNT)]
            bring(store, *sheet(rows, sorted(HEADS)))
            for n, code in cells:
                rows[n][code] = OTHER[code][0]
            heads, *body = sheet(rows, order)
            again = [heads, *(body[::-1] if turned else body)]
            found = plan(store, *again)
            shown = {
                (found.raw(row, "external_id"), change.field, change.old, change.new)
                for row in found.rows
                for change in row.changes
            }
            assert shown == {
                (f"D{n}", code, OTHER[code][1].format(n=n), OTHER[code][2]) for n, code in cells
            }
            assert found.errors == found.twins == found.missing == ()
            before = dump(store)
            done = bring(store, *again)
            assert done.result.changed == len({n for n, _code in cells})
            assert {row.kind for row in plan(store, *again).rows} == {"same"}
            if done.edit_id is not None:
                history.undo(store, NOON)
            assert dump(store) == before
        finally:
            store.close()
