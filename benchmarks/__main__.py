"""Runs the benchmarks, all or those named, prints the table and keeps a whole one in README.md."""

import os
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from benchmarks.measure import Line, run_module

MODULES = (
    "start",
    "today",
    "importing",
    "report",
    "moving",
    "board",
    "table",
    "figures",
    "past",
    "memory",
)
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- table -->", "<!-- end of table -->"


def main(names: list[str]) -> int:
    """Exit status 0, or 2 for a name that is none."""
    unknown = [name for name in names if name not in MODULES]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(MODULES)}", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="salesdesk-bench-") as folder:
        for name in names or MODULES:
            print(f"{name} …", file=sys.stderr, flush=True)
            lines += [Line(**found) for found in run_module(name, folder)]
    text = table(lines)
    print(text)
    if not names:
        keep(text, date.today())
    return 0


def table(lines: Iterable[Line]) -> str:
    """The lines as a table of Markdown."""
    rows = [
        "| what | SalesDesk | bare | ratio | by the clock | the baseline |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for line in lines:
        clock = "" if line.by_clock is None else f"{line.by_clock:.1f}×"
        cells = (line.what, line.ours, line.bare, f"**{line.ratio:.1f}×**", clock, line.against)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def keep(text: str, day: date) -> None:
    """Puts a table into the README between its two marks."""
    whole = README.read_text(encoding="utf-8")
    before, _mark, rest = whole.partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(
        f"{before}{BEGIN}\nMeasured on {day.isoformat()}.\n\n{text}\n{END}{after}", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
