"""Counters with an end, in a SQLite file of their own, for portal/limits.py.

One statement counts: it is atomic, so any number of threads and processes may share the file.
WAL without waiting for the disk: after a power cut the last counts may be lost, which is harmless.
"""

import sqlite3
import threading
import time
from pathlib import Path

from limits.storage import Storage

COUNT = """
INSERT INTO counter (key, count, ends) VALUES (:key, :amount, :ends) ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN counter.ends <= :now THEN 0 ELSE counter.count END + excluded.count,
    ends = CASE WHEN counter.ends <= :now THEN excluded.ends ELSE counter.ends END
RETURNING count
"""
SWEEP_EVERY = 500  # counts of one process between two removals of what has ended


class SqliteCounters(Storage):
    """A storage for `limits`: counts that end by themselves, shared by all processes."""

    STORAGE_SCHEME = None  # made by hand, not by address

    def __init__(self, file: Path):
        super().__init__()
        self._file = str(file)
        self._local = threading.local()
        self._until_sweep = SWEEP_EVERY

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more; the first count starts a period of `expiry` seconds."""
        now = time.time()
        given = {"key": key, "amount": amount, "now": now, "ends": now + expiry}
        [(count,)] = self._connection().execute(COUNT, given).fetchall()
        self._sweep(now)
        return count

    def get(self, key: str) -> int:
        """How much was counted in the period that runs; 0 if none does."""
        return self._row(key)[0]

    def get_expiry(self, key: str) -> float:
        """When the period ends, in seconds since 1970; now if none runs."""
        return self._row(key)[1]

    def check(self) -> bool:
        return self._connection().execute("SELECT 1").fetchone() == (1,)

    def reset(self) -> int:
        """Forget everything; returns how many counters there were."""
        return self._connection().execute("DELETE FROM counter").rowcount

    def clear(self, key: str) -> None:
        self._connection().execute("DELETE FROM counter WHERE key = ?", (key,))

    def _row(self, key: str) -> tuple[int, float]:
        query = "SELECT count, ends FROM counter WHERE key = ? AND ends > ?"
        now = time.time()
        return self._connection().execute(query, (key, now)).fetchone() or (0, now)

    def _sweep(self, now: float) -> None:
        self._until_sweep -= 1
        if self._until_sweep < 0:
            self._until_sweep = SWEEP_EVERY
            self._connection().execute("DELETE FROM counter WHERE ends <= ?", (now,))

    def _connection(self) -> sqlite3.Connection:
        """One for each thread: a connection must not be in two statements at once."""
        if not hasattr(self._local, "connection"):
            connection = sqlite3.connect(self._file, timeout=10, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS counter"
                " (key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends REAL NOT NULL) WITHOUT ROWID"
            )
            self._local.connection = connection
        return self._local.connection
