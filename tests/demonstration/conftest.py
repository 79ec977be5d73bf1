"""A small invented city whose pictures are plain, so that it is filled in seconds."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from portal import create_app
from portal.db import db
from portal.demonstration import actions, studio
from portal.demonstration.studio import Made, Picture
from tests.conftest import SETTINGS

SMALL = 80  # cases: every fate once at least


def plain(pictures: list[Picture]) -> Iterator[tuple[Picture, Made]]:
    """Instead of drawing: a sheet of one colour, the same for all."""
    sheet = Image.new("RGB", (64, 48), "#88aacc")
    made = studio.finish(sheet, Picture("plain", "summer", "noon", 0))
    for picture in pictures:
        yield picture, replace(made)


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory, empty_sqlite) -> Path:
    """The instance folder of a portal with a small city in it; tests copy it."""
    folder = tmp_path_factory.mktemp("city")
    shutil.copy(empty_sqlite, folder / "portal.sqlite")
    app = create_app({**SETTINGS, "instance_path": folder})
    with app.app_context():
        actions.fill(say=lambda line: None, count=SMALL, draw=plain)
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def filled(filled_folder, make_app, tmp_path) -> Iterator[Flask]:
    """The portal with the small city, its context open."""
    shutil.copytree(filled_folder, tmp_path / "city")
    app = make_app(instance_path=tmp_path / "city")
    with app.app_context():
        yield app
        db.session.remove()
