"""What the name of an unknown stage says, in the words of several systems and languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.deals import DEFAULT_STAGES
from salesdesk_app.domain.stage_names import category_for, stage_from_name


@pytest.mark.parametrize(
    "name",
    ["Won", "won", "Closed Won", "closedwon", "CLOSED-WON", "closed_won", "3. Won", "Deal won",
     "Gewonnen", "Abgeschlossen (gewonnen)", "Gagné", "Gagnée", "Fermé gagné", "Cerrada ganada",
     "Vinto"],
)  # fmt: skip
def test_won(name: str) -> None:
    stage = stage_from_name(name)
    assert (stage.outcome, stage.probability, stage.category) == ("won", 100, "closed")


@pytest.mark.parametrize(
    "name",
    ["Lost", "Closed Lost", "closedlost", "Closed-Lost to Competition", "Verloren", "Perdu",
     "Not won", "Closed, not won", "Noch nicht gewonnen", "Closed - no decision", "Lost, no budget",
     "Dead", "Disqualified", "Abgelehnt", "Verloren (Preis)", "Lost (competitor)"],
)  # fmt: skip
def test_lost(name: str) -> None:
    stage = stage_from_name(name)
    assert (stage.outcome, stage.probability, stage.category) == ("lost", 0, "omitted")


@pytest.mark.parametrize(
    "name",
    ["Lost contact", "Won or lost?", "Wonderful", "Closed", "Close", "Not lost", "Contact made",
     "", "Phase 2", "Lostock Ltd", "No contact yet", "Lost (reopened)", "Lost (or won)",
     "Demo (lost?)"],
)  # fmt: skip
def test_what_is_not_plainly_an_outcome_stays_open(name: str) -> None:
    assert stage_from_name(name).outcome == "open"


@pytest.mark.parametrize(
    ("name", "probability"),
    [
        ("Prospecting", 10),
        ("Engaging", 30),
        ("Appointment Scheduled", 20),
        ("Qualified To Buy", 20),
        ("Needs Analysis", 30),
        ("Presentation Scheduled", 40),
        ("Value Proposition", 50),
        ("Proposal/Price Quote", 50),
        ("Angebot", 50),
        ("Id. Decision Makers", 60),
        ("Negotiation/Review", 75),
        ("Verhandlung", 75),
        ("Contract Sent", 90),
        ("Something else", 20),
    ],
)
def test_how_likely_an_open_stage_is(name: str, probability: int) -> None:
    stage = stage_from_name(name)
    assert (stage.outcome, stage.probability) == ("open", probability)
    assert stage.category == category_for(probability)


def test_the_stages_to_begin_with_are_known_by_their_names() -> None:
    for stage in DEFAULT_STAGES:
        assert stage_from_name(stage.name) == stage


@given(st.text())
def test_any_name_gives_a_stage(name: str) -> None:
    stage = stage_from_name(name)
    assert stage.name == name.strip()
    assert 0 <= stage.probability <= 100
    assert (stage.outcome == "won") == (stage.probability == 100)
    assert (stage.outcome == "lost") == (stage.probability == 0)
    assert (stage.stuck_days is None) == (stage.outcome != "open")
