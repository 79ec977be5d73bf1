"""The servers that are measured, and what they cost: CPU of all their processes, and memory."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil

from portal.serve import web_command
from tests.servers.postgresql import PostgreSQL
from tests.servers.process import free_port

ROOT = Path(__file__).resolve().parent.parent
WORKERS, THREADS = 2, 40


class SafePostgreSQL(PostgreSQL):
    """PostgreSQL that waits for the disk at each commit, as in production."""

    unsafe_and_fast = ("shared_buffers=256MB",)


class Web:
    """The portal, or another WSGI callable, under granian with the settings of `portal serve`."""

    def __init__(self, folder: Path, environment: dict, target: str = "wsgi:application"):
        self.port = free_port()
        command = web_command("127.0.0.1", self.port, WORKERS, THREADS)
        command = [target if part == "wsgi:application" else part for part in command]
        self.log = (folder / "web.log").open("ab")
        self.child = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=self.log, stderr=self.log
        )
        self._wait()

    def fetch(self, path: str, **headers: str) -> tuple[int, list, bytes]:
        """Status, headers and body of one GET."""
        request = Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status, answer.getheaders(), answer.read()
        except HTTPError as error:
            return error.code, list(error.headers.items()), error.read()

    def stop(self) -> None:
        self.child.terminate()
        try:
            self.child.wait(20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.log.close()

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while True:
            with suppress(OSError):
                self.fetch("/healthz")
                return
            if self.child.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"the server did not start; see {self.log.name}")
            time.sleep(0.1)


class Cost:
    """CPU seconds and memory of some process trees while in the `with` block."""

    def __init__(self, *roots: int):
        self.roots = roots
        self.cpu = 0.0  # seconds
        self.peak = 0  # bytes
        self.cpu_of: list[float] = []  # seconds, for each root

    def __enter__(self) -> "Cost":
        self._before = [_cpu(root) for root in self.roots]
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        return self

    def __exit__(self, *_error) -> None:
        self.cpu_of = [_cpu(root) - b for root, b in zip(self.roots, self._before, strict=True)]
        self.cpu = sum(self.cpu_of)
        self._ended.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.25):
            self.peak = max(self.peak, _memory(self.roots[0]))


def _tree(root: int) -> list[psutil.Process]:
    process = psutil.Process(root)
    return [process, *process.children(recursive=True)]


def _cpu(root: int) -> float:
    """CPU of a process, of those below it that run, and of those that have ended."""
    total = 0.0
    for process in _tree(root):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system
            if process.pid == root:
                total += times.children_user + times.children_system
    return total


def _memory(root: int) -> int:
    total = 0
    for process in _tree(root):
        with suppress(psutil.NoSuchProcess):
            total += process.memory_info().rss
    return total


def portal(environment: dict, *words: str) -> None:
    """Run the command `portal`; stops everything if it fails."""
    program = Path(sys.executable).with_name("portal")
    done = subprocess.run(  # noqa: S603
        [program, *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"portal {' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-4000:]}")
