"""What happens to cases every night."""

from datetime import UTC, datetime, timedelta

from portal import storage
from portal.cases import jobs, queries
from portal.db import db, db_transaction, utcnow
from portal.jobs import run_all
from tests.cases.factory import make_case, make_objection, make_photo, make_published_case
from tests.photos.factory import make_photo as photo_of_camera


def test_a_reminder_that_was_shown_long_enough_leaves_the_board(app):
    past = utcnow() - timedelta(minutes=1)
    case = make_published_case("exposure", expires_at=past, photos=[make_photo(released=True)])
    still = make_published_case("exposure", expires_at=utcnow() + timedelta(days=1))

    jobs.expire()
    jobs.expire()

    assert (case.on_board, still.on_board) == (False, True)
    assert case.expired_at
    assert not case.photos[0].is_shown
    assert [event.action for event in case.events].count("expire") == 1


def test_contact_data_are_erased_a_year_after_the_end(app):
    long_ago = utcnow() - timedelta(days=367)
    old = make_case("declined", ended_at=long_ago, phone="13812345678", position="49.6,117.4")
    new = make_case("declined", ended_at=utcnow(), phone="13812345678")

    jobs.erase_contact()
    db.session.commit()

    assert (old.has_contact, old.opened("position")) == (False, "")
    assert new.has_contact


def test_the_originals_of_photos_go_with_the_contact_data(app):
    photo = photo_of_camera()
    original = photo.original_key
    make_case("declined", ended_at=utcnow() - timedelta(days=367), photos=[photo])

    with db_transaction():
        jobs.erase_contact()
    run_all(app)

    db.session.refresh(photo)
    assert (photo.original_key, photo.position) == (None, None)
    assert not storage.exists(original)


def test_who_objected_is_forgotten_a_year_after_the_answer(app):
    long_ago = utcnow() - timedelta(days=367)
    old = make_objection(state="dismissed", decided_at=long_ago)
    new, still_open = make_objection(state="upheld", decided_at=utcnow()), make_objection()

    jobs.erase_contact()
    db.session.commit()

    assert (old.opened("contact"), old.opened("words")) == ("", "«It was not me.»")
    assert new.opened("contact")
    assert still_open.opened("contact")


def test_an_open_case_keeps_its_contact_data(app):
    case = make_case("accepted", received_at=utcnow() - timedelta(days=800), phone="13812345678")

    jobs.erase_contact()

    assert case.has_contact


def test_many_are_done_in_one_night(app, monkeypatch):
    monkeypatch.setattr("portal.cases.queries.reporter.BATCH", 2)
    past = utcnow() - timedelta(minutes=1)
    for _number in range(5):
        make_published_case("exposure", expires_at=past)

    jobs.expire()

    assert not list(queries.run_out())


def test_months_before_the_end_of_a_long_month():
    day = datetime(2026, 3, 31, 12, tzinfo=UTC)

    assert jobs.months_before(day, 1) == datetime(2026, 2, 28, 12, tzinfo=UTC)
    assert jobs.months_before(day, 12) == datetime(2025, 3, 31, 12, tzinfo=UTC)
