"""What runs later: making the files that are served, and removing what nobody claimed."""

from datetime import timedelta

from portal.db import db_transaction, utcnow
from portal.jobs import enqueue, job, nightly
from portal.photos import actions, hints, pictures, queries

LATE = timedelta(hours=1)


@job("photos.derive")
def derive(photo_id: int) -> None:
    """Make the files of a photo as it is blurred now.

    The lock of the database is let go while pictures are encoded; whatever was changed meanwhile
    (blurred anew, erased) has queued a job of its own or needs none.
    """
    photo = queries.find(photo_id)
    if photo is None or photo.state == "ready":
        return
    work = actions.work_for(photo)
    actions.let_go()
    try:
        actions.make_files(work)
    except (OSError, ValueError):
        with db_transaction():  # the failure stays noted, although the job fails and is tried again
            actions.settle(work, "failed")
        raise
    actions.settle(work, "ready")
    if hints.available():
        enqueue("photos.hint", photo_id)


@job("photos.hint", retries=0)
def look_for_faces(photo_id: int) -> None:
    """Note where a machine sees faces, once for each photo; the lock is let go meanwhile."""
    photo = queries.find(photo_id)
    if photo is None or photo.hints is not None or not hints.available():
        return
    clean = queries.unblurred(photo)
    actions.let_go()
    found = hints.faces(pictures.opened(clean))
    photo = queries.find(photo_id)
    if photo is not None:
        actions.hint(photo, found)


@job("photos.delete_original")
def delete_original(photo_id: int) -> None:
    """Remove the file as it was sent, with its position; what is blurred stays so for good."""
    photo = queries.find(photo_id)
    if photo is not None:
        actions.delete_original(photo)


@nightly("photos.remove_orphans", hour=3, minute=10)
def remove_orphans() -> None:
    """Photos that belonged to nothing for a day."""
    actions.remove_orphans()


@nightly("photos.finish", hour=3, minute=40)
def finish() -> None:
    """Try again what could not be made, or was lost with a queue."""
    for photo in queries.unfinished(utcnow() - LATE):
        enqueue("photos.derive", photo.id)
