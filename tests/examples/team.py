"""Examples of the verbs of people, quotas and what they promised."""

from datetime import date

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import (
    commitments,
    people,
)
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON


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


@example("commitments.add")
def _(_store: Store) -> Arguments:
    return (), {"text": "Call ten accounts", "owner_id": 3, "due_on": date(2026, 11, 27)}


@example("commitments.edit")
def _(_store: Store) -> Arguments:
    return (1,), {"text": "Send new pricing", "owner_id": 3, "deal_id": None}


@example("commitments.close")
def _(_store: Store) -> Arguments:
    return (1,), {"today": date(2026, 11, 25)}


@example("commitments.reopen")
def _(store: Store) -> Arguments:
    perform(store, Stamp(NOON), commitments.close, 1, today=date(2026, 11, 23))
    return (1,), {}


@example("commitments.delete")
def _(_store: Store) -> Arguments:
    return (1,), {}
