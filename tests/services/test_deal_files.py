"""Files and pages of deals: kept by their link, told in the history, gone with the deal."""

import pytest

from salesdesk_app.domain.errors import Problem
from salesdesk_app.services.deals import deal_files, deals
from salesdesk_app.services.deals.deal_history import history
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, fill

AT = Stamp(NOON)
OFFER = "https://example.com/offers/halden.pdf"


@pytest.fixture
def world(store: Store) -> Store:
    fill(store)
    return store


def told(store: Store) -> list[str]:
    lines = ask(store, history, 1)
    return [line.text + line.strong for line in lines if line.text.startswith("File")]


def test_a_file_is_kept_by_its_link_and_told(world: Store) -> None:
    file_id = perform(world, AT, deal_files.add, 1, OFFER).result
    again = perform(world, AT, deal_files.add, 1, f" {OFFER} ")
    assert (again.result, again.edit_id) == (file_id, None)
    (line,) = ask(world, deal_files.of_deal, 1)
    assert (line.link, line.title, line.is_page) == (OFFER, "halden.pdf · example.com", True)
    perform(world, AT, deal_files.add, 1, OFFER, title="The offer")
    assert [line.title for line in ask(world, deal_files.of_deal, 1)] == ["The offer"]
    perform(world, AT, deal_files.remove, file_id)
    assert ask(world, deal_files.of_deal, 1) == ()
    assert told(world) == ["File removed: The offer"]


def test_what_is_no_link_is_refused_and_named(world: Store) -> None:
    with pytest.raises(Problem) as refused:
        perform(world, AT, deal_files.add, 1, "offer.pdf")
    assert (refused.value.code, refused.value.facts) == ("deal_file.link", {"text": "offer.pdf"})


def test_a_deleted_deal_takes_its_links_along(world: Store) -> None:
    perform(world, AT, deal_files.add, 1, "/srv/offers/halden.pdf")
    assert told(world) == ["File added: halden.pdf"]
    perform(world, AT, deals.delete, [1])
    assert ask(world, deal_files.of_deal, 1) == ()
