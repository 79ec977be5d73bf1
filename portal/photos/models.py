"""A photo and the checks people have made of it: columns, and facts about one row."""

from datetime import datetime
from uuid import uuid4

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.crypto import open_sealed, seal, sealed_column
from portal.db import JsonType, UtcDateTime, db, utcnow
from portal.photos.pictures import Position

STATES = ("new", "ready", "failed")  # derived files: being made, there, could not be made

# What the desk looks at before anybody else may see a photo (the order is the order on the page).
CHECKS = {
    "faces": _l("Nobody can be recognised who did not agree"),
    "plates": _l("No number plate can be read"),
    "minors": _l("No minor can be recognised"),
    "house_numbers": _l("No house number or name at a door can be read"),
    "documents": _l("No document and no screen can be read"),
    "place": _l("The place can be recognised"),
    "metadata": _l("No metadata is left"),
}


class Photo(db.Model):
    """A picture that came in. Its public name is `key`; what it was called before is forgotten."""

    __tablename__ = "photo"
    __table_args__ = (
        CheckConstraint("state IN ('new', 'ready', 'failed')", name="state"),
        CheckConstraint("width > 0 AND height > 0", name="size"),
        Index("ix_photo_unattached", "attached_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: uuid4().hex)
    version: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(8), default="new")
    revision: Mapped[int] = mapped_column(default=1)  # stands in addresses: old ones lead nowhere
    width: Mapped[int]  # pixels of the clean picture, upright
    height: Mapped[int]
    boxes: Mapped[list] = mapped_column(JsonType, default=list)  # to blur: [x, y, w, h], fractions
    hints: Mapped[list | None] = mapped_column(
        JsonType
    )  # where a machine sees faces; None: not asked

    original_key: Mapped[str | None] = mapped_column(String(80))  # as it was sent; None: deleted
    clean_key: Mapped[str] = mapped_column(String(80))  # upright, without metadata; not blurred
    position_sealed: Mapped[str | None] = mapped_column(Text)

    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    attached_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # None for a day: removed
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withheld_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withheld_reason: Mapped[str | None] = mapped_column(String(40))

    checks: Mapped[list["PhotoCheck"]] = relationship(
        back_populates="photo", cascade="all, delete-orphan", order_by="PhotoCheck.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_shown(self) -> bool:
        """Whether the public may see it now."""
        return self.released_at is not None and self.withheld_at is None

    @property
    def position(self) -> Position | None:
        """Where it was taken, if its file said so."""
        if not self.position_sealed:
            return None
        latitude, longitude = open_sealed(self.position_sealed, context=context(self)).split(",")
        return Position(float(latitude), float(longitude))

    @position.setter
    def position(self, value: Position | None) -> None:
        self.key = self.key or uuid4().hex
        text = value and f"{value.latitude},{value.longitude}"
        self.position_sealed = seal(text, context=context(self)) if text else None


class PhotoCheck(db.Model):
    """One item of the check list, ticked by a person for one revision of a photo."""

    __tablename__ = "photo_check"
    __table_args__ = (UniqueConstraint("photo_id", "revision", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey(Photo.id, ondelete="CASCADE"))
    revision: Mapped[int]
    item: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    photo: Mapped[Photo] = relationship(back_populates="checks")
    person: Mapped[Person] = relationship()


def context(photo: Photo) -> str:
    """What a sealed position is bound to."""
    return f"photo:{photo.key}:position"


sealed_column(Photo, "position_sealed", context=context)
