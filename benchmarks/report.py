"""The weekly workbook of 10,000 deals."""

import sys
from pathlib import Path

from openpyxl import Workbook, load_workbook

from benchmarks.generated import filled
from benchmarks.measure import TODAY, compare, print_lines
from salesdesk_app.domain.periods import week_of
from salesdesk_app.services import reports
from salesdesk_app.store.session import Store

COUNT = 10_000


def main(folder: Path) -> None:
    """Compares the report with openpyxl writing the same cells, unstyled."""
    store = Store(filled(folder, COUNT))
    target = folder / "weekly.xlsx"

    def ours() -> None:
        reports.write_weekly(store, week_of(TODAY), target, today=TODAY)

    ours()
    sheets = {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(target).worksheets
    }
    cells = sum(len(row) for rows in sheets.values() for row in rows)

    def bare() -> None:
        book = Workbook()
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(folder / "bare.xlsx")

    print_lines(
        [
            compare(
                f"Weekly workbook of {COUNT:,} deals",
                f"openpyxl writing the same {cells:,} cells",
                ours,
                bare,
                runs=3,
            )
        ]
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
