"""Mails leave after the commit, sealed while they wait, and can't be bent by what people type."""

import json
import logging
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from structlog.testing import capture_logs

from portal import jobs, mail
from portal.db import db_transaction
from portal.jobs import run_all
from portal.mail import MailRefused, send
from tests.servers.process import free_port


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


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """A certificate for localhost that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
    made = made.public_key(key.public_key()).not_valid_before(now - timedelta(days=1))
    made = made.not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
    signed = made.sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    file = tmp_path / "server.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(private + signed.public_bytes(pem))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


@pytest.mark.servers
@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_a_mail_is_sent_encrypted_and_with_a_password(make_app, certificate, scheme):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    letters, passwords = [], []

    class Keep(Message):
        def handle_message(self, message):
            letters.append(message)

    def check(_server, _session, _envelope, _mechanism, given):
        passwords.append((given.login, given.password))
        return AuthResult(success=True)

    secured = {"ssl_context": context, "auth_require_tls": False}
    if scheme == "smtp+starttls":
        secured = {"tls_context": context, "require_starttls": True}
    server = Controller(
        Keep(), hostname="127.0.0.1", port=free_port(), server_hostname="localhost",
        authenticator=check, **secured,
    )  # fmt: skip
    server.start()
    try:
        app = make_app(mail_url=f"{scheme}://us%40er:pa%2Fss@localhost:{server.port}")
        with app.app_context():
            post()
            run_all(app)
    finally:
        server.stop()

    assert letters[0]["To"] == "wang@example.org"
    assert passwords == [(b"us@er", b"pa/ss")]


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


def test_a_subject_may_be_in_the_traditional_script(app):
    post(subject="\u182a\u180e\u1820")  # with a vowel separator, which is no printable character


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
