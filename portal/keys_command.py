"""The commands `portal keys list`, `portal keys rotate` and `portal keys retire`.

Rotating adds a key and re-encrypts every registered column in batches; it can be broken off and
started again. The old key stays in the ring, because a queued mail or a web worker in the middle
of a request may still hold a text sealed with it; `retire` drops it once nothing needs it.
"""

from datetime import UTC, datetime, timedelta

import click
from flask.cli import AppGroup

from portal import crypto
from portal.keys import KeyRingBroken, Ring

keys = AppGroup("keys", help="The keys that personal data are sealed with.")
REST = timedelta(hours=48)  # a queued mail is tried for less than that; see jobs.py


@keys.command("list")
def list_keys() -> None:
    """Name each key, its age and how many texts it seals."""
    totals = _totals()
    for key in crypto.ring().keys:
        role = "seals and opens" if key == crypto.ring().newest else "only opens"
        click.echo(f"{key.id}  {key.made:%Y-%m-%d}  {role}  {totals[key.id]} texts")


@keys.command("rotate")
@click.option("--continue", "only_continue", is_flag=True, help="Add no key; finish the last time.")
def rotate(only_continue: bool) -> None:
    """Add a key and re-encrypt everything with it."""
    if not only_continue and not crypto.key_file().is_given:
        with crypto.key_file().changing() as file:
            file.replace(file.ring().with_new_key())
        click.echo(f"{crypto.ring().newest.id} added; it seals from now on.")
    for column in crypto.columns():
        done = sum(crypto.seal_again(column))
        click.echo(f"{column}: {done} texts re-encrypted")


@keys.command("retire")
@click.argument("key_id")
@click.option("--now", is_flag=True, help="Do not wait until queued mails sealed with it are gone.")
def retire(key_id: str, now: bool) -> None:
    """Drop an old key that seals nothing any more. It cannot be brought back."""
    try:
        with crypto.key_file().changing() as file:
            smaller = file.ring().without(key_id)
            _refuse_if_needed(key_id, smaller, now)
            file.replace(smaller)
    except KeyRingBroken as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{key_id} retired.")


def _refuse_if_needed(key_id: str, smaller: Ring, now: bool) -> None:
    left = _totals()[key_id]
    if left:
        raise KeyRingBroken(
            f"{key_id} still seals {left} texts; run: portal keys rotate --continue"
        )
    superseded = next(key.made for key in smaller.keys if int(key.id[1:]) > int(key_id[1:]))
    if not now and datetime.now(UTC) - superseded < REST:
        raise KeyRingBroken(
            f"{key_id} was in use until {superseded:%Y-%m-%d %H:%M} UTC; wait 48 hours."
        )


def _totals() -> dict[str, int]:
    totals = dict.fromkeys((key.id for key in crypto.ring().keys), 0)
    for column in crypto.columns():
        for key_id, count in crypto.count_by_key(column).items():
            totals[key_id] += count
    return totals
