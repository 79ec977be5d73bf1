"""`make bench`: measure the pages of the boards and sending a report, and print a table.

    python benchmarks/run.py [--cases 1000,100000] [--databases sqlite,postgresql] [--seconds 5]

Everything runs on this machine, on data of its own in a temporary folder, and ends by itself after
about seven minutes.
"""

import argparse
import base64
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import fill, load, submission, weight
from benchmarks.servers import Cost, SafePostgreSQL, Web, portal
from benchmarks.table import Row, machine, table, write

LIST, OTHER, HOME = "/zh/boards/exposure/", "/zh/boards/praise/", "/zh/"
DETAILS = 50  # pages of cases that are asked for in turn
ROUNDS = 3  # of the cached page and the bare callable, alternated
WARM_UP = 2.0  # seconds
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
COMMON = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "only-for-benchmarks-" * 2,
    "PUBLIC_URL": "http://127.0.0.1",
    "CAPTCHA": "false",
}


class Bench:
    """One database with one number of cases, and the rows measured on it."""

    def __init__(
        self,
        folder: Path,
        database: str,
        address: str,
        cases: int,
        seconds: float,
        roots: list[int],
    ):
        self.folder, self.cases, self.seconds = folder, cases, seconds
        self.database, self.roots = NAMES[database], roots
        self.environment = {**COMMON, "INSTANCE_PATH": str(folder), "DATABASE_URL": address}
        self.rows: list[Row] = []

    def prepare(self) -> None:
        portal(self.environment, "db", "upgrade")
        portal(self.environment, "seed")
        fill.fill(self.environment, self.cases)

    def web(self, **more: str) -> Web:
        return Web(self.folder, {**self.environment, **more})

    def measure(self, what: str, cache: str, web: Web, paths: list[str], sent: float = 0) -> Row:
        """Some seconds of GETs."""
        load.pages(web.port, paths, WARM_UP)
        with Cost(web.child.pid, *self.roots) as cost:
            found = load.pages(web.port, paths, self.seconds)
        return self._row(what, cache, found, cost, sent)

    def send(self, web: Web) -> Row:
        """Reports with a photo. A redirect (3xx) is the good answer."""
        report = submission.requests(web)
        load.by_sockets(web.port, report, WARM_UP, connections=4, good=b"3")
        later = lambda number: report(number + 2_000_000)  # noqa: E731
        with Cost(web.child.pid, *self.roots) as cost:
            found = load.by_sockets(web.port, later, self.seconds, connections=4, good=b"3")
        return self._row("report with a photo of 12 MP", "", found, cost, 0)

    def _row(self, what: str, cache: str, found: load.Load, cost: Cost, sent: float) -> Row:
        if found.failed:
            raise SystemExit(f"{what}: {found.failed} of {found.requests} requests failed")
        row = Row(
            what, self.database, self.cases, cache, found.per_second, found.p50, found.p99,
            cost.cpu / found.requests * 1000, sum(cost.cpu_of[1:]) / found.requests * 1000,
            cost.peak / 1e6, sent,
        )  # fmt: skip
        print("   ", " ".join(row.cells()), flush=True)
        self.rows.append(row)
        return row


def without_cache(bench: Bench) -> None:
    details = [
        f"{LIST}{number}" for number in fill.some_numbers(bench.environment, "exposure", DETAILS)
    ]
    web = bench.web(PAGE_CACHE="false")
    try:
        for what, paths in (
            ("board list", [LIST]),
            ("praise list", [OTHER]),
            ("detail", details),
            ("home", [HOME]),
        ):
            sent = len(web.fetch(paths[0])[2]) / 1000
            bench.measure(what, "no", web, paths, sent)
    finally:
        web.stop()


def with_cache(bench: Bench) -> None:
    """The cached list beside a bare callable that returns the same bytes, in turns."""
    web = bench.web()
    try:
        status, headers, body = web.fetch(LIST, **load.HEADERS)
        given = {
            "headers": [h for h in headers if h[0].lower() not in ("date", "server", "connection")]
        }
        given["body"] = base64.b64encode(body).decode()
        file = bench.folder / "bare.json"
        file.write_text(json.dumps(given))
        bare = Web(bench.folder, {"BARE": str(file)}, target="benchmarks.bare:application")
        try:
            alternate(bench, web, bare, len(body) / 1000)
        finally:
            bare.stop()
        details = [f"{LIST}{n}" for n in fill.some_numbers(bench.environment, "exposure", DETAILS)]
        bench.measure("detail", "yes", web, details)
        bench.measure("home", "yes", web, [HOME])
    finally:
        web.stop()


def alternate(bench: Bench, web: Web, bare: Web, sent: float) -> None:
    seconds, bench.seconds = bench.seconds, max(2.0, bench.seconds / 2)
    pairs = [
        (bench.measure("board list", "yes", web, [LIST], sent),
         bench.measure("bare callable, same bytes", "", bare, ["/"], sent))
        for _ in range(ROUNDS)
    ]  # fmt: skip
    bench.seconds = seconds
    ours, theirs = (
        sorted(rows, key=lambda row: row.cpu)[ROUNDS // 2] for rows in zip(*pairs, strict=True)
    )
    bench.rows = [row for row in bench.rows if row not in sum(pairs, ())] + [ours, theirs]


def sending(bench: Bench) -> None:
    web = bench.web(TRUSTED_PROXIES="1")
    try:
        bench.send(web)
    finally:
        web.stop()


def aims(rows: list[Row]) -> list[str]:
    """The aims that were set, and what was reached."""

    def cpu(what: str, cache: str, cases: int | None = None) -> dict[tuple, float]:
        wanted = [
            r for r in rows if (r.what, r.cache) == (what, cache) and cases in (None, r.cases)
        ]
        return {(row.database, row.cases): row.cpu for row in wanted}

    lines = []
    bare = cpu("bare callable, same bytes", "")
    cached = {place: mine / bare[place] for place, mine in cpu("board list", "yes").items()}
    if cached:
        lines.append(f"- cached list : bare callable, CPU: {_span(cached)} (aim: at most 1.25)")
    for what, aim in (("board list", 2.5), ("detail", 2.0)):
        lines.append(
            f"- {what} without cache, ms of CPU: {_span(cpu(what, 'no'))} (aim: at most {aim})"
        )
    few, many = (min((r.cases for r in rows), default=0), max((r.cases for r in rows), default=0))
    if few != many:
        small, large = cpu("board list", "no", few), cpu("board list", "no", many)
        grown = {(name, 0): large[name, many] / small[name, few] for name, _ in small}
        lines.append(f"- list at {many:,} : {few:,} cases, CPU: {_span(grown)} (aim: at most 1.2)")
    return lines


def _span(values: dict[tuple, float]) -> str:
    return ", ".join(
        f"{name} {f'{cases:,} ' if cases else ''}{value:.2f}"
        for (name, cases), value in values.items()
    )


def weights(bench: Bench) -> list[str]:
    web = bench.web()
    try:
        lines = []
        for language, aim in (("zh", 60), ("mong", 85), ("mn", 60), ("ru", 60)):
            found = weight.first_visit(web, LIST.replace("/zh/", f"/{language}/"))
            total = sum(found.values()) / 1000
            lines.append(
                f"- first visit of the board list in {language}, without photos: {total:.1f} kB in "
                f"{len(found)} files (aim: at most {aim})"
            )
        return lines
    finally:
        web.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the portal on this machine.")
    parser.add_argument("--cases", default="1000,100000")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--no-write", action="store_true", help="leave README.md as it is")
    given = parser.parse_args()
    print(machine(), flush=True)
    rows: list[Row] = []
    heavy: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    try:
        for database in given.databases.split(","):
            server = SafePostgreSQL() if database == "postgresql" else None
            try:
                for cases in map(int, given.cases.split(",")):
                    bench = one(folder, database, server, cases, given.seconds)
                    rows += bench.rows
                    heavy = heavy or weights(bench)
            finally:
                server and server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = "\n".join([f"Measured {machine()}.", "", table(rows), "", *aims(rows), *heavy])
    print(text)
    if not given.no_write:
        write(text)


def one(
    folder: Path, database: str, server: SafePostgreSQL | None, cases: int, seconds: float
) -> Bench:
    place = folder / f"{database}-{cases}"
    place.mkdir()
    address = server.database() if server else ""
    roots = [server.child.pid] if server else []
    bench = Bench(place, database, address, cases, seconds, roots)
    print(f"{bench.database}, {cases:,} cases", flush=True)
    bench.prepare()
    for step in (without_cache, with_cache, sending):
        step(bench)
    return bench


if __name__ == "__main__":
    main()
