"""Fields of the user's own on deals, and what is remembered of imports."""

import sqlalchemy as sa
from alembic import op

from salesdesk_app.store.types import Facts, UtcMoment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the tables and the column; nothing that the log keeps is renamed or retyped."""
    op.create_table(
        "custom_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'number', 'day', 'yes_no')", name="ck_custom_field_kind"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_custom_field"),
        sa.UniqueConstraint("name", name="uq_custom_field_name"),
        sa.UniqueConstraint("uid", name="uq_custom_field_uid"),
        sqlite_autoincrement=True,
    )
    op.add_column("deal", sa.Column("custom", sa.Text(), nullable=True))
    op.add_column("column_choice", sa.Column("readings", Facts(), nullable=True))
    op.create_table(
        "spelling",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "text", name="pk_spelling"),
    )
    op.create_table(
        "last_import",
        sa.Column("shape", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("records", Facts(), nullable=False),
        sa.PrimaryKeyConstraint("shape", name="pk_last_import"),
    )
