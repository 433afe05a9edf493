"""Importing 10,000 and 100,000 deals from a workbook into a new workspace."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from benchmarks.bare import connect
from benchmarks.generated import bring, look, workbook
from benchmarks.measure import Cost, Line, cost_of, line, print_lines
from salesdesk_app.services import workspace
from salesdesk_app.services.importing import Plan
from salesdesk_app.store.session import Store

EDIT = """INSERT INTO edit (code, facts, at, origin)
  VALUES ('bare', '{}', '2026-11-23 09:00:00', 'x')"""
INSERT = """INSERT INTO deal (uid, name, stage_id, value_minor, currency, created_on,
  expected_close_on, closed_on, source, lost_reason, next_step, next_step_on, note,
  external_source, external_id) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'x', ?)"""


BASELINE = "calamine, and executemany without a check into the same indexed, logged table"
RUNS = {10_000: 5, 100_000: 3}


def main(folder: Path) -> None:
    """Compares both sizes; the larger one is run less often."""
    print_lines([line for count, runs in RUNS.items() for line in _lines(folder, count, runs)])


def _lines(folder: Path, count: int, runs: int) -> list[Line]:
    """Preview, import and both, each against the baseline of the same run."""
    file = workbook(folder, count)
    previews, imports, bare = [], [], []
    for _ in range(runs):
        with _preview(folder, file) as (store, plan, took):
            previews.append(took)
            imports.append(cost_of(partial(bring, store, plan)))
        bare.append(cost_of(partial(_bare, folder, file)))
    whole = [
        Cost(one.cpu + other.cpu, one.wall + other.wall)
        for one, other in zip(previews, imports, strict=True)
    ]
    return [
        line(f"Preview of {count:,} deals", BASELINE, previews, bare),
        line(f"Import of {count:,} deals that were looked at", BASELINE, imports, bare),
        line(f"Both for {count:,} deals", BASELINE, whole, bare),
    ]


@contextmanager
def _preview(folder: Path, file: Path) -> Iterator[tuple[Store, Plan, Cost]]:
    """A new workspace, what importing the file would do to it, and what finding out took."""
    store = workspace.create(_new(folder, "ours-import.db"))
    plans: list[Plan] = []
    took = cost_of(lambda: plans.append(look(store, file)))
    try:
        yield store, plans.pop(), took
    finally:
        store.close()


def _bare(folder: Path, file: Path) -> None:
    path = _new(folder, "bare-import.db")
    workspace.create(path).close()
    connection = connect(path, logged=True)
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(EDIT)
    connection.execute("INSERT INTO open_edit (id, edit_id) SELECT 1, max(id) FROM edit")
    connection.executemany(INSERT, map(_values, rows[1:]))
    connection.execute("DELETE FROM open_edit")
    connection.execute("COMMIT")
    connection.close()


def _values(row: list[Any]) -> tuple[Any, ...]:
    key, name, _account, _owner, _stage, value, currency, *more = row
    created, expected, closed, source, reason, step, step_on, note = map(_plain, more)
    minor = None if value == "" else int(value * 100)
    said = (created, expected, closed, source, reason, step, step_on, note)
    return (key, name, minor, currency, *said, key)


def _plain(cell: Any) -> Any:
    return None if cell == "" else cell.isoformat() if isinstance(cell, date) else cell


def _new(folder: Path, name: str) -> Path:
    for left in folder.glob(f"{name}*"):
        left.unlink()
    return folder / name


if __name__ == "__main__":
    main(Path(sys.argv[1]))
