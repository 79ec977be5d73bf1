"""Reading photos: rows, what is still to be checked, and the addresses and bytes that are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from flask import request
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from portal.config import settings
from portal.db import db
from portal.photos import files, pictures
from portal.photos.models import CHECKS, Photo, PhotoCheck

SHOWN_FIRST = 960  # the size that browsers without srcset load
DESK_WIDTH = 1600  # pixels: large enough to see a face in the background


@dataclass(frozen=True)
class Sources:
    """What a <picture> needs: the WebP addresses for srcset, the JPEG for all others, its size."""

    webp: str
    address: str
    width: int
    height: int


def get(photo_id: int) -> Photo:
    """The photo; NoResultFound (a 404) if there is none."""
    return db.session.get_one(Photo, photo_id)


def find(photo_id: int) -> Photo | None:
    return db.session.get(Photo, photo_id)


def by_key(photo_key: str) -> Photo:
    """The photo with this public name; NoResultFound (a 404) if there is none."""
    return db.session.scalars(select(Photo).where(Photo.key == photo_key)).one()


def with_checks(photo_key: str) -> Photo:
    """The same, with its ticks and who made them."""
    found = select(Photo).where(Photo.key == photo_key)
    loading = selectinload(Photo.checks).joinedload(PhotoCheck.person)
    return db.session.scalars(found.options(loading)).one()


def ticks(photo: Photo) -> dict[str, PhotoCheck]:
    """The ticks that count: those made for the photo as it is blurred now."""
    return {check.item: check for check in photo.checks if check.revision == photo.revision}


def missing_checks(photo: Photo) -> list[str]:
    """The items of CHECKS that nobody has ticked for the photo as it is blurred now, in order."""
    ticked = ticks(photo)
    return [item for item in CHECKS if item not in ticked]


def check_list(photo: Photo) -> list[tuple[str, str, PhotoCheck | None]]:
    """Each item of CHECKS with its words and the tick that counts, if there is one."""
    ticked = ticks(photo)
    return [(item, words, ticked.get(item)) for item, words in CHECKS.items()]


def orphans(before: datetime, limit: int = 500) -> Sequence[Photo]:
    """Photos that came in before `before` and belong to nothing, oldest first."""
    found = select(Photo).where(Photo.attached_at.is_(None), Photo.created_at < before)
    return db.session.scalars(found.order_by(Photo.created_at, Photo.id).limit(limit)).all()


def unfinished(before: datetime, limit: int = 500) -> Sequence[Photo]:
    """Photos whose files could not be made, or are still not made since `before`; oldest first."""
    late = (Photo.state == "new") & (Photo.created_at < before)
    found = select(Photo).where((Photo.state == "failed") | late)
    return db.session.scalars(found.order_by(Photo.created_at, Photo.id).limit(limit)).all()


def count_failed() -> int:
    """How many photos have no derived files because making them failed."""
    return db.session.scalar(select(func.count()).where(Photo.state == "failed"))


def sources(photo: Photo) -> Sources | None:
    """The addresses of a photo that the public may see; None if it may not (yet, or any more).

    Written by hand and not by url_for: a list of twenty cards needs a hundred of them.
    """
    if not photo.is_shown:
        return None
    start = f"{request.script_root}/photos/{photo.key}/{photo.revision}-"
    webp, first = _pattern(photo.width, photo.height)
    return Sources(webp.format(start), f"{start}{first.name}.jpg", first.width, first.height)


@lru_cache(maxsize=4096)
def _pattern(width: int, height: int) -> tuple[str, pictures.Size]:
    """The srcset of a picture of this size, with {0} for what its addresses begin with."""
    sizes = pictures.sizes(width, height)
    first = next((size for size in sizes if size.name == SHOWN_FIRST), sizes[-1])
    return ", ".join(f"{{0}}{size.name}.webp {size.width}w" for size in sizes), first


def share_address(photo: Photo) -> str | None:
    """The absolute address of the picture for a shared link (og:image); None if it isn't shown."""
    found = sources(photo)
    if found is None:
        return None
    return settings().origin + found.address


def derived_file(photo: Photo, revision: int, size: int, extension: str) -> bytes:
    """A derived file of the current revision; FileNotFoundError for anything else.

    Says nothing about who may see it: the caller knows (public door, slip, desk).
    """
    if revision != photo.revision or extension not in pictures.FORMATS:
        raise FileNotFoundError
    return files.get(files.derived(photo.key, revision, size, extension))


def blurred(photo: Photo, boxes: Sequence | None = None, width: int = DESK_WIDTH) -> bytes:
    """A JPEG without metadata, blurred as the photo is (or by `boxes`), at most `width` wide.

    For the person who sent it (with the slip) and for the desk, at any time, also before anything
    is derived or released. Answer it with `Cache-Control: private, no-store`.
    """
    image = pictures.opened(files.get(photo.clean_key))
    image = pictures.redact(image, photo.boxes if boxes is None else boxes)
    return pictures.encode(_fitted(image, width), "jpg")


def unblurred(photo: Photo) -> bytes:
    """A JPEG without metadata and without blurring: only for those at the desk who draw boxes."""
    return files.get(photo.clean_key)


def _fitted(image, width: int):
    if image.width > width:
        image.thumbnail((width, image.height))
    return image
