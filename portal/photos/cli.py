"""Commands for photos: `portal photos finish` and `portal photos remove-orphans`."""

import click
from flask.cli import AppGroup, with_appcontext

from portal.db import db_transaction, utcnow
from portal.photos import actions, queries

photos = AppGroup("photos", help="Make the files of photos, and remove what nobody claimed.")


@photos.command("finish")
@with_appcontext
def finish() -> None:
    """Queue every photo whose files are missing or could not be made."""
    with db_transaction():
        found = queries.unfinished(utcnow())
        for photo in found:
            actions.derive_again(photo)
    click.echo(f"{len(found)} photos are queued.")


@photos.command("remove-orphans")
@with_appcontext
def remove_orphans() -> None:
    """Erase photos that have belonged to nothing for a day (done every night, too)."""
    with db_transaction():
        count = actions.remove_orphans()
    click.echo(f"{count} photos are removed.")
