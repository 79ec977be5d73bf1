"""People, their roles, their recovery codes, and the sessions they ended."""

import re
from datetime import datetime
from unicodedata import normalize
from uuid import uuid4

import phonenumbers
from flask_babel import lazy_gettext as _l
from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.access import STAFF_ROLES
from portal.crypto import blind_index, open_sealed, seal, sealed_column
from portal.db import UtcDateTime, db, utcnow

APART = ("admin", "auditor")  # nobody holds both: who gives roles must not watch over it
ROLE_NAMES = {
    "resident": _l("Resident"),
    "handler": _l("Unit handler"),
    "editor": _l("Media editor"),
    "releaser": _l("Releaser"),
    "office": _l("Campaign office"),
    "admin": _l("Administrator"),
    "auditor": _l("Auditor"),
}
LIKE_A_PHONE = re.compile(r"[+＋]?[\d\s().\-－–]+")
RESIDENT = frozenset({"resident"})
HOME_REGION = "CN"  # of phone numbers written without a country code


def folded(username: str) -> str:
    """The form of a user name by which it is found: upper and lower case are one."""
    return normalize("NFC", username).casefold()


def normal_email(entry: str) -> str:
    """The form of an e-mail address by which it is found."""
    return entry.strip().casefold()


def normal_phone(entry: str) -> str | None:
    """A phone number as +8613800138000 (E.164), or None if it can't be one. Without +: Chinese."""
    if not LIKE_A_PHONE.fullmatch(entry.strip()):  # the library reads letters as digits too
        return None
    try:
        number = phonenumbers.parse(entry, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def index_of_email(entry: str) -> str:
    return blind_index(normal_email(entry), purpose="person.email")


def index_of_phone(entry: str) -> str:
    return blind_index(normal_phone(entry) or entry, purpose="person.phone")


class Sealed:
    """A fact about a person that is kept sealed in the column `<name>_sealed`, read like any other.

    With `index` the blind index in `<name>_index` follows it, so that it can be found again.
    """

    def __init__(self, index=None):
        self.index = index

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, person, owner=None) -> str:
        if person is None:
            return self
        sealed = getattr(person, f"{self.name}_sealed")
        return open_sealed(sealed, context=context(person, self.name)) if sealed else ""

    def __set__(self, person, value: str | None) -> None:
        person.key = person.key or uuid4().hex
        sealed = seal(value, context=context(person, self.name)) if value else None
        setattr(person, f"{self.name}_sealed", sealed)
        if self.index:
            setattr(person, f"{self.name}_index", self.index(value) if value else None)


def context(person: "Person", name: str) -> str:
    """What a sealed fact is bound to: this person and this fact."""
    return f"person:{person.key}:{name}"


class Person(UserMixin, db.Model):
    """Somebody with an account. A deleted person's row stays, empty, so that references hold."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: uuid4().hex)
    username: Mapped[str] = mapped_column(String(40))
    username_folded: Mapped[str] = mapped_column(String(80), unique=True)
    own_name_sealed: Mapped[str | None] = mapped_column(Text)
    email_sealed: Mapped[str | None] = mapped_column(Text)
    email_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    phone_sealed: Mapped[str | None] = mapped_column(Text)
    phone_index: Mapped[str | None] = mapped_column(String(64), unique=True)

    password_hash: Mapped[str | None] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(default=False)
    one_time_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_sealed: Mapped[str | None] = mapped_column(Text)
    totp_last_step: Mapped[int | None]  # the 30 seconds of the last code used: none is used twice
    session_epoch: Mapped[int] = mapped_column(default=1)

    language: Mapped[str] = mapped_column(String(8), default="zh")
    is_demo: Mapped[bool] = mapped_column(default=False)  # can sign in only where DEMO is on
    confirmed_age_14_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    privacy_version: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)
    last_seen: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the last sign-in
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    role_rows: Mapped[list["PersonRole"]] = relationship(
        back_populates="person",
        foreign_keys="PersonRole.person_id",
        cascade="all, delete-orphan",
        lazy="selectin",
        order_by="PersonRole.role",
    )
    recovery_codes: Mapped[list["RecoveryCode"]] = relationship(
        cascade="all, delete-orphan", order_by="RecoveryCode.id"
    )

    own_name = Sealed()
    email = Sealed(index_of_email)
    phone = Sealed(index_of_phone)
    totp = Sealed()

    def __init__(self, **given):
        self.key = given.pop("key", None) or uuid4().hex  # sealing needs it before anything else
        super().__init__(**given)

    @validates("username")
    def _fold(self, name: str, username: str) -> str:
        self.username_folded = folded(username)
        return username

    @property
    def display_name(self) -> str:
        """What colleagues and the person see: the name they gave, else the user name."""
        return self.own_name or self.username

    @display_name.setter
    def display_name(self, name: str | None) -> None:
        self.own_name = name

    @property
    def roles(self) -> frozenset[str]:
        """The roles held; a person with none of the staff's is a resident."""
        return frozenset(row.role for row in self.role_rows) or RESIDENT

    def has_role(self, *names: str) -> bool:
        return not self.roles.isdisjoint(names)

    @property
    def is_staff(self) -> bool:
        return bool(self.role_rows)

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in at all."""
        return self.disabled_at is None and self.deleted_at is None

    @property
    def has_second_factor(self) -> bool:
        return self.totp_sealed is not None

    @property
    def state(self) -> str:
        """One word: active, disabled or deleted."""
        if self.deleted_at:
            return "deleted"
        return "disabled" if self.disabled_at else "active"

    def one_time_is_over(self, now: datetime) -> bool:
        """Whether the password is a one-time one that nobody used in time."""
        return self.one_time_until is not None and self.one_time_until < now


class PersonRole(db.Model):
    """One role held by one person."""

    __tablename__ = "person_role"
    __table_args__ = (
        CheckConstraint(f"role IN {STAFF_ROLES}", name="known"),
        Index(
            "uq_person_role_apart",
            "person_id",
            unique=True,
            sqlite_where=text(f"role IN {APART}"),
            postgresql_where=text(f"role IN {APART}"),
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True, index=True)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    person: Mapped[Person] = relationship(back_populates="role_rows", foreign_keys=[person_id])


class RecoveryCode(db.Model):
    """A way in for a person who lost the second factor; each is good for one sign-in."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EndedSession(db.Model):
    """A session that a person ended by signing out: a copy of its cookie is worth nothing.

    Only needed until the copy is idle for too long anyway; see actions.sessions.
    """

    __tablename__ = "ended_session"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)  # a hash
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow, index=True)


for _name in ("own_name", "email", "phone", "totp"):
    sealed_column(
        Person, f"{_name}_sealed", context=lambda person, name=_name: context(person, name)
    )
