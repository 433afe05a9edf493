"""Examples of the verbs of calendars that are read along."""

from salesdesk_app.services.calendars import calendars
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON


def _added(store: Store) -> None:
    place = "https://example.com/team.ics"
    perform(store, Stamp(NOON), calendars.add, kind="address", place=place, name="Team")


@example("calendars.add")
def _(_store: Store) -> Arguments:
    return (), {"kind": "file", "place": "jonas.ics", "name": "Jonas", "person_id": 3}


@example("calendars.rename")
def _(store: Store) -> Arguments:
    _added(store)
    return (1, "Sales"), {}


@example("calendars.give")
def _(store: Store) -> Arguments:
    _added(store)
    return (1, 2), {}


@example("calendars.show")
def _(store: Store) -> Arguments:
    _added(store)
    return (1, False), {}


@example("calendars.remove")
def _(store: Store) -> Arguments:
    _added(store)
    return (1,), {}
