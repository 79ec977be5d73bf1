"""Real servers for tests: PostgreSQL, Valkey, S3, mail, the portal itself and Chromium.

A pytest plugin (named in tests/conftest.py). Each server listens on 127.0.0.1 on a free port,
starts when a test first asks for it, belongs to one test process (so pytest-xdist is safe) and is
stopped at the end. Everything but Chromium comes from the locked test packages.

Without Chromium, tests marked `browser` are reported as NOT RUN; where CI is set, they fail.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator

import pytest

from tests.servers.process import Server, is_root

NOT_RUN = "NOT RUN: there is no Chromium"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No requests to the makers of the browser: a closed network answers each with an error.
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.contextmanager
def running(server: Server) -> Iterator[Server]:
    """`server`, stopped at the end, also when it did not start."""
    try:
        yield server
    finally:
        server.stop()


def chromium_path() -> str | None:
    """Where Chromium is, from the variable CHROMIUM or the usual names; None if it is missing."""
    given = os.environ.get("CHROMIUM")
    return given or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator:
    """A running PostgreSQL; `postgresql.database()` is the address of a new database."""
    from tests.servers.postgresql import PostgreSQL

    with running(PostgreSQL()) as server:
        yield server


@pytest.fixture
def postgresql_database(postgresql, tmp_path_factory) -> Iterator[str]:
    """The address of a new PostgreSQL database with the schema that the migrations make."""

    def migrate(address: str) -> None:
        from flask_migrate import upgrade

        from portal import create_app
        from portal.db import db

        folder = tmp_path_factory.mktemp("postgresql")
        given = {"environment": "test", "instance_path": folder, "database_url": address}
        with create_app(given).app_context():
            upgrade()
            db.engine.dispose()

    address = postgresql.database_like("portal", migrate)
    yield address
    postgresql.drop(address)


@pytest.fixture(scope="session")
def redis_server() -> Iterator:
    from tests.servers.others import Valkey

    with running(Valkey()) as server:
        yield server


@pytest.fixture
def redis_url(redis_server) -> str:
    """The address of an empty Valkey, for REDIS_URL."""
    redis_server.empty()
    return redis_server.address


@pytest.fixture(scope="session")
def object_store() -> Iterator:
    """A running S3 server; `object_store.bucket("photos")` is the address of a new bucket."""
    from tests.servers.others import ObjectStore

    with running(ObjectStore()) as server:
        yield server


@pytest.fixture
def mail_server() -> Iterator:
    from tests.servers.others import MailServer

    server = MailServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium (a Playwright Browser); for tests marked `browser`."""
    from playwright.sync_api import sync_playwright

    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if is_root() else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        yield browser
        browser.close()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not chromium_path():
        if os.environ.get("CI"):
            pytest.fail(f"{NOT_RUN}, and CI must run every test", pytrace=False)
        pytest.skip(NOT_RUN)


def pytest_terminal_summary(terminalreporter) -> None:
    """Say loudly how many tests did not run for want of a browser."""
    skipped = terminalreporter.stats.get("skipped", [])
    missed = [report for report in skipped if NOT_RUN in str(report.longrepr)]
    if missed:
        terminalreporter.section("NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(missed)} browser tests did not run: there is no Chromium.")
        terminalreporter.line("Install it (Debian: apt-get install chromium) or set CHROMIUM.")
