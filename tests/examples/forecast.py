"""Examples of the verbs of the forecast, for ``test_undo_all``."""

from datetime import date

from salesdesk_app.domain.periods import quarter_of
from salesdesk_app.services.forecasting import calls
from salesdesk_app.services.forecasting.minutes import Agreed
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON, TODAY


@example("calls.state")
def _(_store: Store) -> Arguments:
    said = {"amount_minor": 20_000_000, "low_minor": 15_000_000, "note": "Two are safe"}
    return (2, quarter_of(TODAY), "rep"), {**said, "today": TODAY}


def _called(store: Store) -> None:
    said = {"amount_minor": 20_000_000, "today": TODAY}
    perform(store, Stamp(NOON), calls.state, 2, quarter_of(TODAY), "rep", **said)


@example("calls.withdraw")
def _(store: Store) -> Arguments:
    _called(store)
    return (2, quarter_of(TODAY), "rep"), {"today": TODAY}


@example("calls.judge")
def _(_store: Store) -> Arguments:
    return ([1, 2], "in"), {"note": "Signed off", "today": TODAY}


@example("calls.freeze")
def _(store: Store) -> Arguments:
    _called(store)
    return (quarter_of(TODAY),), {"now": NOON, "today": TODAY}


@example("minutes.agree")
def _(_store: Store) -> Arguments:
    due = date(2026, 11, 27)
    return ([Agreed("Call the buyer", 2, due, 1), Agreed("Clean up the dates", 3, due)],), {}
