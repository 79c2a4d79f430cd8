"""Campaigns and reminders."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("tied_from", sa.Date(), nullable=False),
        sa.Column("tied_to", sa.Date(), nullable=False),
        sa.Column("laws", sa.JSON(), nullable=False),
        sa.Column("asks", sa.String(), nullable=False),
        sa.Column("school_kinds", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("since", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("theme", "year", name=op.f("uq_campaigns_theme_year")),
    )
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaigns_active"), ["active"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_campaigns_tied_from_tied_to"), ["tied_from", "tied_to"], unique=False
        )

    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("due_at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("claimed_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("settled_at", db.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "subject", "step", "recipient", "round", name=op.f("uq_reminders_subject_step_recipient_round")
        ),
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminders_state_due_at"), ["state", "due_at"], unique=False)

    op.create_table(
        "campaign_kinds",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_kinds_campaign_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "kind", name=op.f("pk_campaign_kinds")),
    )
    op.create_table(
        "campaign_replies",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_campaign_replies_by")),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_campaign_replies_campaign_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_campaign_replies_school_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "school_id", name=op.f("pk_campaign_replies")),
    )
    op.create_table(
        "campaign_schools",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaigns.id"],
            name=op.f("fk_campaign_schools_campaign_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_campaign_schools_school_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "school_id", name=op.f("pk_campaign_schools")),
    )
    op.create_table(
        "campaign_topics",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_campaign_topics_campaign_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "topic", name=op.f("pk_campaign_topics")),
    )
    op.create_table(
        "day_overrides",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_day_overrides_by")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_day_overrides")),
    )
    op.create_table(
        "hand_ties",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("tied", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_hand_ties_by")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_hand_ties_campaign_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_hand_ties_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "campaign_id", name=op.f("pk_hand_ties")),
    )
    with op.batch_alter_table("hand_ties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_ties_campaign_id"), ["campaign_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("hand_ties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_ties_campaign_id"))

    op.drop_table("hand_ties")
    op.drop_table("day_overrides")
    op.drop_table("campaign_topics")
    op.drop_table("campaign_schools")
    op.drop_table("campaign_replies")
    op.drop_table("campaign_kinds")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminders_state_due_at"))

    op.drop_table("reminders")
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaigns_tied_from_tied_to"))
        batch_op.drop_index(batch_op.f("ix_campaigns_active"))

    op.drop_table("campaigns")
