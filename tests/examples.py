"""An example of every verb, given the small world: what ``test_undo_all`` does and undoes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services import (
    activities,
    commitments,
    custom_fields,
    deal_files,
    people,
    pipelines,
)
from salesdesk_app.services.bulk_edits import Wish
from salesdesk_app.services.people import PersonForm
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Account, Commitment, Deal, Person
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


@example("deals.transfer")
def _(store: Store) -> Arguments:
    made = perform(store, Stamp(NOON), pipelines.add, "Renewals").result
    return ([1, 2, 6], made), {}


@example("deals.win")
def _(_store: Store) -> Arguments:
    return ([1, 2],), {"closed_on": TODAY, "today": TODAY, "values": {1: 2_000_000}}


@example("deals.lose")
def _(_store: Store) -> Arguments:
    return ([3],), {"reason": "No budget", "closed_on": TODAY, "today": TODAY}


@example("deals.reopen")
def _(_store: Store) -> Arguments:
    return ([5, 6],), {}


@example("bulk_edits.change")
def _(_store: Store) -> Arguments:
    wishes = [Wish("owner_id", "set", 3), Wish("expected_close_on", "shift", 7)]
    return ([1, 2, 3, 5], [*wishes, Wish("value_minor", "percent", Decimal(-10))]), {}


@example("deals.delete")
def _(_store: Store) -> Arguments:
    return ([1, 2],), {}


@example("custom_fields.add")
def _(_store: Store) -> Arguments:
    return ("Segment", "text"), {}


def _segmented(store: Store) -> None:
    """Two fields of the user's own, with values in two deals."""
    stamp = Stamp(NOON)
    perform(store, stamp, custom_fields.add, "Segment", "text")
    perform(store, stamp, custom_fields.add, "Seats", "number")
    for deal_id, field_id, value in ((1, 1, "Retail"), (1, 2, Decimal("12.5")), (2, 1, "Bank")):
        perform(store, stamp, custom_fields.set_value, deal_id, field_id, value)


@example("custom_fields.rename")
def _(store: Store) -> Arguments:
    _segmented(store)
    return (1, "Industry segment"), {}


@example("custom_fields.remove")
def _(store: Store) -> Arguments:
    _segmented(store)
    return (1,), {}


@example("custom_fields.set_value")
def _(store: Store) -> Arguments:
    _segmented(store)
    return (2, 2, Decimal(40)), {}


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


@example("deal_files.add")
def _(_store: Store) -> Arguments:
    return (1, "https://example.com/offers/halden.pdf"), {"title": "The offer"}


@example("deal_files.remove")
def _(store: Store) -> Arguments:
    added = perform(store, Stamp(NOON), deal_files.add, 1, "/srv/offers/halden.pdf")
    return (added.result,), {}


@example("activities.log")
def _(_store: Store) -> Arguments:
    about = {"minutes": 20, "deal_id": 2, "person_id": 3, "note": "Wants a pilot"}
    return (), {"kind": "call", "done_at": NOON, "subject": "Intro", **about}


@example("activities.plan")
def _(_store: Store) -> Arguments:
    return (), {"kind": "meeting", "planned_at": NOON, "deal_id": 1, "person_id": 2}


@example("activities.follow_up")
def _(_store: Store) -> Arguments:
    return ("Call Weiss tomorrow 9",), {"now": NOON}


@example("activities.reopen")
def _(store: Store) -> Arguments:
    perform(store, Stamp(NOON), activities.complete, 1, done_at=NOON)
    return (1,), {}


@example("activities.complete")
def _(_store: Store) -> Arguments:
    return (1,), {"done_at": NOON, "note": "Agreed"}


@example("activities.edit")
def _(_store: Store) -> Arguments:
    return (1,), {"subject": "Contract", "deal_id": 3, "planned_at": None}


@example("activities.delete")
def _(_store: Store) -> Arguments:
    return (1,), {}


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


@example("checklist.add")
def _(_store: Store) -> Arguments:
    rule = "FREQ=MONTHLY;BYDAY=2TU"
    return (), {"title": "Pricing", "part": "day", "today": date(2026, 11, 23), "recurrence": rule}


@example("checklist.edit")
def _(_store: Store) -> Arguments:
    return (6,), {"title": "Clients first", "part": "end", "recurrence": "FREQ=WEEKLY;BYDAY=FR"}


@example("checklist.remove")
def _(_store: Store) -> Arguments:
    return (6,), {"today": date(2026, 11, 23)}


@example("checklist.reorder")
def _(_store: Store) -> Arguments:
    return (7, 6), {}


@example("checklist.tick")
def _(_store: Store) -> Arguments:
    return (6,), {"day": date(2026, 11, 23), "done_at": NOON}


@example("checklist.untick")
def _(_store: Store) -> Arguments:
    return (1,), {"day": date(2026, 11, 20)}


@example("checklist.note")
def _(_store: Store) -> Arguments:
    return (1,), {"day": date(2026, 11, 20), "text": "Three calls moved"}


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
