"""The page cache serves what was committed last, to people who aren't signed in."""

import gzip
import sqlite3
import subprocess
import sys
import threading
import time

import brotli
import pytest

from portal.cache import PageCache
from portal.cached_page import wanted_encoding
from portal.freshness import OfPostgresql, OfSqlite

PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, max-age=0")]
LONG = "«路灯坏了» " * 400


class Pages:
    """A small app that counts how often it has to answer."""

    def __init__(self):
        self.made = 0
        self.text, self.headers, self.status = LONG, list(PUBLIC), "200 OK"
        self.pause = 0.0

    def __call__(self, environ, start_response):
        self.made += 1
        text = self.text
        time.sleep(self.pause)
        start_response(self.status, [*self.headers, ("X-Request-Id", str(self.made))])
        return [text.encode()]


@pytest.fixture
def file(tmp_path):
    """A SQLite database that somebody commits to."""
    connection = sqlite3.connect(tmp_path / "portal.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE note (text)")
    connection.close()
    return tmp_path / "portal.sqlite"


@pytest.fixture
def pages():
    return Pages()


@pytest.fixture
def cache(pages, file):
    return PageCache(pages, ("portal",), OfSqlite(file, pause=0), 1_000_000)


def commit(file) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO note VALUES ('«new»')")
    connection.close()


def get(cache, path: str = "/zh/boards/", method: str = "GET", **headers):
    """Status, headers and body, as a client sees them."""
    told: list = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "portal.test",
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    body = b"".join(
        cache(environ, lambda status, headers, exc_info=None: told.extend((status, headers)))
    )
    return told[0], dict(told[1]), body


def test_a_page_is_made_once(cache, pages):
    answers = [get(cache) for _ in range(3)]

    assert pages.made == 1
    assert {body for _, _, body in answers} == {LONG.encode()}
    assert cache.take_counts() == {("portal_cache_hits", ()): 2, ("portal_cache_misses", ()): 1}


def test_a_commit_of_anybody_makes_it_anew(cache, pages, file):
    get(cache)
    commit(file)
    pages.text = "«new»"

    assert get(cache)[2] == "«new»".encode()


def test_a_commit_of_another_process_makes_it_anew(cache, pages, file):
    get(cache)
    write = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
    )
    subprocess.run([sys.executable, "-c", write, file, "INSERT INTO note VALUES (1)"], check=True)
    pages.text = "«new»"

    assert get(cache)[2] == "«new»".encode()


def test_a_commit_while_it_is_made_makes_it_anew(cache, pages, file):
    pages.pause = 0.3
    slow = threading.Thread(target=get, args=(cache,))
    slow.start()
    time.sleep(0.1)
    commit(file)
    pages.text, pages.pause = "«new»", 0

    assert get(cache)[2] == "«new»".encode()
    slow.join()
    assert get(cache)[2] == "«new»".encode()


def test_sqlite_is_asked_once_a_millisecond_at_most(file):
    fresh = OfSqlite(file, pause=0.2)
    before = fresh.generation()
    commit(file)

    assert fresh.generation() == before
    fresh.changed()  # this process has committed
    assert fresh.generation() != before


def test_a_page_grows_old_by_itself(cache, pages):
    cache.life = 0.05
    get(cache)
    time.sleep(0.1)
    get(cache)

    assert pages.made == 2


def test_when_many_come_at_once_one_makes_the_page(cache, pages):
    pages.pause = 0.2
    bodies = []
    crowd = [threading.Thread(target=lambda: bodies.append(get(cache)[2])) for _ in range(20)]
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()

    assert pages.made == 1
    assert bodies == [LONG.encode()] * 20


def test_who_waits_for_a_page_that_is_not_kept_gets_one_anyway(cache, pages):
    pages.pause, pages.status = 0.1, "404 NOT FOUND"
    found = []
    crowd = [threading.Thread(target=lambda: found.append(get(cache)[0])) for _ in range(3)]
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()

    assert found == ["404 NOT FOUND"] * 3


def test_a_failure_does_not_keep_others_waiting(cache, pages):
    pages.headers = None  # breaks the app
    for _ in range(2):
        with pytest.raises(TypeError):
            get(cache)

    assert cache.flights == {}


@pytest.mark.parametrize("given", [{"cookie": "a=1; portal=abc"}, {"authorization": "Bearer x"}])
def test_who_is_signed_in_never_meets_the_cache(cache, pages, given):
    pages.text = "«for me»"
    get(cache, **given)
    pages.text = LONG

    assert get(cache)[2] == LONG.encode()
    assert get(cache, **given)[2] == LONG.encode()
    assert pages.made == 3


def test_other_cookies_do_not_matter(cache, pages):
    get(cache, cookie="language=zh")
    get(cache)

    assert pages.made == 1


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "portal=abc"),
        ("Vary", "HX-Request"),
        ("Content-Encoding", "gzip"),
    ],
)
def test_what_is_personal_or_varies_is_not_kept(cache, pages, header):
    pages.headers.append(header)
    get(cache)
    get(cache)

    assert pages.made == 2
    assert not cache.pages


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("302 FOUND", PUBLIC),
        ("500 INTERNAL SERVER ERROR", PUBLIC),
        ("200 OK", [("Content-Type", "text/html"), ("Cache-Control", "private, no-store")]),
        ("200 OK", [("Content-Type", "text/html")]),
        ("200 OK", [("Content-Type", "image/webp"), ("Cache-Control", "public")]),
    ],
)
def test_only_public_pages_are_kept(cache, pages, status, headers):
    pages.status, pages.headers = status, headers
    get(cache)

    assert not cache.pages


def test_posts_go_past(cache, pages):
    get(cache, method="POST")
    get(cache, method="POST")

    assert pages.made == 2


def test_head_has_the_headers_and_no_body(cache):
    whole = get(cache)
    head = get(cache, method="HEAD")

    assert head[:2] == whole[:2]
    assert head[2] == b""


def test_who_has_the_page_is_told_so(cache):
    etag = get(cache)[1]["ETag"]
    status, headers, body = get(cache, if_none_match=f'"other", {etag}')

    assert (status, body) == ("304 NOT MODIFIED", b"")
    assert headers["ETag"] == etag
    assert "Content-Type" not in headers
    assert get(cache, if_none_match='"other"')[0] == "200 OK"


@pytest.mark.parametrize(
    ("accepted", "name", "unpack"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip, br;q=0", "gzip", gzip.decompress)],
)
def test_a_page_is_compressed_as_one_likes(cache, accepted, name, unpack):
    get(cache)
    _, headers, body = get(cache, accept_encoding=accepted)

    assert headers["Content-Encoding"] == name
    assert headers["Content-Length"] == str(len(body))
    assert headers["Vary"] == "Accept-Encoding"
    assert unpack(body) == LONG.encode()
    assert len(body) < len(LONG.encode()) / 4


def test_what_is_small_is_not_compressed(cache, pages):
    pages.text = "«short»"

    assert "Content-Encoding" not in get(cache, accept_encoding="br")[1]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ""),
        ("identity", ""),
        ("br", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("br;q=0, gzip;q=0.0", ""),
    ],
)
def test_an_encoding_is_used_only_if_it_is_accepted(accepted, chosen):
    assert wanted_encoding(accepted) == chosen


def test_memory_is_bounded_and_the_least_used_goes_first(cache, pages):
    cache.room = 48_000
    pages.text = "x" * 3000
    get(cache, "/first")
    for number in range(20):
        get(cache, f"/{number}")
        get(cache, "/first", accept_encoding="br")

    assert cache.used <= cache.room
    assert cache.used == sum(page.size for page in cache.pages.values())
    assert len(cache.pages) < 12
    assert any("/first" in key for key in cache.pages)


def test_a_page_that_would_fill_the_cache_is_not_kept(cache, pages):
    cache.room = 20_000
    pages.text = "x" * 15_000
    get(cache)

    assert (cache.used, len(cache.pages)) == (0, 0)


def test_a_false_host_gets_a_page_of_its_own(cache, pages):
    get(cache)
    get(cache, host="evil.test")

    assert pages.made == 2


def test_the_request_id_of_the_first_is_not_told_to_others(cache):
    assert "X-Request-Id" not in get(cache)[1]


def test_switched_off_it_keeps_nothing_but_tells_the_etag(cache, pages):
    cache.room = 0
    etag = get(cache)[1]["ETag"]

    assert get(cache, if_none_match=etag)[0] == "304 NOT MODIFIED"
    assert get(cache, accept_encoding="br")[2] == LONG.encode()
    assert pages.made == 3


def test_without_a_database_nothing_is_served_from_memory(pages, tmp_path):
    cache = PageCache(pages, ("portal",), OfSqlite(tmp_path / "missing.sqlite"), 1_000_000)
    get(cache)
    get(cache)

    assert pages.made == 2


@pytest.mark.servers
def test_commits_are_told_to_all_processes_through_redis(pages, redis_url):
    ours, theirs = OfPostgresql(redis_url), OfPostgresql(redis_url)
    cache = PageCache(pages, ("portal",), ours, 1_000_000)
    get(cache)
    get(cache)
    assert pages.made == 1

    theirs.changed()
    time.sleep(0.15)
    get(cache)

    assert pages.made == 2
    assert ours.life == 5.0


def test_without_redis_postgresql_s_pages_live_five_seconds(pages):
    fresh = OfPostgresql("")
    cache = PageCache(pages, ("portal",), fresh, 1_000_000)
    get(cache)
    fresh.changed()
    get(cache)

    assert pages.made == 2
    assert cache.life == 5.0
