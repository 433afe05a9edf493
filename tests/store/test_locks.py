"""An open workspace stays whole beside other processes, whatever this one does with its file."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.store.models import Account
from salesdesk_app.store.session import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks are a handle's own there")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
VISIT = """
import sys
from pathlib import Path
from sqlalchemy import text
from salesdesk_app.store.session import Store
store = Store(Path(sys.argv[1]))
with store.read() as session:
    names = session.scalars(text("SELECT name FROM account ORDER BY id"))
    print(",".join(names))
store.close()
"""


def visit(store: Store) -> str:
    """What another process reads, which opens the workspace and closes it again."""
    command = [sys.executable, "-c", VISIT, str(store.path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def add(store: Store, name: str) -> None:
    with store.write("test.add", at=NOON) as (session, _written):
        session.add(Account(name=name))


def look_into(store: Store) -> None:
    """As a file dialog does with every file of a folder, to show what kind it is."""
    for beside in ("", "-wal", "-shm"):
        with store.path.with_name(store.path.name + beside).open("rb") as file:
            file.read(16)


def test_what_is_written_after_a_look_into_the_file_is_kept(store: Store) -> None:
    add(store, "Halden")
    look_into(store)
    store.outside()  # as the window does every other second
    assert visit(store) == "Halden"
    add(store, "Corvid")
    assert visit(store) == "Halden,Corvid"


def test_nothing_is_written_into_a_log_that_was_taken_away(store: Store) -> None:
    add(store, "Halden")
    look_into(store)
    assert visit(store) == "Halden"
    with pytest.raises(Problem, match=r"workspace\.let_go"):
        add(store, "Corvid")
    assert visit(store) == "Halden"
