"""Seeds: the facts a new portal starts with. `portal seed` loads all, `portal seed city` one.

Each feature gives a function that loads its own. It must be safe to call again at any time: it adds
what is missing and never overwrites what staff have changed. `portal demo` loads them too.
"""

from collections.abc import Callable

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from portal.db import db_transaction


def add(app: Flask, name: str, load: Callable[[], int]) -> None:
    """Register a function that loads a feature's facts and returns how many rows it added."""
    app.extensions["seeds"][name] = load


def load_all() -> dict[str, int]:
    """Load every seed in this transaction; returns how many rows each has added."""
    return {name: load() for name, load in current_app.extensions["seeds"].items()}


@click.command("seed")
@click.argument("names", nargs=-1)
@with_appcontext
def seed(names: tuple[str, ...]) -> None:
    """Load the facts the portal starts with: everything, or only NAMES. Safe to repeat."""
    known = current_app.extensions["seeds"]
    unknown = set(names) - set(known)
    if unknown:
        raise click.BadParameter(f"{', '.join(sorted(unknown))}; known are {', '.join(known)}")
    for name in names or known:
        with db_transaction():
            click.echo(f"{name}: {known[name]()} rows added")


def init_app(app: Flask) -> None:
    app.extensions["seeds"] = {}
    app.cli.add_command(seed)
