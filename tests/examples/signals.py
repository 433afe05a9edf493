"""An example of every verb of the signals: their rules, snoozes, and why a close was put off."""

from datetime import date

from salesdesk_app.services.deals import deals, snoozes
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON, TODAY


@example("signal_rules.set_limit")
def _(_store: Store) -> Arguments:
    return ("pushed", 2), {}


@example("signal_rules.switch")
def _(_store: Store) -> Arguments:
    return ("large", False), {}


@example("signal_rules.set_risk")
def _(_store: Store) -> Arguments:
    return ("stuck", True), {}


@example("snoozes.snooze")
def _(_store: Store) -> Arguments:
    return ([1, 2],), {"until": date(2026, 12, 3), "why": "Waiting for legal", "today": TODAY}


@example("snoozes.wake")
def _(store: Store) -> Arguments:
    until = date(2026, 12, 3)
    perform(store, Stamp(NOON), snoozes.snooze, [1, 2], until=until, why=None, today=TODAY)
    return ([1],), {}


@example("slips.explain")
def _(store: Store) -> Arguments:
    perform(store, Stamp(NOON), deals.edit, [1, 3], expected_close_on=date(2027, 1, 12))
    return ([1, 3], "buyer_delay"), {}
