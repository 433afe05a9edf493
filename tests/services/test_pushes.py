"""Each push of a close date with its reason, out of the log."""

from datetime import date, timedelta
from typing import Any

from salesdesk_app.services import history
from salesdesk_app.services.deals import deals, pushes, slips
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

FIRST, SECOND, THIRD = date(2026, 12, 10), date(2026, 12, 20), date(2027, 1, 10)


def do(store: Store, verb: Any, *args: Any, day: int = 0, **more: Any) -> None:
    perform(store, Stamp(NOON + timedelta(days=day)), verb, *args, **more)


def told(store: Store, deal_id: int = 1) -> list[tuple[date, date, str | None]]:
    found = ask(store, pushes.of_deals, [1, 2]).get(deal_id, ())
    return [(one.before, one.after, one.reason) for one in found]


def test_every_push_has_the_reason_that_was_given_for_it(store: Store) -> None:
    fill(store)
    start = date(2026, 12, 1)
    assert told(store) == []
    do(store, deals.edit, [1], expected_close_on=FIRST)
    do(store, slips.explain, [1], "obstacle")
    do(store, deals.edit, [1], name="Halden")
    do(store, deals.edit, [1], expected_close_on=SECOND, day=1)
    assert told(store) == [(FIRST, SECOND, None), (start, FIRST, "obstacle")]
    do(store, slips.explain, [1], "wrong_date", day=1)
    do(store, slips.explain, [1], "buyer_delay", day=1)
    do(store, deals.edit, [1], expected_close_on=FIRST, day=2)
    do(store, deals.edit, [1], expected_close_on=THIRD, day=3)
    assert told(store) == [
        (FIRST, THIRD, None),
        (FIRST, SECOND, "buyer_delay"),
        (start, FIRST, "obstacle"),
    ]
    assert ask(store, pushes.of_deals, [1])[1][0].on == TODAY + timedelta(days=3)
    history.undo(store, NOON + timedelta(days=4))
    assert len(told(store)) == 2
    assert told(store, 2) == [], "it has never had a date"
