"""The menus, filled by the features in their own init_app, and the warnings shown at the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from flask_login import current_user


@dataclass(frozen=True)
class Entry:
    """One line of a menu: "main" and "foot" for everyone, "desk" and "account" after signing in."""

    position: int
    title: Any
    endpoint: str
    menu: str = "main"
    roles: tuple[str, ...] = ()  # empty: everyone who sees the menu
    count: Callable[[], int] | None = None  # how many things wait there
    icon: str = ""


@dataclass(frozen=True)
class Warning:
    """Something about the site's health that staff should know before it happens."""

    message: str
    endpoint: str | None = None
    urgent: bool = False


def add(app: Flask, entry: Entry) -> None:
    app.extensions["navigation"].append(entry)


def warning(app: Flask, ask: Callable[[], list[Warning]]) -> None:
    """Register a function that returns what is (or will soon be) wrong."""
    app.extensions["warnings"].append(ask)


def entries(menu: str = "main") -> list[Entry]:
    """The lines of a menu that the current person may use, in order."""
    found = [entry for entry in current_app.extensions["navigation"] if entry.menu == menu]
    if menu not in ("main", "foot"):
        found = [e for e in found if not e.roles or current_user.has_role(*e.roles)]
    return sorted(found, key=lambda entry: (entry.position, entry.endpoint))


def warnings() -> list[Warning]:
    return [found for ask in current_app.extensions["warnings"] for found in ask()]


def init_app(app: Flask) -> None:
    app.extensions["navigation"] = []
    app.extensions["warnings"] = []
    app.jinja_env.globals["navigation_entries"] = entries
