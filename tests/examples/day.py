"""Examples of the verbs of activities and of the day's checklist."""

from datetime import date

from salesdesk_app.services import activities
from salesdesk_app.services.checklist import checklist
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON


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
    return (7, 12), {"today": date(2026, 11, 23), "after": True}


@example("checklist.tick")
def _(_store: Store) -> Arguments:
    return (6,), {"day": date(2026, 11, 23), "done_at": NOON}


@example("checklist.untick")
def _(_store: Store) -> Arguments:
    return (1,), {"day": date(2026, 11, 20)}


@example("checklist.skip")
def _(_store: Store) -> Arguments:
    return (1,), {"day": date(2026, 11, 20), "why": "On the train"}


@example("checklist.unskip")
def _(store: Store) -> Arguments:
    day = date(2026, 11, 23)
    perform(store, Stamp(NOON), checklist.skip, 6, day=day, why="No time")
    return (6,), {"day": day}


@example("checklist.note")
def _(_store: Store) -> Arguments:
    return (1,), {"day": date(2026, 11, 20), "text": "Three calls moved"}
