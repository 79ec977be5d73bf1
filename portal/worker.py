"""The commands `portal worker` (runs jobs until told to stop) and `portal work-off` (what waits).

SIGTERM lets running jobs finish, 20 seconds at most; Ctrl-C doesn't wait. What was broken off runs
again with the next worker.
"""

import fcntl
import threading
from pathlib import Path

import click
import structlog
from flask import Flask, current_app
from flask.cli import with_appcontext

from portal import jobs
from portal.config import settings

LAST_WORDS = 20  # seconds that running jobs get to finish
log = structlog.get_logger("portal.worker")


@click.command("worker")
@click.option("--threads", default=2, show_default=True, help="How many jobs run at once.")
@with_appcontext
def worker(threads: int) -> None:
    """Run jobs until told to stop."""
    app = current_app._get_current_object()
    queue = jobs.queue()
    lock = _only_one(settings().instance_path)
    rescued = queue.rescue()
    stop = threading.Event()
    threading.Thread(target=_look_after, args=(app, stop), daemon=True).start()
    log.info("worker started", threads=threads, rescued=rescued)
    consumer = queue.huey.create_consumer(
        workers=threads,
        periodic=False,
        max_delay=0.5,
        graceful_signal="TERM",
        shutdown_timeout=LAST_WORDS,
    )
    consumer.run()
    stop.set()
    lock.close()
    log.info("worker stopped")


@click.command("work-off")
@with_appcontext
def work_off() -> None:
    """Run all jobs that wait, then end."""
    count = jobs.run_all(current_app._get_current_object())
    click.echo(f"{count} jobs done")


def _only_one(folder: Path):
    """One worker for each instance folder: a second one would run what the first one is running."""
    lock = (folder / "worker.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise click.ClickException("A worker runs on this machine already.") from None
    return lock


def _look_after(app: Flask, stop: threading.Event) -> None:
    """Give signs of life, and queue what is due tonight."""
    with app.app_context():
        jobs.queue().forget_old_marks("nightly:")
    while not stop.is_set():
        try:
            with app.app_context():
                jobs.queue().beat()
                jobs.queue_nightly()
        except Exception:
            log.exception("the worker cannot reach its queue")
        stop.wait(jobs.HEARTBEAT)
