"""A shelf of odd calendars: each gives its events or a clear sentence, in the guarded child."""

from pathlib import Path
from typing import Any

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.reading.documents import Document, read_each
from salesdesk_app.wording import problems

SHELF = Path(__file__).resolve().parents[4] / "shared/data/calendars"
CODES = {"document.other", "document.empty"}


def understand(found: Any) -> tuple[int, int]:
    for one in found["events"]:
        assert "<html" not in (one["note"] or "").lower()
    return found["seen"], sum(len(one["times"]) for one in found["events"])


@pytest.mark.parametrize("year", [2010, 2021])
def test_every_calendar_of_the_shelf_is_read_or_says_why_not(year: int) -> None:
    paths = sorted(SHELF.rglob("*.ics"))
    if not paths:
        pytest.skip(f"no calendars in {SHELF}")
    documents = [Document(path.name, path.read_bytes()) for path in paths]
    days = {"first": f"{year}-01-01", "last": f"{year + 1}-12-31"}
    found = read_each("calendars", documents, understand, options=days)
    assert len(found) == len(paths)
    refused = [one for one in found if isinstance(one, Problem)]
    assert {problem.code for problem in refused} <= CODES
    for problem in refused:
        assert problem.facts["name"] in problems.problem(problem.code, problem.facts)
    assert sum(one[1] for one in found if not isinstance(one, Problem)) > 0
