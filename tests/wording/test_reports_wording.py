"""Words of the reports: what changed, counted, and how far from the pace."""

import pytest

from salesdesk_app.domain.changes import KINDS
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


def test_a_reason_is_told_behind_what_happened() -> None:
    assert reports.change("put_off") == "Pushed out"
    assert reports.change("put_off", "buyer_delay") == "Pushed out: Buyer’s delay"


def test_every_kind_has_its_words() -> None:
    for kind in KINDS:
        assert reports.change(kind)
        assert "2" in reports.counted({kind: 2})


def test_counts_in_their_order_without_those_that_are_none() -> None:
    assert reports.counted({"value": 1, "won": 1200, "lost": 0}) == "1,200 won, 1 value changed"
    assert reports.counted({}) == ""
