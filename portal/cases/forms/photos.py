"""The photo slots of a form. A photo that was taken in stays, whatever else has to be corrected.

It is kept as a photo that belongs to nothing yet, and the page carries a signed token for it in
`photo_kept_<number>`; what is never sent is removed after a day (photos.remove_orphans).
"""

import json
from dataclasses import dataclass, field

from flask import request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from portal.config import settings
from portal.errors import Refusal
from portal.photos import actions as photo_actions
from portal.photos import queries as photo_queries
from portal.photos.models import Photo

ONE_DAY = 24 * 60 * 60  # seconds; orphans live as long


@dataclass
class Slot:
    """One place for a photo: what was sent in this request, what was kept from the one before."""

    number: int
    prepared: photo_actions.Prepared | None = None
    photo: Photo | None = None
    errors: list[str] = field(default_factory=list)
    token: str = ""


@dataclass
class Slots:
    """All slots of one form."""

    form_key: str
    slots: list[Slot]

    def __iter__(self):
        return iter(self.slots)

    @property
    def errors(self) -> list[str]:
        return [message for slot in self.slots for message in slot.errors]

    @property
    def photos(self) -> list[Photo]:
        return [slot.photo for slot in self.slots if slot.photo is not None]

    def take_in(self) -> None:
        """Store what was sent, and find what was kept. Errors stand beside their slot."""
        for slot in self.slots:
            if slot.prepared is not None:
                self._store(slot)
            if slot.photo is None:
                slot.photo = self._kept(slot.number)
        self.belong_to(self.form_key)

    def belong_to(self, form_key: str) -> None:
        """Sign what is kept for the form with this key."""
        self.form_key = form_key
        for slot in self.slots:
            if slot.photo is not None:
                slot.token = token_of(slot.photo, form_key)

    def _store(self, slot: Slot) -> None:
        try:
            slot.photo = photo_actions.receive(slot.prepared, _boxes(slot.number))
        except Refusal as refusal:
            slot.errors.append(refusal.message)

    def _kept(self, number: int) -> Photo | None:
        if request.form.get(f"photo_remove_{number}"):
            return None
        return photo_of_token(request.form.get(f"photo_kept_{number}", ""), self.form_key)


def slots_of(form_key: str, count: int) -> Slots:
    """Read the uploads of this request without touching the database (it takes up to a second).

    Call it before the first query: on SQLite that is where the write lock begins.
    """
    slots = [Slot(number) for number in range(1, count + 1)]
    for slot in slots:
        upload = request.files.get(f"photo_{slot.number}")
        if upload is not None and upload.filename:
            _prepare(slot, upload)
    return Slots(form_key, slots)


def token_of(photo: Photo, form_key: str) -> str:
    """What a page carries for a photo it keeps; good for a day, and for this form only."""
    return _signer().dumps([photo.id, form_key])


def photo_of_token(token: str, form_key: str | None = None) -> Photo | None:
    """The photo a page keeps for a form that is still being filled in; None for a bad token."""
    try:
        photo_id, key = _signer().loads(token, max_age=ONE_DAY)
    except (BadData, ValueError, TypeError):
        return None
    photo = photo_queries.find(photo_id)
    usable = photo is not None and photo.attached_at is None and form_key in (None, key)
    return photo if usable else None


def _prepare(slot: Slot, upload: FileStorage) -> None:
    try:
        slot.prepared = photo_actions.prepare(upload)
    except Refusal as refusal:
        slot.errors.append(refusal.message)


def _boxes(number: int) -> list:
    """The areas drawn in the browser; nonsense counts as none, the desk looks anyway."""
    try:
        boxes = json.loads(request.form.get(f"boxes_{number}") or "[]")
    except ValueError:
        return []
    return boxes if isinstance(boxes, list) else []


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="cases.photo")
