"""Who sells and who buys: people with their quotas, accounts and contacts."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOGGED, Identified, Table


class Person(Identified, Table):
    """A rep or a manager; one who left keeps an end date and stays."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("role IN ('rep', 'manager')", name="role"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, index=True)
    role: Mapped[str] = mapped_column(Text, default="rep")
    email: Mapped[str | None] = mapped_column(Text)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    region: Mapped[str | None] = mapped_column(Text)
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    external_source: Mapped[str | None] = mapped_column(Text)
    external_id: Mapped[str | None] = mapped_column(Text)


class Quota(Table):
    """What a person is to close between two days (both inside); the ramp is a whole percentage."""

    __tablename__ = "quota"
    __table_args__ = (
        UniqueConstraint("person_id", "first_on", "last_on"),
        CheckConstraint("first_on <= last_on", name="order"),
        CheckConstraint("amount_minor >= 0", name="amount"),
        CheckConstraint("ramp_percent BETWEEN 0 AND 100", name="ramp"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(ForeignKey("currency.code"), index=True)
    ramp_percent: Mapped[int] = mapped_column(default=100)


class Account(Identified, Table):
    """A company that buys or may buy."""

    __tablename__ = "account"
    __table_args__ = (Index("ix_account_external", "external_source", "external_id"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    industry: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    website: Mapped[str | None] = mapped_column(Text)
    founded: Mapped[int | None]
    employees: Mapped[int | None]
    revenue_minor: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(ForeignKey("currency.code"), index=True)
    note: Mapped[str | None] = mapped_column(Text)
    external_source: Mapped[str | None] = mapped_column(Text)
    external_id: Mapped[str | None] = mapped_column(Text)


class Contact(Identified, Table):
    """A person at an account."""

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_external", "external_source", "external_id"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    title: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    external_source: Mapped[str | None] = mapped_column(Text)
    external_id: Mapped[str | None] = mapped_column(Text)
