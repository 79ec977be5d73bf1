"""Signing in: a name and a password, then a code where the person has a second factor.

Five failures lock for half an hour (GB/T 22239-2019 8.1.4.1): what was typed in as a name, whether
anybody is called so or not, and the account behind it, by whatever name it was tried. Only the
first lock is spoken of: if the second were, it would tell which phone belongs to which user name.
"""

from dataclasses import dataclass
from math import ceil

from flask import session
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import audit, limits
from portal.accounts import queries
from portal.accounts.actions import passwords, second_factor, sessions
from portal.accounts.models import Person, folded, normal_phone
from portal.db import keep_answer, utcnow

LOCK = "5 per 30 minutes"
HALF_SECONDS = 600  # how long the second step may take
BY_NAME, BY_PERSON, BY_CODE = "sign-in.name", "sign-in.person", "sign-in.code"


@dataclass(frozen=True)
class Attempt:
    """What came of trying to sign in: the person, or a sentence about why not."""

    person: Person | None = None
    problem: str = ""


def try_password(entry: str, password: str) -> Attempt:
    """Check a user name, e-mail address or phone number and a password; failures are counted."""
    name = name_for_counting(entry)
    if not limits.hit(BY_NAME, name, LOCK):
        return Attempt(problem=locked_words(BY_NAME, name))
    person = queries.by_sign_in_name(entry)
    account = str(person.id) if person else f"nobody: {name}"
    is_open = limits.hit(BY_PERSON, account, LOCK)
    if not passwords.is_right(person if is_open else None, password):
        return failed("accounts.fail_password", person, BY_NAME, name)
    limits.clear(BY_NAME, name)
    limits.clear(BY_PERSON, account)
    problem = why_not(person)
    return refused(person, problem) if problem else Attempt(person)


def try_code(person: Person, code: str) -> Attempt:
    """Check the code of the second step: from the app, or a recovery code."""
    key = str(person.id)
    if not limits.hit(BY_CODE, key, LOCK):
        return Attempt(problem=locked_words(BY_CODE, key))
    if not second_factor.use(person, code):
        return failed("accounts.fail_code", person, BY_CODE, key)
    limits.clear(BY_CODE, key)
    return Attempt(person)


def sign_in(person: Person) -> None:
    """Begin a session for a person who proved who they are."""
    sessions.begin_session(person)
    audit.record("accounts.sign_in", person)


def sign_out() -> None:
    audit.record("accounts.sign_out")
    sessions.end_session()


def unlock(person: Person) -> None:
    """Forget the failures of a person (the names they were tried by stay locked)."""
    limits.clear(BY_PERSON, str(person.id))
    limits.clear(BY_CODE, str(person.id))
    limits.clear(BY_NAME, name_for_counting(person.username))


def begin_second_step(person: Person, address: str) -> None:
    """Remember who gave the right password, until the code comes; they are not signed in yet."""
    session.clear()
    session["half"] = {
        "id": person.id,
        "epoch": person.session_epoch,
        "at": int(utcnow().timestamp()),
        "next": address,
    }


def person_in_second_step() -> Person | None:
    """Who gave the right password less than ten minutes ago, if their account is still open."""
    half = session.get("half")
    if not half or utcnow().timestamp() - half["at"] > HALF_SECONDS:
        return None
    person = queries.get_or_none(half["id"])
    if person is None or person.session_epoch != half["epoch"]:
        return None
    return person if sessions.may_sign_in(person) else None


def address_after_second_step() -> str:
    return session.get("half", {}).get("next", "")


def name_for_counting(entry: str) -> str:
    """One name however it is written."""
    return normal_phone(entry) or folded(entry.strip())


def why_not(person: Person) -> str:
    """Why somebody with the right password may not come in; "" if they may."""
    if not sessions.may_sign_in(person):
        return _("This account has been closed. If you think that is wrong, ask the office.")
    if person.one_time_is_over(utcnow()):
        return _("This one-time password is too old. Ask an administrator for a new one.")
    return ""


def refused(person: Person, problem: str) -> Attempt:
    audit.record("accounts.refuse_sign_in", person)
    keep_answer()
    return Attempt(problem=problem)


def failed(action: str, person: Person | None, counter: str, key: str) -> Attempt:
    audit.record(action, person)
    keep_answer()
    if limits.remaining(counter, key, LOCK) == 0:
        return Attempt(problem=locked_words(counter, key))
    if counter == BY_CODE:
        return Attempt(problem=_("This code is wrong or was used before. Wait for the next one."))
    return Attempt(
        problem=_(
            "The name or the password is wrong. Five failures lock the account for half an hour."
        )
    )


def locked_words(counter: str, key: str) -> str:
    minutes = ceil(limits.seconds_left(counter, key) / 60)
    return ngettext(
        "Five failures: signing in is locked. Try again in %(num)s minute.",
        "Five failures: signing in is locked. Try again in %(num)s minutes.",
        minutes,
    )
