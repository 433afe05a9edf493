"""Faults from outside: a kill at any moment, a full disk, a file that cannot be written."""

import random
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import stages, workspace
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.engine import connect, disk_problem
from salesdesk_app.store.models import Account, Change, Edit
from salesdesk_app.store.session import Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KILLS = 20

WRITER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from salesdesk_app.store.models import Account
from salesdesk_app.store.session import Store
store = Store(Path(sys.argv[1]))
os.write(1, b"READY\\n")
for number in range(10_000):
    with store.write("stages.add", at=datetime.now(UTC)) as (session, written):
        session.add_all(Account(name=f"{number} {half}") for half in (1, 2))
    os.write(1, f"ACK {written.edit_id}\\n".encode())
"""


def test_a_kill_loses_no_acknowledged_edit_and_leaves_no_half(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    workspace.create(path).close()
    chance = random.Random(23)
    for _ in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            lines, wanted = [b""], chance.randrange(1, 8)
            while len(lines) <= wanted + 1:
                lines.append(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            # A last line may be cut short by the kill: only whole ones were acknowledged.
            lines += writer.stdout.read().split(b"\n")[:-1]
        last = int(lines[-1].split()[1])
        store = Store(path)
        with store.read() as session:
            edits = session.scalar(select(func.count()).select_from(Edit))
            rows = session.scalar(select(func.count()).select_from(Account))
            newest = session.scalar(select(func.max(Edit.id))) or 0
            assert newest >= last, "an acknowledged edit is gone"
            assert rows == 2 * (edits or 0), "half an edit was kept"
            assert session.scalar(select(func.count()).select_from(Change)) == rows
            assert not any(finding.faults for finding in workspace.check(session))
        store.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["sales.db"]


def test_a_full_disk_keeps_what_was_saved_and_goes_on_afterwards(store: Store) -> None:
    perform(store, Stamp(NOON), stages.add, "Demo")
    with store.scratch() as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count={pages}"))
    with (
        pytest.raises(Problem) as caught,
        store.write("stages.add", at=NOON) as (session, _),
    ):
        session.add_all(Account(name="x" * 4000) for _ in range(50))
    assert caught.value.code == "workspace.full"
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 0
        assert session.scalar(select(func.count()).select_from(Edit)) == 1
    with store.scratch() as session:
        session.execute(text("PRAGMA max_page_count=1000000"))
    perform(store, Stamp(NOON), stages.add, "Visit")
    with store.read() as session:
        assert [row.name for row in stages.rows(session)][4:6] == ["Demo", "Visit"]
        assert not any(finding.faults for finding in workspace.check(session))


def test_another_writer_is_waited_for_and_then_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.scratch() as session:
        session.execute(text("PRAGMA busy_timeout=10"))
    other = connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Problem, match=r"workspace\.busy"):
        perform(store, Stamp(NOON), stages.add, "Demo")
    other.execute("ROLLBACK")
    other.close()
    perform(store, Stamp(NOON), stages.add, "Demo")


@pytest.mark.parametrize(
    ("number", "code"), [(28, "workspace.full"), (13, "workspace.read_only"), (5, "workspace.io")]
)
def test_what_the_file_system_says(number: int, code: str) -> None:
    assert disk_problem(OSError(number, "no"), Path("sales.db")).code == code


def test_a_folder_that_takes_no_files(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(Problem, match=r"workspace\."):
        workspace.create(blocked / "sales.db")
    assert blocked.read_text() == "not a folder"
