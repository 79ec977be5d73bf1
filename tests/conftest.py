"""What every test may use: an app on a fresh database made by the migrations, and a visitor."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from portal import create_app
from portal.db import db
from tests.visitor import Visitor

pytest_plugins = ["tests.servers"]

TEST_DATABASE = os.environ.get("TEST_DATABASE", "sqlite")
SETTINGS = {
    "environment": "test",
    "secret_key": "a-secret-for-tests-only-and-long-enough",
    "public_url": "http://localhost",
    "pseudo_language": True,
    "page_cache": False,
    "captcha": False,
    "staff_second_factor": False,
    "database_pool": 5,
}


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory) -> Path:
    """A SQLite file with the schema the migrations make; tests copy it."""
    folder = tmp_path_factory.mktemp("schema")
    app = create_app({**SETTINGS, "instance_path": folder})
    with app.app_context():
        upgrade()
        db.engine.dispose()
    file = folder / "portal.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return file


@pytest.fixture
def make_app(request, tmp_path, empty_sqlite) -> Iterator[Callable[..., Flask]]:
    """A function that makes an app with the given settings, on a fresh database.

    SQLite, or PostgreSQL for all tests that don't choose: `TEST_DATABASE=postgresql make test`.
    """
    made = []

    def make(**given) -> Flask:
        folder = Path(given.pop("instance_path", tmp_path / "instance"))
        folder.mkdir(exist_ok=True)
        if TEST_DATABASE == "postgresql":
            given.setdefault("database_url", request.getfixturevalue("postgresql_database"))
        if not given.get("database_url") and not (folder / "portal.sqlite").exists():
            shutil.copy(empty_sqlite, folder / "portal.sqlite")
        made.append(create_app({**SETTINGS, "instance_path": folder, **given}))
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(make_app) -> Iterator[Flask]:
    """The portal on SQLite, with its context open: actions and queries can be called."""
    app = make_app()
    with app.app_context():
        yield app
        db.session.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def both_databases(request, make_app) -> Iterator[Flask]:
    """The same, once on SQLite and once on a real PostgreSQL."""
    given = {"database_url": ""}
    if request.param == "postgresql":
        given["database_url"] = request.getfixturevalue("postgresql_database")
    app = make_app(**given)
    with app.app_context():
        yield app
        db.session.remove()


@pytest.fixture
def visitor(request) -> Visitor:
    """Somebody who has not signed in, with a browser; on both databases if the test asks so."""
    name = "both_databases" if "both_databases" in request.fixturenames else "app"
    return Visitor(request.getfixturevalue(name))
