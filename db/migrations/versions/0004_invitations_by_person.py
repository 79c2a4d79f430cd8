"""Links that can be taken back; what somebody logged is found without reading every entry."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("invitations", sa.Column("revoked_at", db.base.UtcDateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_entries_logged_by"), "entries", ["logged_by"])


def downgrade() -> None:
    op.drop_index(op.f("ix_entries_logged_by"), "entries")
    op.drop_column("invitations", "revoked_at")
