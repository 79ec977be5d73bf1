"""What people do with their own account: register, correct, change the password, export, delete.

Other features add what they keep about a person to the export, and forget it on deletion:

    export_part(app, "suggestions", lambda person: [ ... ])     # JSON
    erase_with(app, lambda person: ...)
"""

from collections.abc import Callable

from flask import Flask, current_app
from flask_babel import gettext as _
from sqlalchemy import delete

from portal import audit
from portal.accounts import queries
from portal.accounts.actions import passwords, sessions
from portal.accounts.actions.demonstration import refuse_demonstration
from portal.accounts.models import Person, RecoveryCode
from portal.db import db, utcnow
from portal.errors import Refusal
from portal.i18n import EDITIONS, current_language

PRIVACY_VERSION = "2026-11"  # of the notice people see before they register


def register(*, username: str, password: str, email: str = "", phone: str = "") -> Person:
    """Make an account for a resident who confirmed to be 14 or older and read the notice."""
    person = Person(
        username=username,
        password_hash=passwords.hash_of(password),
        email=email,
        phone=phone,
        language=current_language().code if current_language().code in EDITIONS else "zh",
        confirmed_age_14_at=utcnow(),
        privacy_version=PRIVACY_VERSION,
    )
    db.session.add(person)
    db.session.flush()
    audit.record("accounts.register", person)
    return person


def correct(person: Person, *, display_name: str, email: str, phone: str, language: str) -> None:
    """Correct one's own name, e-mail, phone and language; empty ones are forgotten."""
    given = {"display_name": display_name, "email": email, "phone": phone, "language": language}
    before = {name: getattr(person, name) for name in given if name != "display_name"}
    before["display_name"] = person.own_name
    changed = sorted(name for name, value in given.items() if value != before[name])
    for name in changed:
        setattr(person, name, given[name])
    if changed:
        audit.record("accounts.correct", person, changed=changed)


def change_password(person: Person, password: str) -> None:
    """Take a new password; all other sessions of the person end.

    Raises Refusal for an account of the demonstration.
    """
    refuse_demonstration(person)
    person.password_hash = passwords.hash_of(password)
    person.must_change_password, person.one_time_until = False, None
    sessions.renew_session(person)
    audit.record("accounts.change_password", person)


def sign_out_everywhere(person: Person) -> None:
    """End every session of the person, this one too."""
    person.session_epoch += 1
    audit.record("accounts.sign_out_everywhere", person)
    sessions.end_session()


def export(person: Person) -> dict:
    """Everything the portal keeps about a person, ready for JSON (PIPL 45: copy and carry on)."""
    audit.record("accounts.export", person)
    parts = current_app.extensions.get("own_data_parts", {})
    return {"account": account_of(person)} | {name: part(person) for name, part in parts.items()}


def account_of(person: Person) -> dict:
    moments = ("created_at", "last_seen", "confirmed_age_14_at", "disabled_at")
    return {
        "username": person.username,
        "display_name": person.own_name,
        "email": person.email,
        "phone": person.phone,
        "language": person.language,
        "roles": sorted(person.roles),
        "second_factor": person.has_second_factor,
        "recovery_codes_left": queries.recovery_codes_left(person),
        "privacy_version": person.privacy_version,
        **{name: moment_of(person, name) for name in moments},
    }


def moment_of(person: Person, name: str) -> str | None:
    moment = getattr(person, name)
    return moment.isoformat(timespec="seconds") if moment else None


def delete_own_account(person: Person) -> None:
    """Erase a person's data and sign them out.

    Raises Refusal while they hold a role of staff, and for an account of the demonstration.
    """
    refuse_demonstration(person)
    if person.is_staff:
        raise Refusal(_("You hold a role of staff. Ask an administrator to take it back first."))
    audit.record("accounts.delete", person)
    sessions.end_session()
    erase(person)


def erase(person: Person) -> None:
    """Forget who a person was; the empty row stays so that what they sent keeps its place."""
    for forget in current_app.extensions.get("erase_with", []):
        forget(person)
    person.username = f"deleted-{person.id}"
    person.own_name = person.email = person.phone = person.totp = None
    person.password_hash = person.totp_last_step = person.last_seen = person.one_time_until = None
    person.confirmed_age_14_at = person.privacy_version = None
    person.session_epoch += 1
    person.deleted_at = utcnow()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))


def export_part(app: Flask, name: str, function: Callable[[Person], object]) -> None:
    """Add `function(person)` (JSON) to the export of own data under `name`."""
    app.extensions.setdefault("own_data_parts", {})[name] = function


def erase_with(app: Flask, function: Callable[[Person], None]) -> None:
    """Call `function(person)` when a person deletes their account, before they are forgotten."""
    app.extensions.setdefault("erase_with", []).append(function)
