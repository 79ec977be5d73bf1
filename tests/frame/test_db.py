"""One request is one transaction: what happens when the commit itself fails, and after it."""

import pytest
from flask import flash, redirect, session

from portal.access import public
from portal.cases.models import CaseNumber
from portal.db import after_commit, db, db_transaction, keep_answer
from portal.errors import Refusal
from tests.visitor import SAME_ORIGIN


@pytest.fixture
def answer(app):
    """What a person gets whose answer was ready when the database refused the commit."""

    @app.post("/collide")
    @public
    def collide():
        session["signed in"] = "yes"
        flash("It is done.")
        db.session.add(CaseNumber(year=2000, last=2))
        return redirect("/elsewhere")

    with db_transaction():
        db.session.add(CaseNumber(year=2000, last=1))
    db.session.remove()
    return app.test_client().post("/collide", headers=SAME_ORIGIN)


def test_a_commit_that_fails_is_told_instead_of_success(answer):
    assert answer.status_code == 409
    assert "It is done." not in answer.get_data(as_text=True)
    assert "Content-Security-Policy" in answer.headers


def test_a_commit_that_fails_leaves_no_session(answer):
    assert "Set-Cookie" not in answer.headers


def test_what_follows_a_commit_does_not_hinder_what_comes_next(app):
    done = []
    with db_transaction():
        after_commit(lambda: done.append(1 / 0))
        after_commit(lambda: done.append("queued"))

    assert done == ["queued"]


def test_nothing_follows_a_rollback(app):
    done = []

    def fail():
        with db_transaction():
            after_commit(lambda: done.append("queued"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert done == []


def test_nothing_follows_a_refusal_whose_answer_is_kept(app):
    done = []

    @app.post("/refuse")
    @public
    def refuse():
        keep_answer()
        after_commit(lambda: done.append("queued"))
        raise Refusal("«No.»")

    app.test_client().post("/refuse", headers=SAME_ORIGIN)

    assert done == []
