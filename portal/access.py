"""Who may do what.

A door says who may call a view at all; a view without a door is never served.
A rule says what a person may do with one thing; each feature keeps its rules in permissions.py.
A door may also be shut for a person who must do something first (change a first password, set up
the second factor): a feature says so with `must_first`.
"""

from collections.abc import Callable

from flask import Flask, abort, current_app, g, request
from flask_login import AnonymousUserMixin, LoginManager, current_user

login_manager = LoginManager()
STAFF_ROLES = ("handler", "editor", "releaser", "office", "admin", "auditor")
_rules: dict[str, Callable] = {}


class Visitor(AnonymousUserMixin):
    """Somebody who has not signed in."""

    id = None
    display_name = ""
    is_staff = False
    roles: frozenset[str] = frozenset()

    def has_role(self, *names: str) -> bool:
        return False


def public(view: Callable) -> Callable:
    """The door for everyone."""
    view.door = "public"
    return view


def signed_in(view: Callable) -> Callable:
    """The door for people with an account."""
    view.door = "signed_in"
    return view


def staff(*roles: str) -> Callable:
    """The door for people who run the portal and hold one of `roles` (none given: any of them)."""
    unknown = set(roles) - set(STAFF_ROLES)
    if unknown:
        raise ValueError(f"no such role: {unknown}")

    def put(view: Callable) -> Callable:
        view.door = "staff"
        view.roles = roles or STAFF_ROLES
        return view

    return put


def rule(name: str) -> Callable:
    """Register a function (person, thing) -> bool under a name such as "cases.release"."""

    def register(function: Callable) -> Callable:
        if name in _rules and _rules[name].__qualname__ != function.__qualname__:
            raise ValueError(f"two rules are named {name}")
        _rules[name] = function
        return function

    return register


def can(name: str, thing: object) -> bool:
    """Whether the current person may do `name` with `thing`."""
    return bool(_rules[name](current_user, thing))


def check(name: str, thing: object) -> None:
    """Answer 403 unless the current person may do `name` with `thing`."""
    if not can(name, thing):
        abort(403)


def rules() -> dict[str, Callable]:
    return dict(_rules)


def forget_reader() -> None:
    """For the page of a broken portal: draw it without asking the database who reads it."""
    g._login_user = Visitor()


def must_first(app: Flask, ask: Callable) -> None:
    """`ask()` returns an answer for a signed-in person who has to do something first, or None."""
    app.extensions["must_first"].append(ask)


def init_app(app: Flask) -> None:
    app.extensions["must_first"] = []
    login_manager.anonymous_user = Visitor
    login_manager.login_view = "accounts.sign_in"
    login_manager.login_message = None
    login_manager.session_protection = None  # accounts binds a session to its epoch instead
    login_manager.init_app(app)
    app.jinja_env.globals["can"] = can
    app.before_request(_guard_the_door)


def _guard_the_door():
    if request.endpoint in (None, "static"):
        return None
    view = current_app.view_functions[request.endpoint]
    door = getattr(view, "door", None)
    if door == "public":
        return None
    if door is None:
        abort(403)
    if not current_user.is_authenticated:
        return login_manager.unauthorized()
    if door == "staff" and not current_user.has_role(*view.roles):
        abort(403)
    return next((answer for ask in current_app.extensions["must_first"] if (answer := ask())), None)
