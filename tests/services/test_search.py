"""Finding records by name: every word counts, nothing in the text is a pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.services import search
from salesdesk_app.services.verbs import Store, ask
from salesdesk_app.store.models import Person
from tests.world import NOON, fill


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def test_nothing_is_found_by_nothing(filled: Store) -> None:
    assert ask(filled, search.find, "") == []
    assert ask(filled, search.find, "   ") == []


def test_every_record_is_found_by_parts_of_its_name(filled: Store) -> None:
    everything = ask(filled, search.find, "a", 1000)
    assert {hit.kind for hit in everything} >= {"deal", "person"}
    for hit in everything:
        words = " ".join(word[:4] for word in hit.title.upper().split())
        assert hit in ask(filled, search.find, words, 1000)


def test_at_most_the_limit_of_each_kind(filled: Store) -> None:
    found = ask(filled, search.find, "a", 1)
    assert len(found) == len({hit.kind for hit in found})


@pytest.mark.parametrize("text", ["%", "_", "\\", "' OR 1=1--", '"', "*", "x" * 100_000])
def test_signs_are_letters(filled: Store, text: str) -> None:
    found = ask(filled, search.find, text)
    assert all(text in f"{hit.title} {hit.note}" for hit in found)


def test_letters_beyond_latin_ones_are_found_in_either_case(store: Store) -> None:
    with store.write("people.add", at=NOON) as (session, _written):
        session.add(Person(name="Özge Ångström"))
    for text in ("özge", "Özge", "ångström", "gström"):
        assert [hit.title for hit in ask(store, search.find, text)] == ["Özge Ångström"]


def test_a_page_that_is_pasted_is_looked_for_as_far_as_a_name_goes(filled: Store) -> None:
    assert ask(filled, search.find, "word " * 2_000) == []


@given(text=st.text(max_size=20))
def test_any_text_can_be_searched(any_store: Store, text: str) -> None:
    for hit in ask(any_store, search.find, text):
        assert hit.title


@pytest.fixture(scope="module")
def any_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    from salesdesk_app.services import workspace

    made = workspace.create(tmp_path_factory.mktemp("search") / "sales.db")
    fill(made)
    return made
