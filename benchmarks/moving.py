"""Moving a deal to the next stage, until the board of 10,000 deals is painted again."""

import sys
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QTableView

from benchmarks import window
from benchmarks.bare import PlainModel, connect, copied
from benchmarks.generated import filled
from benchmarks.measure import compare, print_lines

COUNT = 10_000
MOVES = 10
SELECT = """SELECT d.id, d.name, a.name, p.name, d.value_minor, d.expected_close_on FROM deal d
  JOIN stage s ON s.id = d.stage_id LEFT JOIN account a ON a.id = d.account_id
  LEFT JOIN person p ON p.id = d.owner_id WHERE s.outcome = 'open'"""


def main(folder: Path) -> None:
    """Compares the pane with an update, its commit, reading anew and a plain view."""
    application = window.application()
    path = filled(folder, COUNT)
    pane = window.pane(copied(path, "ours-moving.db"), "board")
    assert pane.data is not None
    stages = [stage for stage in pane.data.steps if stage.outcome == "open"]
    row = pane.data.stages[0].rows[0]
    turn = cycle(stages[1:] + stages[:1])
    connection = connect(copied(path, "bare-moving.db"))
    model = PlainModel(_read(connection))
    view = QTableView()
    view.setModel(model)
    view.resize(*window.SIZE)
    view.show()
    bare_turn = cycle([stage.id for stage in stages])

    def ours() -> None:
        for _ in range(MOVES):
            pane.act.put([row], next(turn))
            QApplication.processEvents()

    def bare() -> None:
        for _ in range(MOVES):
            change = (next(bare_turn), row.id)
            connection.execute("UPDATE deal SET stage_id = ? WHERE id = ?", change)
            model.show(_read(connection))
            application.processEvents()

    print_lines(
        [
            compare(
                f"Moving a deal to the repainted board, {COUNT:,} deals",
                "UPDATE and commit, SELECT of the open deals, a plain table view",
                ours,
                bare,
                per=MOVES,
            )
        ]
    )


def _read(connection: Any) -> list[list[str]]:
    rows = connection.execute(SELECT).fetchall()
    return [[str(cell) for cell in row] for row in rows]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
