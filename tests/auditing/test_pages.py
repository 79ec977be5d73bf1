"""The auditor's page: what was done, by whom, when; found by person, action and day."""

from datetime import UTC, datetime

import pytest

from portal import audit
from portal.audit import AuditEntry, record
from portal.auditing import queries
from portal.auditing.queries import Wanted, entries
from portal.db import db, db_transaction
from tests.accounts.factory import make_person

PAGE = "/desk/auditing/"


def note(action: str = "cases.release", **details) -> None:
    with db_transaction():
        record(action, **details)


def test_the_auditor_reads_what_was_done(visitor):
    note("cases.release", photos=2)
    visitor.sign_in(make_person(roles=("auditor",)))

    page = visitor.see(PAGE)

    assert page.heading == "⟦Record of actions⟧"
    assert "cases.release" in page.main
    assert "photos: 2" in page.main


@pytest.mark.parametrize("role", ["handler", "editor", "releaser", "office", "admin"])
def test_nobody_else_does(visitor, role):
    visitor.sign_in(make_person(roles=(role,)))

    visitor.see(PAGE, status=403)


def test_reading_leaves_no_trace(visitor):
    note()
    visitor.sign_in(make_person(roles=("auditor",)))
    count = audit.verify().count
    db.session.rollback()

    visitor.see(PAGE)

    assert audit.verify().count == count


def test_the_newest_come_first_page_by_page(both_databases, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(5):
        note(f"tests.step{number}")

    first, older = entries(Wanted())
    second, _ = entries(Wanted(), before=older)

    assert [entry.action for entry in first + second] == [f"tests.step{n}" for n in (4, 3, 2, 1)]
    assert entries(Wanted(), before=2)[1] is None


def test_entries_are_found_by_action_and_person(both_databases):
    note("cases.release")
    note("cases.retract")
    note("cases_other")

    assert {entry.action for entry in entries(Wanted(action="cases."))[0]} == {
        "cases.release",
        "cases.retract",
    }
    assert len(entries(Wanted(person="system"))[0]) == 3
    assert entries(Wanted(person="wang"))[0] == []


def test_a_day_is_a_day_of_the_city(both_databases, monkeypatch):
    monkeypatch.setattr(audit, "utcnow", lambda: datetime(2026, 3, 1, 17, 0, tzinfo=UTC))
    note()
    second = datetime(2026, 3, 2).date()

    assert len(entries(Wanted(day=second))[0]) == 1
    assert entries(Wanted(day=datetime(2026, 3, 1).date()))[0] == []


def test_the_filter_is_in_the_address(visitor):
    note("cases.release")
    note("accounts.reset")
    visitor.sign_in(make_person(roles=("auditor",)))

    page = visitor.see(f"{PAGE}?action=cases&day=nonsense")

    assert "accounts.reset" not in page.main
    assert page.value("action") == "cases"


def test_the_actor_is_who_was_signed_in(visitor):
    person = make_person(roles=("auditor",))
    with visitor.app.test_request_context("/"):
        from flask_login import login_user

        login_user(person)
        note("accounts.change")

    entry = db.session.query(AuditEntry).filter_by(action="accounts.change").one()

    assert (entry.actor_id, entry.actor_name) == (person.id, person.username)
