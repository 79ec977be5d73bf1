"""Who may do what with photos."""

from types import SimpleNamespace

import pytest

from portal.access import STAFF_ROLES, rules
from portal.navigation import warnings
from portal.photos import permissions
from tests.photos.factory import make_photo

MAY = {
    "photos.screen": {"editor", "releaser", "office"},
    "photos.restore": {"releaser", "office"},
}


def person(*roles):
    return SimpleNamespace(has_role=lambda *names: bool(set(names) & set(roles)))


@pytest.mark.parametrize("role", ["resident", *STAFF_ROLES])
@pytest.mark.parametrize("rule", sorted(MAY))
def test_who_may_do_what(app, rule, role):
    assert rules()[rule](person(role), None) is (role in MAY[rule])


def test_the_doors_of_the_desk_are_for_those_who_screen(app):
    doors = {
        rule.endpoint: set(app.view_functions[rule.endpoint].roles)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("photos_desk.")
    }

    assert doors.pop("photos_desk.restore") == {"releaser", "office"}
    assert all(roles == set(permissions.SCREENERS) for roles in doors.values())


def test_the_desk_is_warned_of_photos_that_could_not_be_prepared(app):
    make_photo(released=False, state="failed")

    with app.test_request_context("/zh/"):
        assert any("1" in str(warning.message) and warning.urgent for warning in warnings())
