"""The .ics file beside the workspace, with the manager's own hours, for other calendars to take."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app.clock import end_of_day
from salesdesk_app.domain.errors import Problem
from salesdesk_app.exchange.calendars import writing
from salesdesk_app.exchange.calendars.writing import Planned
from salesdesk_app.services import verbs
from salesdesk_app.services.calendars.calendars import OURS
from salesdesk_app.services.team_calls.call_rows import USUAL_MINUTES
from salesdesk_app.services.today import agenda
from salesdesk_app.services.today.day_lines import hour_title
from salesdesk_app.store.models import Activity, Change, Edit, Person
from salesdesk_app.store.session import Store
from salesdesk_app.store.types import utc_text
from salesdesk_app.store.value_lists import each_of

BACK = timedelta(days=31)
HOURS = (*agenda.MET, "one_to_one")


def beside(workspace: Path) -> Path:
    """Where the file lies: beside the workspace, named after it."""
    return workspace.with_name(f"{workspace.stem} calendar.ics")


def planned(session: Session, *, today: date) -> list[Planned]:
    """The manager's own calls, meetings and 1:1s from a month ago on, by their begin.

    What was planned and then deleted, undone or given away is there as cancelled, so that a
    calendar which took it lets it go.
    """
    since = end_of_day(today - BACK)
    own = {row.id: row for row in agenda.own_hours(session, since)}
    before = {key: found for key, found in _before(session, since).items() if key not in own}
    marks = _marks(session, [*own, *before])
    uids = _uids(session, own)
    made = []
    for key, row in own.items():
        hour = agenda.hour_of(row, own=True)
        made.append(_planned(uids[key], marks[key], hour.begins, hour.ends, hour_title(hour)))
    names = _names(session, before.values())
    for key, found in before.items():
        begins = datetime.fromisoformat(found["planned_at"])
        ends = begins + timedelta(minutes=found["minutes"] or USUAL_MINUTES)
        with_whom = names.get(found["person_id"], "") if found["kind"] == "one_to_one" else ""
        title = f"{found['subject']} {with_whom}".strip()
        made.append(_planned(found["uid"], marks[key], begins, ends, title, cancelled=True))
    return sorted(made, key=lambda entry: (entry.begins, entry.uid))


def one(session: Session, activity_id: int) -> Planned:
    """One of them. Problem: record.gone for what is not planned any more."""
    found = [row for row in agenda.own_hours(session, None) if row.id == activity_id]
    if not found:
        raise Problem("record.gone", kind="activity")
    hour = agenda.hour_of(found[0], own=True)
    mark = _marks(session, [activity_id])[activity_id]
    uid = _uids(session, [activity_id])[activity_id]
    return _planned(uid, mark, hour.begins, hour.ends, hour_title(hour))


def write(store: Store, path: Path, *, today: date, activity_id: int | None = None) -> int:
    """Writes what is planned, or one activity alone, into a file; the result is how many.

    Problems: record.gone, and those of writing a file.
    """
    with store.read() as session:
        entries = (
            planned(session, today=today) if activity_id is None else [one(session, activity_id)]
        )
    writing.write(path, writing.calendar(entries, _name(store)))
    return sum(not entry.cancelled for entry in entries)


def bring_up_to_date(store: Store, *, today: date) -> bool:
    """Writes the file beside the workspace anew where there is one; whether it changed.

    Nobody asked for it: where the file cannot be replaced no other one is left beside it, for there
    would be one more after every change. Problems: calendar.behind, those of writing a file.
    """
    path = beside(store.path)
    if not path.is_file():
        return False
    entries = verbs.ask(store, planned, today=today)
    try:
        return writing.write(path, writing.calendar(entries, _name(store)), spare=False)
    except Problem as problem:
        if problem.code != "report.in_use":
            raise
        raise Problem("calendar.behind", name=path.name) from problem


def _name(store: Store) -> str:
    return f"SalesDesk: {store.path.stem}"


def _planned(
    uid: str,
    mark: tuple[int, datetime],
    begins: datetime,
    ends: datetime,
    title: str,
    *,
    cancelled: bool = False,
) -> Planned:
    return Planned(f"{uid}{OURS}", mark[0], mark[1], begins, ends, title, cancelled)


def _before(session: Session, since: datetime) -> dict[int, dict[str, Any]]:
    """How each activity that was once an own hour stood last as one, by its key."""
    reps = set(session.scalars(select(Person.id).where(Person.role == "rep")))
    planned_at = func.json_extract(Change.before, "$.planned_at")
    rows = session.execute(
        select(Change.row_id, Change.before)
        .where(Change.table_name == "activity", Change.kind.in_(("u", "d")))
        .where(planned_at >= utc_text(since))
        .order_by(Change.id)
    )
    found = {}
    for row in rows:
        facts = json.loads(row.before)
        rep = facts["person_id"] in reps and facts["kind"] != "one_to_one"
        if facts["kind"] in HOURS and not rep:
            found[row.row_id] = facts
    return found


def _names(session: Session, facts: Iterable[dict[str, Any]]) -> dict[int, str]:
    """The people of these activities, as their titles name them."""
    keys = {found["person_id"] for found in facts if found["person_id"] is not None}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(each_of(keys))))
    return {row.id: row.name for row in rows}


def _marks(session: Session, keys: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """How often each activity was changed, and when last (UTC)."""
    rows = session.execute(
        select(Change.row_id, func.count().label("times"), func.max(Edit.at).label("last"))
        .join(Edit, Edit.id == Change.edit_id)
        .where(Change.table_name == "activity", Change.row_id.in_(each_of(keys)))
        .group_by(Change.row_id)
    )
    return {row.row_id: (row.times, row.last) for row in rows}


def _uids(session: Session, keys: Iterable[int]) -> dict[int, str]:
    rows = session.execute(select(Activity.id, Activity.uid).where(Activity.id.in_(each_of(keys))))
    return {row.id: row.uid for row in rows}
