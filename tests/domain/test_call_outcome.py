"""When a call counts as done."""

from datetime import UTC, datetime, timedelta

import pytest

from salesdesk_app.domain.call_outcome import CallOutcome, done_at

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("outcome", "minutes", "now", "expected"),
    [
        ("held", 25, TEN + timedelta(hours=8), TEN + timedelta(minutes=25)),
        ("held", 25, TEN + timedelta(minutes=20), TEN + timedelta(minutes=20)),
        ("held", None, TEN + timedelta(days=1), TEN),
        ("held", 25, TEN - timedelta(hours=1), TEN - timedelta(hours=1)),
        ("no_answer", 25, TEN + timedelta(hours=8), TEN),
        ("moved", 25, TEN, None),
        ("cancelled", 25, TEN, None),
    ],
)
def test_a_call_stays_where_it_was(
    outcome: CallOutcome, minutes: int | None, now: datetime, expected: datetime | None
) -> None:
    assert done_at(outcome, TEN, minutes, now) == expected
