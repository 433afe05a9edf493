"""Examples of the verbs that close and reopen a day."""

from datetime import timedelta

from salesdesk_app.services.evening import closing
from salesdesk_app.services.verbs import Stamp, perform
from salesdesk_app.store.session import Store
from tests.examples.registry import Arguments, example
from tests.world import NOON, TODAY


@example("closing.close_day")
def _(_store: Store) -> Arguments:
    told = {"note": "Won two", "tomorrow": "First call 09:15", "since": NOON, "ticked": [6]}
    return (TODAY,), {"now": NOON, "kept": {"events": []}, **told}


@example("closing.reopen_day")
def _(store: Store) -> Arguments:
    perform(store, Stamp(NOON), closing.close_day, TODAY, note="", tomorrow="", now=NOON)
    return (TODAY,), {}


@example("carry.finish")
def _(_store: Store) -> Arguments:
    return ("promise:1",), {"day": TODAY, "now": NOON}


@example("carry.put_off")
def _(_store: Store) -> Arguments:
    return ("item:6", TODAY + timedelta(days=2)), {"day": TODAY}


@example("carry.drop")
def _(_store: Store) -> Arguments:
    return ("promise:1", "They went elsewhere"), {"day": TODAY}


@example("leadership_note.change")
def _(_store: Store) -> Arguments:
    return (), {"text": "Won: {won}", "to": "boss@example.com"}
