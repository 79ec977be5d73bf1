"""Invented people to try the portal with: one for each role, and some residents.

They can sign in only where the setting DEMO is on, and are listed there on a page, with their
password and the current code of their second factor. All of them are labelled as a demonstration.
"""

from dataclasses import dataclass

import pyotp
from flask_babel import gettext as _

from portal import mongolian
from portal.access import STAFF_ROLES
from portal.accounts import queries
from portal.accounts.actions import passwords
from portal.accounts.models import Person, PersonRole
from portal.db import db, utcnow
from portal.errors import Refusal

PASSWORD = "Shifan-2026"  # noqa: S105 - meant to be known; worth nothing where DEMO is off
STEP = 30  # seconds
PEOPLE = (  # user name, name, roles, language; all invented
    ("demo-handler", "乌兰（示范）", ("handler",), "zh"),
    ("demo-editor", "林晓（示范）", ("editor",), "zh"),
    ("demo-releaser", "白云（示范）", ("releaser",), "zh"),
    ("demo-office", "周宁（示范）", ("office",), "zh"),
    ("demo-admin", "高原（示范）", ("admin",), "zh"),
    ("demo-auditor", "江河（示范）", ("auditor",), "zh"),
    ("demo-resident", "李春（示范）", (), "zh"),
    ("demo-resident-mong", mongolian.write("saran") + "（示范）", (), "mong"),
    ("demo-resident-mn", "Сараа (жишээ)", (), "mn"),
    ("demo-resident-ru", "Анна (пример)", (), "ru"),
)


@dataclass(frozen=True)
class Way:
    """How to sign in as one of them: the code is "" where no second factor is needed."""

    person: Person
    code: str


def make_demo_people() -> list[Person]:
    """The people above; those who exist already are left as they are. Returns all of them."""
    kept = passwords.hash_of(PASSWORD)
    return [queries.by_username(row[0]) or _make(*row, kept) for row in PEOPLE]


def _make(username: str, name: str, roles: tuple, language: str, kept: str) -> Person:
    person = Person(
        username=username,
        display_name=name,
        password_hash=kept,
        language=language,
        is_demo=True,
        confirmed_age_14_at=utcnow(),
        totp=pyotp.random_base32() if roles else None,
    )
    person.role_rows = [PersonRole(role=role) for role in roles]
    db.session.add(person)
    db.session.flush()
    return person


def ways_in() -> list[Way]:
    """Everybody of the demonstration with the code that works now, staff first."""
    order = {role: place for place, role in enumerate(STAFF_ROLES)}
    people = sorted(
        queries.demo_people(),
        key=lambda person: (min(order.get(role, 99) for role in person.roles), person.id),
    )
    return [Way(person, code_of(person)) for person in people]


def code_of(person: Person) -> str:
    """The first code of a person's app that was not used yet: this one, or the next."""
    if not person.has_second_factor:
        return ""
    step = max(int(utcnow().timestamp()) // STEP, (person.totp_last_step or 0) + 1)
    return pyotp.TOTP(person.totp).at(step * STEP)


def refuse_demonstration(person: Person) -> None:
    """Raise a Refusal if the account is for everybody to try, and has to stay as it is."""
    if person.is_demo:
        raise Refusal(_("This account is for everybody to try. It has to stay as it is."))
