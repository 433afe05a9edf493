"""Maven's year, imported week by week: each quarter's end is known as it was, to the figure."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import figures, history
from salesdesk_app.store.session import Store
from tests.replay import MAVEN, Row, begun, closed, deals, quarter_ends, replay, weekly

pytestmark = pytest.mark.skipif(not MAVEN.is_dir(), reason="Maven's data is not beside the project")
SOME = ("Isdom", "Cancity", "Hottechi", "Konex")


def counted(rows: Sequence[Row], day: date, first: date = date.min) -> dict[str, Any]:
    """The figures at the end of a day, of what was closed since the first, by plain counting."""
    ended = [row for row in rows if closed(row, day)]
    recent = [row for row in ended if date.fromisoformat(row["close_date"]) >= first]
    won = [row for row in recent if row["deal_stage"] == "Won"]
    cycles = [
        (date.fromisoformat(row["close_date"]) - date.fromisoformat(row["engage_date"])).days
        for row in won
    ]
    value = sum(int(row["close_value"]) for row in won)
    return {
        "won": {"count": len(won), "value": value},
        "lost": {"count": len(recent) - len(won)},
        "win_rate": pytest.approx(len(won) / len(recent), abs=1e-6),
        "average_won": pytest.approx(value / len(won), abs=1e-6),
        "cycle_days_won": pytest.approx(mean(cycles), abs=1e-6),
    }


def check(store: Store, rows: Sequence[Row], ends: Sequence[date]) -> None:
    for day in ends:
        found = figures.as_json(history.ask_as_of(store, day, figures.summary, by="rep"))
        there = [row for row in rows if begun(row, day)]
        still_open = sum(not closed(row, day) for row in there)
        assert (found["deals"], found["open"]) == (len(there), still_open), day
        expected = counted(rows, day)
        assert {key: found[key] for key in expected} == expected, day
        for rep in {row["sales_agent"] for row in there}:
            own = [row for row in there if row["sales_agent"] == rep and closed(row, day)]
            won = [int(row["close_value"]) for row in own if row["deal_stage"] == "Won"]
            assert found["by"][rep]["won"] == {"count": len(won), "value": sum(won)}, (day, rep)
        quarter = quarter_of(day)
        summary = history.ask_as_of(store, day, figures.summary, period=quarter)
        of_quarter = counted(rows, day, quarter.first)
        plain = figures.as_json(summary)
        assert {key: plain[key] for key in of_quarter} == of_quarter, quarter


def test_a_few_accounts_by_quarters(store: Store, tmp_path: Path) -> None:
    rows = [row for row in deals() if row["account"] in SOME]
    ends = quarter_ends(rows)
    assert ends == [date(2017, 3, 31), date(2017, 6, 30), date(2017, 9, 30), date(2017, 12, 31)]
    assert list(replay(store, tmp_path, rows, ends)) == ends
    check(store, rows, ends)


@pytest.mark.soak
def test_the_whole_year_week_by_week(store: Store, tmp_path: Path) -> None:
    rows = deals()
    days = list(replay(store, tmp_path, rows, weekly(rows)))
    assert len(days) > 60
    check(store, rows, quarter_ends(rows))
    for day in days[::7]:
        assert history.ask_as_of(store, day, figures.summary).figures.deals == sum(
            begun(row, day) for row in rows
        )
