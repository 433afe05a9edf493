"""What a stage does to a deal."""

from salesdesk_app.domain.deals import (
    DEFAULT_LOST_REASONS,
    DEFAULT_STAGES,
    asks,
    effective_category,
    effective_probability,
)


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
