"""Deals of the last file of a shape that the next one lacks: listed, and closed on demand."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from salesdesk_app.services import history, importing
from salesdesk_app.services.deals import deals as deal_verbs
from salesdesk_app.services.importing import Decisions, Last, Plan
from salesdesk_app.services.verbs import Done, Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.sheets import deals, dump, plan
from tests.world import NOON, TODAY

HEADS = ["Id", "Deal", "Account", "Stage", "Value"]
ONE = ["D1", "Rollout", "Halden", "Proposal", 5000]
TWO = ["D2", "Renewal", "Corvid", "Negotiation", 7]
THREE = ["D3", "Pilot", None, "Won", None]
CLOSE = Decisions(missing="close")


def agree(store: Store, planned: Plan) -> Done[importing.Imported]:
    done = perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY)
    importing.remember(store, planned, done.result, at=NOON)
    return done


def bring(store: Store, *rows: Sequence[Any], **options: Any) -> Done[importing.Imported]:
    return agree(store, plan(store, HEADS, *rows, **options))


def names(found: Plan) -> list[str]:
    return [one.name for one in found.missing]


@pytest.fixture
def brought(store: Store) -> Store:
    """A store after a first file of this shape."""
    bring(store, ONE, TWO, THREE)
    return store


def test_open_deals_that_are_no_longer_there_are_listed(brought: Store) -> None:
    assert plan(brought, HEADS, ONE, TWO, THREE).missing == ()
    found = plan(brought, HEADS, TWO)
    assert found.last == Last("made.xlsx", NOON)
    assert [one[1:] for one in map(_plain, found.missing)] == [
        ("Rollout", "Halden", "Proposal", "$5,000")
    ]
    assert plan(brought, ["Deal", "Stage", "Next step"], ["Else", "Proposal", "Call"]).last is None


def _plain(one: importing.Missing) -> tuple[Any, ...]:
    return one.record_id, one.name, one.account, one.stage, one.value


def test_left_alone_they_stay_and_are_not_listed_again(brought: Store) -> None:
    done = bring(brought, [*TWO[:-1], 8])
    assert done.result.closed == 0
    assert deals(brought)["Rollout"].stage == "Proposal"
    assert names(plan(brought, HEADS, TWO)) == []


def test_closed_as_lost_in_the_same_step(brought: Store) -> None:
    before = dump(brought)
    done = bring(brought, TWO, decisions=CLOSE)
    assert done.result.closed == 1
    lost = deals(brought)["Rollout"]
    assert (lost.stage, lost.closed_on, lost.lost_reason) == (
        "Lost", TODAY, "No longer in made.xlsx",
    )  # fmt: skip
    history.undo(brought, NOON)
    assert dump(brought) == before
    assert names(plan(brought, HEADS, TWO)) == ["Rollout"]


def test_an_import_that_changed_nothing_counts_as_well(brought: Store) -> None:
    bring(brought, ONE)
    bring(brought, ONE, TWO, THREE)
    assert names(plan(brought, HEADS, TWO)) == ["Rollout"]


def test_mended_rows_belong_to_the_import_that_they_were_left_out_of(
    store: Store, tmp_path: Path
) -> None:
    done = bring(store, ONE, [*TWO[:-1], "lots"])
    assert done.result.errors == 1
    out = tmp_path / "out.xlsx"
    importing.write_rejects([plan(store, HEADS, ONE, [*TWO[:-1], "lots"])], out)
    book = load_workbook(out)
    book.worksheets[0]["F2"] = 7
    book.save(out)
    mended = ask(store, importing.plan, ask(store, importing.read, out).table)
    assert mended.missing == ()
    agree(store, mended)
    assert names(plan(store, HEADS, THREE)) == ["Rollout", "Renewal"]


def test_a_row_with_an_error_is_not_missing(brought: Store) -> None:
    assert names(plan(brought, HEADS, [*ONE[:-1], "lots"], TWO)) == []


def test_an_import_that_was_taken_back_is_not_the_last(brought: Store) -> None:
    bring(brought, TWO, ["D4", "Extension", "Corvid", "Proposal", 1])
    assert names(plan(brought, HEADS, TWO)) == ["Extension"]
    history.undo(brought, NOON)
    assert names(plan(brought, HEADS, TWO)) == ["Rollout"]
    history.redo(brought, NOON)
    assert names(plan(brought, HEADS, TWO)) == ["Extension"]


def test_what_was_closed_or_deleted_meanwhile_is_not_missing(brought: Store) -> None:
    found = deals(brought)
    perform(brought, Stamp(NOON), deal_verbs.delete, [found["Rollout"].id])
    perform(
        brought, Stamp(NOON), deal_verbs.lose, [found["Renewal"].id],
        reason=None, closed_on=TODAY, today=TODAY,
    )  # fmt: skip
    assert names(plan(brought, HEADS, THREE)) == []


def test_the_same_headings_in_another_order_are_the_same_shape(brought: Store) -> None:
    found = plan(brought, HEADS[::-1], TWO[::-1])
    assert names(found) == ["Rollout"]


def test_an_import_with_one_more_column_that_was_taken_back(brought: Store) -> None:
    more = [*HEADS, "Next step"]
    agree(brought, plan(brought, more, [*TWO, "Call"], decisions=CLOSE))
    assert names(plan(brought, more, [*TWO, "Call"])) == []
    history.undo(brought, NOON)
    assert names(plan(brought, more, [*TWO, "Call"])) == ["Rollout"]
    assert names(plan(brought, HEADS, TWO)) == ["Rollout"]


def test_a_file_in_which_nothing_changed_leaves_the_last_one(brought: Store) -> None:
    done = bring(brought, ONE, TWO, THREE)
    assert (done.edit_id, done.result.edit_id) == (None, None)
    assert names(plan(brought, HEADS, TWO)) == ["Rollout"]
