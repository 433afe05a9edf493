"""Examples of the verbs that see to matters of the day."""

from datetime import date

from salesdesk_app.services import handled
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON

FRIDAY = date(2026, 11, 27)


@example("handled.done")
def _(_store: Store) -> Arguments:
    return ("promise:1",), {"what": "Send pricing", "now": NOON}


@example("handled.snooze")
def _(_store: Store) -> Arguments:
    return ("deal:1",), {"until": FRIDAY, "why": "Legal", "what": "Deal 0", "now": NOON}


@example("handled.rest")
def _(_store: Store) -> Arguments:
    return (1,), {"until": FRIDAY, "why": "Legal", "what": "Deal 0", "now": NOON}


@example("handled.back")
def _(store: Store) -> Arguments:
    perform(store, Stamp(NOON), handled.done, "task:1", what="Pricing", now=NOON)
    return ("task:1",), {"what": "Pricing"}
