"""Memory of a process that shows the table of 100,000 deals, and of one that imports them."""

import json
import sys
from pathlib import Path

import psutil

from benchmarks.measure import Line, print_lines, run_module

COUNT = 100_000
SELECT = """SELECT d.name, a.name, p.name, s.name, d.value_minor, d.expected_close_on, d.closed_on,
  d.next_step, d.next_step_on, d.source FROM deal d JOIN stage s ON s.id = d.stage_id
  LEFT JOIN account a ON a.id = d.account_id LEFT JOIN person p ON p.id = d.owner_id"""


def main(folder: Path) -> None:
    """Compares the pane with a bare Qt table, each in a process of its own."""
    from benchmarks.bare import copied  # only here: the measured processes must not pay
    from benchmarks.generated import filled, workbook

    path = filled(folder, COUNT)
    copy = copied(path, "bare-memory.db")
    ours = run_module("memory", str(path), "ours")
    bare = run_module("memory", str(copy), "bare")
    what = f"Memory with the table of {COUNT:,} deals"
    against = "a bare Qt table process over rows of strings"
    lines = [Line(what, against, f"{ours:.0f} MB", f"{bare:.0f} MB", ours / bare)]
    grown, child = run_module("memory_import", str(workbook(folder, COUNT)))
    for what, taken, allowed in (
        (f"Growth of the window's process by an import of {COUNT:,} deals", grown, 150),
        ("Memory of the process that reads them", child, 512),
    ):
        limit = f"{allowed} MB"
        lines.append(Line(what, "what is allowed", f"{taken:.0f} MB", limit, taken / allowed))
    print_lines(lines)


def show_ours(workspace: Path) -> None:
    """The pipeline's pane as a table."""
    from benchmarks import window

    window.application()
    shown = window.pane(workspace, "table")
    print(json.dumps(_megabytes(shown)))


def show_bare(copy: Path) -> None:
    """A table view over what one SELECT gives."""
    from PySide6.QtWidgets import QApplication, QTableView

    from benchmarks.bare import PlainModel, connect

    application = QApplication([])
    connection = connect(copy)
    rows = [["" if c is None else str(c) for c in row] for row in connection.execute(SELECT)]
    view = QTableView()
    view.setModel(PlainModel(rows))
    view.resize(1184, 780)
    view.show()
    application.processEvents()
    print(json.dumps(_megabytes(view)))


def _megabytes(_shown: object) -> float:
    """What this process holds, while what it shows is alive."""
    return float(psutil.Process().memory_info().rss) / 1_000_000


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        {"ours": show_ours, "bare": show_bare}[sys.argv[2]](Path(sys.argv[1]))
