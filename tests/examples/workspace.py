"""Examples of the verbs of settings, stages, pipelines, the sample team and imports."""

from datetime import date, time
from decimal import Decimal

from salesdesk_app.services import (
    pipelines,
)
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Account, Commitment, Deal, Person
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON, TODAY


@example("settings.change")
def _(_store: Store) -> Arguments:
    return (), {
        "currency": "EUR",
        "fiscal_start_month": 4,
        "workdays": [0, 1, 2, 3],
        "hours": (time(9), time(17, 30)),
    }


@example("figure_choice.choose")
def _(_store: Store) -> Arguments:
    return (["calls", "coverage", "attainment", "commit", "at_risk"],), {}


@example("settings.set_rate")
def _(_store: Store) -> Arguments:
    return ("CHF", date(2026, 11, 1), Decimal("1.13")), {}


@example("stages.add")
def _(_store: Store) -> Arguments:
    return ("Demo",), {"probability": 40}


@example("stages.edit")
def _(_store: Store) -> Arguments:
    values = {"outcome": "open", "probability": 15, "category": "pipeline", "stuck_days": 9}
    return (1,), {"name": "First talk", "required": ["owner_id", "contact"], **values}


@example("stages.move")
def _(_store: Store) -> Arguments:
    return (1, 2), {}


@example("stages.remove")
def _(_store: Store) -> Arguments:
    return (1,), {"move_to": 2}


@example("pipelines.add")
def _(_store: Store) -> Arguments:
    return ("Renewals",), {}


@example("pipelines.rename")
def _(_store: Store) -> Arguments:
    return (1, "New business"), {}


@example("pipelines.move")
def _(store: Store) -> Arguments:
    made = perform(store, Stamp(NOON), pipelines.add, "Renewals").result
    return (made, 0), {}


@example("pipelines.remove")
def _(store: Store) -> Arguments:
    made = perform(store, Stamp(NOON), pipelines.add, "Renewals").result
    return (1,), {"move_to": made}


@example("sample.remove")
def _(store: Store) -> Arguments:
    with store.write("sample.fill", at=NOON, origin="sample") as (session, written):
        written.facts["day"] = "23 Nov"
        person, account = Person(name="Yuki Mori"), Account(name="Kitewing")
        session.add_all([person, account])
        session.flush()
        deal = {"stage_id": 1, "currency": "USD", "owner_id": person.id}
        session.add(Deal(name="Pilot", account_id=account.id, **deal))
        session.add(Commitment(text="Call", owner_id=person.id, due_on=date(2026, 11, 23)))
    return (), {}


@example("importing.apply")
def _(store: Store) -> Arguments:
    from tests import sheets

    headings = ["Id", "Source system", "Deal", "Account", "Owner", "Stage", "Value", "Product"]
    rows = [
        ["X0", "test", "Deal 0", "Halden Freight", "Lea Kern", "Closed Won", "7 €", "New; Newer"],
        ["X9", "test", "Another", "Newcomer", "Priya Nair", "Trial", 5, "fleet-telematics"],
    ]
    return (sheets.plan(store, headings, *rows),), {"today": TODAY}
