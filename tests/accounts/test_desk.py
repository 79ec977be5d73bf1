"""People at the desk: found, created, given roles, reset, closed; and what is recorded."""

import pytest
from sqlalchemy import select

from portal.accounts import queries
from portal.audit import AuditEntry
from portal.db import db
from tests.accounts.factory import PASSWORD, make_person


@pytest.fixture
def admin(visitor):
    person = make_person(["admin"], username="the-admin")
    visitor.sign_in(person)
    return person


def names_on(page) -> list[str]:
    return [tag.get_text() for tag in page.soup.select("main tbody th a")]


def recorded() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("words=XIA", ["lin.xiao"]),
        ("words=Lin@example.org", ["lin.xiao"]),
        ("words=138+0013+8000", ["lin.xiao"]),
        ("words=example.org", []),
        ("role=editor", ["lin.xiao"]),
        ("role=resident", ["sara", "was-here"]),
        ("state=disabled", ["was-here"]),
        ("role=editor&state=disabled", []),
    ],
)
def test_people_are_found(visitor, admin, question, found):
    make_person(["editor"], username="lin.xiao", email="lin@example.org", phone="13800138000")
    make_person(username="sara")
    make_person(username="was-here", disabled_at=admin.created_at)

    assert names_on(visitor.see(f"/desk/accounts/?{question}")) == found


def test_the_list_goes_on_page_by_page(visitor, admin, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    for name in ("a-one", "b-two", "c-three", "d-four"):
        make_person(username=name)

    first = visitor.see("/desk/accounts/?role=resident")
    second = visitor.see(first.soup.select_one("main a[rel=next]")["href"])

    assert names_on(first) == ["a-one", "b-two"]
    assert names_on(second) == ["c-three", "d-four"]
    assert not second.soup.select("main a[rel=next]")


def test_contact_data_are_not_shown(visitor, admin):
    person = make_person(email="lin@example.org", phone="13800138000")

    page = visitor.see(f"/desk/accounts/{person.id}")

    assert "lin@" not in page.html
    assert "0013" not in page.html


def test_a_new_colleague_signs_in_once_and_chooses_a_password(visitor, admin):
    page = visitor.send(
        "/desk/accounts/new", username="lin", display_name="«Lin»", roles=["editor", "releaser"]
    )
    password = page.soup.select("main dd code")[1].get_text()
    visitor.send("/account/sign-out")

    first = visitor.send("/account/sign-in", name="lin", password=password)

    assert first.heading == "⟦Choose your own password⟧"
    assert queries.by_username("lin").roles == {"editor", "releaser"}
    assert password not in str(recorded())


def test_nobody_is_created_with_roles_that_stay_apart(visitor, admin):
    page = visitor.send(
        "/desk/accounts/new", 422, username="lin", display_name="«Lin»", roles=["admin", "auditor"]
    )

    assert page.errors() == ["⟦Nobody can be administrator and auditor at the same time.⟧"]


def test_roles_are_given_and_taken_and_both_written_down(visitor, admin):
    person = make_person(["editor"])
    address = f"/desk/accounts/{person.id}"

    visitor.send(f"{address}/give-role", role="releaser")
    visitor.send(f"{address}/take-role", role="editor")

    db.session.expire_all()
    assert person.roles == {"releaser"}
    assert recorded()[-2:] == ["accounts.give_role", "accounts.take_role"]


@pytest.mark.parametrize(("held", "asked"), [("admin", "auditor"), ("auditor", "admin")])
def test_administrator_and_auditor_stay_apart(visitor, admin, held, asked):
    person = make_person([held])

    visitor.send(f"/desk/accounts/{person.id}/give-role", 409, role=asked)

    db.session.expire_all()
    assert person.roles == {held}


def test_a_role_that_does_not_exist_is_refused(visitor, admin):
    person = make_person()

    visitor.send(f"/desk/accounts/{person.id}/give-role", 400, role="resident")
    visitor.send(f"/desk/accounts/{person.id}/give-role", 400)


@pytest.mark.parametrize("step", ["give-role", "reset-password", "reset-second-factor", "disable"])
def test_administrators_leave_their_own_account_to_others(visitor, admin, step):
    visitor.send(f"/desk/accounts/{admin.id}/{step}", 403, role="auditor")


def test_the_last_administrator_stays(visitor, admin):
    visitor.send(f"/desk/accounts/{admin.id}/take-role", 409, role="admin")

    make_person(["admin"], disabled_at=admin.created_at)
    visitor.send(f"/desk/accounts/{admin.id}/take-role", 409, role="admin")

    make_person(["admin"])
    visitor.send(f"/desk/accounts/{admin.id}/take-role", 403, role="admin")
    db.session.expire_all()
    assert not admin.is_staff


def test_a_forgotten_password_is_replaced(visitor, admin):
    person = make_person(username="lin")

    page = visitor.send(f"/desk/accounts/{person.id}/reset-password")

    password = page.soup.select("main dd code")[1].get_text()
    visitor.send("/account/sign-out")
    visitor.send("/account/sign-in", 422, name="lin", password=PASSWORD)
    first = visitor.send("/account/sign-in", name="lin", password=password)
    assert first.heading == "⟦Choose your own password⟧"
    assert page.response.headers["Cache-Control"] == "private, no-store"


def test_a_lost_second_factor_is_reset(visitor, admin):
    person = make_person(["editor"])

    visitor.send(f"/desk/accounts/{person.id}/reset-second-factor")

    db.session.expire_all()
    assert not person.has_second_factor
    assert recorded()[-1] == "accounts.reset_second_factor"


def test_a_closed_account_can_be_opened_again(visitor, admin):
    person = make_person()
    address = f"/desk/accounts/{person.id}"

    closed = visitor.send(f"{address}/disable")
    opened = visitor.send(f"{address}/enable")

    assert "⟦Closed⟧" in closed.main
    assert "⟦Active⟧" in opened.main


def test_a_deleted_account_stays_deleted(visitor, admin):
    person = make_person(deleted_at=admin.created_at)

    for step in ("enable", "reset-password", "give-role"):
        visitor.send(f"/desk/accounts/{person.id}/{step}", 409, role="editor")
