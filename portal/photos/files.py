"""The files of photos in storage: kept under random names, and never left behind.

A file that is kept belongs to the transaction: if that is rolled back, the file goes. A file that
is dropped goes only after the commit, so that nothing is lost when something fails in between.
Derived files have names that follow from the photo, so that making them twice leaves one.
"""

from uuid import uuid4

from sqlalchemy import event

from portal import storage
from portal.db import after_commit, db

WRITTEN = "photo files written"
ORIGINALS, CLEAN = "originals", "clean"


def keep(folder: str, data: bytes) -> str:
    """Put `data` under a new random name in `folder`; returns the name."""
    name = uuid4().hex
    key = f"{folder}/{name[:2]}/{name}"
    db.session().info.setdefault(WRITTEN, []).append(key)
    storage.put(key, data)
    return key


def get(key: str) -> bytes:
    """What lies under `key`; FileNotFoundError if nothing does."""
    return storage.get(key)


def drop(*keys: str | None) -> None:
    """Remove files once this transaction is committed."""
    for key in filter(None, keys):
        after_commit(lambda key=key: storage.delete(key))


def derived(photo_key: str, revision: int, size: int, extension: str) -> str:
    """Where a derived file lies."""
    return f"derived/{photo_key[:2]}/{photo_key}/{revision}-{size}.{extension}"


def put_derived(key: str, data: bytes, content_type: str) -> None:
    """Put a derived file, whatever becomes of the transaction."""
    storage.put(key, data, content_type)


@event.listens_for(db.session, "after_commit")
def _are_kept(session) -> None:
    session.info.pop(WRITTEN, None)


@event.listens_for(db.session, "after_rollback")
def _are_not_kept(session) -> None:
    for key in session.info.pop(WRITTEN, []):
        storage.delete(key)
