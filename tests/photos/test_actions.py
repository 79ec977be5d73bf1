"""What happens to a photo from its arrival to its end, on both databases."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text

from portal import audit, jobs, storage
from portal.db import db, db_transaction, utcnow
from portal.errors import Refusal
from portal.photos import actions, files, pictures, queries
from portal.photos.models import CHECKS, Photo
from tests.accounts.factory import make_person
from tests.photos import samples
from tests.photos.factory import make_photo

BOX = [0.25, 0.25, 0.5, 0.5]
pytestmark = pytest.mark.usefixtures("both_databases")


def recorded() -> list[str]:
    rows = db.session.scalars(db.select(audit.AuditEntry).order_by(audit.AuditEntry.id)).all()
    return [row.action for row in rows]


def all_files(photo: Photo) -> list[str]:
    return [photo.original_key, photo.clean_key, *actions.work_for(photo).names()]


def test_a_photo_comes_in_and_its_job_makes_the_files(both_databases):
    with db_transaction():
        photo = actions.receive(samples.jpeg(1200, 800), [BOX])
        assert photo.state == "new"
    jobs.run_all(both_databases)

    db.session.refresh(photo)
    assert (photo.state, photo.width, photo.height, photo.boxes) == ("ready", 1200, 800, [BOX])
    assert all(storage.exists(key) for key in all_files(photo))
    assert len(actions.work_for(photo).names()) == 6


def test_nothing_is_left_of_a_photo_whose_request_failed():
    photo = actions.receive(samples.jpeg())
    kept = [photo.original_key, photo.clean_key]
    assert all(storage.exists(key) for key in kept)

    db.session.rollback()

    assert not any(storage.exists(key) for key in kept)
    assert db.session.scalars(db.select(Photo)).all() == []


def test_a_refused_photo_leaves_nothing():
    with pytest.raises(pictures.PhotoRefused):
        actions.receive(b"<html>")

    assert db.session.scalars(db.select(Photo)).all() == []


def test_the_position_is_sealed_and_can_be_read():
    photo = make_photo(samples.jpeg(exif=samples.exif(gps=samples.gps())))

    assert photo.position == pictures.Position(49.59167, 117.38)
    row = db.session.execute(text("SELECT position_sealed FROM photo")).scalar_one()
    assert "49.5" not in row


def test_the_position_is_kept_only_if_wanted():
    data = samples.jpeg(exif=samples.exif(gps=samples.gps()))

    assert actions.receive(data, keep_position=False).position is None


def test_a_photo_can_be_read_before_the_database_is_touched():
    prepared = actions.prepare(samples.jpeg(300, 200))

    photo = actions.receive(prepared, [BOX])

    assert (photo.width, photo.height) == (300, 200)


def test_release_needs_every_item_ticked_and_its_files():
    person, photo = make_person(), make_photo(ready=False, checked=False, released=False)
    actions.check_off(person, photo, [item for item in CHECKS if item != "minors"])

    assert queries.missing_checks(photo) == ["minors"]
    with pytest.raises(Refusal):
        actions.release(photo)
    actions.check_off(person, photo, ["minors"])
    with pytest.raises(Refusal):
        actions.release(photo)
    actions.derive(photo)
    actions.release(photo)
    assert photo.is_shown


def test_ticking_twice_counts_once_and_unknown_items_do_not_count():
    person, photo = make_person(), make_photo(checked=False, released=False)

    actions.check_off(person, photo, ["faces", "nonsense"])
    actions.check_off(make_person(), photo, ["faces"])
    db.session.commit()

    assert [(c.item, c.person_id) for c in photo.checks] == [("faces", person.id)]


def test_blurring_anew_voids_ticks_and_release_and_removes_the_old_files():
    photo = make_photo()
    before = actions.work_for(photo).names()

    actions.redact(photo, [BOX])
    with db_transaction():
        pass

    assert (photo.revision, photo.state, photo.is_shown) == (2, "new", False)
    assert queries.missing_checks(photo) == list(CHECKS)
    assert not any(storage.exists(key) for key in before)
    assert storage.exists(photo.clean_key)


def test_undoing_a_blur_removes_the_blurred_files():
    photo = make_photo(boxes=[BOX])
    before = actions.work_for(photo).names()

    with db_transaction():
        actions.redact(photo, [])

    assert not any(storage.exists(key) for key in before)


def test_the_same_areas_again_change_nothing():
    photo = make_photo(boxes=[BOX])

    actions.redact(photo, [tuple(BOX)])

    assert (photo.revision, photo.is_shown) == (1, True)


def test_taking_a_tick_back_withdraws_the_photo():
    photo = make_photo()

    actions.take_back(make_person(), photo, ["faces"])
    db.session.commit()

    assert queries.missing_checks(photo) == ["faces"]
    assert not photo.is_shown


def test_a_withheld_photo_comes_back_as_it_was():
    photo = make_photo()

    actions.withhold(photo, "minor")
    assert (photo.is_shown, photo.withheld_reason) == (False, "minor")
    actions.restore(photo)

    assert photo.is_shown


def test_a_withdrawn_photo_has_to_be_released_again():
    photo = make_photo()

    actions.withhold(photo, "desk")
    actions.withdraw(photo, "retracted")
    actions.lift(photo)

    assert (photo.is_shown, photo.withheld_at) == (False, None)


def test_what_an_objection_withheld_is_not_lifted_past_it():
    photo = make_photo()
    actions.withhold(photo, actions.BY_OBJECTION)

    with pytest.raises(Refusal, match="objection"):
        actions.lift(photo)


def test_a_withheld_photo_is_not_released():
    photo = make_photo(released=False)
    actions.withhold(photo, "recognisable")

    with pytest.raises(Refusal):
        actions.release(photo)


def test_deleting_the_original_burns_the_blur_in():
    photo = make_photo(samples.everything_marked(), boxes=[BOX])
    original, clean = photo.original_key, photo.clean_key
    blurred = pictures.opened(queries.blurred(photo)).getpixel((200, 300))

    with db_transaction():
        actions.delete_original(photo)
        actions.delete_original(photo)

    assert not storage.exists(original)
    assert not storage.exists(clean)
    assert (photo.original_key, photo.position) == (None, None)
    burnt = pictures.opened(queries.unblurred(photo)).getpixel((200, 300))
    assert all(abs(one - two) < 8 for one, two in zip(burnt, blurred, strict=True))
    with pytest.raises(Refusal):
        actions.show_original(photo)


def test_erasing_leaves_neither_rows_nor_files():
    photo = make_photo()
    keys = all_files(photo)

    with db_transaction():
        actions.erase(photo)

    assert not any(storage.exists(key) for key in keys)
    assert db.session.scalars(db.select(Photo)).all() == []


def test_files_stay_when_erasing_is_rolled_back():
    photo = make_photo()
    keys = all_files(photo)

    with suppress(ZeroDivisionError), db_transaction():
        actions.erase(photo)
        raise ZeroDivisionError

    assert all(storage.exists(key) for key in keys)


def test_photos_that_belong_to_nothing_go_after_a_day():
    old = utcnow() - timedelta(hours=25)
    lost = make_photo(attached=False, released=False, created_at=old)
    make_photo(attached=False, released=False)
    make_photo(created_at=old)
    keys = all_files(lost)

    with db_transaction():
        assert actions.remove_orphans() == 1

    assert not any(storage.exists(key) for key in keys)


def test_what_people_do_stands_in_the_audit_log():
    photo = make_photo(released=False)
    with db_transaction():
        actions.show_original(photo)
        actions.redact(photo, [BOX])
        actions.withhold(photo, "desk")

    assert recorded()[-3:] == ["photos.show_original", "photos.redact", "photos.withhold"]


def test_making_files_twice_leaves_the_same_files():
    photo = make_photo(boxes=[BOX])
    before = [files.get(key) for key in actions.work_for(photo).names()]

    actions.derive(photo)

    assert [files.get(key) for key in actions.work_for(photo).names()] == before
