"""Every view has a door, and a view that only reads never changes anything."""

import pytest
from sqlalchemy import event

from portal.access import rules
from portal.db import SAFE_METHODS, db
from tests.walk import addresses, everyone, sign_in_as_everything


def test_every_view_has_a_door(app):
    without = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "door")
    ]
    assert not without, f"put @public, @signed_in or @staff(...) on: {without}"


def test_every_rule_is_used_under_its_own_name(app):
    wrong = [name for name in rules() if name.count(".") != 1]
    assert not wrong, f"a rule is called feature.verb: {wrong}"


def test_nobody_gets_in_without_signing_in(app, visitor):
    for address, view in addresses(app, with_views=True):
        if view.door != "public":
            response = visitor.client.get(address, headers=visitor.headers)
            assert response.status_code == 302, address
            assert "/account/sign-in" in response.location, address


def test_a_get_never_changes_anything(app, visitor):
    sign_in_as_everything(visitor)
    pages = addresses(app)
    changed = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def watch(connection, cursor, statement, *rest):
        if statement.lstrip().split(" ", 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            changed.append(statement)

    for address in pages:
        visitor.client.get(address, headers=visitor.headers)
        assert not changed, f"GET {address}: {changed}"


@pytest.mark.parametrize("who", sorted(everyone()))
def test_no_page_breaks_for_anybody(app, visitor, who):
    """Each page answers 200, 302, 403 or 404 to each kind of person: never an error of ours."""
    pages = addresses(app)
    everyone()[who](visitor)
    for address in pages:
        status = visitor.client.get(address, headers=visitor.headers).status_code
        assert status in (200, 204, 302, 303, 304, 403, 404), f"{address}: {status}"


def test_a_request_from_another_site_is_refused(app, visitor):
    for rule in app.url_map.iter_rules():
        unsafe = rule.methods - SAFE_METHODS
        if unsafe and not rule.arguments - {"language"}:
            address = rule.rule.replace("<language:language>", "zh")
            foreign = {"Sec-Fetch-Site": "cross-site"}
            method = sorted(unsafe)[0]
            answer = visitor.client.open(address, method=method, headers=foreign)
            assert answer.status_code == 403, address
