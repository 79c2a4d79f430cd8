"""Entries know their month: totals by month, kind, position and school stream along an index."""

import sqlalchemy as sa
from alembic import op

from db.base import MonthOf

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MEASURED = (
    *("quantity", "quantity_approximate", "class_hours", "audience", "audience_approximate"),
    "counted_on",
)


def upgrade() -> None:
    stored = (
        op.get_bind().dialect.name != "sqlite"
    )  # it can add virtual columns only; the indexes hold it
    month = sa.Computed(MonthOf(sa.column("counted_on")), persisted=stored)
    op.add_column("entries", sa.Column("month", sa.Integer(), month, nullable=False))
    op.drop_index("ix_entries_totals", "entries")
    op.create_index("ix_entries_totals", "entries", ["state", "month", "kind", "position", *MEASURED])
    op.create_index(
        "ix_entries_totals_by_school", "entries", ["state", "month", "school_id", "kind", *MEASURED]
    )
    op.create_index("ix_entries_day", "entries", ["state", "counted_on"])
    op.drop_index("ix_entries_school_totals", "entries")
    op.create_index("ix_entries_school_month", "entries", ["school_id", "state", "month"])


def downgrade() -> None:
    op.drop_index("ix_entries_school_month", "entries")
    op.create_index("ix_entries_school_totals", "entries", ["school_id", "state", "counted_on"])
    op.drop_index("ix_entries_day", "entries")
    op.drop_index("ix_entries_totals_by_school", "entries")
    op.drop_index("ix_entries_totals", "entries")
    op.create_index(
        "ix_entries_totals",
        "entries",
        [
            *("state", "counted_on", "kind", "position", "school_id"),
            *("quantity", "quantity_approximate", "class_hours", "audience", "audience_approximate"),
        ],
    )
    op.drop_column("entries", "month")
