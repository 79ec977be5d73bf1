"""Walking through all pages: an address for each view that can be read, and people to read it."""

from importlib import import_module
from pathlib import Path

from flask import url_for

from portal.access import STAFF_ROLES

TESTS = Path(__file__).parent


def values() -> dict:
    """A value for every part of an address, made by the features' factories."""
    found: dict = {}
    for file in sorted(TESTS.glob("*/factory.py")):
        factory = import_module(f"tests.{file.parent.name}.factory")
        found |= getattr(factory, "examples", dict)()
    return found


def addresses(app, language: str = "qps", with_views: bool = False, **more) -> list:
    """The address of every page, in `language`; with the view if asked."""
    known = {"language": language} | values() | more
    found = []
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
            view = app.view_functions[rule.endpoint]
            if "GET" not in rule.methods:
                continue
            parts = {part: known[part] for part in rule.arguments}
            address = url_for(rule.endpoint, _external=False, **parts)
            found.append((address, view) if with_views else address)
    return found


def sign_in_as(*roles: str):
    def sign_in(visitor) -> None:
        from tests.accounts.factory import make_person

        visitor.sign_in(make_person(roles=roles))

    return sign_in


def sign_in_as_everything(visitor) -> None:
    """Somebody with every role that may be held together (not the auditor's)."""
    sign_in_as(*(role for role in STAFF_ROLES if role != "auditor"))(visitor)


def everyone() -> dict:
    """Who reads the portal: nobody known, a resident, and each role of staff."""
    return {
        "visitor": lambda visitor: None,
        "resident": sign_in_as("resident"),
        **{role: sign_in_as(role) for role in STAFF_ROLES},
    }
