"""What is sold and how far it is: pipelines, stages, deals with their links, and activities."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salesdesk_app.store.models.table import LOGGED, Identified, Table
from salesdesk_app.store.types import Facts, UtcMoment

CATEGORIES = "('pipeline', 'best_case', 'commit', 'closed', 'omitted')"


class Pipeline(Identified, Table):
    """A way of selling: an ordered list of stages."""

    __tablename__ = "pipeline"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    position: Mapped[int]


class Stage(Identified, Table):
    """A step of a pipeline; the probability is a whole percentage.

    ``required`` lists the fields of a deal that must be filled before it may enter.
    """

    __tablename__ = "stage"
    __table_args__ = (
        UniqueConstraint("pipeline_id", "name"),
        CheckConstraint("outcome IN ('open', 'won', 'lost')", name="outcome"),
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability"),
        CheckConstraint(f"category IN {CATEGORIES}", name="category"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pipeline_id: Mapped[int] = mapped_column(ForeignKey("pipeline.id"))
    name: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    outcome: Mapped[str] = mapped_column(Text, default="open")
    probability: Mapped[int]
    category: Mapped[str] = mapped_column(Text)
    stuck_days: Mapped[int | None]
    required: Mapped[Any] = mapped_column(Facts, nullable=True)


class Deal(Identified, Table):
    """An opportunity; an empty value or date is unknown, never 0 and never today."""

    __tablename__ = "deal"
    __table_args__ = (
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability"),
        CheckConstraint(f"category IN {CATEGORIES}", name="category"),
        Index("ix_deal_external", "external_source", "external_id"),
        Index("ix_deal_stage_owner", "stage_id", "owner_id"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"))
    value_minor: Mapped[int | None]
    currency: Mapped[str] = mapped_column(ForeignKey("currency.code"), index=True)
    probability: Mapped[int | None]  # where it differs from the stage's
    category: Mapped[str | None] = mapped_column(Text)  # where it was chosen by hand
    created_on: Mapped[date | None] = mapped_column(index=True)
    expected_close_on: Mapped[date | None] = mapped_column(index=True)
    closed_on: Mapped[date | None] = mapped_column(index=True)
    source: Mapped[str | None] = mapped_column(Text)
    lost_reason: Mapped[str | None] = mapped_column(Text)
    next_step: Mapped[str | None] = mapped_column(Text)
    next_step_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Text)
    external_source: Mapped[str | None] = mapped_column(Text)
    external_id: Mapped[str | None] = mapped_column(Text)
    # What fields of the user's own hold, as a JSON object by the field's id; None for nothing.
    custom: Mapped[str | None] = mapped_column(Text)
    # Why the expected close was put off last; None where nobody said.
    slip_reason: Mapped[str | None] = mapped_column(Text)
    snoozed_until: Mapped[date | None]  # the first day on which its signals show again
    snoozed_why: Mapped[str | None] = mapped_column(Text)
    coaching_note: Mapped[str | None] = mapped_column(Text)


class CustomField(Identified, Table):
    """A field of the user's own on deals; days are held in ISO's order, yes and no as truth."""

    __tablename__ = "custom_field"
    __table_args__ = (
        CheckConstraint("kind IN ('text', 'number', 'day', 'yes_no')", name="kind"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    position: Mapped[int]


class Product(Identified, Table):
    """Something on the price list."""

    __tablename__ = "product"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    series: Mapped[str | None] = mapped_column(Text)
    price_minor: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(ForeignKey("currency.code"), index=True)
    external_source: Mapped[str | None] = mapped_column(Text)
    external_id: Mapped[str | None] = mapped_column(Text)


class Competitor(Identified, Table):
    """Someone who sells against us."""

    __tablename__ = "competitor"
    __table_args__ = (LOGGED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    website: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class DealContact(Table):
    """A contact's part in a deal."""

    __tablename__ = "deal_contact"
    __table_args__ = (UniqueConstraint("deal_id", "contact_id"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    role: Mapped[str | None] = mapped_column(Text)


class DealCompetitor(Table):
    """A competitor met in a deal."""

    __tablename__ = "deal_competitor"
    __table_args__ = (UniqueConstraint("deal_id", "competitor_id"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    competitor_id: Mapped[int] = mapped_column(ForeignKey("competitor.id"), index=True)
    note: Mapped[str | None] = mapped_column(Text)


class DealProduct(Table):
    """A product in a deal; the discount is in basis points (1,500 is 15 %)."""

    __tablename__ = "deal_product"
    __table_args__ = (
        UniqueConstraint("deal_id", "product_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("discount_bp BETWEEN 0 AND 10000", name="discount"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    quantity: Mapped[int] = mapped_column(default=1)
    discount_bp: Mapped[int] = mapped_column(default=0)


class DealFile(Table):
    """A file or page that belongs to a deal, by its path or address; the file stays where it is."""

    __tablename__ = "deal_file"
    __table_args__ = (UniqueConstraint("deal_id", "link"), LOGGED)

    id: Mapped[int] = mapped_column(primary_key=True)
    deal_id: Mapped[int] = mapped_column(ForeignKey("deal.id"))
    link: Mapped[str] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)


class Activity(Identified, Table):
    """A call, meeting, mail, task, note or 1:1: planned, done, or both; moments in UTC.

    A follow-up with ``waiting_since`` was answered and waits for the other side until its time.
    ``outcome`` is what became of a call or a meeting where somebody said so: held, no_answer or
    cancelled, and then it is neither done nor still to be done.
    """

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('call', 'meeting', 'mail', 'task', 'note', 'one_to_one')", name="kind"
        ),
        CheckConstraint("outcome IN ('held', 'no_answer', 'cancelled')", name="outcome"),
        Index("ix_activity_person_done", "person_id", "done_at"),
        Index("ix_activity_deal_done", "deal_id", "done_at"),
        LOGGED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    planned_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    done_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    minutes: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    deal_id: Mapped[int | None] = mapped_column(ForeignKey("deal.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    waiting_since: Mapped[datetime | None] = mapped_column(UtcMoment)
    outcome: Mapped[str | None] = mapped_column(Text)
    external_source: Mapped[str | None] = mapped_column(Text)
    external_id: Mapped[str | None] = mapped_column(Text)
