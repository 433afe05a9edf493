"""Calendars of others: where each comes from, the copy kept for offline, and its events."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOGGED, SCRATCH, Identified, Table
from salesdesk_app.store.types import Facts, UtcMoment


class CalendarSource(Identified, Table):
    """A calendar that is read along: a file or an address, the manager's own or a person's.

    ``place`` is the path or the http(s) address; no ``person_id`` means the manager's own.
    """

    __tablename__ = "calendar_source"
    __table_args__ = (CheckConstraint("kind IN ('file', 'address')", name="kind"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int]
    shown: Mapped[bool]


class CalendarCopy(Table):
    """What was read last of a calendar, kept so that it can be read again without a network.

    ``first_on`` and ``last_on`` are the days that its events were laid out for; ``left_out`` says
    what was passed over; ``problem`` is what the last try met, as a code and facts.
    """

    __tablename__ = "calendar_copy"
    __table_args__ = (SCRATCH,)

    source_id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    etag: Mapped[str | None] = mapped_column(Text)
    modified: Mapped[str | None] = mapped_column(Text)
    read_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    tried_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    problem: Mapped[Any] = mapped_column(Facts, nullable=True)
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    left_out: Mapped[Any] = mapped_column(Facts, nullable=True)


class CalendarEvent(Table):
    """One occurrence of an event, laid out from the copy.

    It lies at moments (``begins_at``, ``ends_at``), or by the clock on the wall wherever one is
    (``wall_begins``, ``wall_ends``: ISO text, a bare day for a whole one, the end not inside).
    """

    __tablename__ = "calendar_event"
    __table_args__ = (
        Index("ix_calendar_event_source_id", "source_id"),
        Index("ix_calendar_event_begins_at", "begins_at"),
        Index("ix_calendar_event_wall_begins", "wall_begins"),
        SCRATCH,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int]
    uid: Mapped[str] = mapped_column(Text)
    begins_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ends_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    wall_begins: Mapped[str | None] = mapped_column(Text)
    wall_ends: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    people: Mapped[Any] = mapped_column(Facts)
    busy: Mapped[bool]
