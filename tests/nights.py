"""What comes up between two looks at the day, for tests: a quiet small world, and edits of it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from salesdesk_app.services import activities, commitments
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.models import Activity, Deal
from salesdesk_app.store.session import Store
from tests.world import NOON, TODAY, fill

DAY = timedelta(days=1)
LOOKED = NOON - 3 * DAY  # Friday noon
EVENING = LOOKED + timedelta(hours=6)
WON, LOST = 5, 6  # the stages' ids


def do(store: Store, verb: Any, *args: Any, at: datetime = NOON, **kwargs: Any) -> Any:
    return perform(store, Stamp(at), verb, *args, **kwargs).result


def change(store: Store, deal_id: int, at: datetime = EVENING, **values: Any) -> int:
    """A user's edit of one deal."""
    with store.write("settings.change", at=at) as (session, written):
        session.execute(update(Deal).where(Deal.id == deal_id).values(**values))
    assert written.edit_id is not None
    return written.edit_id


def quieten(store: Store) -> None:
    """Every deal of the small world was touched lately and closes late, so that none is at risk."""
    with store.write("settings.change", at=NOON - 7 * DAY) as (session, _):
        for deal_id in range(1, 10):
            session.add(Activity(kind="call", subject="x", deal_id=deal_id, done_at=NOON - 7 * DAY))


def nothing_owed(store: Store) -> Store:
    """The small world with nothing at risk, its promise kept, no call planned."""
    fill(store)
    quieten(store)
    do(store, commitments.close, 1, today=TODAY - DAY, at=NOON - 7 * DAY)
    do(store, activities.delete, 1, at=NOON - 7 * DAY)
    return store
