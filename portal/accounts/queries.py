"""Questions about people. Nothing here changes anything."""

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from portal.accounts.models import (
    EndedSession,
    Person,
    PersonRole,
    RecoveryCode,
    folded,
    index_of_email,
    index_of_phone,
    normal_phone,
)
from portal.db import db

PAGE = 30  # people on one page of the desk's list


def get(person_id: int) -> Person:
    """The person with this id. Raises NoResultFound (a 404 page)."""
    return db.session.get_one(Person, person_id)


def get_or_none(person_id: int) -> Person | None:
    return db.session.get(Person, person_id)


def by_username(username: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.username_folded == folded(username)))


def by_sign_in_name(entry: str) -> Person | None:
    """Who signs in with this user name, e-mail address or phone number, if anybody.

    One query whether there is somebody or not, so that the time it takes tells nothing.
    """
    return db.session.scalar(
        select(Person).where(_named(entry)).options(lazyload(Person.role_rows))
    )


def _named(entry: str):
    """A user name has no @ and is never only digits, so that an entry can mean but one thing."""
    if "@" in entry:
        return Person.email_index == index_of_email(entry)
    if normal_phone(entry):
        return Person.phone_index == index_of_phone(entry)
    return Person.username_folded == folded(entry)


def email_is_taken(email: str, by_other_than: Person | None = None) -> bool:
    return _is_taken(Person.email_index == index_of_email(email), by_other_than)


def phone_is_taken(phone: str, by_other_than: Person | None = None) -> bool:
    return _is_taken(Person.phone_index == index_of_phone(phone), by_other_than)


def username_is_taken(username: str) -> bool:
    return _is_taken(Person.username_folded == folded(username), None)


def _is_taken(same, by_other_than: Person | None) -> bool:
    statement = select(Person.id).where(same)
    if by_other_than is not None:
        statement = statement.where(Person.id != by_other_than.id)
    return db.session.scalar(statement) is not None


def for_session(person_id: int, session_hash: str) -> Person | None:
    """The person with all roles in one query; nobody if the session was ended by signing out."""
    ended = select(EndedSession.key).where(EndedSession.key == session_hash).exists()
    statement = (
        select(Person).options(joinedload(Person.role_rows)).where(Person.id == person_id, ~ended)
    )
    return db.session.scalars(statement).unique().one_or_none()


def people_with_role(role: str) -> Sequence[Person]:
    """Everybody who holds a role and may sign in, by user name."""
    statement = (
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role == role, _is_active())
        .order_by(Person.username_folded)
    )
    return db.session.scalars(statement).all()


def _is_active():
    return Person.disabled_at.is_(None) & Person.deleted_at.is_(None)


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes of a person are unused."""
    statement = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(statement) or 0


def people(words: str = "", role: str = "", state: str = "", after: str = "") -> Sequence[Person]:
    """One page of people by user name, and one more row if there is a next page.

    `words`: part of a user name, or a whole e-mail address or phone number (those are sealed and
    can only be found exactly). `role`: a staff role or "resident". `state`: active, disabled,
    deleted, first (a first password waits to be changed) or unsafe (staff without second factor).
    `after`: the folded user name of the last row of the page before.
    """
    statement = select(Person).order_by(Person.username_folded).limit(PAGE + 1)
    for narrow in (_by_words(words), _by_role(role), _by_state(state)):
        statement = statement.where(*narrow)
    return db.session.scalars(statement.where(Person.username_folded > after)).all()


def _by_words(words: str) -> list:
    if not words:
        return []
    part = Person.username_folded.contains(folded(words), autoescape=True)
    if "@" in words:
        return [or_(part, Person.email_index == index_of_email(words))]
    return [or_(part, Person.phone_index == index_of_phone(words)) if normal_phone(words) else part]


def _by_role(role: str) -> list:
    if not role:
        return []
    if role == "resident":
        return [~Person.role_rows.any()]
    return [Person.role_rows.any(PersonRole.role == role)]


def _by_state(state: str) -> list:
    known = {
        "active": [_is_active()],
        "disabled": [Person.disabled_at.is_not(None), Person.deleted_at.is_(None)],
        "deleted": [Person.deleted_at.is_not(None)],
        "first": [_is_active(), Person.must_change_password],
        "unsafe": [_is_active(), Person.totp_sealed.is_(None), Person.role_rows.any()],
    }
    return known.get(state, [])


def administrators_locked() -> Sequence[Person]:
    """Everybody who can administrate, locked until the transaction ends: so that never all go."""
    statement: Select = (
        select(Person)
        .where(_is_active(), Person.role_rows.any(PersonRole.role == "admin"))
        .order_by(Person.id)
        .with_for_update()
    )
    return db.session.scalars(statement).all()


def demo_people() -> Sequence[Person]:
    """The invented people of the demonstration who can still sign in."""
    statement = select(Person).where(Person.is_demo, _is_active()).order_by(Person.id)
    return db.session.scalars(statement).all()
