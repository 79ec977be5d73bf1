"""Who may do what with an account: every rule, for everybody."""

import pytest

from portal.access import STAFF_ROLES, Visitor, rules
from tests.accounts.factory import make_person

ON_ONESELF = {
    "accounts.see": True,
    "accounts.give_role": False,
    "accounts.take_role": True,
    "accounts.reset": False,
    "accounts.close": False,
}


def everyone() -> dict:
    return {
        "visitor": Visitor,
        "resident": make_person,
        **{role: lambda role=role: make_person([role]) for role in STAFF_ROLES},
    }


@pytest.mark.parametrize("name", sorted(ON_ONESELF))
@pytest.mark.parametrize("who", sorted(everyone()))
def test_only_administrators_look_after_others(app, name, who):
    person = everyone()[who]()

    assert rules()[name](person, make_person()) is (who == "admin")


@pytest.mark.parametrize(("name", "allowed"), ON_ONESELF.items())
def test_what_administrators_may_do_with_themselves(app, name, allowed):
    admin = make_person(["admin"])

    assert rules()[name](admin, admin) is allowed


@pytest.mark.parametrize(
    ("who", "required", "allowed"),
    [
        ("resident", False, True),
        ("resident", True, True),
        ("editor", False, True),
        ("editor", True, False),
        ("admin", True, False),
    ],
)
def test_who_may_switch_their_second_factor_off(make_app, who, required, allowed):
    with make_app(staff_second_factor=required).app_context():
        person = make_person([who])

        assert rules()["accounts.remove_second_factor"](person, person) is allowed
        assert not rules()["accounts.remove_second_factor"](person, make_person())


@pytest.mark.parametrize("who", sorted(everyone()))
def test_the_desk_of_people_is_for_administrators(app, visitor, who):
    other = make_person()
    if who != "visitor":
        visitor.sign_in(everyone()[who]())
    expected = {"visitor": 302, "admin": 200}.get(who, 403)

    for page in ("", "new", str(other.id), f"{other.id}/reset-password"):
        visitor.see(f"/desk/accounts/{page}", expected, follow=False)
