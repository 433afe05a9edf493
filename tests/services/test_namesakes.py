"""Where two of a team bear the same first name, the day tells them apart."""

import re
from datetime import timedelta

import pytest

from salesdesk_app.services import people
from salesdesk_app.services.evening.evening import Evening, evening
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.team_calls import call_cards, card_pages
from salesdesk_app.services.today import today
from salesdesk_app.services.today.day_outline import outline
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from salesdesk_app.ui.panes.today.agenda.blocks import blocks
from salesdesk_app.wording.phrases import unweighted
from salesdesk_app.wording.team import first_name, short_names
from tests.world import NOON, TODAY


def in_sight(store: Store) -> list[str]:
    """All that the pane says of the day, its agenda, its calls and its evening."""
    day = ask(store, today.day, today=TODAY, now=NOON)
    found: Evening = ask(store, evening, TODAY, NOON + timedelta(hours=5))
    cards = ask(store, call_cards.cards, day.agenda.calls, TODAY)
    return [
        *(
            f"{unweighted(line.said)} {line.said.below}"
            for section in outline(day)
            for line in section.lines
        ),
        *(block.title for block in blocks(day.agenda, TODAY, day.shared)),
        *("".join(card_pages.touch_parts(row, c.shared)) for c in cards for row in c.touches),
        *(win for praise in found.praises for win in praise.wins),
        found.tomorrow,
    ]


@pytest.mark.usefixtures("sampled")
def test_a_first_name_alone_is_said_only_of_one_person(store: Store) -> None:
    before = "\n".join(in_sight(store))
    alone = re.compile(r"\bPriya\b(?! Nair| Rao)")
    assert len(alone.findall(before)) >= 5
    perform(store, Stamp(NOON), people.add, PersonForm("Priya Rao"))
    after = "\n".join(in_sight(store))
    assert alone.findall(after) == []
    assert after.count("Priya Nair") == before.count("Priya")


def test_short_names() -> None:
    names = ["Priya Nair", "Sam", "Priya Rao", "", "Sam"]
    assert short_names(names) == ["Priya Nair", "Sam", "Priya Rao", "", "Sam"]
    assert short_names(["Priya Nair", "Sam Cole"]) == ["Priya", "Sam"]
    assert first_name(None) == ""
