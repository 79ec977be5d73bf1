"""Mails leave after the commit, sealed while they wait, and can't be bent by what people type."""

import json
import logging

import pytest
from structlog.testing import capture_logs

from portal import jobs, mail
from portal.db import db_transaction
from portal.jobs import run_all
from portal.mail import MailRefused, send


def post(
    to: str = "wang@example.org", subject: str = "«验证码»", body: str = "«Код: 482913»\n"
) -> None:
    with db_transaction():
        send(to, subject, body, language="zh-Hans-CN")


@pytest.mark.servers
def test_a_mail_arrives(make_app, mail_server):
    app = make_app(mail_url=mail_server.address, mail_from="portal@example.org")
    with app.app_context():
        post()
        assert mail_server.letters == []

        run_all(app)

    [letter] = mail_server.letters
    assert letter["To"] == "wang@example.org"
    assert letter["Content-Language"] == "zh-Hans-CN"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_payload(decode=True).decode() == "«Код: 482913»\r\n"


@pytest.mark.servers
def test_a_mail_that_cannot_be_delivered_is_tried_again(make_app):
    app = make_app(mail_url="smtp://127.0.0.1:9")
    with app.app_context():
        post()

        with pytest.raises(OSError, match="refused"):
            run_all(app)


def test_a_waiting_mail_says_nothing(app):
    post()

    [message] = jobs.queue().huey.storage.enqueued_items()

    assert b"wang" not in bytes(message)
    assert b"482913" not in bytes(message)


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("wang@example.org\r\nBcc: all@example.org", "«x»"),
        ("wang@example.org", "«x»\nBcc: all@example.org"),
        ("wang@example.org, all@example.org", "«x»"),
        ("wang", "«x»"),
        ("", "«x»"),
    ],
)
def test_nobody_can_add_a_header_or_a_reader(app, to, subject):
    with pytest.raises(MailRefused) as refused:
        post(to, subject)

    assert "wang" not in str(refused.value)


def test_in_production_a_mail_in_the_log_has_no_text(make_app):
    app = make_app(environment="production", secret_key="x" * 40, pseudo_language=False)
    assert lines_of(app) == [{"language": "zh-Hans-CN", "characters": 14}]


def test_in_development_a_mail_in_the_log_has_its_text(make_app):
    app = make_app(environment="development")
    assert lines_of(app)[0]["body"] == "«Код: 482913»\n"


def lines_of(app) -> list[dict]:
    with app.app_context(), capture_logs() as lines:
        post()
        run_all(app)
    kept = ("language", "characters", "to", "subject", "body")
    return [
        {name: line[name] for name in kept if name in line}
        for line in lines
        if line["event"] == "mail"
    ]


def test_a_wrong_mail_url_is_found_at_the_start(make_app):
    with pytest.raises(MailRefused, match="MAIL_URL"):
        make_app(mail_url="http://127.0.0.1")


def test_a_mail_server_s_answer_is_not_logged(make_app, caplog, capsys):
    app = make_app(
        mail_url="smtp://127.0.0.1:9",
        environment="production",
        secret_key="x" * 40,
        pseudo_language=False,
    )
    with app.app_context(), caplog.at_level(logging.DEBUG):
        post()
        with pytest.raises(OSError, match="refused"):
            run_all(app)

    line = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert line["event"] == "job failed"
    assert "ConnectionRefusedError" in line["where"]
    assert "wang" not in str(line) + caplog.text
    assert mail.PATIENCE <= 30
