"""People for tests."""

import time
from functools import lru_cache
from itertools import count

import pyotp

from portal.accounts.actions.passwords import hash_of
from portal.accounts.models import Person, PersonRole
from portal.db import db

PASSWORD = "Wide-Steppe-7"  # of everybody made here, unless told otherwise
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_numbers = count(1)
_hash_of = lru_cache(hash_of)


def make_person(roles=(), password: str = PASSWORD, **given) -> Person:
    """Somebody with an account, committed. Staff have the second factor TOTP, unless totp=None."""
    number = next(_numbers)
    roles = [role for role in roles if role != "resident"]
    given.setdefault("totp", TOTP if roles else None)
    given = {"username": f"person-{number}", "display_name": f"«Person {number}»"} | given
    person = Person(password_hash=_hash_of(password), **given)
    person.role_rows = [PersonRole(role=role) for role in roles]
    db.session.add(person)
    db.session.commit()
    return person


def code(secret: str, at: float | None = None) -> str:
    """The code an app shows for a secret, now or `at` (seconds since 1970)."""
    return pyotp.TOTP(secret).at(time.time() if at is None else at)


def examples() -> dict:
    """A value for every part of an address of this feature, for the walk through all pages."""
    return {"person_id": make_person().id}
