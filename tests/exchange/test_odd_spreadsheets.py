"""Strange workbooks that others collected: each gives rows or one sentence, soon and in little."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import psutil
import pytest

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.layout import tables
from salesdesk_app.exchange.reading.limits import Limits
from salesdesk_app.exchange.reading.reader import read_tables
from salesdesk_app.progress import Tick

ODD = Path(__file__).resolve().parents[3] / "shared" / "data" / "odd-spreadsheets"


class Outcome(NamedTuple):
    """What a file came to, how long it took, and the most memory that its child was seen with."""

    code: str
    seconds: float
    memory: int


def outcome(path: Path) -> Outcome:
    children: list[int] = []
    memory = [0]

    def look(_done: int, _total: int) -> None:
        try:
            memory.append(psutil.Process(children[-1]).memory_info().rss)
        except psutil.Error:
            return

    before = monotonic()
    try:
        code = found(path, children.append, look)
    except Problem as problem:
        sentence = wording.problem(problem.code, problem.facts)
        assert path.name in sentence
        assert "{" not in sentence
        code = problem.code
    assert not any(psutil.pid_exists(child) for child in children)
    return Outcome(code, monotonic() - before, max(memory))


def found(path: Path, started: Callable[[int], None], tick: Tick) -> str:
    """``table``, or why there is none: what an import would say of the file."""
    sheets = read_tables(path, started=started, tick=tick)
    codes = []
    for sheet in sheets:
        try:
            tables.find(sheet, path.name)
        except Problem as problem:
            codes.append(problem.code)
        else:
            return "table"
    for code in ("file.no_table", "file.one_column", "file.no_rows"):
        if code in codes:
            return code
    return "file.no_rows"


@pytest.mark.skipif(not ODD.is_dir(), reason="the odd spreadsheets are not beside the project")
def test_odd_spreadsheets_give_rows_or_one_sentence(
    record_property: Callable[[str, object], None],
) -> None:
    files = [p for p in sorted(ODD.rglob("*")) if p.is_file() and p.suffix != ".txt"]
    before = sorted(ODD.rglob("*"))
    with ThreadPoolExecutor(3) as pool:
        outcomes = dict(zip(files, pool.map(outcome, files), strict=True))
    counts = Counter(one.code for one in outcomes.values())
    for code, count in counts.most_common():
        record_property(code, count)
    assert len(outcomes) == 154
    assert set(counts) <= {
        "table", "file.no_table", "file.one_column", "file.no_rows", "file.empty", "file.damaged",
        "file.protected", "file.other", "file.too_big",
    }  # fmt: skip
    read = sum(counts[code] for code in ("table", "file.no_table", "file.one_column"))
    assert read >= 128
    slow = {path.name: one for path, one in outcomes.items() if one.seconds > 10}
    assert not slow
    assert max(one.memory for one in outcomes.values()) < Limits().memory
    assert sorted(ODD.rglob("*")) == before
