"""The hint where faces may be: optional, for the desk only, and never more than a hint."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from portal import jobs
from portal.db import db, db_transaction
from portal.photos import actions, hints
from tests.accounts.factory import make_person
from tests.photos import samples
from tests.photos.factory import make_photo

FACE = [0.25, 0.25, 0.5, 0.5]


class Corners(list):
    def tolist(self):
        return list(self)


@pytest.fixture
def detector(monkeypatch):
    """A stand-in for the optional package, which sees one face in every picture."""

    def detect_faces(image, **options):
        across, down = image.size
        found = [across / 4, down / 4, across * 3 / 4, down * 3 / 4]
        return SimpleNamespace(bounding_boxes=Corners([found]))

    for name in ("faceie", "faceie.mtcnn", "numpy"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules["faceie.mtcnn"].detect_faces = detect_faces
    sys.modules["numpy"].array = list
    monkeypatch.setattr(hints, "available", lambda: True)


def arrived(app):
    with db_transaction():
        photo = actions.receive(samples.jpeg(640, 480))
    jobs.run_all(app)
    db.session.expire_all()
    return photo


@pytest.mark.usefixtures("detector")
def test_the_job_keeps_where_faces_may_be(app):
    photo = arrived(app)

    assert (photo.hints, photo.boxes, photo.state) == ([FACE], [], "ready")


def test_without_the_package_nobody_looks(app, monkeypatch):
    monkeypatch.setattr(hints, "available", lambda: False)

    assert arrived(app).hints is None


def test_the_desk_is_told_that_it_is_a_hint_and_can_take_it_over(visitor):
    photo = make_photo(released=False, hints=[FACE])
    visitor.sign_in(make_person(roles=("editor",)))
    address = f"/desk/photos/{photo.key}/"

    assert "Hint – please check" in visitor.see(address).text
    page = visitor.send(f"{address}boxes", revision="1", do="hints", drawn="")

    db.session.refresh(photo)
    assert photo.boxes == []
    assert page.value("drawn") == "[[0.25, 0.25, 0.5, 0.5]]"


def test_no_face_found_is_no_promise(visitor):
    photo = make_photo(released=False, hints=[])
    visitor.sign_in(make_person(roles=("editor",)))

    assert "please check all the same" in visitor.see(f"/desk/photos/{photo.key}/").text


def test_a_face_at_the_edge_stays_within_the_picture():
    assert hints._box([-5.0, -5.0, 50.0, 120.0], (100, 100)) == (0.0, 0.0, 0.5, 1.0)
