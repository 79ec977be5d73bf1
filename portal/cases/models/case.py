"""A case: its columns, and facts about one row.

What a resident wrote stands in `words`, `place_words` and `language` and is never shown in public;
what the desk released stands in `public_title`, `public_words`, `public_place` and
`public_language`. Contact data and the exact position are sealed (portal/crypto.py); the query code
is kept only as a keyed hash.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.cases import states
from portal.cases.states import WAITING, Kind, State, Track, Way
from portal.city.models import Category, Place, SiteType, Unit
from portal.crypto import open_sealed, sealed_column
from portal.db import UtcDateTime, db, utcnow
from portal.i18n import ALL, Language, local_date, local_now

if TYPE_CHECKING:
    from portal.cases.models.parts import CaseEvent, CasePhoto, Objection

SEALED = ("name", "phone", "email", "position")
ONE_SECOND = timedelta(seconds=1)


def random_key() -> str:
    """32 random hexadecimal digits."""
    return uuid.uuid4().hex


class Case(db.Model):
    """One report: praise or exposure (suggestions come later)."""

    __tablename__ = "civic_case"  # "case" is a word of SQL itself
    __table_args__ = (
        Index("ix_civic_case_board_kind", "on_board", "kind", "published_at", "id"),
        Index("ix_civic_case_board", "on_board", "published_at", "id"),
        Index("ix_civic_case_board_category", "on_board", "category_id", "published_at", "id"),
        Index("ix_civic_case_board_place", "on_board", "place_id", "published_at", "id"),
        Index("ix_civic_case_board_street", "on_board", "street_id", "published_at", "id"),
        Index("ix_civic_case_board_state", "on_board", "state", "published_at", "id"),
        Index("ix_civic_case_queue", "state", "received_at", "id"),
        Index("ix_civic_case_grid", "category_id", "grid_row", "grid_column"),
        Index("ix_civic_case_same_street", "category_id", "street_id", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=random_key)
    number: Mapped[str] = mapped_column(String(16), unique=True)  # year and counter: 2026000123
    submission_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    track: Mapped[str | None] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), default=State.RECEIVED)
    origin: Mapped[str] = mapped_column(String(16), default=states.Origin.RESIDENT)

    category_id: Mapped[int] = mapped_column(ForeignKey(Category.id), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey(Place.id), index=True)
    street_id: Mapped[int | None] = mapped_column(ForeignKey(Place.id))  # of `place`, or itself
    site_type_id: Mapped[int | None] = mapped_column(ForeignKey(SiteType.id))
    position_sealed: Mapped[str | None] = mapped_column(Text)  # "latitude,longitude", WGS-84
    grid_row: Mapped[int | None]  # a cell of about 280 m: finds neighbours, tells no address
    grid_column: Mapped[int | None]

    language: Mapped[str] = mapped_column(String(8))  # code of an edition: zh, mong, mn, ru
    words: Mapped[str] = mapped_column(Text)
    place_words: Mapped[str] = mapped_column(Text, default="")
    public_title: Mapped[str] = mapped_column(Text, default="")
    public_words: Mapped[str] = mapped_column(Text, default="")
    public_place: Mapped[str] = mapped_column(Text, default="")
    public_language: Mapped[str | None] = mapped_column(String(8))

    reporter_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    from_unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id))  # praise of one's own
    name_sealed: Mapped[str | None] = mapped_column(Text)
    phone_sealed: Mapped[str | None] = mapped_column(Text)
    email_sealed: Mapped[str | None] = mapped_column(Text)
    wants_answer: Mapped[bool] = mapped_column(default=False)
    reply_language: Mapped[str] = mapped_column(String(8), default="zh")
    consent_version: Mapped[str] = mapped_column(String(16), default="")
    contact_erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    code_hash: Mapped[str] = mapped_column(String(64))

    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    screening_due: Mapped[date] = mapped_column(Date)
    screening_due_provisional: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    decline_reason: Mapped[str | None] = mapped_column(String(32))

    posted_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))  # staff's own post
    screener_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    text_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proposed_photos: Mapped[str | None] = mapped_column(Text)  # as they were: "7:1 8:2"
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

    on_board: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    expired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retracted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    objection_open: Mapped[bool] = mapped_column(default=False, index=True)
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("civic_case.id"), index=True)
    thanks: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    category: Mapped[Category] = relationship()
    place: Mapped[Place | None] = relationship(foreign_keys=[place_id])
    street: Mapped[Place | None] = relationship(foreign_keys=[street_id])
    site_type: Mapped[SiteType | None] = relationship()
    from_unit: Mapped[Unit | None] = relationship()
    reporter: Mapped[Person | None] = relationship(foreign_keys=[reporter_id])
    screener: Mapped[Person | None] = relationship(foreign_keys=[screener_id])
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=[proposed_by_id])
    duplicate_of: Mapped["Case | None"] = relationship(remote_side=[id])
    photos: Mapped[list["CasePhoto"]] = relationship(
        back_populates="case", order_by="CasePhoto.position, CasePhoto.id"
    )
    events: Mapped[list["CaseEvent"]] = relationship(back_populates="case", order_by="CaseEvent.id")
    objections: Mapped[list["Objection"]] = relationship(
        back_populates="case", order_by="Objection.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def way(self) -> Way:
        return states.way_of(self.kind, self.track)

    @property
    def is_exposure(self) -> bool:
        return self.kind == Kind.EXPOSURE

    @property
    def needs_second_person(self) -> bool:
        """Exposure is released by a second person (cases.md, Photos)."""
        return self.is_exposure

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_proposed(self) -> bool:
        return self.proposed_at is not None

    @property
    def photos_now(self) -> str:
        """Which photos there are and how each is blurred: what a proposal was made for."""
        return " ".join(f"{row.photo_id}:{row.photo.revision}" for row in self.photos)

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it now."""
        return self.on_board and not self.has_run_out

    @property
    def has_run_out(self) -> bool:
        return self.expires_at is not None and self.expires_at <= utcnow()

    @property
    def last_day(self) -> date | None:
        """The last day in the city on which it is shown; None while it does not run out."""
        return local_date(self.expires_at - ONE_SECOND) if self.expires_at else None

    @property
    def is_late(self) -> bool:
        """Whether the desk's decision is overdue today, in the city."""
        return self.is_waiting and local_now().date() > self.screening_due

    @property
    def has_contact(self) -> bool:
        return any((self.name_sealed, self.phone_sealed, self.email_sealed))

    @property
    def state_label(self):
        return states.STATE_LABELS[State(self.state)]

    @property
    def kind_label(self):
        return states.KIND_LABELS[Kind(self.kind)]

    @property
    def track_label(self):
        return states.TRACK_LABELS[Track(self.track)] if self.track else ""

    @property
    def origin_label(self):
        return states.ORIGIN_LABELS[states.Origin(self.origin)]

    @property
    def words_in(self) -> Language:
        """The language the resident wrote in."""
        return ALL[self.language]

    @property
    def public_in(self) -> Language:
        """The language of the released text."""
        return ALL[self.public_language or self.language]

    def context(self, field: str) -> str:
        """What a sealed text of this case is bound to."""
        return f"case:{self.key}:{field}"

    def opened(self, field: str) -> str:
        """The clear text of a sealed field (name, phone, email, position); "" when there is none.

        Contact data are opened only by actions.reveal_contact, which writes it down, and by mails.
        """
        sealed = getattr(self, f"{field}_sealed")
        return open_sealed(sealed, context=self.context(field)) if sealed else ""


for _field in SEALED:
    sealed_column(Case, f"{_field}_sealed", context=lambda case, field=_field: case.context(field))
