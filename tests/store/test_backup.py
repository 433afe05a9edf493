"""Backups are checked, thinned by age, and restored whole; nothing is ever lost."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from salesdesk_app import paths
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import workspace
from salesdesk_app.store import backup, schema
from salesdesk_app.store.models import Account
from salesdesk_app.store.session import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def add(store: Store, name: str) -> None:
    with store.write("stages.add", at=NOON) as (session, written):
        session.add(Account(name=name))
        written.facts["stage"] = name


def names(path: Path) -> list[str]:
    store = Store(path)
    with store.read() as session:
        found = list(session.scalars(select(Account.name)))
    store.close()
    return found


def test_a_backup_of_an_open_workspace_holds_the_last_write(store: Store) -> None:
    add(store, "Halden Freight")
    made = workspace.backup(store, at=NOON, reason="manual")
    assert workspace.list_backups(store.path) == [made]
    assert names(made.path) == ["Halden Freight"]
    assert sorted(p.name for p in made.path.parent.iterdir()) == [made.path.name]


def test_restore_brings_back_what_was_and_keeps_what_is(store: Store) -> None:
    add(store, "Halden Freight")
    made = workspace.backup(store, at=NOON, reason="manual")
    add(store, "Corvid Media")
    store.close()
    kept = workspace.restore(store.path, made.path, at=NOON)
    assert names(store.path) == ["Halden Freight"]
    assert kept is not None
    assert sorted(names(kept)) == ["Corvid Media", "Halden Freight"]


def test_a_damaged_workspace_is_set_aside_as_it_is(store: Store) -> None:
    add(store, "Halden Freight")
    made = workspace.backup(store, at=NOON, reason="manual")
    store.close()
    store.path.write_bytes(b"scribbled over")
    kept = workspace.restore(store.path, made.path, at=NOON)
    assert kept is not None
    assert kept.read_bytes() == b"scribbled over"
    assert names(store.path) == ["Halden Freight"]


def test_what_is_no_backup_changes_nothing(store: Store, tmp_path: Path) -> None:
    add(store, "Halden Freight")
    store.close()
    picture = tmp_path / "picture.db"
    picture.write_bytes(b"\xff\xd8 a picture")
    with pytest.raises(Problem, match=r"workspace\.not_a_database"):
        workspace.restore(store.path, picture, at=NOON)
    assert names(store.path) == ["Halden Freight"]


def test_a_damaged_backup_is_refused(store: Store) -> None:
    for number in range(300):
        add(store, f"Account {number} " + "x" * 200)
    made = workspace.backup(store, at=NOON, reason="manual")
    content = bytearray(made.path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xa5" * 4096
    made.path.write_bytes(content)
    store.close()
    with pytest.raises(Problem, match=r"workspace\.damaged"):
        workspace.restore(store.path, made.path, at=NOON)
    assert len(names(store.path)) == 300


def test_a_copy_that_fails_its_check_is_no_backup(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiled(_source: Path, target: Path) -> None:
        target.write_bytes(b"SQLite format 3\x00" + b"\x00" * 5000)

    good = workspace.backup(store, at=NOON, reason="manual")
    monkeypatch.setattr(schema, "copy", spoiled)
    with pytest.raises(Problem):
        workspace.backup(store, at=NOON, reason="manual")
    assert workspace.list_backups(store.path) == [good]
    assert sorted(p.name for p in good.path.parent.iterdir()) == [good.path.name]


def test_old_backups_are_thinned_by_day_week_and_month(store: Store) -> None:
    folder = paths.backups(store.path)
    folder.mkdir()
    for number in range(400):
        at = (NOON - timedelta(days=400 - number)).astimezone()
        (folder / f"{number + 1:06} {at:%Y-%m-%d %H.%M.%S} exit.db").touch()
    made = workspace.backup(store, at=NOON, reason="exit")
    left = workspace.list_backups(store.path)
    assert left[0] == made
    ages = [(NOON.astimezone().date() - b.at.date()).days for b in left]
    assert ages[: backup.KEEP_LAST] == list(range(backup.KEEP_LAST))
    assert 20 < len(left) < 45
    assert max(ages) > 200


def test_a_target_of_the_users_is_never_overwritten(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    workspace.backup_to(store, target)
    before = target.read_bytes()
    with pytest.raises(Problem, match=r"workspace\.exists"):
        workspace.backup_to(store, target)
    assert target.read_bytes() == before
