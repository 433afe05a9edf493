"""Sentences of calls and of their cards."""

from datetime import date

from salesdesk_app.domain.coaching import RULES
from salesdesk_app.services.team_calls.call_lines import complex_rule
from salesdesk_app.wording import call_cards as cards
from salesdesk_app.wording import calls as words
from salesdesk_app.wording import today

DAY = date(2026, 11, 23)


def test_what_there_is_today() -> None:
    assert words.planned(0, 0, 0, "") == "none planned for today"
    assert words.planned(2, 0, 0, "$1 k") == "2 today, $1 k in play"
    assert words.planned(9, 3, 1, "") == "9 today, 3 done, 1 not logged"


def test_why_a_call_is_marked() -> None:
    assert words.complex_because({"contacts": 4, "steps_back": 1}) == (
        "Complex: 4 contacts and a step back"
    )
    assert words.coach_because(["No activity for 24 days"], learning=True) == (
        "Coach first: no activity for 24 days, the rep is in the first 90 days or far behind pace"
    )
    assert words.marks(()) == ""
    assert words.marks(("large",)) == "Large deal"


def test_the_window_states_the_rules_as_they_are() -> None:
    told = today.check("calls")
    assert complex_rule() in told
    assert words.COACH_RULE in told


def test_every_question_has_words() -> None:
    assert set(cards.ASKS) == set(RULES)
    question, why = cards.ask("competitor", rival="Kestrel")
    assert question.startswith("What do they like about Kestrel,")
    assert why == "a competitor is met in this deal"
    assert all(cards.ask(code)[0].endswith("?") for code in RULES)


def test_facts_of_a_deal() -> None:
    assert cards.in_stage(None, "Proposal", 0, 0) == "Time in Proposal not known"
    assert cards.in_stage(1, "Proposal", 0, 0) == "1 day in Proposal"
    assert cards.in_stage(12, "Proposal", 9, 34) == (
        "12 days in Proposal; half of 34 deals left it within 9 days"
    )
    assert cards.in_stage(3, "Proposal", 1, 1).endswith("1 deal left it before, after 1 day")
    assert cards.closes(None, DAY) == "No close date"
    assert cards.closes(DAY, DAY) == "Closes today"
    assert cards.closes(date(2027, 1, 2), DAY) == "Closes 2 Jan 2027, in 40 days"
    assert cards.closes(date(2026, 11, 20), DAY) == "Was to close 20 Nov, 3 days ago"
    assert cards.odds(70, 0, 0, "Proposal") == "Probability 70 %"
    assert cards.odds(70, 9, 20, "Proposal") == (
        "Probability 70 %; 45 % of 20 closed deals from Proposal were won"
    )
    assert cards.pushed(date(2026, 12, 10), date(2027, 1, 8), None) == (
        "10 Dec to 8 Jan 2027, nobody said why"
    )
    assert cards.next_step("Call", None, DAY) == "Next step: Call"
    assert cards.next_step(None, date(2026, 11, 25), DAY) == "Next step: 25 Nov"
    assert cards.due("Priya", date(2026, 11, 20), DAY) == "Priya, by 20 Nov, 3 days late"
