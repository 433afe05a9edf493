"""The sample team: told into an empty workspace as weeks of edits, and taken away in one step."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, insert, select, text, update
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.domain.errors import Problem
from salesdesk_app.services import settings, stages
from salesdesk_app.services.sample import (
    briefings,
    deals,
    market,
    openings,
    removal,
    yesterday,
)
from salesdesk_app.services.sample.calendars import Calendars
from salesdesk_app.services.sample.calls import Calls
from salesdesk_app.services.sample.days import Days
from salesdesk_app.services.sample.habits import habits
from salesdesk_app.services.sample.inbox import Inbox
from salesdesk_app.services.sample.removal import Removed
from salesdesk_app.services.sample.story import LOOKED_AT, Record, Scene, evening_of, local, stops
from salesdesk_app.services.sample.team import cast
from salesdesk_app.services.verbs import name_edit, verb
from salesdesk_app.store.models import Mark, Table, logged_tables
from salesdesk_app.store.session import Store

IMPORTED = "north.xlsx"
EMPTY_FIRST = ("person", "account", "contact", "deal", "product", "competitor")
"""The tables that must be empty before the sample comes in, so that the two never mix."""


@dataclass(slots=True)
class Statements:
    """What one edit of the sample writes: rows by table, and changes by table and id."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    changes: dict[tuple[str, int], dict[str, Any]] = field(
        default_factory=lambda: defaultdict(dict)
    )


def fill(store: Store, *, today: date, now: datetime | None = None) -> None:
    """Tells the sample team into a workspace that holds no team, customers or deals yet.

    The same every time for a day: an edit weeks ago, then one for each working day until this
    night, none later than ``now`` (UTC). Ctrl+Z does not offer them; ``remove`` takes them away.
    Problem: sample.not_empty.
    """
    with store.read() as session:
        scene = _scene(session, today)
        habits(session, scene).tell()
    read_along = _tell(scene)
    moments = stops(scene)
    for moment, statements in zip(moments, _by_stop(scene.records, moments), strict=True):
        code = "sample.fill" if moment == moments[0] else "sample.replay"
        if moment == moments[-2]:
            code = "importing.apply"
        at = moment if now is None else min(moment, now)
        with store.write(code, at=at, origin=removal.ORIGIN) as (writing, written):
            written.facts["day"] = wording.day(moment.date())
            if moment == moments[-2]:  # what the other system said in the evening
                written.facts.update(file=IMPORTED, kind="deals", count=_deals(statements))
            _write(writing, statements)
        if moment == evening_of(scene):
            with store.scratch() as scratch:
                read_along.write(scratch)  # before the evening tells of the calls to come
            yesterday.close(store, scene.yesterday, local(scene.yesterday, *LOOKED_AT))
    with store.scratch() as scratch:
        for what in ("today", "pipeline"):
            scratch.merge(Mark(key=f"{what}.looked", at=local(scene.yesterday, *LOOKED_AT)))
        market.bring(scratch, scene, now)


def _deals(statements: Statements) -> int:
    """How many deals are added or changed."""
    changed = {row_id for table, row_id in statements.changes if table == "deal"}
    return len(statements.rows.get("deal", [])) + len(changed)


def present(session: Session) -> bool:
    """Whether anything of the sample team is still there."""
    return removal.present(session)


@verb
def remove(session: Session) -> Removed:
    """Takes away every row that the sample brought, with what hangs on it.

    What the user's own deals, accounts, contacts and people refer to stays; an activity of the
    user's own that is about nothing but the sample goes with it.
    """
    removed = removal.remove(session)
    name_edit(session)
    return removed


def _tell(scene: Scene) -> Calendars:
    """The whole story: who they are, what they sold and lost, what is open, what they did.

    The result is what their calendars hold, which is no edit.
    """
    actors = cast(scene)
    books = deals.Books(scene, actors)
    openings.reserve(books)
    for member in actors.people:
        deals.tell_past(books, member)
        won = deals.tell_quarter(books, member)
        openings.tell_open(books, member, won)
    openings.tell_evening(books)
    Days(scene, actors, books.deals).tell()
    briefings.tell(books)
    Inbox(scene, actors, books.deals).tell()
    Calls(books).tell()
    market.tell(scene, actors)
    read_along = Calendars(scene, actors)
    read_along.tell()
    return read_along


def _scene(session: Session, today: date) -> Scene:
    for name in EMPTY_FIRST:
        if session.scalar(select(exists().select_from(Table.metadata.tables[name]))):
            raise Problem("sample.not_empty")
    rows = stages.rows(session, stages.default_pipeline(session))
    by_outcome = {row.outcome: row.id for row in rows}
    # An id is never used twice, not even that of a row which is gone.
    used = session.execute(text("SELECT name, seq FROM sqlite_sequence"))
    return Scene(
        today=today,
        settings=settings.read(session),
        stages=[row.id for row in rows if row.outcome == "open"],
        won_stage=by_outcome["won"],
        lost_stage=by_outcome["lost"],
        next_ids=defaultdict(lambda: 1, {row.name: row.seq + 1 for row in used}),
    )


def _by_stop(records: Iterable[Record], moments: list[datetime]) -> list[Statements]:
    """What each edit writes: the states that came about since the edit before."""
    edits = [Statements() for _ in moments]
    for record in records:
        made = record.states[0][0]
        row = {"id": record.id} | record.states[0][1]
        born = bisect_left(moments, made)
        for moment, values in sorted(record.states[1:], key=lambda state: state[0]):
            place = bisect_left(moments, max(moment, made))
            if place <= born:
                row |= values
            elif place < len(moments):
                edits[place].changes[record.table, record.id] |= values
        if born < len(moments):
            edits[born].rows[record.table].append(row)
    return edits


def _write(session: Session, statements: Statements) -> None:
    for table in logged_tables():
        rows = statements.rows.get(table.name, [])
        if rows:
            columns = set().union(*rows)
            session.execute(
                insert(table), [{name: row.get(name) for name in columns} for row in rows]
            )
        for (name, row_id), values in statements.changes.items():
            if name == table.name:
                session.execute(update(table).where(table.c.id == row_id).values(values))
