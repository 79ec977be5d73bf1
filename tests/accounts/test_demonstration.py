"""The invented people of the demonstration, their page, and the command for the first admin."""

import pytest

from portal.access import STAFF_ROLES
from portal.accounts import actions, queries
from portal.accounts.actions.demonstration import PASSWORD
from portal.audit import AuditEntry
from portal.db import db
from tests.accounts.factory import make_person
from tests.visitor import Visitor


@pytest.fixture
def demo(make_app):
    app = make_app(demo=True, staff_second_factor=True)
    with app.app_context():
        actions.make_demo_people()
        db.session.commit()
        yield Visitor(app)
        db.session.remove()


def test_there_is_somebody_for_each_role(demo):
    for role in STAFF_ROLES:
        assert [p.is_demo for p in queries.people_with_role(role)] == [True]


def test_making_them_again_changes_nothing(demo):
    before = [person.id for person in queries.demo_people()]

    assert [person.id for person in actions.make_demo_people()] == before


def test_a_newcomer_signs_in_with_what_the_page_says(demo):
    page = demo.see("/account/demo")
    row = next(row for row in page.soup.select("tbody tr") if "demo-editor" in row.get_text())
    name, code = (tag.get_text() for tag in row.select("code"))

    demo.send("/account/sign-in", name=name, password=PASSWORD)
    demo.send("/account/second-step", code=code)

    assert demo.see("/account/").heading == "⟦Your data⟧"
    assert actions.ways_in()[1].code != code


def test_the_accounts_stay_as_they_are(demo):
    demo.sign_in(queries.by_username("demo-resident"))

    demo.send("/account/password", 409, password=PASSWORD, new="Long-Train-9", again="Long-Train-9")
    demo.send("/account/delete", 409, password=PASSWORD)


def test_elsewhere_there_is_no_such_page(visitor):
    visitor.see("/account/demo", 404)


def test_elsewhere_they_cannot_sign_in(app, visitor):
    actions.make_demo_people()
    db.session.commit()

    visitor.send("/account/sign-in", 422, name="demo-admin", password=PASSWORD)
    visitor.sign_in(queries.by_username("demo-admin"))
    assert visitor.see("/account/").heading == "⟦Sign in⟧"


def test_the_first_administrator_is_made_on_the_machine(app):
    result = app.test_cli_runner().invoke(args=["make-admin", "first", "--generate"])

    person = queries.by_username("first")
    password = result.output.split()[-1]
    assert person.roles == {"admin"}
    assert person.must_change_password
    with app.test_request_context():
        assert actions.try_password("first", password).person == person


def test_the_password_of_the_first_administrator_may_be_typed(app):
    typed = "Long-Train-9\nLong-Train-9\n"

    result = app.test_cli_runner().invoke(args=["make-admin", "first"], input=typed)

    assert result.exit_code == 0, result.output
    assert "Long-Train-9" not in result.output
    assert [row.action for row in db.session.query(AuditEntry)][-1] == "accounts.give_role"


@pytest.mark.parametrize(
    ("name", "typed"), [("first", "weak\nweak\n"), ("1234", None), ("the-auditor", None)]
)
def test_a_wrong_first_administrator_is_refused(app, name, typed):
    make_person(["auditor"], username="the-auditor")
    arguments = ["make-admin", name] + ([] if typed else ["--generate"])

    result = app.test_cli_runner().invoke(args=arguments, input=typed)

    assert result.exit_code == 1
    assert result.output.strip().splitlines()[-1].startswith("Error: ")
