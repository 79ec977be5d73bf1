"""Setting up the second factor, its codes, and the recovery codes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from portal.accounts import queries
from portal.accounts.actions import second_factor
from portal.db import db, db_transaction, utcnow
from tests.accounts.factory import PASSWORD, TOTP, code, make_person


@pytest.fixture
def clock(monkeypatch):
    """A function that moves the second factor's clock to so many seconds from now."""

    def move(seconds: int) -> None:
        now = utcnow() + timedelta(seconds=seconds)
        monkeypatch.setattr(second_factor, "utcnow", lambda: now)

    return move


def set_up(visitor):
    page = visitor.see("/account/second-factor")
    secret = page.soup.select_one("main code").get_text().replace(" ", "")
    return visitor.send("/account/second-factor", code=code(secret))


def codes_on(page) -> list[str]:
    return [tag.get_text() for tag in page.soup.select("main .codes code")]


def test_setting_up_shows_ten_recovery_codes_once(visitor):
    visitor.sign_in(make_person())

    page = set_up(visitor)

    assert len(set(codes_on(page))) == 10
    assert codes_on(visitor.see("/account/recovery-codes")) == []


def test_the_picture_is_described_and_the_key_in_groups(visitor):
    visitor.sign_in(make_person())

    page = visitor.see("/account/second-factor")

    assert page.soup.select_one("main img")["alt"] == "⟦QR code for the app⟧"
    groups = page.soup.select_one("main code").get_text().split()
    assert {len(group) for group in groups} == {4}


def test_a_wrong_code_keeps_the_key_that_is_being_set_up(visitor):
    visitor.sign_in(make_person())
    before = visitor.see("/account/second-factor").soup.select_one("main code").get_text()

    page = visitor.send("/account/second-factor", 422, code="12")

    assert page.soup.select_one("main code").get_text() == before
    assert len(page.errors()) == 1


def test_the_key_is_not_readable_in_the_cookie(visitor):
    visitor.sign_in(make_person())
    secret = visitor.see("/account/second-factor").soup.select_one("main code").get_text()

    with visitor.client.session_transaction() as session:
        assert secret.replace(" ", "") not in str(dict(session))


def test_staff_set_it_up_before_anything_else(make_app):
    from tests.visitor import Visitor

    app = make_app(staff_second_factor=True)
    with app.app_context():
        visitor = Visitor(app).sign_in(make_person(["editor"], totp=None))

        asked = visitor.see("/account/details")
        set_up(visitor)

        assert asked.heading == "⟦Set up the second factor⟧"
        assert visitor.see("/account/details").heading == "⟦Correct your data⟧"
        assert visitor.see("/account/second-factor/remove", 403)


def test_residents_may_switch_it_off(visitor):
    person = make_person(totp=TOTP)
    visitor.sign_in(person)

    page = visitor.send("/account/second-factor/remove", password=PASSWORD)

    db.session.expire_all()
    assert "⟦The second factor is off." in page.main
    assert not person.has_second_factor


def test_a_code_works_once(both_databases):
    person = make_person(totp=TOTP)

    assert second_factor.use(person, code(TOTP))
    assert not second_factor.use(person, code(TOTP))


def test_of_many_at_once_one_code_lets_one_in(both_databases):
    person_id, now = make_person(totp=TOTP).id, code(TOTP)
    db.session.remove()

    def use_it(_number: int) -> bool:
        with both_databases.app_context(), db_transaction():
            return second_factor.use(queries.get(person_id), now)

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(use_it, range(4))) == [False, False, False, True]


@pytest.mark.parametrize(("seconds", "fits"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_wrong_by_half_a_minute(app, clock, seconds, fits):
    person = make_person(totp=TOTP)
    now = int(utcnow().timestamp()) // 30 * 30
    clock(now + 15 - utcnow().timestamp())

    assert second_factor.use(person, code(TOTP, at=now + seconds)) is fits


def test_an_older_code_does_not_work_after_a_newer_one(app, clock):
    person = make_person(totp=TOTP)
    now = int(utcnow().timestamp()) // 30 * 30
    clock(now + 15 - utcnow().timestamp())

    assert second_factor.use(person, code(TOTP, at=now))
    assert not second_factor.use(person, code(TOTP, at=now - 30))
    assert second_factor.use(person, code(TOTP, at=now + 30))


def test_a_recovery_code_works_once_however_it_is_typed(both_databases):
    person = make_person(totp=TOTP)
    with both_databases.test_request_context():
        first, second, *_rest = second_factor.new_recovery_codes(person)

        assert second_factor.use(person, first.lower().replace("-", " "))
        assert not second_factor.use(person, first)
        assert second_factor.use(person, second)


def test_a_recovery_code_of_somebody_else_does_not_work(app):
    person, other = make_person(totp=TOTP), make_person(totp=TOTP)
    with app.test_request_context():
        codes = second_factor.new_recovery_codes(other)

    assert not second_factor.use(person, codes[0])


def test_new_recovery_codes_make_the_old_ones_void(app):
    person = make_person(totp=TOTP)
    with app.test_request_context():
        old = second_factor.new_recovery_codes(person)
        second_factor.new_recovery_codes(person)

    assert not second_factor.use(person, old[0])


def test_a_recovery_code_lets_in(visitor, app):
    person = make_person(["office"], username="lin")
    with app.test_request_context():
        codes = second_factor.new_recovery_codes(person)
    db.session.commit()
    visitor.send("/account/sign-in", name="lin", password=PASSWORD)

    visitor.send("/account/second-step", code=codes[0])

    assert "9" in visitor.see("/account/").main
