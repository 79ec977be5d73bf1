"""Commands about accounts for the people who run the machine."""

import click
from flask.cli import with_appcontext

from portal.accounts import actions
from portal.accounts.actions import passwords
from portal.accounts.forms import is_username
from portal.db import db_transaction
from portal.errors import Refusal
from portal.forms import tidy


@click.command("make-admin")
@click.argument("name")
@click.option("--generate", is_flag=True, help="Make a one-time password and print it.")
@with_appcontext
def make_admin(name: str, generate: bool) -> None:
    """Make NAME an administrator; the account is created if it does not exist.

    Asks for a password, or makes one. It has to be changed at the first sign-in.
    """
    name = checked_name(name)
    given = None if generate else ask_for_password(name)
    try:
        with db_transaction():
            person = actions.make_admin(name)
            password = actions.give_one_time_password(person, given)
    except Refusal as refusal:
        raise click.ClickException(str(refusal.message)) from None
    click.echo(f"{name} is an administrator.")
    if generate:
        click.echo(f"One-time password, good for seven days: {password}")


def checked_name(name: str) -> str:
    name = tidy(name)
    if not is_username(name):
        raise click.ClickException(
            "A user name has 2 to 40 letters, digits, dots and hyphens, and at least one letter."
        )
    return name


def ask_for_password(name: str) -> str:
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    problems = passwords.what_is_wrong(password, name)
    if problems:
        raise click.ClickException(" ".join(problems))
    return password
