"""Attempts are counted for all processes together, on SQLite and on a real Valkey."""

import subprocess
import sys
import time

import pytest
from flask import Blueprint

from portal import limits
from portal.access import public

IN_ANOTHER_PROCESS = """
import sys
from portal import create_app, limits
app = create_app({"environment": "test", "instance_path": sys.argv[1], "redis_url": sys.argv[2]})
with app.app_context():
    print([limits.hit("try", "«a»", "5 per minute") for _ in range(int(sys.argv[3]))])
"""


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.servers)])
def shared(request, make_app):
    url = "" if request.param == "sqlite" else request.getfixturevalue("redis_url")
    app = make_app(redis_url=url)
    with app.app_context():
        yield app


def attempts(count: int, allowed: str = "5 per 30 minutes", **given) -> list[bool]:
    return [limits.hit("sign-in", "«a»", allowed, **given) for _ in range(count)]


def test_only_what_is_allowed_succeeds(shared):
    assert attempts(7) == [True] * 5 + [False] * 2


def test_each_key_and_each_name_counts_alone(shared):
    attempts(6)

    assert limits.hit("sign-in", "«b»", "5 per 30 minutes")
    assert limits.hit("look-up", "«a»", "5 per 30 minutes")


def test_asking_what_remains_does_not_count(shared):
    attempts(2)

    assert [limits.remaining("sign-in", "«a»", "5 per 30 minutes") for _ in range(2)] == [3, 3]


def test_a_good_sign_in_clears_the_failures(shared):
    attempts(6)

    limits.clear("sign-in", "«a»")

    assert limits.remaining("sign-in", "«a»", "5 per 30 minutes") == 5


def test_the_period_ends(shared):
    assert attempts(2, "1 per 1 second", hold=False) == [True, False]

    time.sleep(1.1)

    assert attempts(1, "1 per 1 second", hold=False) == [True]


def test_the_last_attempt_starts_a_whole_new_period(shared):
    attempts(1, "2 per 2 seconds")
    time.sleep(1)

    attempts(1, "2 per 2 seconds")

    assert limits.seconds_left("sign-in", "«a»") == 2


def test_two_processes_count_together(shared):
    folder = shared.extensions["settings"].instance_path
    url = shared.extensions["settings"].redis_url
    assert [limits.hit("try", "«a»", "5 per minute") for _ in range(3)] == [True] * 3

    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(folder), url, "4"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert output.strip() == "[True, True, False, False]"
    assert not limits.hit("try", "«a»", "5 per minute")


def test_nothing_readable_is_kept(make_app):
    app = make_app()
    with app.app_context():
        limits.hit("sign-in", "wang.xiaoming", "5 per minute")

    for file in app.extensions["settings"].instance_path.glob("limits.sqlite*"):
        assert b"wang" not in file.read_bytes()


def test_a_view_refuses_with_the_time_to_wait(make_app):
    app = make_app()
    bp = Blueprint("limited", __name__)

    @bp.get("/limited")
    @public
    @limits.limit("2 per minute")
    def limited():
        return "«fine»"

    app.register_blueprint(bp)
    client = app.test_client()

    answers = [client.get("/limited") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.7", "203.0.113.8", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("unix:", "unix:", True),
    ],
)
def test_one_connection_counts_as_one_whatever_its_address(app, one, other, same):
    found = []
    for address in (one, other):
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            found.append(limits.client())

    assert (found[0] == found[1]) is same
