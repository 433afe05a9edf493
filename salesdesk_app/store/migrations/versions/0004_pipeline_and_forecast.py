"""What the pipeline's review and the forecast keep: views, files, calls, judgements, freezes."""

import sqlalchemy as sa
from alembic import op

from salesdesk_app.store.types import Facts, UtcMoment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds tables and columns; nothing that the log keeps is renamed or retyped."""
    op.add_column("stage", sa.Column("required", Facts(), nullable=True))
    op.add_column("deal", sa.Column("slip_reason", sa.Text(), nullable=True))
    op.add_column("deal", sa.Column("snoozed_until", sa.Date(), nullable=True))
    op.add_column("deal", sa.Column("snoozed_why", sa.Text(), nullable=True))
    op.add_column("deal", sa.Column("coaching_note", sa.Text(), nullable=True))
    _views_and_files()
    _calls()
    _freezes()


def _views_and_files() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("layout", Facts(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("name", name="uq_saved_view_name"),
        sa.UniqueConstraint("uid", name="uq_saved_view_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "deal_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_deal_file_deal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deal_file"),
        sa.UniqueConstraint("deal_id", "link", name="uq_deal_file_deal_id_link"),
        sqlite_autoincrement=True,
    )


def _calls() -> None:
    op.create_table(
        "forecast_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        *_said(),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.CheckConstraint("first_on <= last_on", name="ck_forecast_call_order"),
        sa.CheckConstraint("said_by IN ('rep', 'manager')", name="ck_forecast_call_said_by"),
        sa.ForeignKeyConstraint(["currency"], ["currency.code"], name="fk_forecast_call_currency"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_forecast_call_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_forecast_call"),
        sa.UniqueConstraint(
            "person_id",
            "first_on",
            "last_on",
            "said_by",
            name="uq_forecast_call_person_id_first_on_last_on_said_by",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_forecast_call_currency", "forecast_call", ["currency"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.CheckConstraint("verdict IN ('in', 'out')", name="ck_judgement_verdict"),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_judgement_deal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
        sa.UniqueConstraint("deal_id", name="uq_judgement_deal_id"),
        sqlite_autoincrement=True,
    )


def _freezes() -> None:
    op.create_table(
        "freeze",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("frozen_at", UtcMoment(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["currency"], ["currency.code"], name="fk_freeze_currency"),
        sa.PrimaryKeyConstraint("id", name="pk_freeze"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_freeze_currency", "freeze", ["currency"], unique=False)
    op.create_index("ix_freeze_first_on", "freeze", ["first_on"], unique=False)
    op.create_table(
        "frozen_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *_said(),
        sa.CheckConstraint("said_by IN ('rep', 'manager')", name="ck_frozen_call_said_by"),
        sa.ForeignKeyConstraint(["freeze_id"], ["freeze.id"], name="fk_frozen_call_freeze_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_frozen_call_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_frozen_call"),
        sa.UniqueConstraint(
            "freeze_id", "person_id", "said_by", name="uq_frozen_call_freeze_id_person_id_said_by"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_frozen_call_person_id", "frozen_call", ["person_id"], unique=False)


def _said() -> tuple[sa.Column[object], ...]:
    """What a call says, whether it stands or is frozen."""
    return (
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=True),
        sa.Column("low_minor", sa.Integer(), nullable=True),
        sa.Column("high_minor", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=False),
    )
