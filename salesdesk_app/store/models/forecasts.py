"""What people state of the future: forecast calls, judgements of deals, and what was frozen."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOGGED, Table
from salesdesk_app.store.types import UtcMoment


class ForecastCall(Table):
    """What a rep, or the manager beside them, expects a rep to close between two days.

    Values in minor units; any of them may be left open.
    """

    __tablename__ = "forecast_call"
    __table_args__ = (
        UniqueConstraint("person_id", "first_on", "last_on", "said_by"),
        CheckConstraint("said_by IN ('rep', 'manager')", name="said_by"),
        CheckConstraint("first_on <= last_on", name="order"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    said_by: Mapped[str] = mapped_column(Text)
    amount_minor: Mapped[int | None]
    low_minor: Mapped[int | None]
    high_minor: Mapped[int | None]
    currency: Mapped[str] = mapped_column(ForeignKey("currency.code"), index=True)
    note: Mapped[str | None] = mapped_column(Text)
    said_on: Mapped[date]


class Judgement(Table):
    """Whether the manager counts on a deal, which leaves its value and category alone."""

    __tablename__ = "judgement"
    __table_args__ = (
        CheckConstraint("verdict IN ('in', 'out')", name="verdict"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"), unique=True)
    verdict: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    judged_on: Mapped[date]


class Freeze(Table):
    """One freezing of all calls of a period, on a day; its figures are read as of its edit."""

    __tablename__ = "freeze"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_on: Mapped[date] = mapped_column(index=True)
    last_on: Mapped[date]
    frozen_on: Mapped[date]
    frozen_at: Mapped[datetime] = mapped_column(UtcMoment)
    currency: Mapped[str] = mapped_column(ForeignKey("currency.code"), index=True)


class FrozenCall(Table):
    """A call as it stood when it was frozen, in minor units of the freeze's currency."""

    __tablename__ = "frozen_call"
    __table_args__ = (
        UniqueConstraint("freeze_id", "person_id", "said_by"),
        CheckConstraint("said_by IN ('rep', 'manager')", name="said_by"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    freeze_id: Mapped[int] = mapped_column(ForeignKey("freeze.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    said_by: Mapped[str] = mapped_column(Text)
    amount_minor: Mapped[int | None]
    low_minor: Mapped[int | None]
    high_minor: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    said_on: Mapped[date]
