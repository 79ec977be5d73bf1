"""Whether anything was committed since a page was made: one number that changes with each commit.

SQLite tells it by itself (`PRAGMA data_version`, about 3 microseconds, sees every commit of every
process); it is asked at most once a millisecond, so that many threads don't queue for the answer.
PostgreSQL doesn't: there the number lies in Redis, is raised after each commit of
ours, and is asked for at most every tenth of a second; without Redis only this process's own
commits count. In both cases a page on PostgreSQL lives 5 seconds at most.
"""

import os
import sqlite3
import threading
import time
from pathlib import Path

import redis
from flask import Flask, current_app, g, has_app_context, has_request_context
from sqlalchemy import event
from sqlalchemy.engine import make_url

from portal.config import Settings
from portal.db import db

LONGEST_LIFE = 60.0  # seconds: pages show deadlines and "today", which pass without a commit
LIFE_ON_POSTGRESQL = 5.0  # seconds
ASK_AGAIN = 0.1  # seconds, on PostgreSQL
ASK_SQLITE_AGAIN = 0.001  # seconds
KEY = "portal:generation"


class OfSqlite:
    """The data version of a SQLite file, asked on a connection that never writes."""

    life = LONGEST_LIFE

    def __init__(self, file: Path, pause: float = ASK_SQLITE_AGAIN):
        self._address = f"file:{file}?mode=ro"
        self._pause = pause
        self._lock = threading.Lock()
        self._process = 0
        self._ask = None
        self._known: int | None = None
        self._asked = 0.0

    def generation(self) -> int | None:
        """The number now; None if the file can't be read, and nothing may be taken for fresh."""
        if time.monotonic() - self._asked < self._pause:
            return self._known
        with self._lock:
            began = time.monotonic()
            if began - self._asked >= self._pause:  # nobody asked while this one waited
                self._known = self._read()
                self._asked = began
            return self._known

    def changed(self) -> None:
        """Ask again at once: this process has committed."""
        self._asked = 0.0

    def _read(self) -> int | None:
        try:
            if self._process != os.getpid():
                self._open()
            return self._ask("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            self._process = 0
            return None

    def _open(self) -> None:
        # one connection for all threads of a process: versions of two connections don't compare
        connection = sqlite3.connect(
            self._address, uri=True, check_same_thread=False, isolation_level=None, timeout=1
        )
        self._ask = connection.cursor().execute
        self._process = os.getpid()


class OfPostgresql:
    """A number raised after each commit: in Redis for all processes, else in this one."""

    life = LIFE_ON_POSTGRESQL

    def __init__(self, redis_url: str):
        self._redis = redis.Redis.from_url(redis_url, socket_timeout=0.5) if redis_url else None
        self._known = 0
        self._asked = 0.0

    def generation(self) -> int:
        """The number, at most a tenth of a second old."""
        if self._redis is not None and time.monotonic() - self._asked > ASK_AGAIN:
            self._asked = time.monotonic()
            try:
                self._known = int(self._redis.get(KEY) or 0)
            except redis.RedisError:
                return self._known  # pages still live for 5 seconds only
        return self._known

    def changed(self) -> None:
        """Raise the number: something was committed."""
        if self._redis is None:
            self._known += 1
            return
        try:
            self._known = int(self._redis.incr(KEY))
        except redis.RedisError:
            self._asked = 0.0


def of(chosen: Settings) -> OfSqlite | OfPostgresql:
    """What tells the freshness of this app's pages."""
    address = make_url(chosen.database_address())
    if address.get_backend_name() == "sqlite":
        return OfSqlite(Path(address.database).resolve())
    return OfPostgresql(chosen.redis_url)


def watch(app: Flask, freshness: OfSqlite | OfPostgresql) -> None:
    """Tell `freshness` of each commit of this app, and remember it at the start of each request."""
    app.extensions["freshness"] = freshness
    # before all others: they may read the database, and what they read is of this moment or later
    app.before_request_funcs.setdefault(None, []).insert(0, _note)


def as_of_now() -> int | None:
    """The number when this request began, before it read anything; outside a request, now.

    What is kept for longer than a request is kept together with this number: had it been asked
    after reading, a commit in between would make old data look new.
    """
    if has_request_context() and "generation" in g:
        return g.generation
    freshness = current_app.extensions.get("freshness")
    return freshness.generation() if freshness else None


def _note() -> None:
    g.generation = current_app.extensions["freshness"].generation()


@event.listens_for(db.session, "after_commit")
def _tell(session) -> None:
    freshness = current_app.extensions.get("freshness") if has_app_context() else None
    if freshness is not None:
        freshness.changed()
