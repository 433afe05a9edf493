"""Rows that are likely to be about a record that is there: shown side by side, left to the user."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salesdesk_app.services import history, importing
from salesdesk_app.services.importing import Decisions, Plan
from salesdesk_app.services.importing.matching.likeness import alike, words
from salesdesk_app.services.verbs import Done, Stamp, perform
from salesdesk_app.store.session import Store
from tests.sheets import bring, deals, dump, kinds, plan
from tests.world import NOON, TODAY

HEADS = ["Opportunity ID", "Deal", "Account", "Owner", "Value", "Created"]
ROLLOUT = ["S1", "Fleet rollout", "Halden Freight", "Priya Nair", 5000, date(2017, 1, 2)]
RENEWAL = ["S2", "Renewal 2026", "Corvid Media", "Jonas Lind", 700, date(2017, 1, 3)]


@pytest.fixture
def filled(store: Store) -> Store:
    bring(store, HEADS, ROLLOUT, RENEWAL)
    return store


def without_id(row: Sequence[Any], **cells: Any) -> list[Any]:
    """A row as a colleague's list has it: without an id, some cells spelled otherwise."""
    names = [heading.casefold() for heading in HEADS]
    changed = list(row)
    for name, cell in cells.items():
        changed[names.index(name)] = cell
    return changed[1:]


def looked(store: Store, *rows: Sequence[Any], **options: Any) -> Plan:
    return plan(store, HEADS[1:], *rows, kind="deals", **options)


def agree(store: Store, found: Plan) -> Done[importing.Imported]:
    return perform(store, Stamp(NOON, "import"), importing.apply, found, today=TODAY)


@pytest.mark.parametrize(
    "cells",
    [
        {"deal": "Fleet roll-out"},
        {"deal": "Rollout, Fleet"},
        {"deal": "Fleet rolout"},
        {"deal": "Fleet rollouts", "account": "HALDEN FREIGHT"},
        {"account": "Halden Freight Ltd"},
        {"account": "Halden Freight GmbH & Co. KG"},
        {"account": "Freight Halden, Inc."},
        {"deal": "Fleet Rollout.", "account": "Haldén Freight"},
        {"account": None},
    ],
)
def test_what_resembles_a_deal_is_left_to_the_user(filled: Store, cells: dict[str, Any]) -> None:
    before = dump(filled)
    found = looked(filled, without_id(ROLLOUT, **cells))
    assert kinds(found) == ["twin"]
    twin = found.twins[0]
    assert (twin.place, twin.number, twin.name, twin.decided) == (0, 2, "Fleet rollout", None)
    assert found.rows[0].record_id == twin.record_id == deals(filled)["Fleet rollout"].id
    assert twin.likeness >= 80
    assert not any((found.creates.people, found.creates.accounts))
    done = agree(filled, found)
    assert (done.result.twins, done.edit_id) == (1, None)
    assert dump(filled) == before


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (RENEWAL, {"deal": "Renewal 2027"}),
        (RENEWAL, {"deal": "Renewal 2026 II"}),
        (ROLLOUT, {"deal": "Fleet rollout phase 2"}),
        (ROLLOUT, {"deal": "Fleet training", "value": 9}),
        (ROLLOUT, {"deal": "Northern rollout", "value": 9}),
        (ROLLOUT, {"account": "Ostara Clinics"}),
        (ROLLOUT, {"deal": "Pallets", "value": 9}),
        (ROLLOUT, {"account": None, "owner": None, "value": 1, "created": None}),
    ],
)
def test_what_differs_is_new(filled: Store, row: list[Any], cells: dict[str, Any]) -> None:
    assert kinds(looked(filled, without_id(row, **cells))) == ["new"]


def test_both_are_shown_side_by_side(filled: Store) -> None:
    row = without_id(ROLLOUT, deal="Fleet roll-out", account="Halden Freight Ltd", value="5,500.00")
    assert looked(filled, row).twins[0].pairs == (
        ("Deal", "Fleet rollout", "Fleet roll-out"),
        ("Account", "Halden Freight", "Halden Freight Ltd"),
        ("Owner", "Priya Nair", "Priya Nair"),
        ("Value", "$5,000", "$5,500"),
        ("Created", "2 Jan 2017", "2 Jan 2017"),
    )


def test_the_one_close_date_is_shown_as_it_was_understood(filled: Store) -> None:
    heads = ["Deal", "Account", "Stage", "Value", "Close date"]
    row = ["Fleet roll-out", "Halden Freight", "Proposal", 5000, "13/02/2018"]
    assert plan(filled, heads, row).twins[0].pairs[4] == ("Close date", "", "13 Feb 2018")


def test_ids_tell_of_one_list_and_not_of_two(filled: Store) -> None:
    same_list = plan(filled, HEADS, ["S9", *without_id(ROLLOUT)], ["S8", *RENEWAL[1:]])
    assert kinds(same_list) == ["new", "new"]
    other_list = plan(filled, ["Record ID", *HEADS[1:]], ["77", *without_id(ROLLOUT)])
    assert kinds(other_list) == ["twin"]
    assert other_list.twins[0].likeness == 100


def test_decided_for_all_or_for_one(filled: Store) -> None:
    rows = [
        without_id(ROLLOUT, deal="Fleet roll-out", value=6),
        without_id(RENEWAL, account="Corvid Media Ltd", value=8),
    ]
    assert kinds(looked(filled, *rows, decisions=Decisions(twins="new"))) == ["new", "new"]
    assert kinds(looked(filled, *rows, decisions=Decisions(twins="skip"))) == ["twin", "twin"]
    found = looked(filled, *rows, decisions=Decisions(twins="update", twin={0: "skip"}))
    assert kinds(found) == ["twin", "changed"]
    assert [twin.decided for twin in found.twins] == ["skip", "update"]
    assert [change.field for change in found.rows[1].changes] == ["value"]


def test_an_update_states_an_account_where_there_was_none(filled: Store) -> None:
    bring(filled, HEADS, ["S3", "Depot sensors", None, "Lea Kern", 900, date(2017, 1, 4)])
    row = ["Depot sensor", "Ostara Clinics", "Lea Kern", 900, date(2017, 1, 4)]
    found = looked(filled, row, decisions=Decisions(twins="update"))
    assert ("account", "", "Ostara Clinics") in found.rows[0].changes


def test_a_record_that_another_row_is_about_is_nobodys_twin(filled: Store) -> None:
    found = plan(filled, HEADS, ROLLOUT, [None, *without_id(ROLLOUT, deal="Fleet roll-out")])
    assert kinds(found) == ["same", "new"]


def test_an_update_is_written_undone_and_known_by_its_id(filled: Store) -> None:
    before = dump(filled)
    heads, row = ["Record ID", *HEADS[1:]], ["77", *without_id(ROLLOUT, deal="Fleet roll-out")]
    found = plan(filled, heads, row, decisions=Decisions(twins="update"))
    assert [change.field for change in found.rows[0].changes] == ["name"]
    done = agree(filled, found)
    importing.remember(filled, found, done.result, at=NOON)
    assert done.result.changed == 1
    assert deals(filled)["Fleet roll-out"].external_id == "S1"
    again = plan(filled, heads, ["77", "Renamed there", *row[2:]])
    assert kinds(again) == ["changed"]
    assert again.twins == ()
    history.undo(filled, NOON)
    assert dump(filled) == before


def test_two_rows_that_resemble_one_deal_do_not_both_update_it(filled: Store) -> None:
    heads = ["Record ID", *HEADS[1:]]
    rows = [
        ["1", *without_id(ROLLOUT, deal="Fleet rollouts", value=1)],
        ["2", *without_id(ROLLOUT, value=2)],
    ]
    found = plan(filled, heads, *rows, decisions=Decisions(twins="update"))
    assert kinds(found) == ["twin", "changed"]
    each = Decisions(twin={0: "update", 1: "new"})
    assert kinds(plan(filled, heads, *rows, decisions=each)) == ["changed", "new"]


def test_a_row_that_repeats_a_twin_is_a_repetition(filled: Store) -> None:
    row = without_id(ROLLOUT, deal="Fleet roll-out")
    found = looked(filled, row, row)
    assert kinds(found) == ["twin", "duplicate"]
    assert [twin.place for twin in found.twins] == [0]


def test_names_that_were_made_from_ids_are_no_evidence(store: Store) -> None:
    heads = ["Opportunity ID", "Account", "Product", "Stage"]
    bring(store, heads, ["1C1I7A6R", "Cancity", "GTX Plus Basic", "Won"])
    found = plan(store, ["Record ID", *heads[1:]], ["77", "Cancity", "GTX Plus Basic", "Won"])
    assert kinds(found) == ["new"]


def test_an_undecided_twin_comes_back_with_its_reason(filled: Store, tmp_path: Path) -> None:
    found = looked(filled, without_id(ROLLOUT, deal="Fleet roll-out"))
    assert importing.write_rejects([found], tmp_path / "out.xlsx") == 1
    skipped = looked(
        filled, without_id(ROLLOUT, deal="Fleet roll-out"), decisions=Decisions(twins="skip")
    )
    assert importing.write_rejects([skipped], tmp_path / "out.xlsx") == 0


KINDS: dict[str, tuple[Any, ...]] = {
    "people: last name first": (
        "people", ["Name", "Region"], ["Priya Nair", "N"], ["Nair, Priya", "N"], ["Pia Nair", "N"],
    ),
    "people: an error": (
        "people", ["Name", "Region"], ["Priya Nair", "N"], ["Pryia Nair", None], ["Priya Rao", "N"],
    ),
    "people: an initial": (
        "people", ["Name", "Region"], ["Priya Nair", "N"], ["P. Nair", None], ["J. Nair", "N"],
    ),
    "people: another address": (
        "people", ["Name", "Email"], ["Priya Nair", "p@a.com"],
        ["Priya  Nair.", "x@a.com"], ["Pryia Nair", "x@a.com"],
    ),
    "accounts: a legal form": (
        "accounts", ["Account", "Country"], ["Halden Freight", "UK"],
        ["Halden Freight Ltd.", "UK"], ["Halden Foods", "UK"],
    ),
    "accounts: and": (
        "accounts", ["Account", "Country"], ["Smith & Sons", "UK"],
        ["Smith and Sons S.A.", "UK"], ["Smith & Daughters", "UK"],
    ),
    "accounts: the same website": (
        "accounts", ["Account", "Website"], ["Halden Freight", "halden.com"],
        ["Halden Group", "https://www.halden.com/uk"], ["Halden Frieght", "other.com"],
    ),
    "products": (
        "products", ["Product", "Price"], ["GTX Basic", 5], ["GTX Bsic", 5], ["GTX Plus", 5],
    ),
    "contacts: another address": (
        "contacts", ["Contact", "Account", "Email"], ["Anna Weiss", "Halden", "a@halden.com"],
        ["Anna Weiss", "Halden", "anna.weiss@halden.com"],
        ["Anna Weiss", "Corvid", "a@corvid.com"],
    ),
    "competitors": (
        "competitors", ["Competitor", "Website"], ["Rival One", None], ["Rival One Inc", None],
        ["Rival Two", None],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_every_kind_of_record(store: Store, case: str) -> None:
    kind, heads, known, twin, other = KINDS[case]
    bring(store, heads, known, kind=kind)
    found = plan(store, heads, twin, other, kind=kind)
    assert kinds(found) == ["twin", "new"]
    assert found.twins[0].name == known[0]


def test_who_is_named_like_a_twin_is_that_person(store: Store) -> None:
    bring(store, ["Name", "Role"], ["Grace Obi", "manager"], kind="people")
    heads = ["Name", "Manager"]
    found = plan(store, heads, ["Grace Obii", None], ["Lea Kern", "Grace Obii"], kind="people")
    assert kinds(found) == ["twin", "new"]
    assert found.creates.managers == ()
    assert found.shown(found.rows[1], "manager_id") == "Grace Obi"


def test_a_new_account_that_is_nearly_one_that_is_there_is_told(filled: Store) -> None:
    found = looked(filled, without_id(ROLLOUT, deal="Pallets", account="Halden Freight Ltd"))
    assert kinds(found) == ["new"]
    assert found.creates.accounts == ("Halden Freight Ltd",)
    assert [note.sentence for note in found.notes if note.code == "import.account_alike"] == [
        "“Halden Freight Ltd” is a new account; “Halden Freight” is there already and nearly the "
        "same."
    ]


@pytest.mark.parametrize(
    ("one", "other", "percent", "opposed"),
    [
        ("Halden Freight Ltd", "halden-freight", 100, False),
        ("The Müller S.A.", "Muller", 100, False),
        ("North plant", "South plant", 50, True),
        ("Plant A", "Plant B", 0, True),
        ("Deal 1", "Deal 2", 0, True),
        ("Deal 12", "Deal 12", 100, False),
        ("Ltd", "Limited", 0, True),
    ],
)
def test_likeness(one: str, other: str, percent: int, opposed: bool) -> None:
    assert alike(words(one), words(other)) == (percent, opposed)
    assert alike(words(other), words(one)) == (percent, opposed)
