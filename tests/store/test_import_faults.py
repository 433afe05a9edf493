"""Faults in the middle of an import or an export: all of it is there, or nothing."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading import child
from salesdesk_app.progress import Cancelled
from salesdesk_app.services import exporting, history, importing, workspace
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.models import Change, Deal, Edit
from salesdesk_app.store.session import Store
from tests.disguise.clean import invented, table
from tests.sheets import bring, plan, text_file
from tests.world import NOON, TODAY

resource = pytest.importorskip("resource", reason="kills and limits as Unix has them")
ROWS = 4_000
KILLS = 4
IMPORTER = """
import os, sys
from datetime import UTC, date, datetime
from pathlib import Path
from salesdesk_app.services import importing
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
store = Store(Path(sys.argv[1]))
plan = ask(store, importing.plan, ask(store, importing.read, Path(sys.argv[2])).table)
os.write(1, b"READY\\n")
sys.stdin.readline()
perform(store, Stamp(datetime.now(UTC), "import"), importing.apply, plan, today=date(2026, 11, 23))
os.write(1, b"DONE\\n")
sys.stdin.readline()
"""


def importer(path: Path, file: Path) -> "subprocess.Popen[bytes]":
    """A process that has planned an import and waits for a word to write it."""
    command = [sys.executable, "-c", IMPORTER, str(path), str(file)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"READY\n"
    return process


def kill_at(process: "subprocess.Popen[bytes]", seconds: float | None) -> bool:
    """Lets it write for a while, or to the end, and kills it; whether it said that it was done."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"\n")
    process.stdin.flush()
    if seconds is None:
        assert process.stdout.readline() == b"DONE\n"
    else:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=seconds)
    process.send_signal(signal.SIGKILL)
    said = process.stdout.read()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    return seconds is None or b"DONE\n" in said


def held(path: Path) -> int:
    """How many deals are there, in a sound workspace whose log tells of all of them."""
    store = Store(path)
    try:
        with store.read() as session:
            deals = session.scalar(select(func.count()).select_from(Deal)) or 0
            logged = select(func.count()).where(Change.table_name == "deal", Change.kind == "i")
            assert session.scalar(logged) == deals
            assert session.scalar(select(func.count()).select_from(Edit)) == (deals > 0)
        assert not any(finding.faults for finding in ask(store, workspace.check))
        return deals
    finally:
        store.close()


def hold_to_the_promise(folder: Path, kills: int) -> None:
    """Kills imports at random moments: nothing or all of it, and all of what was acknowledged."""
    rows = table(invented(ROWS, 3))
    file = text_file(folder / "deals.csv", *rows)
    chance = random.Random(7)
    for number in range(kills):
        path = folder / f"{number}.db"
        workspace.create(path).close()
        done = kill_at(importer(path, file), None if number == 0 else chance.uniform(0.0, 0.5))
        found = held(path)
        assert found in (0, ROWS), "half an import was kept"
        assert found == ROWS or not done, "an acknowledged import is gone"
    assert not list(folder.glob("*.tmp"))


def test_a_kill_leaves_nothing_or_all_of_an_import(tmp_path: Path) -> None:
    hold_to_the_promise(tmp_path, KILLS)


@pytest.mark.soak
def test_very_many_kills(tmp_path: Path) -> None:
    hold_to_the_promise(tmp_path, 60)


def test_an_import_that_is_stopped_leaves_nothing(store: Store) -> None:
    planned = plan(store, *table(invented(50, 1)))

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        perform(store, Stamp(NOON, "import"), importing.apply, planned, today=TODAY, tick=stop)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Deal)) == 0
        assert session.scalar(select(func.count()).select_from(Edit)) == 0
    with pytest.raises(Problem, match=r"undo\.nothing"):
        history.undo(store, NOON)


def test_a_killed_reader_is_one_sentence_and_changes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = text_file(tmp_path / "deals.csv", *table(invented(20, 1)))
    start = child._start

    def killed() -> "subprocess.Popen[bytes]":
        made = start()
        os.kill(made.pid, signal.SIGTERM)
        return made

    monkeypatch.setattr(child, "_start", killed)
    with pytest.raises(Problem, match=r"file\.died"):
        ask(store, importing.read, file)
    monkeypatch.undo()
    assert len(ask(store, importing.read, file).table.rows) == 20


@contextmanager
def small_disk(most: int) -> Iterator[None]:
    """No file can grow beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def deals_out(store: Store, target: Path) -> None:
    exporting.write_records(store, "deals", target)


def deals_to_edit(store: Store, target: Path) -> None:
    exporting.write_records(store, "deals", target, for_editing=True)


def rejected(store: Store, target: Path) -> None:
    rows = [[f"{deal.name} {'x' * 90} {n}", "much"] for n, deal in enumerate(invented(400, 2))]
    importing.write_rejects([plan(store, ["Deal", "Value"], *rows)], target)


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (deals_out, "out.xlsx"),
        (deals_out, "out.csv"),
        (deals_to_edit, "edit.xlsx"),
        (rejected, "rejected.xlsx"),
    ],
)
def test_a_full_disk_leaves_what_stood_there(
    store: Store, tmp_path: Path, write: Callable[[Store, Path], None], name: str
) -> None:
    bring(store, *table(invented(400, 2)))
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / name
    target.write_bytes(b"what stood here")
    with small_disk(3_000), pytest.raises(Problem) as caught:
        write(store, target)
    assert caught.value.code in ("report.full", "report.disk")
    assert [one.name for one in folder.iterdir()] == [name]
    assert target.read_bytes() == b"what stood here"
    write(store, target)
    assert target.stat().st_size > 3_000
