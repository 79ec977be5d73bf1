"""What is logged says what happened, and nothing about whom."""

import json

import pytest
from flask import Blueprint, abort
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.access import public
from portal.db import db
from portal.logs import safe_traceback

PRODUCTION = {
    "environment": "production",
    "secret_key": "x" * 40,
    "pseudo_language": False,
    "page_cache": False,
}
bp = Blueprint("logged", __name__)


@bp.get("/logged/<code>")
@public
def fine(code: str):
    return "«fine»"


@bp.get("/logged/<code>/broken")
@public
def broken(code: str):
    phone = "1391234" + "5678"
    raise ValueError(phone)


@bp.get("/logged/<code>/gone")
@public
def gone(code: str):
    abort(410)


@pytest.fixture
def client(make_app):
    app = make_app(**PRODUCTION)
    app.testing = False
    app.extensions["metrics"].keep_flushing = lambda: None
    app.register_blueprint(bp)
    return app.test_client()


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_request_is_one_line_without_its_address(client, capsys):
    client.get("/logged/4711-slip?name=Wang", headers={"User-Agent": "Mozilla"})

    [line] = lines(capsys)
    assert (line["event"], line["rule"], line["status"]) == ("request", "/logged/<code>", 200)
    assert line["ms"] >= 0
    assert len(line["client"]) == 16
    for word in ("4711", "Wang", "Mozilla", "127.0.0.1"):
        assert word not in str(line)


def test_an_unknown_address_is_not_repeated(client, capsys):
    client.get("/zh/slips/4711/typo")

    assert {line["rule"] for line in lines(capsys)} == {"unknown"}


def test_an_error_says_where_but_not_with_what(client, capsys):
    answer = client.get("/logged/4711/broken")

    assert answer.status_code == 500
    error, request = lines(capsys)
    assert "builtins.ValueError" in error["where"]
    assert "in broken" in error["where"]
    assert request["status"] == 500
    assert error["request"] == request["request"] == answer.headers["X-Request-Id"]
    assert "13912345678" not in str(error)
    assert "4711" not in str(error)


def test_a_database_error_does_not_quote_the_row(both_databases):
    row = {"phone": "1391234" + "5678"}  # the line of code is quoted, its values are not
    with pytest.raises(DBAPIError) as caught:
        db.session.execute(text("SELECT * FROM nowhere WHERE phone = :phone"), row)
    db.session.rollback()

    where = safe_traceback(caught.value)

    assert "13912345678" not in where
    assert "(SQLITE_ERROR)" in where or "(42P01)" in where


def test_our_own_sentences_are_shown():
    from portal.keys import KeyRingBroken

    assert "There is no key" in safe_traceback(KeyRingBroken("There is no key k9."))


def test_a_request_id_is_taken_from_a_trusted_proxy_only(make_app, client):
    trusting = make_app(trusted_proxies=1, page_cache=False)
    trusting.register_blueprint(bp)
    given = {"X-Request-Id": "abcdef-123456"}

    answers = [app.get("/logged/1/gone", headers=given) for app in (client, trusting.test_client())]

    assert [answer.headers["X-Request-Id"] == "abcdef-123456" for answer in answers] == [
        False,
        True,
    ]
