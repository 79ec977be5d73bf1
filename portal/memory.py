"""Remembering an answer for a few seconds in this process: for small things that every page needs.

Forgotten as soon as anything is committed (portal/freshness.py), since a page made from an old
answer would be kept by the page cache. On PostgreSQL without Redis that holds for the commits of
this process.
"""

import time
from collections.abc import Callable
from functools import wraps

from flask import current_app, has_request_context, request

from portal import freshness
from portal.db import SAFE_METHODS


def remembered(seconds: float) -> Callable:
    """Decorate a function of hashable arguments: its answer is kept for `seconds`, for each app.

    The answer must not hold rows of the session. A request that changes something asks anew.
    """

    def decorate(function: Callable) -> Callable:
        @wraps(function)
        def ask(*args):
            if has_request_context() and request.method not in SAFE_METHODS:
                return function(*args)  # may show what is rolled back in the end: not kept
            kept = current_app.extensions.setdefault("memory", {})
            key = (function.__module__, function.__qualname__, *args)
            now = time.monotonic()
            generation = freshness.as_of_now()
            found = kept.get(key)
            old = found is None or found[0] < now or found[1] != generation
            if old or current_app.testing:
                found = kept[key] = (now + seconds, generation, function(*args))
            return found[2]

        return ask

    return decorate
