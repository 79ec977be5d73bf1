"""The second factor: codes that change every 30 seconds (TOTP, RFC 6238), and recovery codes.

A code is accepted 30 seconds early or late, and never twice (RFC 6238, 5.2). While it is being set
up the secret waits sealed in the person's own session; nothing is kept until a code proved it.
"""

import hmac
import re
import secrets

import pyotp
import segno
from flask import session
from flask_babel import gettext as _
from sqlalchemy import delete, or_, update

from portal import audit
from portal.accounts.actions import sessions
from portal.accounts.actions.demonstration import refuse_demonstration
from portal.accounts.models import Person, RecoveryCode
from portal.config import settings
from portal.crypto import SealBroken, blind_index, open_sealed, seal
from portal.db import db, utcnow

STEP = 30  # seconds
RECOVERY_CODES = 10
UNMISTAKABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
BLANKS = re.compile(r"[\s\-–—_.]+")


def secret_to_set_up(person: Person) -> str:
    """The secret being set up in this session; a new one if there is none."""
    try:
        return open_sealed(session.get("secret", ""), context=waiting_context(person))
    except SealBroken:
        secret = pyotp.random_base32()
        session["secret"] = seal(secret, context=waiting_context(person))
        return secret


def waiting_context(person: Person) -> str:
    return f"person:{person.key}:totp being set up"


def address_of(person: Person, secret: str) -> str:
    """What the QR code says: otpauth://totp/…"""
    issuer = _("Manzhouli City Civility")
    return pyotp.TOTP(secret).provisioning_uri(name=person.username, issuer_name=issuer)


def picture_of(address: str) -> str:
    """The QR code as a data: address of an SVG, dark on white also on dark pages."""
    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")


def groups_of(secret: str) -> list[str]:
    """A secret in groups of four, to be read and typed in."""
    return [secret[at : at + 4] for at in range(0, len(secret), 4)]


def set_up(person: Person, code: str) -> list[str]:
    """Switch the second factor on if `code` proves it; returns recovery codes, [] if it doesn't.

    Raises Refusal for an account of the demonstration.
    """
    refuse_demonstration(person)
    secret = secret_to_set_up(person)
    step = step_of(secret, code)
    if step is None:
        return []
    person.totp, person.totp_last_step = secret, step
    session.pop("secret")
    sessions.renew_session(person)
    audit.record("accounts.set_up_second_factor", person)
    return new_recovery_codes(person)


def remove(person: Person) -> None:
    """Switch one's own second factor off. Raises Refusal for an account of the demonstration."""
    refuse_demonstration(person)
    forget(person)
    sessions.renew_session(person)
    audit.record("accounts.remove_second_factor", person)


def forget(person: Person) -> None:
    """The secret and the recovery codes are gone."""
    person.totp, person.totp_last_step = None, None
    person.recovery_codes.clear()


def new_recovery_codes(person: Person) -> list[str]:
    """Ten new codes, shown once; only their hashes are kept, and the old ones are void."""
    codes = [
        "".join(secrets.choice(UNMISTAKABLE) for _n in range(10)) for _c in range(RECOVERY_CODES)
    ]
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    hashes = [hash_of(person, code) for code in codes]
    db.session.add_all(RecoveryCode(person_id=person.id, code_hash=each) for each in hashes)
    audit.record("accounts.make_recovery_codes", person)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def use(person: Person, code: str) -> bool:
    """Whether `code` proves who it is: the app's code, or a recovery code. Neither works twice."""
    code = BLANKS.sub("", code)
    if len(code) == 6 and code.isdecimal():
        return use_app_code(person, code)
    return use_recovery_code(person, code)


def use_app_code(person: Person, code: str) -> bool:
    step = step_of(person.totp, code)
    if step is None:
        return False
    unused = or_(Person.totp_last_step.is_(None), Person.totp_last_step < step)
    statement = update(Person).where(Person.id == person.id, unused).values(totp_last_step=step)
    return db.session.execute(statement).rowcount == 1


def use_recovery_code(person: Person, code: str) -> bool:
    statement = (
        update(RecoveryCode)
        .where(RecoveryCode.code_hash == hash_of(person, code), RecoveryCode.used_at.is_(None))
        .values(used_at=utcnow())
    )
    if db.session.execute(statement).rowcount != 1:
        return False
    audit.record("accounts.use_recovery_code", person)
    return True


def step_of(secret: str, code: str) -> int | None:
    """Which 30 seconds since 1970 a code belongs to: now, the ones before or after; else None."""
    now = int(utcnow().timestamp()) // STEP
    code = BLANKS.sub("", code)
    for step in (now, now - 1, now + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).at(step * STEP).encode(), code.encode()):
            return step
    return None


def hash_of(person: Person, code: str) -> str:
    return blind_index(code.upper(), purpose=f"recovery code of {person.key}")


def is_required(person: Person) -> bool:
    """Whether a person may not work without a second factor."""
    return person.is_staff and settings().staff_second_factor
