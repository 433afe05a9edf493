"""Commitments: kept by their day or late, reopened, and listed by person and deal."""

from datetime import date, timedelta

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import commitments
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

STAMP = Stamp(NOON)
DAY = timedelta(days=1)


def add(store: Store, text: str, due_on: date, owner_id: int = 3) -> int:
    return perform(
        store, STAMP, commitments.add, text=text, owner_id=owner_id, due_on=due_on
    ).result


@pytest.mark.parametrize(
    ("closed_on", "outcome"), [(TODAY - DAY, "kept"), (TODAY, "kept"), (TODAY + DAY, "late")]
)
def test_closing_tells_kept_from_late(store: Store, closed_on: date, outcome: str) -> None:
    fill(store)
    perform(store, STAMP, commitments.close, 1, today=closed_on)
    row = ask(store, commitments.of_deal, 1)[0]
    assert (row.outcome, row.closed_on, row.owner, row.deal) == (
        outcome,
        closed_on,
        "Priya Nair",
        "Deal 0",
    )
    perform(store, STAMP, commitments.reopen, 1)
    assert ask(store, commitments.of_deal, 1)[0].outcome is None


def test_dropped_is_said_in_so_many_words(store: Store) -> None:
    fill(store)
    perform(store, STAMP, commitments.close, 1, today=TODAY, outcome="dropped")
    assert ask(store, commitments.of_person, 2)[0].outcome == "dropped"


def test_lists(store: Store) -> None:
    fill(store)
    add(store, "Late", TODAY - DAY)
    later = add(store, "Later", TODAY + DAY)
    done = add(store, "Done", TODAY - 3 * DAY)
    perform(store, STAMP, commitments.close, done, today=TODAY)
    texts = [row.text for row in ask(store, commitments.standing)]
    assert texts == ["Late", "Send pricing", "Later"]
    due = ask(store, commitments.standing, due_by=TODAY)
    assert [row.text for row in due] == ["Late", "Send pricing"]
    assert [row.is_late(TODAY) for row in due] == [True, False]
    assert [row.text for row in ask(store, commitments.of_person, 3)] == ["Late", "Later", "Done"]
    perform(store, STAMP, commitments.edit, later, owner_id=2, due_on=TODAY)
    assert [row.text for row in ask(store, commitments.of_person, 2)] == ["Send pricing", "Later"]


def test_what_cannot_be_is_refused(store: Store) -> None:
    fill(store)
    with pytest.raises(Problem, match=r"field\.empty"):
        add(store, "  ", TODAY)
    for verb, facts in (
        (commitments.edit, {"text": "x"}),
        (commitments.close, {"today": TODAY}),
        (commitments.reopen, {}),
        (commitments.delete, {}),
    ):
        with pytest.raises(Problem, match=r"record\.gone"):
            perform(store, STAMP, verb, 99, **facts)
