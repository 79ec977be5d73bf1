"""`portal demo`: fill a trial portal with something to look at."""

import time

import click
from flask.cli import with_appcontext

from portal.config import settings
from portal.demonstration import actions, queries


@click.command()
@click.option("--once", is_flag=True, help="Say nothing if it was done before.")
@with_appcontext
def demo(once: bool) -> None:
    """Fill the database with demonstration data; a second time changes nothing."""
    if settings().is_production:
        raise click.ClickException("Demonstration data are refused in production.")
    started = time.perf_counter()
    if actions.fill(lambda line: click.echo(f"demonstration: {line}")):
        states = ", ".join(f"{count} {state}" for state, count in queries.count_by_state().items())
        click.echo(f"demonstration: {states} ({time.perf_counter() - started:.0f} s)")
    elif not once:
        click.echo("demonstration: everything is there already, nothing was changed")
