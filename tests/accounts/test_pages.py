"""The pages of one's own account, as people see them."""

import json

import pytest

from portal.accounts import queries
from portal.db import db
from tests.accounts.factory import PASSWORD, TOTP, code, make_person

REGISTERED = {
    "username": "sara",
    "password": "Long-Train-9",
    "again": "Long-Train-9",
    "is_14": "y",
    "agrees": "y",
}


@pytest.mark.parametrize("name", ["Lin.Xiao", "LIN@example.org", "138 0013 8000", "+8613800138000"])
def test_people_sign_in_with_name_email_or_phone(visitor, name):
    make_person(username="lin.xiao", email="lin@example.org", phone="13800138000")

    page = visitor.send("/account/sign-in", name=name, password=PASSWORD)

    assert page.heading == "⟦Your data⟧"


def test_a_russian_number_is_found_with_its_country_code(visitor):
    make_person(phone="+7 912 345-67-89")

    page = visitor.send("/account/sign-in", name="+79123456789", password=PASSWORD)

    assert page.heading == "⟦Your data⟧"


def test_wrong_names_and_wrong_passwords_are_answered_alike(visitor):
    make_person(username="lin")

    wrong = visitor.send("/account/sign-in", 422, name="lin", password="x" * 9)
    unknown = visitor.send("/account/sign-in", 422, name="nil", password="x" * 9)

    assert "The name or the password is wrong" in wrong.main
    assert wrong.main == unknown.main


def test_five_failures_lock_for_half_an_hour_and_say_so(visitor):
    make_person(username="lin")
    for _n in range(5):
        page = visitor.send("/account/sign-in", 422, name="lin", password="wrong-one")

    right = visitor.send("/account/sign-in", 422, name="LIN", password=PASSWORD)

    assert "locked. Try again in 30 minutes" in page.main
    assert "locked. Try again in 30 minutes" in right.main


def test_the_lock_of_an_account_holds_for_its_other_names(visitor):
    make_person(username="lin", email="lin@example.org")
    for _n in range(5):
        visitor.send("/account/sign-in", 422, name="lin", password="wrong-one")

    page = visitor.send("/account/sign-in", 422, name="lin@example.org", password=PASSWORD)

    assert "The name or the password is wrong" in page.main


def test_signing_in_well_forgets_the_failures(visitor):
    make_person(username="lin")
    for password in ("wrong-one", "wrong-one", "wrong-one", PASSWORD):
        status = 200 if password == PASSWORD else 422
        page = visitor.send("/account/sign-in", status, name="lin", password=password)
    visitor.send("/account/sign-out")

    again = visitor.send("/account/sign-in", 422, name="lin", password="wrong-one")

    assert page.heading == "⟦Your data⟧"
    assert "The name or the password is wrong" in again.main


def test_a_person_gets_to_the_page_they_wanted(visitor):
    make_person(username="lin")
    asked = visitor.see("/account/details")

    page = visitor.send("/account/sign-in", name="lin", password=PASSWORD, next=asked.value("next"))

    assert page.address == "/qps/account/details"


@pytest.mark.parametrize(
    "next", ["https://elsewhere.example/", "//elsewhere.example", "/\\x.example"]
)
def test_nobody_is_sent_to_another_site(visitor, next):
    make_person(username="lin")

    page = visitor.send("/account/sign-in", name="lin", password=PASSWORD, next=next)

    assert page.address == "/qps/account/"


def test_staff_give_a_code_as_well(visitor):
    make_person(["editor"], username="lin")

    second = visitor.send("/account/sign-in", name="lin", password=PASSWORD)
    field = second.soup.select_one("[name=code]")
    page = visitor.send("/account/second-step", name="lin", code=code(TOTP))

    assert second.heading == "⟦Second step⟧"
    assert field["autocomplete"] == "one-time-code"
    assert field["inputmode"] == "numeric"
    assert page.address != "/qps/account/second-step"


def test_a_wrong_code_does_not_let_in(visitor):
    make_person(["editor"], username="lin")
    visitor.send("/account/sign-in", name="lin", password=PASSWORD)

    for _n in range(5):
        page = visitor.send("/account/second-step", 422, code="000000")

    assert "locked. Try again in 30 minutes" in page.main
    assert visitor.see("/account/").heading == "⟦Sign in⟧"


def test_the_second_step_needs_the_first(visitor):
    assert visitor.see("/account/second-step").heading == "⟦Sign in⟧"


def test_the_first_password_has_to_be_changed_before_anything_else(visitor):
    visitor.sign_in(make_person(must_change_password=True))

    asked = visitor.see("/account/details")
    page = visitor.send(
        "/account/password?next=/qps/account/details", new="Long-Train-9", again="Long-Train-9"
    )

    assert asked.heading == "⟦Choose your own password⟧"
    assert page.address == "/qps/account/details"


def test_a_person_changes_the_password(visitor):
    person = make_person()
    visitor.sign_in(person)

    page = visitor.send(
        "/account/password", password=PASSWORD, new="Long-Train-9", again="Long-Train-9"
    )

    assert "⟦Your new password is in place." in page.main
    visitor.send("/account/sign-out")
    assert (
        visitor.send("/account/sign-in", name=person.username, password="Long-Train-9").heading
        == "⟦Your data⟧"
    )


@pytest.mark.parametrize("new", ["short", "alllowercase", "Password1!", "Wang.qian-77", PASSWORD])
def test_weak_and_old_passwords_are_refused(visitor, new):
    visitor.sign_in(make_person(username="wang.qian"))

    page = visitor.send("/account/password", 422, password=PASSWORD, new=new, again=new)

    assert len(page.errors()) == 1


def test_a_resident_registers(visitor):
    page = visitor.send("/account/register", **REGISTERED, email="sara@example.org")

    person = queries.by_sign_in_name("sara@example.org")
    assert page.heading == "⟦Your data⟧"
    assert person.username == "sara"
    assert person.confirmed_age_14_at
    assert person.privacy_version


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("is_14", ""),
        ("agrees", ""),
        ("username", "13800138000"),
        ("username", "sara@x"),
        ("username", "LIN"),
        ("email", "LIN@example.org"),
        ("phone", "+86 138-0013-8000"),
        ("phone", "12345"),
        ("again", "Other-Train-9"),
        ("password", "Sara-sara-sara-1"),
    ],
)
def test_registering_says_what_is_wrong(visitor, field, value):
    make_person(username="lin", email="lin@example.org", phone="13800138000")
    given = REGISTERED | {field: value}
    given |= {"again": value} if field == "password" else {}

    page = visitor.send("/account/register", 422, **{k: v for k, v in given.items() if v})

    assert len(page.errors()) == 1


def test_the_notice_stands_before_the_form(visitor):
    page = visitor.see("/account/register")

    assert "⟦What happens to your data⟧" in page.main
    assert page.main.index("⟦Your rights⟧") < page.main.index("⟦User name⟧")


def test_a_person_corrects_their_data(visitor):
    person = make_person(email="old@example.org")
    visitor.sign_in(person)

    page = visitor.send(
        "/account/details", display_name="«Sara»", email="", phone="+976 8800 1234", language="mn"
    )

    db.session.expire_all()
    assert "«Sara»" in page.main
    assert (person.email, person.phone, person.language) == ("", "+976 8800 1234", "mn")
    assert person.email_index is None


def test_keeping_ones_own_email_is_no_conflict(visitor):
    visitor.sign_in(make_person(email="lin@example.org"))

    page = visitor.send("/account/details", email="lin@example.org", language="zh")

    assert page.heading == "⟦Your data⟧"


def test_the_export_holds_everything_and_no_secret(visitor):
    visitor.sign_in(make_person(phone="13800138000"))

    answer = visitor.send("/account/export").response

    account = json.loads(answer.data)["account"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert account["phone"] == "13800138000"
    assert "argon2" not in answer.text


def test_a_person_deletes_their_account(visitor):
    person = make_person(username="sara", email="sara@example.org")
    visitor.sign_in(person)

    page = visitor.send("/account/delete", password=PASSWORD)

    db.session.expire_all()
    assert page.heading == "⟦Sign in⟧"
    assert "⟦Your account and your data have been deleted.⟧" in page.text
    assert (person.username, person.email, person.own_name) == (f"deleted-{person.id}", "", "")


def test_deleting_needs_the_password(visitor):
    person = make_person()
    visitor.sign_in(person)

    page = visitor.send("/account/delete", 422, password="wrong-one")

    assert page.errors() == ["⟦This is not your password.⟧"]
    assert person.deleted_at is None


def test_staff_are_released_before_they_delete(visitor):
    visitor.sign_in(make_person(["office"]))

    page = visitor.send("/account/delete", 409, password=PASSWORD)

    assert "Ask an administrator to take it back first." in page.heading


@pytest.mark.parametrize("page", ["sign-in", "register", "second-step"])
def test_nobody_keeps_a_copy_of_these_pages(visitor, page):
    answer = visitor.see(f"/account/{page}").response

    assert answer.headers["Cache-Control"] == "private, no-store"


def test_registering_asks_whether_one_is_a_person(make_app):
    """A form without the answer is not enough; nothing typed is lost."""
    from tests.visitor import Visitor

    app = make_app(captcha=True)
    fields = {"username": "newcomer", "password": PASSWORD, "again": PASSWORD}
    with app.app_context():
        page = Visitor(app).send(
            "/account/register", 422, **fields, is_14="y", agrees="y", form_key="k"
        )

        assert page.value("username") == "newcomer"
        assert page.soup.select_one("#captcha-error")
