"""Passwords, people and their data, beside the pages; data tests on both databases."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal.accounts import actions, queries
from portal.accounts.actions import passwords
from portal.accounts.models import Person, PersonRole, normal_phone
from portal.crypto import columns
from portal.db import db
from portal.errors import Refusal
from tests.accounts.factory import PASSWORD, make_person


@pytest.fixture
def request_context(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    "password",
    ["Password1!", "P@ssw0rd", "Admin@123", "Aa123456", "Qwerty123", "Manzhouli2026!"]
    + ["1qaz@WSX", "Abc12345", "Aaaaaaa1", "Woaini520!", "4321dcbA"],
)
def test_passwords_that_everybody_tries_first_are_refused(request_context, password):
    assert passwords.what_is_wrong(password)


@pytest.mark.parametrize(
    "password", ["Wide-Steppe-7", "满洲里Border9", "blue.Horse.runs", "Kx7$mQ2p"]
)
def test_other_passwords_are_fine(request_context, password):
    assert not passwords.what_is_wrong(password)


def test_one_time_passwords_pass_their_own_rules(request_context):
    made = {passwords.one_time_password() for _n in range(50)}

    assert len(made) == 50
    assert not any(passwords.what_is_wrong(password) for password in made)


def test_comparing_with_nobody_costs_the_same_work():
    assert not passwords.hasher.check_needs_rehash(passwords.NOBODY)


def test_a_hash_with_old_parameters_is_renewed_at_the_next_sign_in(app):
    from argon2 import PasswordHasher

    person = make_person()
    person.password_hash = PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)

    assert passwords.is_right(person, PASSWORD)
    assert not passwords.hasher.check_needs_rehash(person.password_hash)


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        ("138 0013 8000", "+8613800138000"),
        ("+976 8800-1234", "+97688001234"),
        ("wang13800138000", None),
        ("12345", None),
        ("1-800-FLOWERS", None),
    ],
)
def test_phone_numbers_have_one_form(entry, number):
    assert normal_phone(entry) == number


def test_nothing_personal_lies_in_clear_text(both_databases):
    make_person(display_name="«Lin Xiao»", email="lin@example.org", phone="13800138000")

    row = str(db.session.execute(text("SELECT * FROM person")).one())

    assert not any(word in row for word in ("Lin Xiao", "lin@", "138001", PASSWORD))


def test_rotating_keys_reaches_what_is_sealed_about_people():
    sealed = {str(column) for column in columns()}

    assert {"person.own_name_sealed", "person.email_sealed"} <= sealed
    assert {"person.phone_sealed", "person.totp_sealed"} <= sealed


@pytest.mark.parametrize(
    "same", [{"username": "LIN"}, {"email": "Lin@x.org"}, {"phone": "+86 13800138000"}]
)
def test_two_people_never_share_a_name_an_email_or_a_phone(both_databases, same):
    make_person(username="lin", email="lin@x.org", phone="138 0013 8000")

    with pytest.raises(IntegrityError):
        make_person(**same)


def test_the_database_itself_keeps_administrators_and_auditors_apart(both_databases):
    person = make_person(["admin", "editor"])
    db.session.add(PersonRole(person_id=person.id, role="auditor"))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_roles_come_with_the_person(both_databases):
    number = make_person(["editor", "releaser"]).id
    db.session.expunge_all()

    again = queries.for_session(number, "no such session")

    assert again.roles == {"editor", "releaser"}
    assert again.has_role("office", "releaser")
    assert not again.has_role("admin")


def test_people_with_a_role_are_those_who_can_sign_in(both_databases):
    person = make_person(["editor"])
    make_person(["editor"], disabled_at=person.created_at)
    make_person(["office"])

    assert queries.people_with_role("editor") == [person]


def test_the_list_of_people_is_searched_on_both_databases(both_databases):
    lin = make_person(["editor"], username="Lin.Xiao", phone="13800138000", totp=None)
    make_person(username="sara")

    assert queries.people("N.X") == [lin]
    assert queries.people("13800138000", "editor", "unsafe") == [lin]
    assert queries.people(after="lin.xiao", role="editor") == []


def test_the_last_administrator_is_kept_on_both_databases(both_databases):
    with both_databases.test_request_context():
        admin = make_person(["admin"])
        with pytest.raises(Refusal):
            actions.disable(admin)

        make_person(["admin"])
        actions.disable(admin)


def test_a_one_time_password_is_good_for_a_week(both_databases, monkeypatch):
    from datetime import timedelta

    with both_databases.test_request_context():
        person, password = actions.create_person(username="lin", display_name="«Lin»")
        assert actions.try_password("lin", password).person is person

        person.one_time_until -= timedelta(days=8)
        assert "too old" in actions.try_password("lin", password).problem


def test_features_add_to_the_export_and_forget_on_deletion(app, request_context):
    forgotten = []
    actions.export_part(app, "ideas", lambda person: [person.username])
    actions.erase_with(app, lambda person: forgotten.append(person.username))
    person = make_person(username="sara")

    assert actions.export(person)["ideas"] == ["sara"]
    actions.delete_own_account(person)

    assert forgotten == ["sara"]


def test_a_deleted_row_says_nothing_about_the_person(both_databases):
    with both_databases.test_request_context():
        person = make_person(email="a@example.org", phone="13800138000", totp="JBSWY3DP")
        actions.delete_own_account(person)
        db.session.flush()

    kept = {column.name for column in Person.__table__.columns if getattr(person, column.name)}
    assert kept <= {"id", "key", "username", "username_folded", "session_epoch"} | {
        "language", "created_at", "deleted_at"
    }  # fmt: skip


def test_the_name_of_a_deleted_account_can_be_used_again(both_databases):
    with both_databases.test_request_context():
        actions.delete_own_account(make_person(username="sara", email="a@example.org"))

    assert make_person(username="sara", email="a@example.org").id
