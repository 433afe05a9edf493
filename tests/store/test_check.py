"""The check finds what was broken on purpose, and nothing else."""

from datetime import UTC, datetime

import pytest

from salesdesk_app.services import workspace
from salesdesk_app.store.engine import connect
from salesdesk_app.store.session import Store
from tests import world

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def faults(store: Store) -> set[str]:
    with store.read() as session:
        return {finding.code for finding in workspace.check(session) if finding.faults}


def test_a_sound_workspace(store: Store) -> None:
    assert faults(store) == set()
    world.fill(store)
    assert faults(store) == set()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE deal SET value_minor = 12.5 WHERE id = 1", "money"),
        ("UPDATE deal SET value_minor = 'much' WHERE id = 1", "money"),
        ("UPDATE deal SET owner_id = 99 WHERE id = 1", "links"),
        ("DELETE FROM quota", "history"),
        ("UPDATE edit SET at = '2001-01-01T00:00:00.000000Z' WHERE id = 2", "history"),
    ],
)
def test_what_is_broken_is_found(store: Store, damage: str, code: str) -> None:
    world.fill(store)
    with store.write("stages.add", at=world.NOON) as (session, _):
        session.connection().exec_driver_sql("UPDATE account SET note = 'x' WHERE id = 1")
    connection = connect(store.path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(damage)
    connection.close()
    assert faults(store) == {code, "triggers"}
