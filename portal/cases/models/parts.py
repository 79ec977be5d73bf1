"""What belongs to a case: its number, timeline, photos, objections and thanks."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.cases import states
from portal.cases.models.case import Case, random_key
from portal.cases.states import GROUND_LABELS, OBJECTION_LABELS
from portal.crypto import open_sealed, sealed_column
from portal.db import UtcDateTime, db, utcnow
from portal.i18n import ALL, Language, local_now
from portal.photos.models import Photo


class CaseNumber(db.Model):
    """The last number given out in a year; its row is the lock behind the counter."""

    __tablename__ = "case_number"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class CaseEvent(db.Model):
    """One row of the timeline. Only ever added; a trigger in the database refuses anything else."""

    __tablename__ = "case_event"
    __table_args__ = (
        Index("ix_case_event_case", "case_id", "id"),
        Index("ix_case_event_action", "action", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(Case.id))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))  # never a reporter
    who: Mapped[str] = mapped_column(String(16))  # reporter | staff | system | public
    action: Mapped[str] = mapped_column(String(32))
    before: Mapped[str | None] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    audience: Mapped[str] = mapped_column(String(16))
    public_words: Mapped[str] = mapped_column(Text, default="")
    internal_words: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(8))  # of the words
    late: Mapped[bool | None]  # frozen when it happened; None where no clock is judged

    case: Mapped[Case] = relationship(back_populates="events")
    person: Mapped[Person | None] = relationship()

    @property
    def label(self):
        return states.ACTION_LABELS[self.action]

    @property
    def words_in(self) -> Language:
        return ALL[self.language]


class CasePhoto(db.Model):
    """A photo of a case: how it was before, more of the same, or after."""

    __tablename__ = "case_photo"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(Case.id))
    photo_id: Mapped[int] = mapped_column(ForeignKey(Photo.id), unique=True)
    role: Mapped[str] = mapped_column(String(8), default="before")  # before | more | after
    position: Mapped[int]
    alt: Mapped[str] = mapped_column(Text, default="")  # what it shows, in the public language

    case: Mapped[Case] = relationship(back_populates="photos")
    photo: Mapped[Photo] = relationship(lazy="joined")

    @property
    def is_shown(self) -> bool:
        """Whether the public may see it: released, and not withheld since."""
        return self.photo.released_at is not None and self.photo.withheld_at is None


class Objection(db.Model):
    """A person shown on a board objects; answered within one working day."""

    __tablename__ = "objection"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=random_key)
    case_id: Mapped[int] = mapped_column(ForeignKey(Case.id), index=True)
    submission_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    ground: Mapped[str] = mapped_column(String(16))  # minor | recognisable | untrue | other
    words_sealed: Mapped[str | None] = mapped_column(Text)
    contact_sealed: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(16), default="open")  # open | upheld | dismissed
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    due: Mapped[date] = mapped_column(Date)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    late: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answer_language: Mapped[str | None] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship(back_populates="objections")
    decided_by: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def answer_in(self) -> Language:
        """The language the answer is written in."""
        return ALL[self.answer_language or self.language]

    @property
    def is_late(self) -> bool:
        """Whether the answer is overdue today, in the city."""
        return self.is_open and local_now().date() > self.due

    @property
    def ground_label(self):
        return GROUND_LABELS[self.ground]

    @property
    def state_label(self):
        return OBJECTION_LABELS[self.state]

    @property
    def words_in(self) -> Language:
        return ALL[self.language]

    def context(self, field: str) -> str:
        return f"objection:{self.key}:{field}"

    def opened(self, field: str) -> str:
        """The clear text of `words` or `contact`; "" when there is none."""
        sealed = getattr(self, f"{field}_sealed")
        return open_sealed(sealed, context=self.context(field)) if sealed else ""


for _field in ("words", "contact"):
    sealed_column(
        Objection, f"{_field}_sealed", context=lambda row, field=_field: row.context(field)
    )


class Thank(db.Model):
    """One visitor's thanks for one case; the visitor is a keyed hash of a random cookie."""

    __tablename__ = "thank"
    __table_args__ = (UniqueConstraint("case_id", "visitor_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(Case.id))
    visitor_hash: Mapped[str] = mapped_column(String(64))
