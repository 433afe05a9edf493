"""Several rows of one record in a file: the newest word counts, and every other row is named."""

from datetime import date, datetime
from typing import Any

import pytest

from salesdesk_app.domain.fields import FIELDS
from salesdesk_app.exchange.layout.matches import match
from salesdesk_app.services import importing
from salesdesk_app.services.importing import Plan
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.sheets import deals, kinds, plan
from tests.world import NOON, TODAY

HEADS = ["Id", "Deal", "Value", "Last Modified Date"]


def others(found: Plan) -> list[int | None]:
    return [row.other for row in found.rows]


def said(found: Plan) -> list[str]:
    wanted = ("import.conflicts", "import.conflicts_modified", "import.repeated")
    return [note.sentence for note in found.notes if note.code in wanted]


def test_the_row_that_was_modified_last_counts_wherever_it_stands(store: Store) -> None:
    found = plan(
        store,
        HEADS,
        ["D1", "Rollout", 5, datetime(2017, 3, 4, 10, 30)],
        ["D1", "Rollout", 7, datetime(2017, 3, 4, 10, 31)],
        ["D1", "Rollout", 6, date(2017, 3, 4)],
        ["D1", "Rollout", 8, None],
    )
    assert kinds(found) == ["duplicate", "new", "duplicate", "duplicate"]
    assert others(found) == [3, None, 3, 3]
    assert found.overruled == {0, 2, 3}
    assert said(found) == [
        "Rows 2, 3, 4, 5 say different things of one record; the one that was modified last counts."
    ]
    perform(store, Stamp(NOON), importing.apply, found, today=TODAY)
    assert deals(store)["Rollout"].value_minor == 700


@pytest.mark.parametrize("moments", [[None, None], ["2017-03-04", "2017-03-04 00:00"]])
def test_with_equal_moments_or_none_the_last_row_counts(store: Store, moments: list[Any]) -> None:
    rows = [["D1", "Rollout", at + 5, moment] for at, moment in enumerate(moments)]
    assert kinds(plan(store, HEADS, *rows)) == ["duplicate", "new"]


def test_a_row_that_says_the_same_at_another_moment_is_a_mere_repetition(store: Store) -> None:
    found = plan(
        store,
        HEADS,
        ["D1", "Rollout", 5, date(2017, 3, 4)],
        ["D1", "Rollout", 5, date(2018, 3, 4)],
        ["D2", "Renewal", 1, date(2018, 3, 4)],
        ["D2", "Renewal", 2, date(2017, 3, 4)],
        ["D2", "Renewal", 1, date(2016, 3, 4)],
    )
    assert others(found) == [None, 2, None, 4, 4]
    assert found.overruled == {3}
    assert said(found) == [
        "2 rows repeat another row and are left out: 3, 6.",
        "Rows 4, 5 say different things of one record; the one that was modified last counts.",
    ]


def test_a_moment_that_cannot_be_read_costs_no_row(store: Store) -> None:
    found = plan(store, HEADS, ["D1", "A", 5, "yesterday"], ["D2", "B", 5, "04/03/2017"])
    assert kinds(found) == ["new", "new"]
    assert "import.modified_unread" in [note.code for note in found.notes]


@pytest.mark.parametrize(
    "heading",
    ["Last Modified Date", "SystemModstamp", "hs_lastmodifieddate", "Deal - Update time",
     "(Do Not Modify) Modified On", "Modified Time", "Updated at", "Geändert am",
     "Letzte Änderung"],
)  # fmt: skip
def test_what_others_call_it(heading: str) -> None:
    for kind, fields in FIELDS.items():
        if any(one.code == "modified_on" for one in fields):
            assert match(["Id", heading], kind)[1].field == "modified_on"


def test_activity_is_no_modification() -> None:
    assert match(["Id", "Last Activity"], "deals")[1].field != "modified_on"


def test_rows_that_differ_in_a_column_that_is_not_read_are_no_repetitions(store: Store) -> None:
    heads = ["Vorgangsschlüssel Alt", "Account", "Stage", "Value"]
    rows = [["V-17", "Acme", "Won", 5], ["V-18", "Acme", "Won", 5], ["V-18", "Acme", "Won", 5]]
    found = plan(store, heads, *rows)
    assert found.table.matches[0].field is None
    assert kinds(found) == ["new", "new", "duplicate"]
