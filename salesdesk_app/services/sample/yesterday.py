"""The sample team's last working day, closed as its manager would have: with the evening's note."""

from datetime import date, datetime

from sqlalchemy import insert

from salesdesk_app import wording
from salesdesk_app.services.evening.evening import evening
from salesdesk_app.services.sample.removal import ORIGIN
from salesdesk_app.services.verbs import ask
from salesdesk_app.store.models import ClosedDay
from salesdesk_app.store.session import Store


def close(store: Store, day: date, at: datetime) -> None:
    """Closes a day at a moment (UTC) of it, with all that the evening drafts.

    What was ticked on it is among the habits.
    """
    found = ask(store, evening, day, at)
    ticked = [item.id for item, on in found.ends if on]
    closed = {
        "day": day,
        "closed_at": at,
        "since": found.day.since,
        "note": found.note,
        "tomorrow": found.tomorrow,
        "kept": {**found.kept, "ticked": ticked, "left": []},
    }
    with store.write("sample.replay", at=at, origin=ORIGIN) as (session, written):
        written.facts["day"] = wording.day(day)
        session.execute(insert(ClosedDay), [closed])
