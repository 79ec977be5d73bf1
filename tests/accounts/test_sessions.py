"""How long a session lives, and what ends it."""

import time

import pytest
from sqlalchemy import select

from portal.accounts.models import EndedSession, Person
from portal.audit import AuditEntry
from portal.db import db, utcnow
from tests.accounts.factory import PASSWORD, TOTP, make_person


def age(visitor, **seconds) -> None:
    """Make parts of the session older."""
    with visitor.client.session_transaction() as session:
        for name, ago in seconds.items():
            session[name] = int(time.time()) - ago


def copy_of_cookie(visitor) -> str:
    return visitor.client.get_cookie("portal").value


def is_in(visitor) -> bool:
    return visitor.see("/account/").heading == "⟦Your data⟧"


def test_an_idle_session_ends_and_the_page_says_why(visitor):
    visitor.sign_in(make_person())
    age(visitor, active=31 * 60)

    page = visitor.see("/account/")

    assert page.heading == "⟦Sign in⟧"
    assert "You were signed out because nothing happened for 30 minutes." in page.main


def test_reading_keeps_a_session_alive(visitor):
    visitor.sign_in(make_person())
    age(visitor, active=29 * 60)
    visitor.see("/account/")

    with visitor.client.session_transaction() as session:
        assert time.time() - session["active"] < 60


def test_somebody_who_is_still_here_stays(visitor):
    visitor.sign_in(make_person())
    age(visitor, active=29 * 60)

    visitor.send("/account/still-here", 204)

    assert is_in(visitor)


@pytest.mark.parametrize(
    ("roles", "hours", "stays"),
    [(["office"], 11, True), (["office"], 13, False), ([], 13, True), ([], 24 * 8, False)],
)
def test_no_session_lives_for_ever(visitor, roles, hours, stays):
    visitor.sign_in(make_person(roles))
    age(visitor, since=hours * 3600)

    assert is_in(visitor) is stays


def test_a_copied_cookie_is_worth_nothing_after_signing_out(visitor):
    visitor.sign_in(make_person())
    copied = copy_of_cookie(visitor)
    visitor.send("/account/sign-out")
    visitor.client.set_cookie("portal", copied)

    assert not is_in(visitor)


def test_signing_out_everywhere_ends_other_sessions(visitor, app):
    from tests.visitor import Visitor

    person = make_person()
    other = Visitor(app).sign_in(person)
    visitor.sign_in(person)

    visitor.send("/account/sign-out-everywhere")

    assert not is_in(visitor)
    assert not is_in(other)


def test_a_new_password_ends_other_sessions_but_this(visitor, app):
    from tests.visitor import Visitor

    person = make_person()
    other = Visitor(app).sign_in(person)
    visitor.sign_in(person)

    new = "Long-Train-9"
    visitor.send("/account/password", password=PASSWORD, new=new, again=new)

    assert is_in(visitor)
    assert not is_in(other)


@pytest.mark.parametrize("closed", ["disabled_at", "deleted_at"])
def test_a_closed_account_is_out_at_once(visitor, closed):
    person = make_person(username="lin")
    visitor.sign_in(person)
    setattr(person, closed, utcnow())
    db.session.commit()

    assert not is_in(visitor)
    visitor.send("/account/sign-in", 422, name="lin", password=PASSWORD)


def test_a_planted_session_is_not_taken_over(visitor):
    make_person(username="lin")
    with visitor.client.session_transaction() as session:
        session["name"] = session["planted"] = "by somebody else"

    visitor.send("/account/sign-in", name="lin", password=PASSWORD)

    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session["name"] != "by somebody else"


def test_the_half_of_a_session_ends_after_ten_minutes(visitor):
    make_person(username="lin", totp=TOTP)
    visitor.send("/account/sign-in", name="lin", password=PASSWORD)
    with visitor.client.session_transaction() as session:
        session["half"] = session["half"] | {"at": session["half"]["at"] - 601}

    assert visitor.see("/account/second-step").heading == "⟦Sign in⟧"


def test_ended_sessions_are_forgotten_after_a_day(visitor):
    from datetime import timedelta

    db.session.add(EndedSession(key="old", ended_at=utcnow() - timedelta(days=2)))
    db.session.commit()
    visitor.sign_in(make_person())

    visitor.send("/account/sign-out")

    db.session.expire_all()
    assert [row.key for row in db.session.scalars(select(EndedSession))] != ["old"]


def test_failures_are_written_down_without_what_was_typed(visitor):
    person = make_person(username="lin")
    visitor.send("/account/sign-in", 422, name="lin", password="secret-typed-here")
    visitor.send("/account/sign-in", 422, name="secret-typed-here", password="x" * 9)

    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [(row.action, row.thing_id) for row in rows] == [
        ("accounts.fail_password", str(person.id)),
        ("accounts.fail_password", None),
    ]
    assert "secret" not in "".join(f"{row.details}{row.actor_name}" for row in rows)


def test_the_last_sign_in_is_remembered(visitor):
    make_person(username="lin")
    visitor.send("/account/sign-in", name="lin", password=PASSWORD)

    db.session.expire_all()
    assert db.session.scalar(select(Person)).last_seen is not None


def test_htmx_is_sent_to_the_sign_in_page_as_a_whole(visitor):
    answer = visitor.client.get("/qps/account/", headers=visitor.headers | {"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/qps/account/sign-in"
