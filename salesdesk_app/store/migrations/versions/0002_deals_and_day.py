"""The first schema, two of two: pipelines, deals, activities and the day."""

import sqlalchemy as sa
from alembic import op

from salesdesk_app.store.types import UtcMoment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "checklist_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("check_code", sa.Text(), nullable=True),
        sa.Column("recurrence", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint("part IN ('start', 'day', 'end')", name="ck_checklist_item_part"),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_item"),
        sa.UniqueConstraint("uid", name="uq_checklist_item_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "competitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_competitor"),
        sa.UniqueConstraint("name", name="uq_competitor_name"),
        sa.UniqueConstraint("uid", name="uq_competitor_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pipeline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pipeline"),
        sa.UniqueConstraint("name", name="uq_pipeline_name"),
        sa.UniqueConstraint("uid", name="uq_pipeline_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "checklist_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("done_at", UtcMoment(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["checklist_item.id"], name="fk_checklist_outcome_item_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_outcome"),
        sa.UniqueConstraint("item_id", "day", name="uq_checklist_outcome_item_id_day"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_checklist_outcome_day", "checklist_outcome", ["day"], unique=False)
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("price_minor", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["currency"], ["currency.code"], name="fk_product_currency"),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
        sa.UniqueConstraint("name", name="uq_product_name"),
        sa.UniqueConstraint("uid", name="uq_product_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_product_currency", "product", ["currency"], unique=False)
    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pipeline_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("probability", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("stuck_days", sa.Integer(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "category IN ('pipeline', 'best_case', 'commit', 'closed', 'omitted')",
            name="ck_stage_category",
        ),
        sa.CheckConstraint("outcome IN ('open', 'won', 'lost')", name="ck_stage_outcome"),
        sa.CheckConstraint("probability BETWEEN 0 AND 100", name="ck_stage_probability"),
        sa.ForeignKeyConstraint(["pipeline_id"], ["pipeline.id"], name="fk_stage_pipeline_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stage"),
        sa.UniqueConstraint("pipeline_id", "name", name="uq_stage_pipeline_id_name"),
        sa.UniqueConstraint("uid", name="uq_stage_uid"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "deal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("value_minor", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("probability", sa.Integer(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("expected_close_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("lost_reason", sa.Text(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "category IN ('pipeline', 'best_case', 'commit', 'closed', 'omitted')",
            name="ck_deal_category",
        ),
        sa.CheckConstraint("probability BETWEEN 0 AND 100", name="ck_deal_probability"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_deal_account_id"),
        sa.ForeignKeyConstraint(["currency"], ["currency.code"], name="fk_deal_currency"),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_deal_owner_id"),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name="fk_deal_stage_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deal"),
        sa.UniqueConstraint("uid", name="uq_deal_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deal_account_id", "deal", ["account_id"], unique=False)
    op.create_index("ix_deal_closed_on", "deal", ["closed_on"], unique=False)
    op.create_index("ix_deal_created_on", "deal", ["created_on"], unique=False)
    op.create_index("ix_deal_currency", "deal", ["currency"], unique=False)
    op.create_index("ix_deal_expected_close_on", "deal", ["expected_close_on"], unique=False)
    op.create_index("ix_deal_external", "deal", ["external_source", "external_id"], unique=False)
    op.create_index("ix_deal_owner_id", "deal", ["owner_id"], unique=False)
    op.create_index("ix_deal_stage_owner", "deal", ["stage_id", "owner_id"], unique=False)
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("planned_at", UtcMoment(), nullable=True),
        sa.Column("done_at", UtcMoment(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("external_source", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('call', 'meeting', 'mail', 'task', 'note', 'one_to_one')",
            name="ck_activity_kind",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_activity_account_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_activity_contact_id"),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_activity_deal_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_activity_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sa.UniqueConstraint("uid", name="uq_activity_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_activity_account_id", "activity", ["account_id"], unique=False)
    op.create_index("ix_activity_contact_id", "activity", ["contact_id"], unique=False)
    op.create_index("ix_activity_deal_done", "activity", ["deal_id", "done_at"], unique=False)
    op.create_index("ix_activity_done_at", "activity", ["done_at"], unique=False)
    op.create_index("ix_activity_person_done", "activity", ["person_id", "done_at"], unique=False)
    op.create_index("ix_activity_planned_at", "activity", ["planned_at"], unique=False)
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.CheckConstraint("outcome IN ('kept', 'late', 'dropped')", name="ck_commitment_outcome"),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_commitment_deal_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="fk_commitment_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        sa.UniqueConstraint("uid", name="uq_commitment_uid"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_commitment_deal_id", "commitment", ["deal_id"], unique=False)
    op.create_index("ix_commitment_due_on", "commitment", ["due_on"], unique=False)
    op.create_index("ix_commitment_owner_id", "commitment", ["owner_id"], unique=False)
    op.create_table(
        "deal_competitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("competitor_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["competitor_id"], ["competitor.id"], name="fk_deal_competitor_competitor_id"
        ),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_deal_competitor_deal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deal_competitor"),
        sa.UniqueConstraint(
            "deal_id", "competitor_id", name="uq_deal_competitor_deal_id_competitor_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_deal_competitor_competitor_id", "deal_competitor", ["competitor_id"], unique=False
    )
    op.create_table(
        "deal_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_deal_contact_contact_id"),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_deal_contact_deal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deal_contact"),
        sa.UniqueConstraint("deal_id", "contact_id", name="uq_deal_contact_deal_id_contact_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deal_contact_contact_id", "deal_contact", ["contact_id"], unique=False)
    op.create_table(
        "deal_product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deal_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("discount_bp", sa.Integer(), nullable=False),
        sa.CheckConstraint("discount_bp BETWEEN 0 AND 10000", name="ck_deal_product_discount"),
        sa.CheckConstraint("quantity > 0", name="ck_deal_product_quantity"),
        sa.ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_deal_product_deal_id"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_deal_product_product_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deal_product"),
        sa.UniqueConstraint("deal_id", "product_id", name="uq_deal_product_deal_id_product_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deal_product_product_id", "deal_product", ["product_id"], unique=False)
