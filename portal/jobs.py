"""Work that is done later by `portal worker`: a named function and the arguments to call it with.

    @job("photos.derive")
    def derive(photo_id: int) -> None: ...

    enqueue("photos.derive", photo.id)      # in a request; queued once its transaction is committed

A job runs in an app context and in a transaction of its own. It may run twice (a worker died, a
retry), so it must be idempotent: it looks first at what is done already. Arguments are JSON and lie
on the disk in clear text: ids, keys and sealed texts, never personal data.

A job that fails is tried again, later each time; `retries` and `delay` say how often. One that was
running when its worker was killed is run again by the next worker on the same machine. What runs
every night is queued once a day for all workers together, and made up for if none ran at that hour.

The queue is a SQLite file in the instance folder, or Redis when REDIS_URL is set (workers on
several machines). It isn't in the main database: each commit there empties the page cache.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from flask import Flask, current_app

from portal.config import settings
from portal.db import after_commit, db_transaction
from portal.queue import Queue, open_queue

HEARTBEAT = 10  # seconds between two signs of life of a worker
SILENT = 60  # seconds without one, after which no worker is said to run
log = structlog.get_logger("portal.jobs")


@dataclass(frozen=True)
class Job:
    """A function that runs later. `delay` is in seconds and doubles with each retry."""

    name: str
    function: Callable
    retries: int
    delay: int


@dataclass(frozen=True)
class Nightly:
    """A job without arguments that is queued every day at an hour of the portal's time zone."""

    name: str
    hour: int
    minute: int

    def last_due(self, now: datetime) -> datetime:
        """When it was due last, at or before `now`."""
        due = now.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        return due if due <= now else due - timedelta(days=1)


_jobs: dict[str, Job] = {}
_nightly: dict[str, Nightly] = {}


def job(name: str, *, retries: int = 5, delay: int = 60) -> Callable:
    """Register a function as "feature.verb"; it must be idempotent.

    `retries` more attempts are made, the first `delay` seconds after the failure and each further
    one after twice the time. By default that is 31 minutes in all.
    """

    def register(function: Callable) -> Callable:
        known = _jobs.get(name)
        if known and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"two jobs are named {name}")
        _jobs[name] = Job(name, function, retries, delay)
        return function

    return register


def nightly(name: str, *, hour: int = 2, minute: int = 0) -> Callable:
    """Register a function without arguments that runs once a day, at this local time or later."""

    def register(function: Callable) -> Callable:
        job(name)(function)
        _nightly[name] = Nightly(name, hour, minute)
        return function

    return register


def enqueue(name: str, *arguments) -> None:
    """Have a job run later: after this transaction is committed, never if it is rolled back.

    Raises KeyError for a name nobody registered.
    """
    found = _jobs[name]
    waiting = queue()
    after_commit(lambda: waiting.add(name, arguments, found.retries, found.delay))


def queue() -> Queue:
    """The queue of this app, opened on first use."""
    if current_app.extensions["jobs"] is None:
        chosen = settings()
        current_app.extensions["jobs"] = open_queue(chosen, current_app._get_current_object(), run)
    return current_app.extensions["jobs"]


def run(app: Flask, name: str, arguments: list) -> None:
    """Run one job now, in a context and a transaction. What it raises is logged and raised."""
    with app.app_context():
        started = time.perf_counter()
        try:
            with db_transaction():
                _jobs[name].function(*arguments)
        except Exception:
            log.exception("job failed", job=name)
            raise
        log.info("job", job=name, ms=round((time.perf_counter() - started) * 1000))


def run_all(app: Flask) -> int:
    """Run everything that waits now, in this thread, and what that queues; returns how many.

    For tests and for `portal work-off`: the first failure is raised at once and not tried again.
    """
    with app.app_context():
        waiting = queue()
    count = 0
    while (task := waiting.next()) is not None:
        task.execute()
        count += 1
    return count


def queue_nightly(now: datetime | None = None) -> list[str]:
    """Queue what is due tonight and was not queued yet by any worker; returns the names."""
    now = now or datetime.now(ZoneInfo(settings().timezone))
    queued = []
    for due in _nightly.values():
        if queue().first_time(f"nightly:{due.name}:{due.last_due(now):%Y-%m-%d}"):
            with db_transaction():
                enqueue(due.name)
            queued.append(due.name)
    return queued


def worker_is_alive() -> bool:
    """Whether a worker gave a sign of life in the last minute."""
    seen = queue().last_beat()
    return seen is not None and time.time() - seen < SILENT


def names() -> list[str]:
    """Every registered job, in alphabetical order."""
    return sorted(_jobs)


def init_app(app: Flask) -> None:
    from portal.worker import work_off, worker  # the commands need this module

    app.extensions["jobs"] = None
    app.cli.add_command(worker)
    app.cli.add_command(work_off)
