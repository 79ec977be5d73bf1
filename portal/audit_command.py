"""The command `portal audit verify`: prove that the record of actions is whole."""

import click
from flask.cli import AppGroup

from portal import audit as log

audit = AppGroup("audit", help="The record of who did what.")


@audit.command("verify")
@click.option(
    "--expect-head", default="", help="A head printed earlier, which must still be there."
)
def verify(expect_head: str) -> None:
    """Check every entry; exit code 1 and the first broken one if the log is not whole."""
    verdict = log.verify(expect_head)
    if verdict.broken:
        click.echo(f"broken: {verdict.broken}")
        raise SystemExit(1)
    click.echo(f"whole: {verdict.count} entries, head {verdict.head}")
