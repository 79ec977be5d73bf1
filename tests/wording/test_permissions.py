"""Who may translate, and who may correct the interface."""

import pytest

from portal.access import STAFF_ROLES, rules
from tests.accounts.factory import make_person
from tests.city.factory import make_category
from tests.wording.factory import a_string

TRANSLATE = {"editor", "releaser", "office", "admin"}
CORRECT = {"office", "admin"}


@pytest.mark.parametrize("role", ["resident", *STAFF_ROLES])
def test_the_rules(app, role):
    person = make_person(roles=(role,))

    assert rules()["wording.translate"](person, None) == (role in TRANSLATE)
    assert rules()["wording.correct"](person, None) == (role in CORRECT)


@pytest.mark.parametrize("role", ["resident", *STAFF_ROLES])
def test_who_sees_what(visitor, role):
    row = make_category(source_language="zh")
    visitor.sign_in(make_person(roles=(role,)))

    for address in ("", "texts", f"texts/category/{row.id}/name/ru"):
        visitor.see(f"/desk/wording/{address}", status=200 if role in TRANSLATE else 403)
    for address in ("strings", f"strings/ru/{a_string().key}"):
        visitor.see(f"/desk/wording/{address}", status=200 if role in CORRECT else 403)


def test_an_editor_does_not_change_the_interface(visitor):
    visitor.sign_in(make_person(roles=("editor", "releaser")))

    visitor.send(f"/desk/wording/strings/ru/{a_string().key}", status=403, text_0="x")
    visitor.send(f"/desk/wording/strings/ru/{a_string().key}/undo", status=403)
