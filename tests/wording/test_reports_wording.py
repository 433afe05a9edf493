"""Words of the reports: what changed, counted, and how far from the pace."""

from datetime import date

import pytest

from salesdesk_app.services.week_changes import KINDS
from salesdesk_app.wording import reports


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (3, "3 pts ahead of pace"),
        (1, "1 pt ahead of pace"),
        (0, "on pace"),
        (-1, "1 pt behind pace"),
        (-12, "12 pts behind pace"),
    ],
)
def test_against_pace(points: int, words: str) -> None:
    assert reports.against_pace(points) == words


def test_a_close_date_says_which_way_it_moved() -> None:
    early, late = date(2026, 12, 1), date(2026, 12, 24)
    assert reports.change("close", early, late) == "Pushed out"
    assert reports.change("close", late, early) == "Pulled in"
    assert reports.change("close", None, late) == "Close date moved"


def test_every_kind_has_its_words() -> None:
    for kind in KINDS:
        assert reports.change(kind, None, None)
        assert "2" in reports.counted({kind: 2})


def test_counts_in_their_order_without_those_that_are_none() -> None:
    assert reports.counted({"value": 1, "won": 1200, "lost": 0}) == "1,200 won, 1 value changed"
    assert reports.counted({}) == ""
