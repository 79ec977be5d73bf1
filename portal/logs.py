"""What is written down while the portal runs: one JSON line for each event, on standard error.

A request is one line: method, the rule of its address (never the address itself: it may hold a slip
code or a name), status, milliseconds, a request id, and a keyed hash of the client's address. An
error comes with where it happened, but without the values of variables, and without its message
unless that is known to hold none: a database error quotes the row it failed on. In development the
same lines are easy to read and messages are shown.

A page from the page cache never reaches the app: it is counted (/metrics) and not logged here; the
access log of the proxy in front has it.

Keep these lines for at least 180 days (Cybersecurity Law, article 21).
"""

import logging
import re
import secrets
import sys
import time
import traceback
from collections.abc import Iterator

import structlog
from flask import Flask, Response, g, request, request_finished, request_started
from jinja2 import TemplateError

from portal import metrics
from portal.config import Settings, settings
from portal.crypto import blind_index

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
HOLDS_NO_VALUES = (
    AttributeError,
    NameError,
    ImportError,
    TypeError,
    NotImplementedError,
    TemplateError,
)
LONGEST_CHAIN = 5
log = structlog.get_logger("portal.requests")


def init_app(app: Flask) -> None:
    with app.app_context():
        chosen = settings()
    _configure(chosen)
    metrics.attach(app, chosen.instance_path)
    app.log_exception = lambda exc_info: log.error("error", rule=_rule(), exc_info=exc_info)
    request_started.connect(_begin, app)
    request_finished.connect(_finish, app)


def request_id() -> str:
    """The id of this request, which its log lines and its answer carry."""
    return g.request_id


def safe_traceback(error: BaseException, show_messages: bool = False) -> str:
    """Where an error and its causes happened, without values of variables or unsafe messages."""
    parts = []
    for one in _chain(error):
        frames = traceback.StackSummary.extract(traceback.walk_tb(one.__traceback__))
        parts.append("".join(frames.format()) + _name(one, show_messages))
    return "\ncaused:\n".join(reversed(parts))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _position in range(LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _name(error: BaseException, show_message: bool) -> str:
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}"
    if show_message or isinstance(error, HOLDS_NO_VALUES) or kind.__module__.startswith("portal"):
        return f"{name}: {error}"
    original = getattr(error, "orig", None) or error
    code = getattr(original, "sqlstate", None) or getattr(original, "sqlite_errorname", None)
    return f"{name} ({code})" if code else name


def _begin(app: Flask, **_extra) -> None:
    given = request.headers.get("X-Request-Id", "")
    trusted = settings().trusted_proxies and REQUEST_ID.fullmatch(given)
    g.request_id = given if trusted else secrets.token_hex(8)
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def _finish(app: Flask, response: Response, **_extra) -> None:
    seconds = time.perf_counter() - g.get("started", time.perf_counter())
    rule, status = _rule(), str(response.status_code)
    response.headers.setdefault("X-Request-Id", g.get("request_id", ""))
    numbers = metrics.metrics()
    numbers.observe("portal_request_seconds", (_method(), rule, status), seconds)
    if response.status_code >= 500:
        numbers.count("portal_errors", (rule,))
    if not app.testing:
        numbers.keep_flushing()
    log.info(
        "request",
        method=_method(),
        rule=rule,
        status=response.status_code,
        ms=round(seconds * 1000, 1),
        client=blind_index(request.remote_addr or "", purpose="logs.client")[:16],
    )


def _rule() -> str:
    """The pattern of the address, such as "/<language>/slips/<code>"."""
    return request.url_rule.rule if request.url_rule else "unknown"


def _method() -> str:
    """The method, if it is a usual one: others are made up by whoever asks."""
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return request.method if request.method in known else "OTHER"


# --- how lines are written


class _StandardError:
    """Writes to whatever standard error is at that moment (tests replace it)."""

    def msg(self, line: str) -> None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()

    debug = info = warning = error = critical = exception = log = msg


class _Bridge(logging.Handler):
    """Hands lines of other packages (granian, alembic, huey) to ours."""

    def emit(self, record: logging.LogRecord) -> None:
        line = structlog.get_logger(record.name)
        line.log(record.levelno, "library", words=record.getMessage(), exc_info=record.exc_info)


def _configure(chosen: Settings) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _Errors(show_messages=not chosen.is_production),
            _renderer(chosen),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *names: _StandardError(),
        cache_logger_on_first_use=False,
    )
    # huey logs each task and the message of what it raised; jobs.py says the same without it
    logging.getLogger("huey").setLevel(logging.CRITICAL)
    logging.getLogger("huey.consumer").setLevel(logging.WARNING)
    root = logging.getLogger()
    if chosen.environment != "test" and not any(isinstance(h, _Bridge) for h in root.handlers):
        root.addHandler(_Bridge(logging.WARNING))


class _Errors:
    """Replaces exc_info by a traceback that holds no values."""

    def __init__(self, show_messages: bool):
        self.show_messages = show_messages

    def __call__(self, logger, method: str, event: dict) -> dict:
        given = event.pop("exc_info", None)
        error = sys.exc_info()[1] if given is True else given
        error = error[1] if isinstance(error, tuple) else error
        if isinstance(error, BaseException):
            event["where"] = safe_traceback(error, self.show_messages)
        return event


def _renderer(chosen: Settings):
    if chosen.environment == "development":
        return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    return structlog.processors.JSONRenderer(ensure_ascii=False)
