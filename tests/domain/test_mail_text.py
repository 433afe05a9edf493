"""What is new in a mail: without quoted history and signature, and never nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk_app.domain.mail_text import fresh, preview


@pytest.mark.parametrize(
    "history",
    [
        "On Mon, 23 Nov 2026 at 09:15, Ellen Marsh <e@us.example> wrote:\n> the offer",
        "On Mon, 23 Nov 2026 at 09:15,\nEllen Marsh <e@us.example> wrote:\n\n> the offer",
        "Am 23.11.2026 um 09:15 schrieb Ellen Marsh:\n> das Angebot",
        "Le 23/11/2026 à 09:15, Ellen a écrit :\n> l’offre",
        "-----Original Message-----\nFrom: Ellen\nSent: Monday\n\nthe offer",
        "________________________________\nFrom: Ellen\nSent: Monday\n\nthe offer",
        "From: Ellen Marsh\nSent: Monday, 23 November 2026\nTo: Anna\n\nthe offer",
        "Von: Ellen Marsh\nGesendet: Montag\nAn: Anna\n\ndas Angebot",
        "> the offer\n> again",
    ],
)
def test_history_is_left_out(history: str) -> None:
    assert fresh(f"Hello,\n\nyes please.\n\n{history}") == "Hello,\n\nyes please."


def test_a_signature_is_left_out_and_answers_between_are_kept() -> None:
    assert fresh("Yes.\n-- \nAnna Weiss\nCOO") == "Yes."
    assert fresh("> how many?\nTen.\n> by when?\nFriday.") == "Ten.\nFriday."


def test_a_mail_that_only_quotes_is_shown() -> None:
    assert fresh("> all of it") == "> all of it"
    assert preview("a " * 200).endswith("…")


@given(st.text(max_size=200))
def test_never_nothing_of_something(text: str) -> None:
    assert bool(fresh(text)) == bool(text.strip())
