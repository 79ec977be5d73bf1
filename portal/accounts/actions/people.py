"""What administrators do: create people, give and take roles, reset, disable.

They never see a password: a one-time one is made here, shown to them once to be handed over, kept
only as a hash, and must be changed at the first sign-in. Every step is in the audit log.
"""

from datetime import timedelta

from flask_babel import gettext as _
from flask_login import current_user

from portal import audit
from portal.accounts import queries
from portal.accounts.actions import passwords, second_factor, signing_in
from portal.accounts.models import APART, Person, PersonRole
from portal.db import db, utcnow
from portal.errors import Refusal

ONE_TIME_DAYS = 7  # how long a one-time password waits for its first use


def create_person(
    *, username: str, display_name: str, email: str = "", phone: str = "", roles=()
) -> tuple[Person, str]:
    """An account with a one-time password; returns both."""
    person = Person(username=username, display_name=display_name, email=email, phone=phone)
    db.session.add(person)
    db.session.flush()
    audit.record("accounts.create", person)
    for role in sorted(roles):
        give_role(person, role)
    return person, give_one_time_password(person)


def give_role(person: Person, role: str) -> None:
    """Give a role. Raises Refusal for administrator and auditor together, and closed accounts."""
    if person.deleted_at:
        raise Refusal(_("This account has been deleted."))
    if person.is_staff and person.has_role(role):
        return
    if role in APART and person.has_role(*APART):
        raise Refusal(_("Nobody can be administrator and auditor at the same time."))
    giver = current_user.id if current_user else None
    person.role_rows.append(PersonRole(role=role, given_by_id=giver))
    audit.record("accounts.give_role", person, role=role)


def take_role(person: Person, role: str) -> None:
    """Take a role back. Raises Refusal if nobody could administrate any more."""
    if role == "admin":
        refuse_if_last(person)
    person.role_rows[:] = [row for row in person.role_rows if row.role != role]
    audit.record("accounts.take_role", person, role=role)


def refuse_if_last(person: Person) -> None:
    """Raise a Refusal if this is the only administrator who can sign in."""
    if [each.id for each in queries.administrators_locked()] == [person.id]:
        raise Refusal(_("This is the last administrator. Make somebody else one first."))


def give_one_time_password(person: Person, password: str | None = None) -> str:
    """A password for the first sign-in within seven days; then the person chooses their own.

    One is made unless given (only on the machine itself).
    """
    password = password or passwords.one_time_password()
    person.password_hash = passwords.hash_of(password)
    person.must_change_password = True
    person.one_time_until = utcnow() + timedelta(days=ONE_TIME_DAYS)
    person.session_epoch += 1
    return password


def reset_password(person: Person) -> str:
    """A one-time password instead of a forgotten one; lifts a lock. Raises Refusal if deleted."""
    if person.deleted_at:
        raise Refusal(_("This account has been deleted."))
    signing_in.unlock(person)
    audit.record("accounts.reset_password", person)
    return give_one_time_password(person)


def reset_second_factor(person: Person) -> None:
    """Switch off the second factor of a person who lost it; staff set up a new one at once."""
    second_factor.forget(person)
    person.session_epoch += 1
    audit.record("accounts.reset_second_factor", person)


def disable(person: Person) -> None:
    """Close an account until it is opened again; all its sessions end. May raise Refusal."""
    refuse_if_last(person)
    person.disabled_at = person.disabled_at or utcnow()
    person.session_epoch += 1
    audit.record("accounts.disable", person)


def enable(person: Person) -> None:
    """Open a closed account again. Raises Refusal if it was deleted."""
    if person.deleted_at:
        raise Refusal(_("This account has been deleted."))
    person.disabled_at = None
    audit.record("accounts.enable", person)


def make_admin(username: str) -> Person:
    """Make somebody an administrator, on the machine itself; the account is made if needed.

    Raises Refusal if they are auditor.
    """
    person = queries.by_username(username)
    if person is None:
        person = Person(username=username)
        db.session.add(person)
        db.session.flush()
        audit.record("accounts.create", person)
    person.disabled_at = None
    give_role(person, "admin")
    return person
