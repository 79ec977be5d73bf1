"""How Alembic reaches the portal's database: through the app, so that settings are read once."""

from alembic import context
from flask import current_app

from portal.db import NAMES, db

target = db.metadata
assert NAMES  # noqa: S101  the naming convention must be loaded with the metadata


def run() -> None:
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database, not into a file.")
run()
