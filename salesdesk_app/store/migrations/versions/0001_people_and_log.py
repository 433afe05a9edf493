"""The first schema, one of two: people, accounts, the workspace and the change log."""

import sqlalchemy as sa
from alembic import op

from salesdesk_app.store.types import Exact, Facts, UtcMoment

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "column_choice",
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("columns", Facts(), nullable=False),
        sa.PrimaryKeyConstraint("shape", name="pk_column_choice"),
    )
    op.create_table(
        "currency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_currency"),
        sa.UniqueConstraint("code", name="uq_currency_code"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("facts", Facts(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["target_id"], ["edit.id"], name="fk_edit_target_id"),
        sa.PrimaryKeyConstraint("id", name="pk_edit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edit_at", "edit", ["at"], unique=False)
    op.create_index("ix_edit_target_id", "edit", ["target_id"], unique=False)
    op.create_table(
        "mark",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_mark"),
    )
    op.create_table(
        "open_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edit_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_open_edit"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('rep', 'manager')", name="ck_person_role"),
        sa.ForeignKeyConstraint(["manager_id"], ["person.id"], name="fk_person_manager_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("uid", name="uq_person_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_manager_id", "person", ["manager_id"], unique=False)
    op.create_index("ix_person_name", "person", ["name"], unique=False)
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", Facts(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
        sa.UniqueConstraint("key", name="uq_setting_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("industry", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("founded", sa.Integer(), nullable=True),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("revenue_minor", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["currency"], ["currency.code"], name="fk_account_currency"),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_account_owner_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["account.id"], name="fk_account_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("uid", name="uq_account_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_account_currency", "account", ["currency"], unique=False)
    op.create_index(
        "ix_account_external", "account", ["external_source", "external_id"], unique=False
    )
    op.create_index("ix_account_name", "account", ["name"], unique=False)
    op.create_index("ix_account_owner_id", "account", ["owner_id"], unique=False)
    op.create_index("ix_account_parent_id", "account", ["parent_id"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edit_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["edit_id"], ["edit.id"], name="fk_change_edit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_edit", "change", ["edit_id"], unique=False)
    op.create_index("ix_change_row", "change", ["table_name", "row_id", "edit_id"], unique=False)
    op.create_table(
        "quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("ramp_percent", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_minor >= 0", name="ck_quota_amount"),
        sa.CheckConstraint("first_on <= last_on", name="ck_quota_order"),
        sa.CheckConstraint("ramp_percent BETWEEN 0 AND 100", name="ck_quota_ramp"),
        sa.ForeignKeyConstraint(["currency"], ["currency.code"], name="fk_quota_currency"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_quota_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quota"),
        sa.UniqueConstraint(
            "person_id", "first_on", "last_on", name="uq_quota_person_id_first_on_last_on"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_quota_currency", "quota", ["currency"], unique=False)
    op.create_table(
        "rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rate", Exact(), nullable=False),
        sa.ForeignKeyConstraint(["currency"], ["currency.code"], name="fk_rate_currency"),
        sa.PrimaryKeyConstraint("id", name="pk_rate"),
        sa.UniqueConstraint("currency", "day", name="uq_rate_currency_day"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_contact_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("uid", name="uq_contact_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_account_id", "contact", ["account_id"], unique=False)
    op.create_index(
        "ix_contact_external", "contact", ["external_source", "external_id"], unique=False
    )
