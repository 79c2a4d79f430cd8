"""The history, which nobody edits; years of birth; people who turned out to be one."""

import sqlalchemy as sa
from alembic import op

import db.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

EDITED = """
    NEW.label <> '' OR CAST(NEW.fields AS TEXT) <> '{}'
    OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR COALESCE(NEW."by", 0) <> COALESCE(OLD."by", 0)
    OR NEW.how <> OLD.how OR NEW.subject <> OLD.subject
    OR COALESCE(NEW.subject_id, 0) <> COALESCE(OLD.subject_id, 0)
"""
"""The one update that passes blanks what is said of an erased person; when, by whom and of what it was stays."""

SQLITE = (
    f"""CREATE TRIGGER history_is_not_edited BEFORE UPDATE ON history WHEN {EDITED}
    BEGIN SELECT RAISE(ABORT, 'the history is not edited'); END""",
    """CREATE TRIGGER history_is_kept BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'the history is not edited'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION history_is_not_edited() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the history is not edited'; END $$""",
    f"""CREATE TRIGGER history_is_not_edited BEFORE UPDATE ON history FOR EACH ROW WHEN ({EDITED})
    EXECUTE FUNCTION history_is_not_edited()""",
    """CREATE TRIGGER history_is_kept BEFORE DELETE OR TRUNCATE ON history
    EXECUTE FUNCTION history_is_not_edited()""",
)


def upgrade() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", db.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_history_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_at"), "history", ["at"])
    op.create_index(op.f("ix_history_by"), "history", ["by"])
    op.create_index(op.f("ix_history_subject_subject_id"), "history", ["subject", "subject_id"])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.execute(statement)
    op.create_index(op.f("ix_changes_at"), "changes", ["at"])
    op.add_column("people", sa.Column("born", sa.Integer(), nullable=True))
    # in one statement of its own: Alembic would make SQLite's table anew, and its rows would go with it
    op.execute(
        "ALTER TABLE people ADD COLUMN merged_into INTEGER CONSTRAINT fk_people_merged_into REFERENCES people (id)"
    )
    op.create_index(op.f("ix_people_merged_into"), "people", ["merged_into"])


def downgrade() -> None:
    op.drop_index(op.f("ix_people_merged_into"), "people")
    op.drop_column("people", "merged_into")
    op.drop_column("people", "born")
    op.drop_index(op.f("ix_changes_at"), "changes")
    op.drop_table("history")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION history_is_not_edited")
