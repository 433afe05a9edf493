"""An example of every verb, given the small world: what ``test_undo_all`` does and undoes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import people
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY

Arguments = tuple[tuple[Any, ...], dict[str, Any]]
EXAMPLES: dict[str, Callable[[Store], Arguments]] = {}


def example(
    code: str,
) -> Callable[[Callable[[Store], Arguments]], Callable[[Store], Arguments]]:
    """Registers a function that returns a verb's arguments for a store with the small world."""

    def register(function: Callable[[Store], Arguments]) -> Callable[[Store], Arguments]:
        assert code not in EXAMPLES, f"{code} has two examples"
        EXAMPLES[code] = function
        return function

    return register


@example("settings.change")
def _(_store: Store) -> Arguments:
    return (), {"currency": "EUR", "fiscal_start_month": 4, "workdays": [0, 1, 2, 3]}


@example("settings.set_rate")
def _(_store: Store) -> Arguments:
    from decimal import Decimal

    return ("CHF", date(2026, 11, 1), Decimal("1.13")), {}


@example("stages.add")
def _(_store: Store) -> Arguments:
    return ("Demo",), {"probability": 40}


@example("stages.edit")
def _(_store: Store) -> Arguments:
    values = {"outcome": "open", "probability": 15, "category": "pipeline", "stuck_days": 9}
    return (1,), {"name": "First talk", **values}


@example("stages.move")
def _(_store: Store) -> Arguments:
    return (1, 2), {}


@example("stages.remove")
def _(_store: Store) -> Arguments:
    return (1,), {"move_to": 2}


@example("people.add")
def _(_store: Store) -> Arguments:
    return (PersonForm("Yuki Mori", manager_id=1, region="North"),), {}


@example("people.edit")
def _(_store: Store) -> Arguments:
    return (3, PersonForm("Jonas Lindt", email="jonas@example.com", region="West")), {}


@example("people.retire")
def _(_store: Store) -> Arguments:
    return (3,), {"ended_on": date(2026, 11, 20), "hand_over_to": 2}


@example("people.reinstate")
def _(store: Store) -> Arguments:
    perform(store, Stamp(NOON), people.retire, 3, ended_on=date(2026, 11, 20))
    return (3,), {}


@example("quotas.set_quota")
def _(_store: Store) -> Arguments:
    return (2, quarter_of(date(2026, 11, 23)), 30_000_000, 75), {}


@example("quotas.clear")
def _(_store: Store) -> Arguments:
    return (2, quarter_of(date(2026, 11, 23))), {}


@example("quotas.set_for_all")
def _(_store: Store) -> Arguments:
    return (quarter_of(date(2026, 11, 23)), 20_000_000), {}


@example("quotas.copy_to_next")
def _(_store: Store) -> Arguments:
    return (quarter_of(date(2026, 11, 23)),), {}


@example("deals.create")
def _(_store: Store) -> Arguments:
    return (), {"name": "Site licence", "account": "Kitewing", "value_minor": 4_600_000}


@example("deals.edit")
def _(_store: Store) -> Arguments:
    return ([1],), {"value_minor": 2_250_000, "expected_close_on": None, "account": "Northlight"}


@example("deals.move")
def _(_store: Store) -> Arguments:
    return ([1, 6], 4), {}  # an open deal and a lost one


@example("deals.win")
def _(_store: Store) -> Arguments:
    return ([1, 2],), {"closed_on": TODAY, "today": TODAY, "values": {1: 2_000_000}}


@example("deals.lose")
def _(_store: Store) -> Arguments:
    return ([3],), {"reason": "No budget", "closed_on": TODAY, "today": TODAY}


@example("deals.reopen")
def _(_store: Store) -> Arguments:
    return ([5, 6],), {}


@example("deals.delete")
def _(_store: Store) -> Arguments:
    return ([1, 2],), {}


@example("accounts.add")
def _(_store: Store) -> Arguments:
    return ("Kitewing",), {"owner_id": 2}


@example("accounts.rename")
def _(_store: Store) -> Arguments:
    return (1, "Halden Logistics"), {}


@example("contacts.add_to_deal")
def _(_store: Store) -> Arguments:
    return (2, "Tom Berg"), {"title": "CFO", "role": "Signs"}


@example("contacts.remove_from_deal")
def _(_store: Store) -> Arguments:
    return (1, 1), {}


@example("competitors.add_to_deal")
def _(_store: Store) -> Arguments:
    return (2, "Falcon"), {"note": "Cheaper"}


@example("competitors.remove_from_deal")
def _(_store: Store) -> Arguments:
    return (1, 1), {}


@example("products.put_in_deal")
def _(_store: Store) -> Arguments:
    return (1, "fleet-telematics"), {"quantity": 3, "discount_bp": 1_800}


@example("products.remove_from_deal")
def _(_store: Store) -> Arguments:
    return (1, 1), {}
