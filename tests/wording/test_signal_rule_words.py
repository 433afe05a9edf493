"""What puts a deal at risk is said from the rule itself."""

import pytest

from salesdesk_app.domain.signal_rules import CODES, LIMITS, RANGES, RISKS, Rules
from salesdesk_app.wording.signal_rules import about, at_risk, phrase, unit


def said(rules: Rules) -> str:
    return at_risk(rules.at_risk_by, rules.limits, "USD")


def test_the_rule_that_a_workspace_begins_with() -> None:
    assert said(Rules()) == (
        "An open deal is at risk where one of these holds: the expected close has passed; "
        "no activity for more than 14 days, and none planned; or the close was put off 3 times "
        "or more."
    )


def test_it_says_what_the_user_changed() -> None:
    limits = {**LIMITS, "quiet": 1, "large": 5_000_000}
    rules = Rules(limits, frozenset({"pushed"}), RISKS | {"large"})
    assert said(rules) == (
        "An open deal is at risk where one of these holds: the expected close has passed; "
        "no activity for more than 1 day, and none planned; or worth $50,000 or more."
    )
    assert said(Rules(risks=frozenset({"stuck"}))) == (
        "An open deal is at risk where one of these holds: longer in its stage than the stage "
        "allows."
    )
    assert said(Rules(risks=frozenset())).startswith("Nothing puts a deal at risk")
    assert said(Rules(off=RISKS)).startswith("Nothing puts a deal at risk")


@pytest.mark.parametrize("code", CODES)
def test_every_signal_has_its_rule_and_its_unit(code: str) -> None:
    assert about(code, 10).endswith(".")
    assert bool(unit(code)) == (code in RANGES)
    for limit in {LIMITS.get(code), 1, 25}:
        text = phrase(code, limit, "USD")
        assert text and "{" not in text and "None" not in text


@pytest.mark.parametrize(
    ("code", "limit", "words"),
    [
        ("close_passed", 7, "the expected close passed more than 7 days ago"),
        ("pushed", 1, "the close was put off"),
        ("discount", 1250, "a discount over 12.5 %"),
        ("no_next_step", 3, "no next step more than 3 days after it was created"),
        ("large", None, "large"),
    ],
)
def test_a_rule_with_its_limit(code: str, limit: int | None, words: str) -> None:
    assert phrase(code, limit, "USD") == words
