"""Mails: queued with the transaction that causes them, delivered by the worker.

    send(email, _("Your new password"), render_template("accounts/mail/reset.txt", …), language=…)

MAIL_URL says where they go: "smtp://user:password@host:port", "smtp+starttls://…", "smtps://…";
empty writes them to the log instead: to whom and how long only, with the text itself in development
alone (it may hold a code). A queued mail is sealed, since the queue lies on a disk; it is tried for
about 17 hours. A mail may arrive twice, with the same Message-ID, but is never lost silently.
"""

import json
import secrets
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import structlog
from flask import Flask

from portal.config import settings
from portal.crypto import open_sealed, seal
from portal.db import utcnow
from portal.jobs import enqueue, job

PATIENCE = 20  # seconds a server may take to answer
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
JOINERS = "\u180e\u202f\u200d"  # invisible, but part of words in the traditional Mongolian script
log = structlog.get_logger("portal.mail")


class MailRefused(ValueError):
    """An address, a subject or MAIL_URL that no mail can be made of; never quoted."""


def send(to: str, subject: str, body: str, *, language: str) -> None:
    """Send a plain-text mail to one address once this transaction is committed.

    `language` is the tag of the text ("zh-CN", "mn-Mong"), for screen readers. Raises MailRefused
    for an address that isn't one and for line breaks in address or subject.
    """
    message = {"to": to.strip(), "subject": str(subject), "body": str(body), "language": language}
    _checked(message)
    key = secrets.token_hex(16)
    enqueue("mail.send", key, seal(json.dumps(message), context=f"mail:{key}"))


@job("mail.send", retries=10, delay=60)
def deliver(key: str, sealed: str) -> None:
    """Hand one queued mail to the server. Raises what smtplib raises; it is tried again then."""
    message = json.loads(open_sealed(sealed, context=f"mail:{key}"))
    if settings().mail_url:
        _by_server(_made(message, key))
    else:
        _to_log(message)


def init_app(app: Flask) -> None:
    with app.app_context():
        if settings().mail_url:
            _server(settings().mail_url)  # a mistake is found at the start


def _checked(message: dict) -> None:
    for value in (message["to"], message["subject"], message["language"]):
        if not (value if value is message["to"] else _without_joiners(value)).isprintable():
            raise MailRefused("a line break or control character in a header of a mail")
    try:
        Address(addr_spec=message["to"])
    except Exception:
        raise MailRefused("this is not an e-mail address") from None
    if "@" not in message["to"]:
        raise MailRefused("this is not an e-mail address")


def _without_joiners(words: str) -> str:
    return "".join(character for character in words if character not in JOINERS)


def _made(message: dict, key: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = settings().mail_from
    made["To"] = message["to"]
    made["Subject"] = message["subject"]
    made["Date"] = format_datetime(utcnow())
    made["Message-ID"] = f"<{key}@{urlsplit(settings().public_url).hostname}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message["body"])
    made["Content-Language"] = message[
        "language"
    ]  # after set_content, which drops Content- headers
    return made


def _server(address: str) -> tuple[str, str, int, str, str]:
    """Scheme, host, port, user and password of MAIL_URL."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise MailRefused("MAIL_URL: smtp://, smtp+starttls:// or smtps:// with a host")
    port = parts.port or PORTS[parts.scheme]
    return (
        parts.scheme,
        parts.hostname,
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _by_server(message: EmailMessage) -> None:
    scheme, host, port, user, password = _server(settings().mail_url)
    secure = ssl.create_default_context()
    if scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=secure)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    with server:
        if scheme == "smtp+starttls":
            server.starttls(context=secure)
        if user:
            server.login(user, password)
        server.send_message(message)


def _to_log(message: dict) -> None:
    if settings().environment == "development":
        log.info("mail", **message)
    else:
        log.info("mail", language=message["language"], characters=len(message["body"]))
