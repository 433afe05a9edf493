"""Importing 10,000 and 100,000 deals from a workbook into a new workspace."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from benchmarks.bare import connect
from benchmarks.generated import bring_in, workbook
from benchmarks.measure import Line, compare, print_lines
from salesdesk_app.services import workspace

INSERT = """INSERT INTO deal (uid, name, stage_id, value_minor, currency, created_on,
  expected_close_on, closed_on, source, lost_reason, next_step, next_step_on, note,
  external_source, external_id) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'x', ?)"""


def main(folder: Path) -> None:
    """Compares both sizes; the larger one is run less often."""
    print_lines([_line(folder, 10_000, 5), _line(folder, 100_000, 3)])


def _line(folder: Path, count: int, runs: int) -> Line:
    file = workbook(folder, count)

    def ours() -> None:
        store = workspace.create(_new(folder, "ours-import.db"))
        bring_in(store, file)
        store.close()

    def bare() -> None:
        path = _new(folder, "bare-import.db")
        workspace.create(path).close()
        connection = connect(path)
        rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT, map(_values, rows[1:]))
        connection.execute("COMMIT")
        connection.close()

    return compare(
        f"Import of {count:,} deals",
        "calamine, and executemany into the same indexed table",
        ours,
        bare,
        runs=runs,
    )


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
