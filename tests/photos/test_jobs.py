"""What runs later: making files, failing, catching up, and forgetting what nobody claimed."""

from datetime import timedelta

import pytest

from portal import jobs, storage
from portal.db import db, db_transaction, utcnow
from portal.photos import actions, queries
from portal.photos.models import Photo
from tests.photos import samples
from tests.photos.factory import make_photo

BOX = [0.25, 0.25, 0.5, 0.5]


def test_a_photo_blurred_anew_while_its_files_are_made_gets_the_new_ones(app, monkeypatch):
    photo = make_photo(ready=False, checked=False, released=False)
    work = actions.work_for(photo)
    with db_transaction():
        actions.redact(photo, [BOX])

    actions.make_files(work)
    with db_transaction():
        actions.settle(work, "ready")

    assert photo.state == "new"
    assert not any(storage.exists(key) for key in work.names())


def test_a_photo_erased_while_its_files_are_made_leaves_none(app):
    photo = make_photo(ready=False, checked=False, released=False)
    work = actions.work_for(photo)
    with db_transaction():
        actions.erase(photo)
    work_done = [storage.put(name, b"late") for name in work.names()]

    with db_transaction():
        actions.settle(work, "ready")

    assert work_done
    assert not any(storage.exists(key) for key in work.names())


def test_a_photo_whose_files_cannot_be_made_is_marked_and_tried_again(app):
    with db_transaction():
        photo = actions.receive(samples.jpeg())
    storage.delete(photo.clean_key)
    with pytest.raises(FileNotFoundError):
        run("photos.derive", photo.id, app)

    db.session.expire_all()
    assert photo.state == "failed"
    assert queries.count_failed() == 1
    assert list(queries.unfinished(utcnow() - timedelta(hours=1))) == [photo]


def run(name: str, photo_id: int, app) -> None:
    db.session.rollback()  # the job needs the lock that this test holds by having looked
    jobs.run(app, name, [photo_id])


def test_the_night_catches_up_with_what_was_lost(app):
    photo = make_photo(
        ready=False, checked=False, released=False, created_at=utcnow() - timedelta(hours=2)
    )

    with db_transaction():
        jobs.enqueue("photos.finish")
    jobs.run_all(app)

    db.session.refresh(photo)
    assert photo.state == "ready"


def test_a_job_for_a_photo_that_is_gone_does_nothing(app):
    run("photos.derive", 12345, app)

    assert db.session.scalars(db.select(Photo)).all() == []


def test_commands_finish_and_clean_up(app):
    make_photo(ready=False, checked=False, released=False, attached=False)
    run_command = app.test_cli_runner().invoke

    assert "1 photos are queued" in run_command(args=["photos", "finish"]).output
    assert "0 photos are removed" in run_command(args=["photos", "remove-orphans"]).output
