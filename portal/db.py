"""The database, and the rule that one request is one transaction.

No view and no action ever commits: a request that changes something is committed here if it was
answered well, and rolled back otherwise. A GET is always rolled back, so it can't change anything.
An answer leaves the house only after its commit succeeded.

SQLite runs in WAL mode with foreign keys on. A request that may write begins IMMEDIATE, so that
two writers queue (busy timeout) instead of failing halfway. PostgreSQL runs at READ COMMITTED.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

import structlog
from flask import Flask, Response, current_app, g, has_app_context, request, session
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, MetaData, Text, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import JSON, TypeDecorator

from portal.config import settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
BUSY_SECONDS = 15
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
log = structlog.get_logger("portal.db")
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)
_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate(db=db, render_as_batch=True, compare_type=True)
JsonType = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator):
    """A moment. Always aware and in UTC in Python; kept without a zone on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Lines(TypeDecorator):
    """A short list of words, kept as JSON text: the same on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value, dialect) -> str | None:
        return None if value is None else json.dumps(sorted(value), ensure_ascii=False)

    def process_result_value(self, value, dialect) -> list[str] | None:
        return None if value is None else json.loads(value)


def utcnow() -> datetime:
    """Now, aware, in UTC."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def at_moment(moment: datetime) -> Iterator[None]:
    """Let `utcnow` say `moment` (aware): for demonstration data and tests, never in requests."""
    token = _pretended.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pretended.reset(token)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def keep_answer() -> None:
    """Commit this request although it is answered with an error (a failed sign-in)."""
    g.keep_answer = True


def after_commit(function: Callable[[], None]) -> None:
    """Run `function` once the current transaction is committed; never if it is rolled back."""
    db.session.info.setdefault("after_commit", []).append(function)


@contextmanager
def db_transaction() -> Iterator[None]:
    """One transaction outside a request (a command, a job): committed, or rolled back."""
    try:
        yield
        _commit()
    except BaseException:
        roll_back()
        raise


def _commit() -> None:
    waiting = db.session.info.pop("after_commit", [])
    db.session.commit()
    for function in waiting:
        try:
            function()
        except Exception:  # what is committed stays true, and the rest has still to be done
            log.exception("after commit")


def roll_back() -> None:
    """Undo this transaction, and forget what should have followed it."""
    db.session.info.pop("after_commit", None)
    db.session.rollback()


def init_app(app: Flask) -> None:
    chosen = settings_of(app)
    address = chosen.database_address()
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    options: dict = {"pool_pre_ping": True}
    if address.startswith("sqlite"):
        options["connect_args"] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    options |= {"pool_size": chosen.database_pool, "max_overflow": 0}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    migrate.init_app(app, db, directory=str(app.root_path) + "/../migrations")
    with app.app_context():
        prepare(db.engine)
    app.before_request(_remember_whether_it_writes)
    app.after_request(_commit_or_roll_back)
    app.teardown_request(lambda error: _only_reads.set(False))


def settings_of(app: Flask):
    with app.app_context():
        return settings()


def prepare(engine: Engine) -> None:
    """Attach the SQLite settings and transaction handling to an engine; nothing on PostgreSQL."""
    if engine.dialect.name != "sqlite" or event.contains(engine, "connect", _set_up_sqlite):
        return
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _set_up_sqlite(connection, record) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late; see _begin_sqlite
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "synchronous=FULL",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection) -> None:
    only_reads = _only_reads.get() and has_app_context()
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _remember_whether_it_writes() -> None:
    _only_reads.set(request.method in SAFE_METHODS)


def _commit_or_roll_back(response: Response) -> Response:
    refused = response.status_code >= 400 and not g.pop("keep_answer", False)
    if request.method in SAFE_METHODS or refused:
        roll_back()
        return response
    try:
        _commit()
    except Exception as error:
        return _answer_instead(error)
    return response


def _answer_instead(error: Exception) -> Response:
    """The page of an error, as the commit failed: no word, no session of the answer gets out.

    Changes are often sent to the database only here, so here somebody else's change is noticed.
    """
    roll_back()
    g.pop("keep_answer", None)
    session.pop("_flashes", None)
    try:
        answer = current_app.make_response(current_app.handle_user_exception(error))
    finally:
        session.modified = False
    return current_app.process_response(answer)
