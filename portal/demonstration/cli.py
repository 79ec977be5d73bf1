"""`portal demo`: fill a trial portal with something to look at."""

import click
from flask.cli import with_appcontext

from portal.config import settings


@click.command()
@click.option("--once", is_flag=True, help="Say nothing if it was done before.")
@with_appcontext
def demo(once: bool) -> None:
    """Fill the database with demonstration data; a second time changes nothing."""
    if settings().is_production:
        raise click.ClickException("Demonstration data are refused in production.")
