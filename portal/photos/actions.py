"""What people can do with photos. The files follow the transaction (files.py)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from portal import audit
from portal.accounts.models import Person
from portal.db import db, utcnow
from portal.errors import Refusal
from portal.jobs import enqueue
from portal.photos import files, pictures, queries
from portal.photos.models import CHECKS, Photo, PhotoCheck
from portal.photos.pictures.redaction import Box
from portal.photos.pictures.rendering import CLEAN_QUALITY

BY_OBJECTION = "objection"  # the reason of a withholding that ends with the objection
ORPHANS_LIVE = timedelta(hours=24)


@dataclass(frozen=True)
class Prepared:
    """A photo that was read and found good, before anything is stored."""

    original: bytes
    clean: bytes  # JPEG, upright, sRGB, without metadata
    width: int
    height: int
    position: pictures.Position | None


def prepare(upload: FileStorage | bytes) -> Prepared:
    """Read a photo without touching the database or the storage; PhotoRefused if it can't be taken.

    Takes 0.1 to 0.5 s of CPU. On SQLite a request that changes something holds the write lock from
    its first query on, so call this before it and give the result to `receive`.
    """
    data = upload if isinstance(upload, bytes) else upload.read(pictures.LARGEST_BYTES + 1)
    reading = pictures.read(data)
    clean = pictures.encode(reading.image, "jpg", CLEAN_QUALITY)
    return Prepared(data, clean, *reading.image.size, reading.position)


def receive(
    upload: FileStorage | bytes | Prepared,
    boxes: Iterable[Sequence[float]] | str | None = None,
    person: Person | None = None,
    *,
    keep_position: bool = True,
) -> Photo:
    """Take in a picture. Nobody but the desk sees it until it is released.

    `boxes` are the areas to blur: [left, top, width, height] as fractions (0 to 1) of the upright
    picture, or the JSON text of such a list. Its files are made by a job after the commit.
    `person`, if of the staff, stands in the audit log; a resident is never tied to a photo here.
    Raises PhotoRefused with a sentence.
    """
    prepared = upload if isinstance(upload, Prepared) else prepare(upload)
    photo = Photo(
        boxes=[list(box) for box in pictures.checked_boxes(boxes or [])],
        width=prepared.width,
        height=prepared.height,
        original_key=files.keep(files.ORIGINALS, prepared.original),
        clean_key=files.keep(files.CLEAN, prepared.clean),
    )
    photo.position = prepared.position if keep_position else None
    db.session.add(photo)
    db.session.flush()
    if person is not None and person.is_staff:
        audit.record("photos.receive", photo)
    enqueue("photos.derive", photo.id)
    return photo


def attach(photo: Photo) -> None:
    """The photo belongs to something now; without this it is removed after a day."""
    photo.attached_at = photo.attached_at or utcnow()


def redact(photo: Photo, boxes: Iterable[Sequence[float]]) -> None:
    """Blur exactly these areas. What was made of the photo before is removed, its ticks are void,
    and it is not public any more until it is checked and released again.

    Raises PhotoRefused for boxes that are none. Nothing happens if they are what they were.
    """
    wanted = [list(box) for box in pictures.checked_boxes(boxes)]
    if wanted == photo.boxes:
        return
    files.drop(*work_for(photo).names())
    photo.boxes = wanted
    photo.revision += 1
    photo.state, photo.released_at = "new", None
    audit.record("photos.redact", photo, boxes=len(wanted), revision=photo.revision)
    enqueue("photos.derive", photo.id)


def derive_again(photo: Photo) -> None:
    """Make the files of a photo once more, for example after the storage was repaired."""
    if photo.state == "failed":
        photo.state = "new"
    enqueue("photos.derive", photo.id)


def check_off(person: Person, photo: Photo, items: Iterable[str]) -> None:
    """`person` has looked at the photo as it is blurred now and vouches for these of CHECKS."""
    ticked = queries.ticks(photo)
    wanted = [item for item in CHECKS if item in set(items) and item not in ticked]
    for item in wanted:
        photo.checks.append(PhotoCheck(item=item, revision=photo.revision, person_id=person.id))
    if wanted:
        audit.record("photos.check_off", photo, items=wanted, revision=photo.revision)


def take_back(person: Person, photo: Photo, items: Iterable[str]) -> None:
    """Remove ticks again, whoever made them; a photo that was released is withdrawn with it."""
    ticked = queries.ticks(photo)
    wanted = [item for item in CHECKS if item in set(items) and item in ticked]
    for item in wanted:
        photo.checks.remove(ticked[item])
    if wanted:
        photo.released_at = None
        audit.record("photos.take_back", photo, items=wanted, revision=photo.revision)


def release(photo: Photo) -> None:
    """Let the public see it. Raises Refusal unless its files are made and every item is ticked."""
    if queries.missing_checks(photo):
        raise Refusal(_("This photo cannot be released: its check list is not complete."))
    if photo.state != "ready":
        raise Refusal(_("This photo cannot be released yet: its files are still being made."))
    if photo.is_shown:
        return
    if photo.withheld_at is not None:
        raise Refusal(_("This photo is withheld. Lift that first."))
    photo.released_at = photo.released_at or utcnow()
    audit.record("photos.release", photo, revision=photo.revision)


def withhold(photo: Photo, reason: str) -> None:
    """Nobody but the desk sees it from now on. `reason`: a short code, never personal data."""
    if photo.withheld_at is None:
        photo.withheld_at, photo.withheld_reason = utcnow(), reason[:40]
        audit.record("photos.withhold", photo, reason=reason[:40])


def withdraw(photo: Photo, reason: str) -> None:
    """What it belongs to is not public any more: when this is lifted it must be released again."""
    photo.released_at = None
    if photo.withheld_at is None or photo.withheld_reason != reason[:40]:
        photo.withheld_at, photo.withheld_reason = utcnow(), reason[:40]
        audit.record("photos.withdraw", photo, reason=reason[:40])


def lift(photo: Photo) -> None:
    """The desk lifts a withholding. Raises Refusal for what an open objection asked for."""
    if photo.withheld_at is not None and photo.withheld_reason == BY_OBJECTION:
        raise Refusal(_("Decide the objection first."))
    restore(photo)


def restore(photo: Photo) -> None:
    """End the withholding: it is as public as it was before."""
    if photo.withheld_at is not None:
        audit.record("photos.restore", photo, reason=photo.withheld_reason)
        photo.withheld_at = photo.withheld_reason = None


def show_original(photo: Photo) -> bytes:
    """The file as it was sent, with all its metadata; that somebody looked is kept in the log."""
    if photo.original_key is None:
        raise Refusal(_("The original of this photo has been deleted."), status=404)
    audit.record("photos.show_original", photo)
    return files.get(photo.original_key)


def delete_original(photo: Photo) -> None:
    """Remove what could undo a blur: the file as it was sent, its position, the unblurred picture.

    More can be blurred later; what is blurred by then stays so for good. Safe to repeat.
    """
    if photo.original_key is None:
        return
    files.drop(photo.original_key)
    if photo.boxes:
        image = pictures.redact(pictures.opened(files.get(photo.clean_key)), photo.boxes)
        files.drop(photo.clean_key)
        photo.clean_key = files.keep(files.CLEAN, pictures.encode(image, "jpg", CLEAN_QUALITY))
    photo.original_key = photo.position = None
    audit.record("photos.delete_original", photo)


def forget_original(photo: Photo) -> None:
    """Have the original deleted soon: what the photo belongs to is closed for good."""
    if photo.original_key is not None:
        enqueue("photos.delete_original", photo.id)


def erase(photo: Photo) -> None:
    """Remove the photo, its files and its checks. Nothing may point to it any more."""
    files.drop(photo.original_key, photo.clean_key, *work_for(photo).names())
    audit.record("photos.erase", photo)
    db.session.delete(photo)


def remove_orphans(now: datetime | None = None) -> int:
    """Erase photos that have belonged to nothing for a day (a form that was never sent)."""
    found = queries.orphans((now or utcnow()) - ORPHANS_LIVE)
    for photo in found:
        erase(photo)
    return len(found)


@dataclass(frozen=True)
class Work:
    """All that is needed to make the files of one revision of a photo, without the database."""

    photo_id: int
    photo_key: str
    revision: int
    clean_key: str
    boxes: list[Box]
    size: tuple[int, int]

    def names(self) -> list[str]:
        """Where the files lie that are made of it."""
        return [
            files.derived(self.photo_key, self.revision, size.name, extension)
            for size in pictures.sizes(*self.size)
            for extension in pictures.FORMATS
        ]


def work_for(photo: Photo) -> Work:
    """What is to be made of a photo as it is blurred now."""
    size = (photo.width, photo.height)
    return Work(photo.id, photo.key, photo.revision, photo.clean_key, list(photo.boxes), size)


def let_go() -> None:
    """End the reading half of a job, so that long work holds no lock of the database."""
    db.session.rollback()


def make_files(work: Work) -> None:
    """Write every size and format (0.3 to 0.6 s of CPU); writing them again changes nothing."""
    image = pictures.redact(pictures.opened(files.get(work.clean_key)), work.boxes)
    for size, extension, data in pictures.derived(image):
        name = files.derived(work.photo_key, work.revision, size.name, extension)
        files.put_derived(name, data, pictures.FORMATS[extension])


def rendered(clean: bytes, boxes: Iterable[Sequence[float]] = ()) -> list[bytes]:
    """What `make_files` would write of a clean picture, in the order of `Work.names`.

    Touches neither storage nor database, so that another process can do it.
    """
    image = pictures.redact(pictures.opened(clean), pictures.checked_boxes(boxes))
    return [data for _size, _extension, data in pictures.derived(image)]


def put_files(work: Work, made: Sequence[bytes]) -> None:
    """Write what `rendered` made of the same picture and boxes."""
    for name, data in zip(work.names(), made, strict=True):
        files.put_derived(name, data, pictures.FORMATS[name.rpartition(".")[2]])


def settle(work: Work, state: str) -> None:
    """Note that the files are "ready" or "failed". Was the photo blurred anew or erased meanwhile,
    they are removed instead."""
    photo = queries.find(work.photo_id)
    if photo is None or photo.revision != work.revision:
        files.drop(*work.names())
    else:
        photo.state = state


def hint(photo: Photo, boxes: Iterable[Box]) -> None:
    """Keep where a machine sees faces, for the desk to look at."""
    photo.hints = [list(box) for box in boxes]


def derive(photo: Photo) -> None:
    """Make the files of a photo at once, in this transaction. Usually the job does it."""
    make_files(work_for(photo))
    photo.state = "ready"
