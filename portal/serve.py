"""`portal serve`: the web server and the worker for jobs as two children, stopped together.

The web server is granian with several worker processes. Its own defaults are unsafe for a public
site (no limit on slow headers, WebSockets on), so every setting that matters is given here.
"""

import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade

from portal.config import settings

ROOT = Path(__file__).parent.parent
SECONDS_TO_STOP = 15.0  # then a child is killed
SECONDS_BETWEEN_LOOKS = 0.3
SECONDS_FOR_THE_WEB = 10.0  # to listen, before jobs start without it

Children = dict[str, subprocess.Popen]


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Processes that answer requests.")
@click.option("--jobs/--no-jobs", default=True, help="Run the worker for jobs as well.")
@click.option("--prepare", is_flag=True, help="First migrate, and fill a trial with examples.")
@click.pass_context
def serve(context, host: str, port: int, workers: int, jobs: bool, prepare: bool) -> None:
    """Run the web server and the worker for jobs; Ctrl-C or SIGTERM stops both."""
    if prepare:
        _prepare(context)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    web = _start(web_command(host, port, workers, settings().database_pool))
    children = {"web server": web}
    if jobs:
        _wait_until_it_answers(web, host, port, stop)
        worker = [str(Path(sys.executable).with_name("portal")), "worker"]
        children["worker for jobs"] = _start(worker)
    click.echo(f"The portal is at http://{host}:{port}{settings().path_prefix}/ (Ctrl-C stops it)")
    try:
        dead = _watch(children, stop)
    finally:
        _stop(children)
    if dead:
        raise click.ClickException(f"The {dead}, so the portal has stopped.")


def _wait_until_it_answers(web: subprocess.Popen, host: str, port: int, stop: threading.Event):
    """People come first: jobs start when the web server listens, or after a while anyway."""
    end = time.monotonic() + SECONDS_FOR_THE_WEB
    while time.monotonic() < end and web.poll() is None and not stop.wait(0.05):
        with suppress(OSError), socket.create_connection((host, port), 1):
            return


def _prepare(context: click.Context) -> None:
    """Bring the database up to date and, once and only in a trial, fill in the demonstration.

    In this process, as each start of Python with the portal costs more than a second.
    """
    upgrade()
    if settings().demo:
        context.invoke(context.parent.command.get_command(context, "demo"), once=True)


def web_command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """granian's command line; `threads` for each worker, as many as it has database connections."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "wsgi:application"),
        *("--working-dir", str(ROOT), "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--backlog", "4096", "--backpressure", "4096"),
        *("--http", "1", "--http1-header-read-timeout", "10000", "--no-ws"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "error"),
    ]


def _start(command: list[str]) -> subprocess.Popen:
    # A session of its own, so that Ctrl-C reaches only us and each child is told once, by us.
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)  # noqa: S603 (ours)


def _watch(children: Children, stop: threading.Event) -> str:
    """Wait until told to stop (returns "") or a child dies (returns which, and how)."""
    while not stop.wait(SECONDS_BETWEEN_LOOKS):
        for name, child in children.items():
            if child.poll() is not None:
                return f"{name} ended by itself with status {child.returncode}"
    return ""


def _stop(children: Children) -> None:
    """Ask every child to end, and kill those that have not after SECONDS_TO_STOP."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    for child in children.values():
        try:
            child.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def init_app(app: Flask) -> None:
    app.cli.add_command(serve)
