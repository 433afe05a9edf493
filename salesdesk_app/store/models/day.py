"""The manager's day: the checklist, commitments, what was dealt with, mails, and closed days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOGGED, Identified, Table
from salesdesk_app.store.types import Facts, UtcMoment


class ChecklistItem(Identified, Table):
    """Something to see to again and again, in one part of the day.

    ``recurrence`` is ``workdays`` or an RFC 5545 RRULE; ``check_code`` names one of the five checks
    of the start of day, which show live evidence.
    """

    __tablename__ = "checklist_item"
    __table_args__ = (CheckConstraint("part IN ('start', 'day', 'end')", name="part"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    check_code: Mapped[str | None] = mapped_column(Text)
    recurrence: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class ChecklistOutcome(Table):
    """What became of an item on a day: a tick, a note, or why it was skipped."""

    __tablename__ = "checklist_outcome"
    __table_args__ = (UniqueConstraint("item_id", "day"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_item.id"))
    day: Mapped[date] = mapped_column(index=True)
    done_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    note: Mapped[str | None] = mapped_column(Text)
    skipped_why: Mapped[str | None] = mapped_column(Text)


class Commitment(Identified, Table):
    """What somebody promised by a day; no outcome while it stands open."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("outcome IN ('kept', 'late', 'dropped')", name="outcome"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date] = mapped_column(index=True)
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"), index=True)
    outcome: Mapped[str | None] = mapped_column(Text)
    closed_on: Mapped[date | None]


class Handled(Table):
    """A matter of the day that was seen to, or rests until a day; ``key`` is what it is about.

    What comes up about the same after the edit ``edit_id``, made ``at``, is a new matter.
    ``signals`` are the codes of the risks that the deal had then; ``since`` is the look from which
    what rests is told again.
    """

    __tablename__ = "handled"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    edit_id: Mapped[int]
    since: Mapped[datetime | None] = mapped_column(UtcMoment)
    signals: Mapped[Any] = mapped_column(Facts)
    until: Mapped[date | None]
    why: Mapped[str | None] = mapped_column(Text)


class Message(Table):
    """A mail that was dropped in, in plain text: what its follow-up answers."""

    __tablename__ = "message"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    message_id: Mapped[str | None] = mapped_column(Text, index=True)
    sender: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    recipients: Mapped[Any] = mapped_column(Facts)
    sent_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    attachments: Mapped[Any] = mapped_column(Facts)


class ClosedDay(Table):
    """A day that was closed: when, with which note upwards, and what the next one begins with.

    ``since`` is what counted as the last look before that day; ``kept`` is what the log cannot
    tell later, such as what other calendars held.
    """

    __tablename__ = "closed_day"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    closed_at: Mapped[datetime] = mapped_column(UtcMoment)
    since: Mapped[datetime | None] = mapped_column(UtcMoment)
    note: Mapped[str | None] = mapped_column(Text)
    tomorrow: Mapped[str | None] = mapped_column(Text)
    kept: Mapped[Any] = mapped_column(Facts)
