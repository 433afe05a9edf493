"""Examples of the verbs that see to matters of the day."""

from datetime import date

from salesdesk_app.services.overnight import handled
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON

FRIDAY = date(2026, 11, 27)


@example("handled.done")
def _(_store: Store) -> Arguments:
    return (["promise:1"],), {"what": "Send pricing", "now": NOON}


@example("handled.snooze")
def _(_store: Store) -> Arguments:
    return (["deal:1", "deal:2"],), {"until": FRIDAY, "why": "Legal", "what": "Deal 0", "now": NOON}


@example("handled.rest")
def _(_store: Store) -> Arguments:
    return ([1, 3],), {"until": FRIDAY, "why": "Legal", "what": "Deal 0", "now": NOON}


@example("handled.back")
def _(store: Store) -> Arguments:
    perform(store, Stamp(NOON), handled.done, ["task:1"], what="Pricing", now=NOON)
    edit_id = ask(store, handled.seen)["task:1"].edit_id
    return (edit_id,), {"what": "Pricing"}


@example("passed_on.promise")
def _(_store: Store) -> Arguments:
    stated = {"text": "Get a date from legal", "owner_id": 2, "due_on": FRIDAY}
    return (["deal:1"],), {"what": "Deal 0", **stated}


@example("passed_on.task")
def _(_store: Store) -> Arguments:
    return (["deal:1"],), {"what": "Deal 0", "text": "Ask why", "now": NOON}


@example("passed_on.hand")
def _(_store: Store) -> Arguments:
    stated = {"text": "Ask why", "person_id": 2, "due_on": FRIDAY, "note": "Be kind"}
    return (["deal:1"],), {"what": "Deal 0", **stated}
