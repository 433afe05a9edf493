"""What words of a file stand for: stages and people, however they are spelled, and remembered."""

from typing import Any

import pytest
from sqlalchemy import select

from salesdesk_app.services import importing
from salesdesk_app.services.importing import Decisions, Plan, Spelled
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Deal, Person, Stage
from salesdesk_app.store.session import Store
from tests.sheets import bring, codes, deals, kinds, plan
from tests.world import NOON, TODAY

TEAM = ["Priya Nair", "Paul Nolan", "Jonas Lind", "Lea Kern"]


@pytest.fixture
def team(store: Store) -> Store:
    """A store with a team, one of them by address; the stages are those of a new workspace."""
    rows = [["Name", "Email"], *([name, None] for name in TEAM), ["Dwight Roe", "dr@example.com"]]
    bring(store, *rows, kind="people")
    return store


def stages(store: Store, *words: str, **options: Any) -> Plan:
    rows = [[f"D{at}", f"Deal {at}", word] for at, word in enumerate(words)]
    return plan(store, ["Id", "Deal", "Stage"], *rows, **options)


def owners(store: Store, *words: str, **options: Any) -> Plan:
    rows = [[f"D{at}", f"Deal {at}", word] for at, word in enumerate(words)]
    return plan(store, ["Id", "Deal", "Owner"], *rows, **options)


def agree(store: Store, found: Plan) -> None:
    done = perform(store, Stamp(NOON, "import"), importing.apply, found, today=TODAY)
    importing.remember(store, found, done.result, at=NOON)


def told(found: Plan, kind: str) -> dict[str, tuple[str, str]]:
    return {one.text: (one.name, one.how) for one in found.spellings if one.kind == kind}


def id_of(store: Store, model: type[Stage] | type[Person], name: str) -> int:
    with store.read() as session:
        return session.scalars(select(model.id).where(model.name == name)).one()


@pytest.mark.parametrize(
    ("word", "stage", "how"),
    [
        ("NEGOTIATION", "Negotiation", "exact"),
        ("  negotiation ", "Negotiation", "exact"),
        ("Negotiaton", "Negotiation", "alike"),
        ("negotation", "Negotiation", "alike"),
        ("3. Proposal", "Proposal", "alike"),
        ("Proposal (Sales pipeline)", "Proposal", "alike"),
        ("Proposal stage", "Proposal", "alike"),
        ("Propsal", "Proposal", "alike"),
        ("Closed Won", "Won", "alike"),
        ("Unqualified", "Unqualified", "new"),
        ("Demo", "Demo", "new"),
        ("Contract sent", "Contract sent", "new"),
    ],
)
def test_stages_in_any_spelling(store: Store, word: str, stage: str, how: str) -> None:
    found = stages(store, word, word)
    assert [(one.text.strip(), one.count, one.name, one.how) for one in found.spellings] == [
        (word.strip(), 2, stage, how)
    ]
    assert ([name for name, _ in found.creates.stages] == [stage]) is (how == "new")


def test_marks_in_the_names_of_stages(store: Store) -> None:
    agree(store, stages(store, "Negotiation/Review"))
    found = stages(store, "NEGOTIATION / REVIEW", "negotiation-review", "Negotiation & Review")
    assert set(told(found, "stage").values()) == {("Negotiation/Review", "exact")}
    found = stages(store, "Negotiation and Review", "Negotiaton/Reveiw")
    assert set(told(found, "stage").values()) == {("Negotiation/Review", "alike")}
    assert found.creates.stages == ()


def test_a_word_of_its_own_is_no_error(store: Store) -> None:
    agree(store, stages(store, "Contract"))
    assert told(stages(store, "Contact"), "stage") == {"Contact": ("Contact", "new")}


def test_what_was_chosen_is_remembered(store: Store) -> None:
    proposal = id_of(store, Stage, "Proposal")
    said = Decisions(spellings={("stage", "Quoting"): proposal})
    found = stages(store, "Quoting", "quoting", "Demo", decisions=said)
    assert told(found, "stage") == {
        "Quoting": ("Proposal", "chosen"), "quoting": ("Proposal", "chosen"),
        "Demo": ("Demo", "new"),
    }  # fmt: skip
    assert [name for name, _ in found.creates.stages] == ["Demo"]
    agree(store, found)
    assert deals(store)["Deal 0"].stage == "Proposal"
    again = stages(store, "QUOTING", "Demo")
    assert told(again, "stage") == {
        "QUOTING": ("Proposal", "remembered"), "Demo": ("Demo", "exact"),
    }  # fmt: skip
    anew = stages(store, "Quoting", decisions=Decisions(spellings={("stage", "Quoting"): None}))
    assert anew.spellings == (Spelled("stage", "Quoting", 1, None, "Quoting", "chosen"),)
    agree(store, anew)
    assert told(stages(store, "Quoting"), "stage") == {"Quoting": ("Quoting", "exact")}


def test_a_misspelling_that_was_agreed_to_is_remembered(store: Store) -> None:
    agree(store, stages(store, "Negotiaton"))
    assert told(stages(store, "negotiaton"), "stage") == {
        "negotiaton": ("Negotiation", "remembered")
    }


def test_a_stage_that_was_said_to_be_new_is_no_misspelling(store: Store) -> None:
    said = Decisions(spellings={("stage", "Negotiaton"): None})
    found = stages(store, "Negotiaton", decisions=said)
    assert [name for name, _ in found.creates.stages] == ["Negotiaton"]


@pytest.mark.parametrize(
    ("word", "name", "how"),
    [
        ("Nair, Priya", "Priya Nair", "exact"),
        ("PRIYA NAIR", "Priya Nair", "exact"),
        ("dr@example.com", "Dwight Roe", "exact"),
        ("priya.nair@example.com", "Priya Nair", "exact"),
        ("pnair@example.com", "Priya Nair", "alike"),
        ("P. Nair", "Priya Nair", "alike"),
        ("P Nair", "Priya Nair", "alike"),
        ("Nair, P.", "Priya Nair", "alike"),
        ("Priya N.", "Priya Nair", "alike"),
        ("JL", "Jonas Lind", "alike"),
        ("J.L.", "Jonas Lind", "alike"),
        ("XY", "XY", "new"),
        ("Priya Rao", "Priya Rao", "new"),
        ("Lea", "Lea Kern", "alike"),
        ("Lind", "Jonas Lind", "alike"),
    ],
)
def test_people_in_any_spelling(team: Store, word: str, name: str, how: str) -> None:
    found = owners(team, word)
    assert told(found, "person") == {word: (name, how)}
    assert kinds(found) == ["new"]


def test_initials_of_several_are_listed_with_who_could_be_meant(team: Store) -> None:
    found = owners(team, "PN", "JL")
    assert codes(found) == [(2, "Owner", "import.which_person")]
    assert found.errors[0].sentence == (
        "“PN” could be Priya Nair or Paul Nolan. Write the name in full."
    )
    assert found.spellings[0] == Spelled(
        "person", "PN", 1, None, "Priya Nair or Paul Nolan", "alike"
    )
    priya = id_of(team, Person, "Priya Nair")
    said = Decisions(spellings={("person", "PN"): priya})
    agree(team, owners(team, "PN", "JL", decisions=said))
    again = owners(team, "pn", "JL")
    assert told(again, "person") == {
        "pn": ("Priya Nair", "remembered"), "JL": ("Jonas Lind", "remembered"),
    }  # fmt: skip
    assert kinds(again) == ["same", "same"]


def test_a_first_name_counts_only_where_all_are_called_so(team: Store) -> None:
    assert told(owners(team, "Lea", "Jonas Lind"), "person")["Lea"] == ("Lea", "new")
    assert told(owners(team, "Lea", "Jonas"), "person") == {
        "Lea": ("Lea Kern", "alike"), "Jonas": ("Jonas Lind", "alike"),
    }  # fmt: skip


def test_people_of_the_file_itself_are_called_for_short(store: Store) -> None:
    found = owners(store, "PN", "P. Nair", "Priya Nair")
    assert {name for name, _ in told(found, "person").values()} == {"Priya Nair"}
    assert found.creates.people == ("Priya Nair",)


def test_it_is_said_how_people_were_read(team: Store) -> None:
    found = owners(team, "JL", "JL", "Lea Kern")
    assert [note.sentence for note in found.notes if note.code == "import.read_as"] == [
        "Person “JL” is read as “Jonas Lind” (2 rows)."
    ]


def test_a_new_person_is_called_with_the_first_name_first(store: Store) -> None:
    rows = [["Fleet", "NAIR, PRIYA"], ["Rollout", "Priya Nair"], ["Site", "Ökland, Björn"]]
    found = plan(store, ["Deal", "Owner"], *rows)
    assert found.creates.people == ("Priya Nair", "Björn Ökland")
    assert [found.shown(row, "owner_id") for row in found.rows] == [
        "Priya Nair",
        "Priya Nair",
        "Björn Ökland",
    ]


def test_what_was_said_of_words_of_others_does_not_count_in_files_of_ours(store: Store) -> None:
    negotiation = id_of(store, Stage, "Negotiation")
    said = Decisions(spellings={("stage", "Proposal"): negotiation})
    agree(store, stages(store, "Proposal", decisions=said))
    assert told(stages(store, "Proposal"), "stage") == {"Proposal": ("Negotiation", "remembered")}
    with store.read() as session:
        key = session.scalars(select(Deal.uid)).one()
    ours = plan(store, ["SalesDesk key", "Deal", "Stage"], [key, "Deal 0", "Proposal"])
    assert told(ours, "stage") == {"Proposal": ("Proposal", "exact")}
    assert kinds(ours) == ["changed"]
