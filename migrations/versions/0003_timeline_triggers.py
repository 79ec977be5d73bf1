"""The timeline of a case can only grow: triggers refuse UPDATE, DELETE and TRUNCATE.

A later revision that must rebuild the table (batch mode on SQLite copies it) drops these triggers
first and makes them again.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REFUSAL = "the timeline of a case cannot be changed"
SQLITE = {
    "case_event_no_update": "BEFORE UPDATE ON case_event",
    "case_event_no_delete": "BEFORE DELETE ON case_event",
    "case_event_no_replace": "BEFORE INSERT ON case_event WHEN EXISTS"
    " (SELECT 1 FROM case_event WHERE id = NEW.id)",
}
POSTGRESQL = {
    "case_event_no_change": "BEFORE UPDATE OR DELETE ON case_event FOR EACH ROW",
    "case_event_no_truncate": "BEFORE TRUNCATE ON case_event FOR EACH STATEMENT",
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, when in SQLITE.items():
            op.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")
        return
    op.execute(
        "CREATE FUNCTION refuse_timeline_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    for name, when in POSTGRESQL.items():
        op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION refuse_timeline_change()")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in SQLITE:
            op.execute(f"DROP TRIGGER {name}")
        return
    for name in POSTGRESQL:
        op.execute(f"DROP TRIGGER {name} ON case_event")
    op.execute("DROP FUNCTION refuse_timeline_change()")
