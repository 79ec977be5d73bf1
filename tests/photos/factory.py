"""Photos for tests. They are committed, and their files are made."""

from portal.db import db
from portal.photos import actions
from portal.photos.models import CHECKS, Photo
from tests.accounts.factory import make_person
from tests.photos import samples


def make_photo(
    data: bytes | None = None,
    *,
    boxes=None,
    ready: bool = True,
    checked: bool = True,
    released: bool = True,
    attached: bool = True,
    **given,
) -> Photo:
    """A photo that went all the way to its release, unless told where it stopped."""
    photo = actions.receive(data or samples.jpeg(320, 240), boxes)
    db.session.info.pop("after_commit", None)  # no job: the files are made here
    if attached:
        actions.attach(photo)
    if ready or released:
        actions.derive(photo)
    if checked or released:
        actions.check_off(make_person(roles=("editor",)), photo, CHECKS)
    if released:
        actions.release(photo)
    for name, value in given.items():
        setattr(photo, name, value)
    db.session.commit()
    return photo


def examples() -> dict:
    """A value for every part of an address of this feature, for the walk through all pages."""
    photo = make_photo()
    return {
        "photo_key": photo.key,
        "revision": photo.revision,
        "size": 480,
        "extension": "jpg",
    }
