"""The manager's day: checklist items with their daily outcomes, and commitments."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOGGED, Identified, Table
from salesdesk_app.store.types import UtcMoment


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
    """What became of an item on a day: a tick, a note, or both."""

    __tablename__ = "checklist_outcome"
    __table_args__ = (UniqueConstraint("item_id", "day"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_item.id"))
    day: Mapped[date] = mapped_column(index=True)
    done_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    note: Mapped[str | None] = mapped_column(Text)


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
