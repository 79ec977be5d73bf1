"""The page cache: a WSGI layer that keeps finished public pages, so that most visits cost 30 us.

Kept are answers to a GET by somebody who isn't signed in (no session cookie) that say
`Cache-Control: public`: status 200, HTML, no Set-Cookie, varying by nothing but their address. A
page is served as long as nothing was committed since it was made (freshness.py), and 60 seconds at
most, since deadlines pass by themselves. If many ask for a page that is not there, one of them
makes it and the others wait. Memory is bounded in bytes; what was used least lately goes first.

Every public page gets an ETag and is compressed once, whoever asks. PAGE_CACHE=false keeps nothing
and leaves compressing to the proxy, but the ETag stays.
"""

import threading
import time
from collections import OrderedDict
from hashlib import blake2b

from flask import Flask

from portal import freshness
from portal.cached_page import Page, answer, is_public_page
from portal.config import Settings

PATIENCE = 20  # seconds to wait for somebody else's rendering
SHARE = 8  # one page may take this part of the memory at most


class Flight:
    """A page being made; others who want it wait."""

    def __init__(self, generation: int):
        self.generation = generation
        self.done = threading.Event()
        self.page: Page | None = None


class PageCache:
    """The layer. `room` is in bytes; 0 keeps nothing."""

    def __init__(self, app, cookies: tuple[str, ...], fresh, room: int):
        self.app, self.room = app, room
        self.cookies = tuple(f"{name}=" for name in cookies)
        self.fresh, self.life = fresh, fresh.life
        self.pages: OrderedDict[str, Page] = OrderedDict()
        self.flights: dict[str, Flight] = {}
        self.lock = threading.Lock()
        self.used = self.hits = self.misses = 0

    def __call__(self, environ, start_response):
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD") or self._is_personal(environ):
            return self.app(environ, start_response)
        if not self.room:
            return self._make(environ, start_response, None, None)
        key = _key(environ)
        generation = self.fresh.generation()
        page = self.pages.get(key)
        if page is not None and page.generation == generation and time.monotonic() < page.until:
            with self.lock:
                self.hits += 1
                if key in self.pages:
                    self.pages.move_to_end(key)
            return answer(page, environ, start_response, self._grown)
        if method == "HEAD" or generation is None:
            return self.app(environ, start_response)
        return self._wait_or_make(key, generation, environ, start_response)

    def take_counts(self) -> dict:
        """Hits and misses since this was asked last, for metrics.py."""
        with self.lock:
            hits, misses, self.hits, self.misses = self.hits, self.misses, 0, 0
        return {("portal_cache_hits", ()): hits, ("portal_cache_misses", ()): misses}

    def _is_personal(self, environ) -> bool:
        given = environ.get("HTTP_COOKIE")
        if given and any(name in given for name in self.cookies):
            return True
        return "HTTP_AUTHORIZATION" in environ

    def _wait_or_make(self, key: str, generation: int, environ, start_response):
        with self.lock:
            flight = self.flights.get(key)
            # one that took off before the last commit may carry an old page
            mine = flight is None or flight.generation != generation
            if mine:
                flight = self.flights[key] = Flight(generation)
        if mine:
            try:
                return self._make(environ, start_response, key, flight)
            finally:
                self._land(key, flight)
        flight.done.wait(PATIENCE)
        if flight.page is not None:
            return answer(flight.page, environ, start_response, self._grown)
        return self.app(environ, start_response)

    def _make(self, environ, start_response, key: str | None, flight: Flight | None):
        """Let the app answer; keep the answer if it is a public page."""
        told: list = []
        body = self.app(
            environ, lambda status, headers, exc_info=None: told.extend((status, headers))
        )
        if not is_public_page(told[0], told[1]):
            start_response(told[0], told[1])
            return body
        try:
            content = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        digest = blake2b(content, digest_size=12).hexdigest()
        page = Page(told[1], content, f'W/"{digest}"', compress=flight is not None)
        if flight is not None:
            page.generation, page.until = flight.generation, time.monotonic() + self.life
            flight.page = page
            self._keep(key, page)
        return answer(page, environ, start_response, self._grown)

    def _keep(self, key: str, page: Page) -> None:
        page.key = key
        page.size += len(key)
        with self.lock:
            self.misses += 1
            self._drop(key)
            if page.size * SHARE > self.room:
                return
            self.pages[key] = page
            self.used += page.size
            self._make_room()

    def _grown(self, page: Page, more: int) -> None:
        """A page was compressed one more way and takes `more` bytes."""
        with self.lock:
            page.size += more
            if self.pages.get(page.key) is page:
                self.used += more
                self._make_room()

    def _make_room(self) -> None:
        while self.used > self.room and self.pages:
            self._drop(next(iter(self.pages)))

    def _drop(self, key: str) -> None:
        old = self.pages.pop(key, None)
        if old is not None:
            self.used -= old.size

    def _land(self, key: str, flight: Flight) -> None:
        flight.done.set()
        with self.lock:
            if self.flights.get(key) is flight:
                del self.flights[key]


def wrap(app: Flask, chosen: Settings) -> None:
    """Put the cache around the app. What changes host, scheme or prefix must be wrapped later."""
    fresh = freshness.of(chosen)
    freshness.watch(app, fresh)
    names = (
        app.config["SESSION_COOKIE_NAME"],
        app.config.get("REMEMBER_COOKIE_NAME", "remember_token"),
    )
    room = chosen.page_cache_bytes if chosen.page_cache else 0
    app.wsgi_app = PageCache(app.wsgi_app, names, fresh, room)
    app.extensions["metrics"].sources.append(app.wsgi_app.take_counts)


def _key(environ) -> str:
    """All that a public page may depend on. The host too: a false one poisons nobody else."""
    return (
        f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
        f"{environ.get('SCRIPT_NAME', '')}{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
    )
