"""How often something may be done: shared by all workers, and after a restart still remembered.

Counters lie in instance/limits.sqlite, or in Redis when REDIS_URL is set (several machines). They
are not in the main database, because each commit there empties the page cache. Keys (addresses,
user names) are kept only as a keyed hash.

Two ways to use it:

    @bp.post("/")
    @public
    @limit("5 per minute", scope="send")     # a view, for each client address; else 429
    def send(): ...

    if not limits.hit("sign-in", username, "5 per 30 minutes"): ...   # an action, for any key

Built on `limits` alone: Flask-Limiter keeps one storage for the process, not for the app, and the
decorator is all we would use of it.
"""

import time
from collections.abc import Callable
from functools import lru_cache, wraps
from ipaddress import ip_address, ip_network
from math import ceil

from flask import Flask, current_app, request
from limits import parse
from limits.storage import Storage, storage_from_string
from werkzeug.exceptions import TooManyRequests

from portal.config import settings
from portal.counters import SqliteCounters
from portal.crypto import blind_index


def limit(allowed: str, *, scope: str = "", methods: tuple[str, ...] = ()) -> Callable:
    """Decorate a view: at most `allowed` calls ("5 per minute") for each client address.

    Views with the same `scope` count together; without one a view counts alone. With `methods`
    only those are counted ("POST" of a form). More is answered with 429 and Retry-After.
    """
    parse(allowed)  # a mistake is found when the module is loaded

    def decorate(view: Callable) -> Callable:
        name = f"{scope or view.__module__ + '.' + view.__qualname__} {allowed}"

        @wraps(view)
        def limited(*args, **kwargs):
            if not methods or request.method in methods:
                _count_or_refuse(name, allowed)
            return view(*args, **kwargs)

        return limited

    return decorate


def hit(name: str, key: str, allowed: str, *, hold: bool = True) -> bool:
    """Count one attempt of `key` at `name`. True while no more than `allowed` were made.

    With `hold` the attempt that uses up what is allowed starts a whole new period: "5 per 30
    minutes" blocks for 30 minutes from the fifth attempt (GB/T 22239-2019: 5 failures, 30 min).
    Without, the period runs from the first attempt. One name stands for one allowance.
    """
    amount, seconds = _parsed(allowed)
    where = _key(name, key)
    count = _storage().incr(where, seconds)
    if hold and count == amount:
        _storage().clear(where)
        _storage().incr(where, seconds, amount)
    return count <= amount


def remaining(name: str, key: str, allowed: str) -> int:
    """How many attempts are left to `key`; asking does not count."""
    return max(0, _parsed(allowed)[0] - _storage().get(_key(name, key)))


def seconds_left(name: str, key: str) -> int:
    """In how many seconds `key` has all attempts again; at least 1."""
    return max(1, ceil(_storage().get_expiry(_key(name, key)) - time.time()))


def clear(name: str, key: str) -> None:
    """Forget the attempts of `key` (the person signed in well)."""
    _storage().clear(_key(name, key))


def client() -> str:
    """The address this request came from, as far as trusted proxies say; never to be stored.

    Of an IPv6 address the first half: one connection has 2^64 of them and could use each once.
    """
    given = request.remote_addr or "unknown"
    try:
        found = ip_address(given)
    except ValueError:
        return given
    if found.version == 4 or found.ipv4_mapped:
        return str(getattr(found, "ipv4_mapped", None) or found)
    return str(ip_network((int(found), 64), strict=False))


def init_app(app: Flask) -> None:
    app.extensions["limits"] = None  # opened on first use, in the process that uses it


def _count_or_refuse(name: str, allowed: str) -> None:
    if not hit(name, client(), allowed, hold=False):
        raise TooManyRequests(retry_after=seconds_left(name, client()))


def _storage() -> Storage:
    if current_app.extensions["limits"] is None:
        current_app.extensions["limits"] = _open()
    return current_app.extensions["limits"]


def _open() -> Storage:
    if settings().redis_url:
        return storage_from_string(settings().redis_url, key_prefix="portal:limits")
    return SqliteCounters(settings().instance_path / "limits.sqlite")


def _key(name: str, key: str) -> str:
    return f"{name}:{blind_index(key, purpose='limits')[:32]}"


@lru_cache(maxsize=256)
def _parsed(allowed: str) -> tuple[int, int]:
    """How many, in how many seconds."""
    item = parse(allowed)
    return item.amount, item.get_expiry()
