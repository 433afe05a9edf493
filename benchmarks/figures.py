"""The figures of 100,000 deals by rep."""

import sys
from pathlib import Path

from benchmarks.bare import connect, copied
from benchmarks.generated import filled
from benchmarks.measure import compare, print_lines
from salesdesk_app.services import figures
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.session import Store

COUNT = 100_000
SELECT = """SELECT d.id, d.owner_id, d.stage_id, s.outcome, coalesce(d.category, s.category),
  d.value_minor, coalesce(d.probability, s.probability), d.created_on, d.expected_close_on,
  d.closed_on, d.account_id, d.currency FROM deal d JOIN stage s ON s.id = d.stage_id"""


def main(folder: Path) -> None:
    """Compares the question with a loop over the same columns."""
    path = filled(folder, COUNT)
    store = Store(path)
    connection = connect(copied(path, "bare-figures.db"))

    def ours() -> object:
        return ask(store, figures.summary, by="rep")

    def bare() -> object:
        totals: dict[int, list[int]] = {}
        for row in connection.execute(SELECT):
            total = totals.setdefault(row[1], [0, 0, 0])
            if row[3] == "won":
                total[0] += 1
                total[1] += row[5] or 0
            elif row[3] == "open":
                total[2] += (row[5] or 0) * row[6]
        return totals

    print_lines(
        [
            compare(
                f"Figures of {COUNT:,} deals by rep",
                "SELECT of the same columns, sums in a loop",
                ours,
                bare,
            )
        ]
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
