"""Tests that a question reads once what several of its parts ask for, and a verb always anew."""

from datetime import UTC, datetime

from sqlalchemy import event
from sqlalchemy.orm import Session

from salesdesk_app.services import settings
from salesdesk_app.services.verbs import Stamp, ask, perform
from salesdesk_app.services.workspace import Store

STAMP = Stamp(datetime(2026, 11, 26, 9, tzinfo=UTC))


def twice(session: Session) -> tuple[str, str]:
    """What two parts of a question are told."""
    return settings.read(session).currency, settings.read(session).currency


def test_a_question_reads_once_and_the_next_one_anew(store: Store) -> None:
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *told: asked.append(told[2]))
    first = ask(store, twice)
    assert sum("FROM setting" in one for one in asked) == 1
    perform(store, STAMP, settings.change, currency="SEK")
    assert first != ask(store, twice) == ("SEK", "SEK")


def test_a_verb_sees_what_it_has_changed_itself(store: Store) -> None:
    def changed(session: Session) -> tuple[str, str]:
        before = settings.read(session).currency
        settings.change(session, currency="SEK")
        return before, settings.read(session).currency

    assert perform(store, STAMP, changed).result[1] == "SEK"
