"""The history of one deal in plain words: how it came, what changed, who was met, what was done."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from salesdesk_app import wording
from salesdesk_app.clock import local_day
from salesdesk_app.domain import links
from salesdesk_app.domain.custom import decode
from salesdesk_app.services import custom_fields
from salesdesk_app.services.activities import ActivityRow, of_deal
from salesdesk_app.services.deals import deal_files
from salesdesk_app.services.deals.deal_trails import standing_edits
from salesdesk_app.store import history as log
from salesdesk_app.store.models import (
    Account,
    Change,
    Competitor,
    Contact,
    Deal,
    DealCompetitor,
    DealContact,
    DealFile,
    DealProduct,
    Edit,
    Handled,
    Person,
    Product,
    Stage,
    Table,
)
from salesdesk_app.wording import custom, overnight, records

SHOWN = (
    "stage_id",
    "value_minor",
    "expected_close_on",
    "owner_id",
    "account_id",
    "name",
    "category",
    "probability",
    "next_step",
    "next_step_on",
    "created_on",
    "closed_on",
    "lost_reason",
    "source",
    "note",
    "coaching_note",
)
SNOOZE = ("snoozed_until", "snoozed_why")
UNASKED = "unasked"
CLOSING = ("closed_on", "next_step", "next_step_on")
NAMES: dict[str, type[Stage | Person | Account]] = {
    "stage_id": Stage,
    "owner_id": Person,
    "account_id": Account,
}


class _Link(NamedTuple):
    """A table that joins a deal to something with a name."""

    table: type[Table]
    other: type[Table]
    key: str


LINKS = (
    _Link(DealContact, Contact, "contact_id"),
    _Link(DealCompetitor, Competitor, "competitor_id"),
    _Link(DealProduct, Product, "product_id"),
)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a deal: ``Stage Discovery → `` and, set off, ``Proposal``.

    ``at`` is the moment (UTC), ``day`` the local day. ``kind`` is ``origin`` (the deal was added
    or imported), ``change``, or the kind of an activity.
    """

    at: datetime
    day: date
    text: str
    strong: str = ""
    kind: str = "change"


def history(session: Session, deal_id: int) -> list[HistoryLine]:
    """What happened to a deal, the newest first; what was undone did not happen."""
    standing = standing_edits(session)
    lines = [
        *_changes(session, deal_id, standing),
        *_links(session, deal_id, standing),
        *_files(session, deal_id, standing),
        *_passed_on(session, deal_id, standing),
        *(_activity(row) for row in of_deal(session, deal_id) if row.done_at is not None),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _changes(
    session: Session, deal_id: int, standing: dict[int, log.Step]
) -> Iterator[HistoryLine]:
    """The lines of the deal's own row; what a change found is what the one before it left."""
    now = session.execute(select(Deal.__table__).where(Deal.id == deal_id)).mappings().first()
    if now is None:
        return
    after = _plain(now)
    answer: str | None = UNASKED  # why the close was put off, which is said after it was
    for change in reversed(_logged(session, Deal, [deal_id])):
        step = standing.get(change.edit_id)
        if step is None:
            continue
        if change.kind == "i":
            yield _line(step, records.origin(step.code, step.facts, step.origin), kind="origin")
            return
        before = json.loads(change.before)
        if answer == UNASKED and before.get("slip_reason") != after.get("slip_reason"):
            answer = after.get("slip_reason")
        slipped = (before["expected_close_on"] or "9") < (after["expected_close_on"] or "")
        why = answer if slipped and answer != UNASKED else None
        yield from _differences(session, step, before, after, why)
        answer = UNASKED if slipped else answer
        after = before


def _differences(
    session: Session,
    step: log.Step,
    before: dict[str, Any],
    after: dict[str, Any],
    why: str | None,
) -> Iterator[HistoryLine]:
    """What changed in the deal's own row; ``why`` its close was put off, where that was said."""
    changed = [field for field in SHOWN if before.get(field) != after.get(field)]
    if "stage_id" in changed and "closed_on" in changed:
        # The stage says that it was closed, the line says when; no step is left after it.
        changed = [field for field in changed if field not in CLOSING]
    together = {"next_step", "next_step_on"} <= set(changed) and after.get("next_step")
    if together:
        changed.remove("next_step_on")  # told in one line with the step
    # Lines of one moment are read downwards: the stage comes first.
    for field in changed:
        before_text, after_text = (_told(session, step, field, row) for row in (before, after))
        if field == "next_step" and together and after["next_step_on"]:
            after_text += f" · {_told(session, step, 'next_step_on', after)}"
        if field == "expected_close_on" and why is not None:
            after_text += f" · {wording.term(f'slip.{why}').lower()}"
        yield _line(step, *records.change(field, before_text, after_text))
    if any(before.get(field) != after.get(field) for field in SNOOZE):
        until = _told(session, step, "snoozed_until", after)
        yield _line(step, *records.snooze(until, after.get("snoozed_why")))
    if before.get("custom") != after.get("custom"):
        yield from _own_differences(session, step, before.get("custom"), after.get("custom"))


def _own_differences(
    session: Session, step: log.Step, before: str | None, after: str | None
) -> Iterator[HistoryLine]:
    known = custom_fields.ever(session)
    then, now = decode(before, known), decode(after, known)
    for own in known.values():
        old, new = then.get(own.id), now.get(own.id)
        if old != new:
            yield _line(step, *records.own_change(own.name, custom.value(old), custom.value(new)))


def _told(session: Session, step: log.Step, field: str, row: dict[str, Any]) -> str:
    """A field's value in words; empty where there is none."""
    value = row.get(field)
    text = "" if value is None else str(value)
    if value is None:
        return text
    if field in NAMES:
        model = NAMES[field]
        text = session.scalar(select(model.name).where(model.id == value)) or ""
    elif field == "value_minor":
        text = wording.money(value, row["currency"])
    elif field == "category":
        text = wording.term(value)
    elif field == "probability":
        text = f"{value} %"
    elif field.endswith("_on") or field == "snoozed_until":
        day = date.fromisoformat(value)
        text = wording.day(day, year=day.year != local_day(step.at).year)
    return text


def _links(session: Session, deal_id: int, standing: dict[int, log.Step]) -> Iterator[HistoryLine]:
    """Contacts, competitors and products that a user added, changed or removed."""
    for link in LINKS:
        own, other = link.table.__table__, link.other.__table__
        rows = session.execute(
            select(own.c.id, other.c.name)
            .join(other, other.c.id == own.c[link.key])
            .where(own.c.deal_id == deal_id)
        )
        names = {row.id: row.name for row in rows}
        for change in _logged(session, link.table, names):
            step = standing.get(change.edit_id)
            if step is not None and step.origin == "user" and change.kind != "d":
                yield _line(step, records.link(link.key, change.kind), names[change.row_id])
        yield from _removed(session, deal_id, link, standing)


def _removed(
    session: Session, deal_id: int, link: _Link, standing: dict[int, log.Step]
) -> Iterator[HistoryLine]:
    other = link.other.__table__
    removals = select(Edit.id).where(Edit.code.endswith(".remove_from_deal"))
    rows = session.execute(
        select(Change.edit_id, other.c.name)
        .join(other, other.c.id == func.json_extract(Change.before, f"$.{link.key}"))
        .where(
            Change.edit_id.in_(removals),
            Change.table_name == link.table.__tablename__,
            Change.kind == "d",
            func.json_extract(Change.before, "$.deal_id") == deal_id,
        )
    )
    for row in rows:
        if row.edit_id in standing:
            yield _line(standing[row.edit_id], records.link(link.key, "d"), row.name)


def _files(session: Session, deal_id: int, standing: dict[int, log.Step]) -> Iterator[HistoryLine]:
    """Files and pages that were added, renamed or removed; an inserted row is told as it is now."""
    now = {file.id: file.title for file in deal_files.of_deal(session, deal_id)}
    for change in _logged(session, DealFile, now):
        if change.edit_id in standing and change.kind != "d":
            name = now[change.row_id]
            yield _line(standing[change.edit_id], records.file(change.kind), name)
    gone = session.execute(
        select(Change.edit_id, Change.before).where(
            Change.table_name == DealFile.__tablename__,
            Change.kind == "d",
            func.json_extract(Change.before, "$.deal_id") == deal_id,
        )
    )
    for edit_id, text in gone:
        if edit_id in standing:
            before = json.loads(str(text))
            name = before["title"] or links.title(before["link"])
            yield _line(standing[edit_id], records.file("d"), name)


def _passed_on(
    session: Session, deal_id: int, standing: dict[int, log.Step]
) -> Iterator[HistoryLine]:
    """That it became a commitment, a task or a rep's work, from the matters of a day."""
    rows = session.scalars(select(Handled.id).where(Handled.key == f"deal:{deal_id}"))
    for change in _logged(session, Handled, rows):
        step = standing.get(change.edit_id)
        if step is not None and step.code.startswith("passed_on."):
            yield _line(step, overnight.passed(step.code, step.facts))


def _logged(session: Session, model: type[Table], row_ids: Iterable[int]) -> list[Any]:
    """The changes of these rows, oldest first."""
    return list(
        session.execute(
            select(Change.edit_id, Change.kind, Change.row_id, Change.before)
            .where(Change.table_name == model.__tablename__, Change.row_id.in_(list(row_ids)))
            .order_by(Change.id)
        )
    )


def _activity(row: ActivityRow) -> HistoryLine:
    at = row.done_at
    assert at is not None  # noqa: S101 - only done ones come here
    text = records.activity(
        row.kind, row.minutes, row.person, row.subject, row.note, outcome=row.outcome
    )
    return HistoryLine(at, local_day(at), text, kind=row.kind)


def _line(step: log.Step, text: str, strong: str = "", kind: str = "change") -> HistoryLine:
    return HistoryLine(step.at, local_day(step.at), text, strong, kind)


def _plain(row: Any) -> dict[str, Any]:
    """A row as the log keeps it: days as ISO text."""
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()
    }
