"""Who may change the city."""

import pytest

from portal.access import STAFF_ROLES, rules
from tests.accounts.factory import make_person
from tests.city.factory import make_category

ALLOWED = {"office", "admin"}


@pytest.mark.parametrize("role", ["resident", *STAFF_ROLES])
def test_who_may_change_the_city(app, role):
    person = make_person(roles=(role,))

    assert rules()["city.change"](person, None) == (role in ALLOWED)


@pytest.mark.parametrize("role", ["resident", *STAFF_ROLES])
def test_who_sees_the_city_at_the_desk(visitor, role):
    visitor.sign_in(make_person(roles=(role,)))

    for address in ("/desk/city/", "/desk/city/units", "/desk/city/calendar"):
        visitor.see(address, status=200 if role in ALLOWED else 403)


@pytest.mark.parametrize("step", ["use", "move", "remove", ""])
def test_nobody_else_takes_a_step(visitor, step):
    row = make_category()
    visitor.sign_in(make_person(roles=("editor", "releaser", "handler")))

    visitor.send(f"/desk/city/categories/{row.id}{'/' if step else ''}{step}", status=403)


def test_strangers_are_sent_to_sign_in(visitor):
    assert visitor.see("/desk/city/units", follow=False, status=302).status == 302
