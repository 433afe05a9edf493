"""Examples of the verbs of deals and of what hangs on them."""

from decimal import Decimal

from salesdesk_app.services import custom_fields, pipelines
from salesdesk_app.services.deals import deal_files
from salesdesk_app.services.deals.bulk_edits import Wish
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON, TODAY


def _segmented(store: Store) -> None:
    """Two fields of the user's own, with values in two deals."""
    stamp = Stamp(NOON)
    perform(store, stamp, custom_fields.add, "Segment", "text")
    perform(store, stamp, custom_fields.add, "Seats", "number")
    for deal_id, field_id, value in ((1, 1, "Retail"), (1, 2, Decimal("12.5")), (2, 1, "Bank")):
        perform(store, stamp, custom_fields.set_value, deal_id, field_id, value)


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
