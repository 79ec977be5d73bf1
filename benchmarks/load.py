"""Load on a server of this machine: wrk if it is installed, else raw sockets in two processes.

Only the server's CPU is counted (servers.py), so a slow client makes requests/s smaller and changes
nothing else. One connection has one request under way, and keeps alive.
"""

import multiprocessing
import re
import selectors
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
HEADERS = {"Accept-Encoding": "br, gzip", "User-Agent": "benchmark"}
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """What the client saw. Times in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    failed: int

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def pages(port: int, paths: list[str], seconds: float) -> Load:
    """GET the paths in turn for some seconds."""
    if shutil.which("wrk"):
        return _by_wrk(port, paths, seconds)
    requests = [get(path, port) for path in paths]
    return by_sockets(port, lambda number: requests[number % len(requests)], seconds)


def get(path: str, port: int) -> bytes:
    """A GET as bytes."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in HEADERS.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def by_sockets(
    port: int,
    request: Callable[[int], bytes],
    seconds: float,
    connections: int = CONNECTIONS,
    good=b"2",
) -> Load:
    """Send `request(0)`, `request(1)`, … over raw sockets from two processes.

    `good` is the first digit of a good status. Numbers of the two processes don't overlap.
    """
    fork = multiprocessing.get_context("fork")
    results = fork.Queue()
    started = time.monotonic()
    children = [
        fork.Process(
            target=_client, args=(results, port, request, seconds, connections // 2, good, first)
        )
        for first in (0, 1_000_000)
    ]
    for child in children:
        child.start()
    found = [results.get(timeout=seconds + 120) for _ in children]
    for child in children:
        child.join()
    times = sorted(sum((times for times, _failed in found), []))
    took = time.monotonic() - started
    if not times:
        raise SystemExit("no request was answered")
    p50, p99 = (times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.99))
    return Load(len(times), took, p50, p99, sum(failed for _times, failed in found))


def _client(
    results, port: int, request: Callable, seconds: float, connections: int, good: bytes, first: int
) -> None:
    selector = selectors.DefaultSelector()
    number = first
    times, failed = [], 0
    end = time.perf_counter() + seconds

    def send(opened: socket.socket) -> None:
        nonlocal number
        opened.setblocking(True)
        started = time.perf_counter()
        opened.sendall(request(number))
        opened.setblocking(False)
        number += 1
        selector.modify(opened, selectors.EVENT_READ, [started, b""])

    for _ in range(connections):
        opened = socket.create_connection(("127.0.0.1", port))
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(opened, selectors.EVENT_READ, None)
        send(opened)
    busy = connections
    while busy:
        for key, _events in selector.select(30):
            started, so_far = key.data
            so_far += key.fileobj.recv(1 << 18)
            key.data[1] = so_far
            if not is_whole(so_far):
                continue
            times.append((time.perf_counter() - started) * 1000)
            failed += so_far[9:10] != good
            if time.perf_counter() < end:
                send(key.fileobj)
            else:
                selector.unregister(key.fileobj)
                key.fileobj.close()
                busy -= 1
    results.put((times, failed))


def is_whole(answer: bytes) -> bool:
    """Whether an HTTP/1.1 answer with a Content-Length (or chunks) has come in completely."""
    head, separator, body = answer.partition(b"\r\n\r\n")
    if not separator:
        return False
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    return len(body) >= int(length[1]) if length else body.endswith(b"0\r\n\r\n")


def _by_wrk(port: int, paths: list[str], seconds: float) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False) as script:
        listed = ", ".join(f'"{path}"' for path in paths)
        script.write(
            f"paths = {{{listed}}}\nnumber = 0\nfunction request()\n number = number + 1\n"
        )
        script.write(" return wrk.format('GET', paths[number % #paths + 1])\nend\n")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--latency"]
    for name, value in HEADERS.items():
        command += ["-H", f"{name}: {value}"]
    if len(paths) > 1:
        command += ["-s", script.name]
    command.append(f"http://127.0.0.1:{port}{paths[0]}")
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    Path(script.name).unlink()
    return read_wrk(output)


def read_wrk(output: str) -> Load:
    """The figures in what wrk prints."""
    total = re.search(r"(\d+) requests in ([\d.]+)(us|ms|s|m)", output)
    failed = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", output)))
    errors = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", output)
    failed += sum(map(int, errors.groups())) if errors else 0
    part = {
        share: float(value) * UNITS[unit]
        for share, value, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s|m)", output)
    }
    took = float(total[2]) * UNITS[total[3]] / 1000
    return Load(int(total[1]), took, part["50"], part["99"], failed)
