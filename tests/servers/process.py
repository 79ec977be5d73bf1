"""A server that a test starts: a child process that listens on a free port of 127.0.0.1."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 60.0


class DidNotStart(RuntimeError):
    """A server ended or did not listen in time; the message has the end of its log."""


def is_root() -> bool:
    return os.geteuid() == 0


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


class Server:
    """A child process that listens on `port`, with a folder of its own that goes with it."""

    def __init__(self, name: str):
        self.name = name
        self.folder = Path(tempfile.mkdtemp(prefix=f"portal-{name}-"))
        self.port = free_port()
        self.child: subprocess.Popen | None = None

    def start(self, command: list, **options) -> None:
        """Run `command` and wait until it listens; raises DidNotStart."""
        with (self.folder / "log").open("wb") as log:
            self.child = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=options.pop("cwd", self.folder),
                **options,
            )
        end = time.monotonic() + SECONDS_TO_START
        while not self.listens():
            if self.child.poll() is not None or time.monotonic() > end:
                why = self.log()[-3000:]
                self.stop()
                raise DidNotStart(f"{self.name}: {why}")
            time.sleep(0.02)

    def listens(self) -> bool:
        with socket.socket() as opened:
            return opened.connect_ex(("127.0.0.1", self.port)) == 0

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def stop(self) -> None:
        if self.child and self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(20)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Portal(Server):
    """The portal as people run it (`portal serve`), with its worker, on an instance of its own.

    `environment` are settings, for example DATABASE_URL. The database is brought up to date first.
    """

    def __init__(self, command: tuple = (), **environment: str):
        super().__init__("portal")
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "ENVIRONMENT": "development",
            "INSTANCE_PATH": str(self.folder / "instance"),
            "PUBLIC_URL": self.address,
            **environment,
        }
        self.portal("db", "upgrade")
        for line in command:
            self.portal(*line)
        program = Path(sys.executable).with_name("portal")
        options = ["--port", self.port, "--workers", 1]
        self.start([program, "serve", *options], cwd=ROOT, env=self.environment)

    def portal(self, *words: str) -> str:
        """Run the command `portal` with the same settings; returns what it prints."""
        program = Path(sys.executable).with_name("portal")
        done = subprocess.run(
            [program, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        if done.returncode:
            raise DidNotStart(f"portal {' '.join(words)}: {done.stdout} {done.stderr}")
        return done.stdout
