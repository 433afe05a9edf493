"""What was done, read from a line."""

import pytest

from salesdesk_app.domain.logged_line import read


@pytest.mark.parametrize(
    ("line", "subject", "minutes"),
    [
        ("budget moved to January", "budget moved to January", None),
        ("25 min, budget moved", "budget moved", 25),
        ("25min budget  moved", "budget moved", 25),
        ("budget moved, 40 minutes", "budget moved", 40),
        ("budget moved (1 h)", "budget moved", 60),
        ("25 min", "", 25),
        ("", "", None),
        ("agreed 25 minor changes", "agreed 25 minor changes", None),
        ("they need 3 hats", "they need 3 hats", None),
    ],
)
def test_a_length_counts_at_either_end(line: str, subject: str, minutes: int | None) -> None:
    assert read(line) == (subject, minutes)
