"""Every verb, found by itself: done, undone and equal; redone and equal."""

import importlib
import pkgutil
from typing import Any

import pytest
from sqlalchemy import select

import salesdesk_app.services
from salesdesk_app import wording
from salesdesk_app.services import history
from salesdesk_app.services.verbs import VERBS, Stamp, perform
from salesdesk_app.store.models import Edit, logged_tables
from salesdesk_app.store.session import Store
from tests.examples import EXAMPLES
from tests.world import NOON, fill

for found in pkgutil.walk_packages(salesdesk_app.services.__path__, "salesdesk_app.services."):
    importlib.import_module(found.name)


def dump(store: Store) -> dict[str, list[Any]]:
    """Every row and column of every logged table."""
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
            for table in logged_tables()
        }


def test_every_verb_has_an_example() -> None:
    assert sorted(EXAMPLES) == sorted(VERBS)


@pytest.mark.parametrize("code", sorted(VERBS))
def test_done_undone_redone(store: Store, code: str) -> None:
    fill(store)
    args, kwargs = EXAMPLES[code](store)
    before = dump(store)
    done = perform(store, Stamp(NOON), VERBS[code], *args, **kwargs)
    after = dump(store)
    assert done.edit_id is not None, "an example must change something"
    assert after != before
    with store.read() as session:
        edit = session.scalars(select(Edit).where(Edit.id == done.edit_id)).one()
        assert edit.code == code
        label = wording.edit(edit.code, edit.facts)
        assert label
        assert "{" not in label

    undone = history.undo(store, NOON, done.edit_id)
    assert dump(store) == before
    assert undone.result == label
    assert undone.tables == done.tables

    history.redo(store, NOON)
    assert dump(store) == after
    history.undo(store, NOON)
    assert dump(store) == before
