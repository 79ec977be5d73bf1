"""Sessions: what the signed cookie of a person who signed in holds, and when it ends.

The cookie holds the person's id, their epoch ("sign out everywhere" raises it), when they signed
in, when they were last active, and a name of its own. The name's hash is kept in `ended_session`
once the person signs out, so that a copy of the cookie is worth nothing. Times are seconds since
1970.
"""

import secrets
from datetime import timedelta

from flask import g, session
from flask_login import current_user, login_user, logout_user
from sqlalchemy import delete

from portal.accounts import queries
from portal.accounts.models import EndedSession, Person
from portal.config import settings
from portal.crypto import blind_index
from portal.db import db, utcnow

STAFF_HOURS = 12  # a session of staff ends after that, however active it is
RESIDENT_HOURS = 7 * 24
NOTED_EVERY = 30  # seconds between two notes of activity, so that not every answer sets a cookie
ENDED_KEPT = timedelta(days=1)  # by then every copy of an ended cookie is idle for too long


def session_of(person: Person) -> dict:
    """What the session of a person who signs in now holds."""
    now = int(utcnow().timestamp())
    return {
        "_user_id": str(person.id),
        "_fresh": True,
        "epoch": person.session_epoch,
        "since": now,
        "active": now,
        "name": secrets.token_urlsafe(18),
    }


def begin_session(person: Person) -> None:
    """Sign a person in: nothing of the session before is kept, so that none can be planted."""
    session.clear()
    login_user(person)
    session.pop("_id", None)  # a fingerprint of address and browser we have no use for
    session.update(session_of(person))
    person.last_seen = utcnow()


def renew_session(person: Person) -> None:
    """End all other sessions of a person and keep this one going."""
    person.session_epoch += 1
    if current_user.is_authenticated and current_user.id == person.id:
        kept = {name: session[name] for name in ("since", "csrf_token") if name in session}
        session.update(session_of(person) | kept)


def end_session() -> None:
    """Sign out here: the cookie is emptied and a copy of it no longer accepted."""
    name = session.get("name")
    if name:
        db.session.merge(EndedSession(key=hash_of_name(name)))
        outdated = delete(EndedSession).where(EndedSession.ended_at < utcnow() - ENDED_KEPT)
        db.session.execute(outdated)
    logout_user()
    session.clear()


def person_of_session(person_id: str) -> Person | None:
    """Who signed in with the session of this request, if it is still good; notes the activity."""
    now = int(utcnow().timestamp())
    if is_idle(now):
        session.clear()
        g.session_ended = "idle"
        return None
    person = queries.for_session(int(person_id), hash_of_name(session.get("name", "")))
    if person is None or not may_go_on(person, now):
        session.clear()
        return None
    if now - session["active"] >= NOTED_EVERY:
        session["active"] = now
    return person


def is_idle(now: int) -> bool:
    return now - session.get("active", 0) > settings().idle_minutes * 60


def may_go_on(person: Person, now: int) -> bool:
    hours = STAFF_HOURS if person.is_staff else RESIDENT_HOURS
    return (
        may_sign_in(person)
        and session.get("epoch") == person.session_epoch
        and now - session.get("since", 0) <= hours * 3600
    )


def may_sign_in(person: Person) -> bool:
    """Whether the account is open; those of the demonstration only where that is on."""
    return person.is_active and (settings().demo or not person.is_demo)


def stay_signed_in() -> None:
    """Note that the person is still there."""
    session["active"] = int(utcnow().timestamp())


def hash_of_name(name: str) -> str:
    return blind_index(name, purpose="session.name")
