"""Commands for the people who run the portal."""

import click
from flask.cli import AppGroup

from portal.cases import jobs
from portal.db import db_transaction

cases = AppGroup("cases", help="Reports of residents.")


@cases.command("nightly")
def run_nightly() -> None:
    """Do now what the worker does every night: expire reminders, erase contact data."""
    with db_transaction():
        jobs.expire()
        jobs.erase_contact()
    click.echo("Done.")
