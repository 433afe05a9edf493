"""Columns that are kept as fields of the user's own: read, compared, written and found again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import name_key
from salesdesk_app.exchange.layout.matches import Match
from salesdesk_app.exchange.reading.rows import CellError
from salesdesk_app.services import custom_fields, history, importing, pipeline
from salesdesk_app.services.importing import FieldChange, Plan
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests import sheets
from tests.sheets import deals, dump, kinds
from tests.world import NOON, TODAY

HEADINGS = ["Id", "Deal", "Stage", "Segment", "Seats", "Renewal", "Pilot"]
KEPT = {at: f"custom:{HEADINGS[at]}" for at in range(3, 7)}
ROWS: list[list[Any]] = [
    ["D1", "Halden rollout", "Proposal", "Retail", 12, date(2027, 1, 2), "yes"],
    ["D2", "Corvid renewal", "Proposal", "Bank", 7.5, None, "no"],
    ["D3", "Ostara", "Proposal", None, None, None, None],
]


def bring(store: Store, *rows: Sequence[Any], mapping: Any = KEPT, **options: Any) -> Plan:
    """Imports rows, and gives the plan that was written."""
    planned = sheets.plan(store, HEADINGS, *rows, mapping=mapping, **options)
    perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    return planned


def held(store: Store) -> dict[str, dict[str, Any]]:
    """What deals hold in fields of the user's own, by name."""
    names = {own.id: own.name for own in ask(store, custom_fields.listing)}
    rows = ask(store, pipeline.table, pipeline.DealFilter(), TODAY)
    return {
        row.name: {names[key]: value for key, value in row.custom.items()}
        for row in rows
        if row.custom
    }


def test_columns_become_fields_of_the_kind_that_they_tell(store: Store) -> None:
    planned = bring(store, *ROWS)
    fields = (("Segment", "text"), ("Seats", "number"), ("Renewal", "day"), ("Pilot", "yes_no"))
    assert planned.creates.fields == fields
    assert importing.summary(planned)["creates"]["fields"] == [name for name, _ in fields]
    assert [own[1:] for own in ask(store, custom_fields.listing)] == list(fields)
    assert held(store) == {
        "Halden rollout": {
            "Segment": "Retail",
            "Seats": Decimal(12),
            "Renewal": date(2027, 1, 2),
            "Pilot": True,
        },
        "Corvid renewal": {"Segment": "Bank", "Seats": Decimal("7.5"), "Pilot": False},
    }
    assert deals(store)["Ostara"].custom is None


def test_the_same_file_again_is_the_same(store: Store) -> None:
    bring(store, *ROWS)
    before = dump(store)
    planned = sheets.plan(store, HEADINGS, *ROWS)
    assert [(one.field, one.how) for one in planned.table.matches[3:]] == [
        (None, "none") for _ in KEPT
    ]  # a table made without a workspace knows no field of it
    planned = bring(store, *ROWS)
    assert kinds(planned) == ["same"] * 3
    assert planned.creates.fields == ()
    assert dump(store) == before


def test_what_changed_is_shown_field_by_field_and_undone_at_once(store: Store) -> None:
    bring(store, *ROWS)
    before = dump(store)
    rows = [
        ["D1", "Halden rollout", "Proposal", None, 12_500, date(2027, 3, 1), "yes"],
        ["D2", "Corvid renewal", "Negotiation", "Trade", 7.5, None, "yes"],
        ["D3", "Ostara", "Proposal", None, 1, None, None],
    ]
    planned = bring(store, *rows)
    assert kinds(planned) == ["changed"] * 3
    assert planned.rows[0].changes == (
        FieldChange("custom:Seats", "12", "12,500"),
        FieldChange("custom:Renewal", "2 Jan 2027", "1 Mar 2027"),
    )
    assert planned.rows[1].changes[1:] == (
        FieldChange("custom:Segment", "Bank", "Trade"),
        FieldChange("custom:Pilot", "No", "Yes"),
    )
    assert planned.shown(planned.rows[2], "custom:Seats") == "1"
    assert held(store) == {
        "Halden rollout": {
            "Segment": "Retail",
            "Seats": Decimal(12_500),
            "Renewal": date(2027, 3, 1),
            "Pilot": True,
        },
        "Corvid renewal": {"Segment": "Trade", "Seats": Decimal("7.5"), "Pilot": True},
        "Ostara": {"Seats": Decimal(1)},
    }
    history.undo(store, NOON)
    assert dump(store) == before


def test_fields_that_the_file_lacks_stay(store: Store) -> None:
    bring(store, *ROWS)
    planned = bring(
        store,
        ["D1", "Halden rollout", "Proposal", "Trade"],
        mapping={3: "custom:Segment"},
    )
    assert kinds(planned) == ["changed"]
    assert held(store)["Halden rollout"]["Seats"] == Decimal(12)
    assert held(store)["Halden rollout"]["Segment"] == "Trade"


def test_a_field_that_is_there_keeps_its_kind_whatever_the_column_tells(store: Store) -> None:
    perform(store, Stamp(NOON), custom_fields.add, "SEATS", "text")
    planned = bring(store, *ROWS, mapping={4: "custom:Seats"})
    assert planned.creates.fields == ()
    assert held(store)["Halden rollout"] == {"SEATS": "12"}
    assert held(store)["Corvid renewal"] == {"SEATS": "7.5"}


def test_cells_that_do_not_fit_are_errors_that_name_the_cell(store: Store) -> None:
    bring(store, *ROWS)
    rows = [
        ["D1", "Halden rollout", "Proposal", "Retail", "a dozen", date(2027, 1, 2), "yes"],
        ["D2", "Corvid renewal", "Proposal", 40, 7.5, "soon", "no"],
        ["D3", "Ostara", "Proposal", True, "12 %", None, "perhaps"],
        ["D4", "New", "Proposal", None, "$ 5", 1e300, None],
    ]
    planned = sheets.plan(store, HEADINGS, *rows, mapping=KEPT)
    assert kinds(planned) == ["error"] * 4
    assert sheets.codes(planned) == [
        (2, "Seats", "import.own.number"),
        (3, "Renewal", "import.own.day"),
        (4, "Seats", "import.own.number"),
        (4, "Pilot", "import.own.yes_no"),
        (5, "Seats", "import.own.number"),
        (5, "Renewal", "import.own.day"),
    ]
    assert planned.errors[0].sentence == (
        "“a dozen” is not a number, which is what Seats holds. Mend the cell, or keep the column "
        "under another name."
    )
    # What is a number or a tick elsewhere is as good as any other text in a text field.
    planned = bring(store, *rows[1:3], mapping={3: "custom:Segment"})
    assert held(store)["Corvid renewal"]["Segment"] == "40"
    assert held(store)["Ostara"]["Segment"] == "Yes"


def test_a_number_that_no_field_can_hold_is_an_error(store: Store) -> None:
    bring(store, *ROWS)
    planned = sheets.plan(
        store, HEADINGS, ["D1", "Halden rollout", "Proposal", None, 1e250], mapping=KEPT
    )
    assert sheets.codes(planned) == [(2, "Seats", "import.own.number")]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({3: "custom:Value"}, "import.own_name"),
        ({3: "custom: "}, "field.empty"),
        ({3: f"custom:{'x' * 90}"}, "field.long"),
        ({3: "custom:Kept", 4: "custom:KEPT "}, "import.own_twice"),
    ],
)
def test_names_under_which_nothing_can_be_kept(
    store: Store, mapping: dict[int, str], code: str
) -> None:
    with pytest.raises(Problem) as caught:
        sheets.plan(store, HEADINGS, *ROWS, mapping=mapping)
    assert caught.value.code == code
    assert "{" not in wording.problem(code, caught.value.facts)


def test_columns_can_be_kept_under_names_that_are_like_their_headings(store: Store) -> None:
    long = "Did the customer say, when you last spoke to them, that they would rather wait a year?"
    kept = ["Worth", "Segment", "SEGMENT ", "segment 2", long, "Lines\nof"]
    heads = ["Deal", "Stage", "Value", *kept]
    table = sheets.table(heads, ["A", "Proposal", *range(1, 8)])
    table = replace(table, headings=(*table.headings[:3], "Value", *table.headings[4:]))
    mapping = importing.kept(table, range(3, 9))
    names = list(mapping.values())
    assert names[:2] == ["custom:Value 2", "custom:Segment"]
    assert len({name_key(name) for name in names}) == 6
    assert names[4:] == [f"custom:{long[:75]}…", "custom:Lines of"]
    planned = ask(store, importing.plan, table, mapping)
    assert len(planned.creates.fields) == 6
    # One that is kept already under such a name leaves it to that column.
    assert importing.kept(table, [4]) == {4: "custom:Segment"}
    assert importing.kept(table, [4], {5: "custom:SEGMENT"}) == {4: "custom:Segment 2"}


def test_a_column_without_a_value_makes_no_field(store: Store) -> None:
    planned = bring(store, ROWS[2])
    assert planned.creates.fields == ()
    assert ask(store, custom_fields.listing) == ()


def test_rows_that_are_left_out_make_no_field(store: Store) -> None:
    wrong = ["D4", "Left out", "Proposal", "Retail", CellError("#REF!"), None, None]
    planned = bring(store, ROWS[2], wrong)
    assert kinds(planned) == ["new", "error"]
    assert planned.creates.fields == ()


def test_columns_headed_like_a_field_are_matched_to_it(store: Store, tmp_path: Path) -> None:
    bring(store, *ROWS)
    headings = ["Id", "Deal", "Stage", "segment", " SEATS", "Amount"]
    path = sheets.text_file(
        tmp_path / "deals.csv", headings, ["D1", "Halden rollout", "Proposal", "Trade", "9", "5"]
    )
    table = ask(store, importing.read, path).table
    assert table.matches[3] == Match(3, "segment", "custom:Segment", "exact", confidence=100)
    assert [one.field for one in table.matches[4:]] == ["custom:Seats", "value"]
    planned = ask(store, importing.plan, table)
    assert [change.field for change in planned.rows[0].changes] == [
        "value",
        "custom:Segment",
        "custom:Seats",
    ]
    # The same where the kind of the rows is corrected, and never for other kinds.
    told = replace(table, kind="accounts", matches=())
    again = ask(store, importing.plan, told, kind="deals")
    assert [one.field for one in again.table.matches[3:5]] == ["custom:Segment", "custom:Seats"]


def test_a_kept_column_is_remembered_also_under_the_fields_new_name(
    store: Store, tmp_path: Path
) -> None:
    path = sheets.text_file(tmp_path / "deals.csv", HEADINGS, *ROWS)
    planned = ask(store, importing.plan, ask(store, importing.read, path).table, KEPT)
    done = perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    importing.remember(store, planned, done.result, at=NOON)
    perform(store, Stamp(NOON), custom_fields.rename, 1, "Client segment")
    found = ask(store, importing.read, path).table
    assert [one.field for one in found.matches[3:5]] == ["custom:Client segment", "custom:Seats"]
    assert kinds(ask(store, importing.plan, found)) == ["same"] * 3


def test_many_rows_are_written_in_bulk(store: Store) -> None:
    rows = [[f"D{n}", f"Deal {n}", "Proposal", f"S{n % 7}", n, None, None] for n in range(3_500)]
    bring(store, *rows)
    assert len(held(store)) == 3_500
    changed = [[*row[:4], row[4] + 1, None, None] for row in rows]
    planned = bring(store, *changed)
    assert planned.counts() == {"changed": 3_500}
    assert held(store)["Deal 3"] == {"Segment": "S3", "Seats": Decimal(4)}


def test_a_plan_is_made_again_where_the_workspace_changed(store: Store) -> None:
    bring(store, *ROWS)
    planned = sheets.plan(store, HEADINGS, ["D1", None, None, "Trade"], mapping=KEPT)
    perform(store, Stamp(NOON), custom_fields.set_value, 2, 1, "Insurance")
    perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    assert held(store)["Halden rollout"]["Segment"] == "Trade"
    assert held(store)["Corvid renewal"]["Segment"] == "Insurance"
    planned = sheets.plan(store, HEADINGS, ["D1", None, None, "Retail"], mapping=KEPT)
    perform(store, Stamp(NOON), custom_fields.remove, 1)
    with pytest.raises(Problem, match=r"import\.stale"):
        perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
