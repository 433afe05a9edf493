"""What the manager's day keeps: calendars, mails, news, what was dealt with, and closed days."""

import sqlalchemy as sa
from alembic import op

from salesdesk_app.store.types import Facts, UtcMoment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds tables and columns; nothing that the log keeps is renamed or retyped."""
    op.add_column("activity", sa.Column("waiting_since", UtcMoment(), nullable=True))
    # As text, for Alembic would rebuild the table to add a column that is checked.
    op.execute(
        "ALTER TABLE activity ADD COLUMN outcome TEXT CONSTRAINT ck_activity_outcome"
        " CHECK (outcome IN ('held', 'no_answer', 'cancelled'))"
    )
    op.add_column("checklist_outcome", sa.Column("skipped_why", sa.Text(), nullable=True))
    _days()
    _calendars()
    _news()


def _days() -> None:
    op.create_table(
        "handled",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("edit_id", sa.Integer(), nullable=False),
        sa.Column("since", UtcMoment(), nullable=True),
        sa.Column("signals", Facts(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_handled"),
        sa.UniqueConstraint("key", name="uq_handled_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("recipients", Facts(), nullable=False),
        sa.Column("sent_at", UtcMoment(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("attachments", Facts(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name="fk_message_activity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_message_activity_id", "message", ["activity_id"], unique=False)
    op.create_index("ix_message_message_id", "message", ["message_id"], unique=False)
    op.create_table(
        "closed_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("closed_at", UtcMoment(), nullable=False),
        sa.Column("since", UtcMoment(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("tomorrow", sa.Text(), nullable=True),
        sa.Column("kept", Facts(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_closed_day"),
        sa.UniqueConstraint("day", name="uq_closed_day_day"),
        sqlite_autoincrement=True,
    )


def _calendars() -> None:
    op.create_table(
        "calendar_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('file', 'address')", name="ck_calendar_source_kind"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_calendar_source_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_source"),
        sa.UniqueConstraint("uid", name="uq_calendar_source_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_calendar_source_person_id", "calendar_source", ["person_id"], unique=False)
    op.create_table(
        "calendar_copy",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("read_at", UtcMoment(), nullable=True),
        sa.Column("tried_at", UtcMoment(), nullable=True),
        sa.Column("problem", Facts(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("left_out", Facts(), nullable=True),
        sa.PrimaryKeyConstraint("source_id", name="pk_calendar_copy"),
    )
    op.create_table(
        "calendar_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("begins_at", UtcMoment(), nullable=True),
        sa.Column("ends_at", UtcMoment(), nullable=True),
        sa.Column("wall_begins", sa.Text(), nullable=True),
        sa.Column("wall_ends", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("people", Facts(), nullable=False),
        sa.Column("busy", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_event"),
    )
    op.create_index("ix_calendar_event_begins_at", "calendar_event", ["begins_at"], unique=False)
    op.create_index("ix_calendar_event_source_id", "calendar_event", ["source_id"], unique=False)
    op.create_index(
        "ix_calendar_event_wall_begins", "calendar_event", ["wall_begins"], unique=False
    )


def _news() -> None:
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("competitor_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint("topic IN ('company', 'competitor', 'industry')", name="ck_feed_topic"),
        sa.ForeignKeyConstraint(["competitor_id"], ["competitor.id"], name="fk_feed_competitor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("address", name="uq_feed_address"),
        sa.UniqueConstraint("uid", name="uq_feed_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_competitor_id", "feed", ["competitor_id"], unique=False)
    op.create_table(
        "feed_copy",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("read_at", UtcMoment(), nullable=True),
        sa.Column("tried_at", UtcMoment(), nullable=True),
        sa.Column("problem", Facts(), nullable=True),
        sa.PrimaryKeyConstraint("feed_id", name="pk_feed_copy"),
    )
    op.create_table(
        "news_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("published_at", UtcMoment(), nullable=True),
        sa.Column("seen_at", UtcMoment(), nullable=False),
        sa.Column("read_at", UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_news_item"),
        sa.UniqueConstraint("feed_id", "key", name="uq_news_item_feed_id_key"),
    )
    op.create_index("ix_news_item_published_at", "news_item", ["published_at"], unique=False)
    op.create_index(
        "ix_news_item_feed_id_read_at",
        "news_item",
        ["feed_id", "read_at", "published_at", "seen_at"],
        unique=False,
    )
    op.create_table(
        "kept_news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("published_at", UtcMoment(), nullable=True),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("competitor_id", sa.Integer(), nullable=True),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "topic IN ('company', 'competitor', 'industry')", name="ck_kept_news_topic"
        ),
        sa.ForeignKeyConstraint(
            ["competitor_id"], ["competitor.id"], name="fk_kept_news_competitor_id"
        ),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_kept_news_deal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_news"),
        sa.UniqueConstraint("address", "key", name="uq_kept_news_address_key"),
        sa.UniqueConstraint("uid", name="uq_kept_news_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_kept_news_competitor_id", "kept_news", ["competitor_id"], unique=False)
    op.create_index("ix_kept_news_deal_id", "kept_news", ["deal_id"], unique=False)
