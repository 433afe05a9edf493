"""Which two questions are worth asking before a call: each rule by itself, and their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.coaching import RULES, Known, questions

CASES = {
    "no_deal": Known(has_deal=False),
    "no_next_step": Known(signals=frozenset({"no_next_step"})),
    "late_promise": Known(late_promises=1),
    "close_passed": Known(signals=frozenset({"close_passed"})),
    "pushed": Known(pushes=1),
    "quiet": Known(signals=frozenset({"quiet"})),
    "single_contact": Known(contacts=1),
    "competitor": Known(competitors=1),
    "large": Known(signals=frozenset({"large"})),
    "discount": Known(signals=frozenset({"discount"})),
    "optimistic": Known(signals=frozenset({"optimistic"})),
    "slow": Known(signals=frozenset({"stage_slow"})),
    "complex": Known(complex=True),
    "learning": Known(learning=True),
    "first_talk": Known(touched=False),
}


@pytest.mark.parametrize("ask", sorted(CASES))
def test_each_rule_asks_its_question_first(ask: str) -> None:
    assert questions(CASES[ask]) == (ask, "good_end")


def test_nothing_known_asks_what_is_always_worth_asking() -> None:
    assert questions(Known()) == ("good_end", "objection")
    assert set(CASES) | {"good_end", "objection"} == set(RULES)


def test_stuck_is_slow_and_a_call_without_a_deal_has_no_single_contact() -> None:
    assert questions(Known(signals=frozenset({"stuck"})))[0] == "slow"
    assert "single_contact" not in questions(Known(has_deal=False, contacts=1))


def test_the_most_pressing_come_first() -> None:
    busy = Known(
        signals=frozenset({"no_next_step", "large", "quiet"}),
        pushes=2,
        competitors=1,
        learning=True,
    )
    assert questions(busy) == ("no_next_step", "pushed")


@given(
    st.builds(
        Known,
        has_deal=st.booleans(),
        signals=st.frozensets(st.sampled_from(["quiet", "large", "no_next_step", "stuck"])),
        pushes=st.integers(0, 3),
        contacts=st.integers(0, 3),
        learning=st.booleans(),
    )
)
def test_two_different_questions_always_the_same_ones(known: Known) -> None:
    found = questions(known)
    assert len(set(found)) == 2
    assert found == questions(known)
    assert all(RULES[ask](known) for ask in found)
