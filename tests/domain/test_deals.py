"""What a stage does to a deal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.deals import (
    DEFAULT_LOST_REASONS,
    DEFAULT_STAGES,
    OUTCOMES,
    Closing,
    asks,
    effective_category,
    effective_probability,
    on_move,
)

TODAY, EARLIER = date(2026, 11, 23), date(2026, 11, 2)


@pytest.mark.parametrize(
    ("before", "after", "closed_on", "reason", "expected"),
    [
        ("open", "won", None, None, Closing(TODAY, None)),
        ("open", "lost", None, "Price", Closing(TODAY, "Price")),
        ("open", "won", EARLIER, None, Closing(EARLIER, None)),
        ("won", "open", EARLIER, None, Closing(None, None)),
        ("lost", "open", EARLIER, "Price", Closing(None, None)),
        ("lost", "won", EARLIER, "Price", Closing(TODAY, None)),
        ("won", "lost", EARLIER, None, Closing(TODAY, None)),
        ("won", "won", EARLIER, None, Closing(EARLIER, None)),
        ("lost", "lost", EARLIER, "Price", Closing(EARLIER, "Price")),
        ("open", "open", None, None, Closing(None, None)),
    ],
)
def test_moving_dates_and_clears_the_closing(
    before: str, after: str, closed_on: date | None, reason: str | None, expected: Closing
) -> None:
    assert on_move(before, after, closed_on=closed_on, lost_reason=reason, today=TODAY) == expected


@given(
    st.sampled_from(OUTCOMES),
    st.sampled_from(OUTCOMES),
    st.none() | st.dates(),
    st.none() | st.text(),
)
def test_a_closed_deal_has_a_day_and_an_open_one_has_none(
    before: str, after: str, closed_on: date | None, reason: str | None
) -> None:
    closing = on_move(before, after, closed_on=closed_on, lost_reason=reason, today=TODAY)
    assert (closing.closed_on is None) == (after == "open")
    assert closing.lost_reason in ((reason,) if after == "lost" else (None,))
    again = on_move(
        after, after, closed_on=closing.closed_on, lost_reason=closing.lost_reason, today=EARLIER
    )
    assert again == closing


def test_a_win_asks_for_its_value_and_a_loss_for_its_reason() -> None:
    assert asks("open", "won") == ("value", "closed_on")
    assert asks("won", "lost") == ("lost_reason", "closed_on")
    assert asks("lost", "lost") == ()
    assert asks("won", "open") == ()


def test_a_choice_by_hand_sticks_while_the_deal_is_open() -> None:
    assert effective_probability(None, 50) == 50
    assert effective_probability(0, 50) == 0
    assert effective_probability(90, 100, "won") == 100
    assert effective_probability(90, 0, "lost") == 0
    assert effective_category(None, "commit") == "commit"
    assert effective_category("best_case", "commit") == "best_case"
    assert effective_category("commit", "closed", "won") == "closed"


def test_the_stages_to_begin_with() -> None:
    assert [(stage.name, stage.probability) for stage in DEFAULT_STAGES] == [
        ("Qualified", 20),
        ("Discovery", 30),
        ("Proposal", 50),
        ("Negotiation", 75),
        ("Won", 100),
        ("Lost", 0),
    ]
    assert [stage.category for stage in DEFAULT_STAGES] == [
        "pipeline",
        "pipeline",
        "best_case",
        "commit",
        "closed",
        "omitted",
    ]
    assert [stage.stuck_days for stage in DEFAULT_STAGES] == [14, 21, 21, 14, None, None]
    assert [stage.outcome for stage in DEFAULT_STAGES] == ["open"] * 4 + ["won", "lost"]
    assert len(set(DEFAULT_LOST_REASONS)) == len(DEFAULT_LOST_REASONS) >= 5
