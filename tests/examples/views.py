"""Examples of the verbs of saved views, for ``test_undo_all``."""

from salesdesk_app.services import saved_views
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON

LAYOUT = {"columns": ["deal", "value"], "widths": {"deal": 300}, "sort": [["value", True]]}


def _saved(store: Store, *names: str) -> int:
    """The id of the last of these views."""
    ids = [
        perform(store, Stamp(NOON), saved_views.add, name, "is:open", LAYOUT).result
        for name in names
    ]
    return ids[-1]


@example("saved_views.add")
def _(_store: Store) -> Arguments:
    return ("Large", "is:open value>50k", LAYOUT), {}


@example("saved_views.rename")
def _(store: Store) -> Arguments:
    return (_saved(store, "Large"), "Large ones"), {}


@example("saved_views.change")
def _(store: Store) -> Arguments:
    return (_saved(store, "Large"), "is:open value>60k", {"group": "owner"}), {}


@example("saved_views.move")
def _(store: Store) -> Arguments:
    return (_saved(store, "Large", "Quiet"), 0), {}


@example("saved_views.remove")
def _(store: Store) -> Arguments:
    return (_saved(store, "Large"),), {}
