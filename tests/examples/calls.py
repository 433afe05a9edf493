"""An example of the verb that says what became of a call."""

from datetime import timedelta

from salesdesk_app.services.team_calls.call_outcomes import Occasion
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON, TODAY


@example("call_outcomes.log")
def _(_store: Store) -> Arguments:
    about = {"person_id": 2, "account_id": 1, "deal_id": 1}
    met = Occasion(None, "x@2026-11-23T10:00:00+00:00", "meeting", "Halden", NOON, 30, **about)
    step = {"next_step": "Send the offer", "next_step_on": TODAY + timedelta(days=2)}
    return (met, "held"), {"now": NOON, "said": "Budget agreed", "minutes": 25, **step}
