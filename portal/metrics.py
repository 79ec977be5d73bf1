"""Numbers for /metrics, added up over all workers and kept over restarts.

Each process counts in memory and adds what is new to instance/metrics.sqlite every few seconds and
at its end; nothing waits for the disk during a request. What a worker counted in the seconds before
it is killed is lost.
"""

import atexit
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask, current_app
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

FLUSH_EVERY = 5  # seconds
BUCKETS = (
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.25,
    0.5,
    1.0,
    3.0,
    15.0,
)  # seconds; 3 and 15: domain rules
ADD = (
    "INSERT INTO number (name, labels, value) VALUES (?, ?, ?)"
    " ON CONFLICT (name, labels) DO UPDATE SET value = value + excluded.value"
)
SEPARATOR = "\x1f"


class Metrics:
    """The numbers of one app. A number has a name and labels; counts only grow."""

    def __init__(self, file: Path):
        self._file = file
        self._new: Counter = Counter()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.sources: list[Callable[[], dict]] = []  # each gives {(name, labels): new since asked}

    def count(self, name: str, labels: tuple[str, ...] = (), amount: float = 1) -> None:
        """Add to a counter. About 1 microsecond."""
        with self._lock:
            self._new[name, labels] += amount

    def observe(self, name: str, labels: tuple[str, ...], seconds: float) -> None:
        """Add a duration to a histogram."""
        bucket = next((str(limit) for limit in BUCKETS if seconds <= limit), "+Inf")
        with self._lock:
            self._new[f"{name}_bucket", (*labels, bucket)] += 1
            self._new[f"{name}_sum", labels] += seconds

    def flush(self) -> None:
        """Add what is new to what all processes counted."""
        for source in self.sources:
            for (name, labels), amount in source().items():
                self.count(name, labels, amount)
        with self._lock:
            new, self._new = self._new, Counter()
        rows = [
            (name, SEPARATOR.join(labels), value) for (name, labels), value in new.items() if value
        ]
        if rows:
            with self._open() as connection:
                connection.executemany(ADD, rows)
            connection.close()

    def totals(self) -> dict[tuple[str, tuple[str, ...]], float]:
        """Everything counted so far by all processes."""
        self.flush()
        with self._open() as connection:
            rows = connection.execute("SELECT name, labels, value FROM number").fetchall()
        connection.close()
        return {
            (name, tuple(labels.split(SEPARATOR)) if labels else ()): value
            for name, labels, value in rows
        }

    def keep_flushing(self) -> None:
        """Start the thread that flushes, once in each process."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._flush_for_ever, daemon=True)
            self._thread.start()
            atexit.register(self.flush)

    def _flush_for_ever(self) -> None:
        pause = threading.Event()
        while not pause.wait(FLUSH_EVERY):
            try:
                self.flush()
            except sqlite3.Error:  # numbers are not worth more than a try
                continue

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=10)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS number"
            " (name TEXT, labels TEXT, value REAL NOT NULL, PRIMARY KEY (name, labels))"
        )
        return connection


COUNTERS = {
    "portal_cache_hits": ("Answers served from the page cache", ()),
    "portal_cache_misses": ("Public pages that had to be rendered", ()),
    "portal_errors": ("Requests that ended in an error of ours", ("rule",)),
}


class Collector:
    """Turns the totals, and gauges measured now, into Prometheus' families."""

    def __init__(self, totals: dict, gauges: dict[str, tuple[str, float]]):
        self.totals, self.gauges = totals, gauges

    def collect(self) -> Iterator:
        for name, (help_text, labels) in COUNTERS.items():
            family = CounterMetricFamily(name, help_text, labels=labels)
            for (found, values), total in self.totals.items():
                if found == name:
                    family.add_metric(values, total)
            yield family
        yield self._requests()
        for name, (help_text, value) in self.gauges.items():
            yield GaugeMetricFamily(name, help_text, value=value)

    def _requests(self) -> HistogramMetricFamily:
        name, labels = "portal_request_seconds", ("method", "rule", "status")
        family = HistogramMetricFamily(name, "Requests answered by the app", labels=labels)
        limits = [*map(str, BUCKETS), "+Inf"]
        for (found, values), total in sorted(self.totals.items()):
            if found == f"{name}_sum":
                counts = [self.totals.get((f"{name}_bucket", (*values, end)), 0) for end in limits]
                sums = [sum(counts[: position + 1]) for position in range(len(counts))]
                family.add_metric(values, list(zip(limits, sums, strict=True)), sum_value=total)
        return family


def metrics() -> Metrics:
    """The numbers of this app."""
    return current_app.extensions["metrics"]


def exposition(gauges: dict[str, tuple[str, float]]) -> bytes:
    """Everything in Prometheus' text format; `gauges` is {name: (help, value now)}."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collector(metrics().totals(), gauges))
    return generate_latest(registry)


def attach(app: Flask, folder: Path) -> None:
    """Give the app its numbers, kept in `folder`."""
    app.extensions["metrics"] = Metrics(folder / "metrics.sqlite")
