"""Signals in words: a mark for the card, a reason for whoever asks."""

import pytest

from salesdesk_app.domain.signals import CODES, Signal
from salesdesk_app.wording.signals import mark, name, reason


@pytest.mark.parametrize(
    ("signal", "marked", "because"),
    [
        (
            Signal("close_passed", days=1),
            "Close date passed",
            "The expected close date passed 1 day ago",
        ),
        (Signal("quiet", days=24, limit=14), "Quiet 24 d", "No activity for 24 days"),
        (
            Signal("quiet", days=1200, limit=14, since_created=True),
            "Quiet 1,200 d",
            "No activity since it was created 1,200 days ago",
        ),
        (
            Signal("stuck", days=30, limit=21),
            "Stuck 30 d",
            "30 days in this stage, which allows 21 days",
        ),
        (
            Signal("pushed", number=3, limit=3),
            "Put off 3×",
            "The close date was put off 3 times",
        ),
        (
            Signal("pushed", number=2, limit=2, about="buyer_delay"),
            "Put off 2×",
            "The close date was put off twice; buyer’s delay",
        ),
        (
            Signal("stage_slow", days=45, limit=20, known=12, about="Proposal"),
            "Slow 45 d",
            "45 days; half of 12 deals left Proposal within 20 days",
        ),
        (
            Signal("single_contact", limit=40, number=50),
            "Single contact",
            "Only one contact is known, at a probability of 50 %",
        ),
        (
            Signal("discount", limit=2000, number=2250),
            "Discount 22.5 %",
            "A discount of 22.5 % is given, the policy allows 20 %",
        ),
        (
            Signal("optimistic", limit=41, number=60, known=17, about="Proposal"),
            "60 % vs 41 %",
            "60 % is above your 41 % from Proposal: won of 17 closed deals",
        ),
        (
            Signal("no_next_step"),
            "No next step",
            "No next step is written down and nothing is planned",
        ),
        (Signal("closes_this_week", days=0), "Closes this week", "Expected to close today"),
        (Signal("closes_this_week", days=1), "Closes this week", "Expected to close tomorrow"),
        (Signal("closes_this_week", days=4), "Closes this week", "Expected to close in 4 days"),
        (Signal("large", limit=50_000_00), "Large deal", "Worth $50,000 or more"),
    ],
)
def test_words(signal: Signal, marked: str, because: str) -> None:
    assert mark(signal) == marked
    assert reason(signal, "USD") == because


def test_every_signal_has_its_name() -> None:
    assert len({name(code) for code in CODES}) == len(CODES)
