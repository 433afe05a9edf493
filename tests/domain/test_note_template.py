"""Texts with named places: filled once, and never more than text."""

from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.note_template import filled, unknown

VALUES = {"won": "2 deals", "date": "23 Nov", "wins": "{won} {0.__class__}"}


def test_places_are_filled_and_named() -> None:
    assert filled("Won {won} on {date}.", VALUES) == "Won 2 deals on 23 Nov."
    assert filled("{ Won } {WON}", VALUES) == "2 deals 2 deals"
    assert unknown("{won} {one} {date} {one} {two}", VALUES) == ["one", "two"]


def test_user_text_is_data() -> None:
    for text in (
        "{0.__class__}",
        "{won.__class__}",
        "{won!r}",
        "{won:>9}",
        "{",
        "}",
        "{}",
        "{{",
        "%s",
    ):
        assert filled(text, VALUES) == text
    assert unknown("{0.__class__}", VALUES) == ["0.__class__"]
    assert filled("{{won}}", VALUES) == "{2 deals}"


def test_what_is_filled_in_is_no_template() -> None:
    assert filled("{wins}", VALUES) == "{won} {0.__class__}"


@given(st.text(alphabet="{}won.date_ \n0!:x", max_size=80))
def test_any_text_is_a_template(text: str) -> None:
    done = filled(text, VALUES)
    if "{won}" not in text.casefold() and not unknown(text, ()):
        assert done == text
    for name in unknown(text, VALUES):
        assert f"{{{name}}}" in done


@given(st.text(max_size=200), st.text(max_size=50))
def test_nothing_but_the_places_changes(text: str, value: str) -> None:
    bare = text.replace("{", "").replace("}", "")
    assert filled(bare, {"won": value}) == bare
    assert filled(f"{bare}{{won}}{bare}", {"won": value}) == f"{bare}{value}{bare}"
