"""Real Chromium on the real portal: server, worker and database, one for each test process."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.servers.process import Portal

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}
PASSWORD = "Manzhouli-2026"
SECONDS = 15_000  # milliseconds Chromium waits for what should appear
expect.set_options(timeout=SECONDS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@dataclass
class Site:
    """The running portal, and a way to put people into it."""

    portal: Portal
    names: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.portal.address

    def person(self, role: str) -> str:
        """The user name of somebody with one role; made when first asked for."""
        if role not in self.names:
            self.names[role] = self._make(role)
        return self.names[role]

    def inside(self):
        """The context of an app on the same database and files, for arranging things."""
        from portal import create_app

        given = {
            "environment": "test",
            "instance_path": self.portal.folder / "instance",
            "public_url": self.address,
            "page_cache": False,
        }
        return create_app(given).app_context()

    def _make(self, role: str) -> str:
        from portal.db import db
        from tests.accounts.factory import make_person

        with self.inside():
            name = f"test-{role}"
            make_person(roles=(role,), username=name, password=PASSWORD, totp=None)
            db.engine.dispose()
        return name


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    given = {
        "STAFF_SECOND_FACTOR": "false",
        "CAPTCHA_DIFFICULTY": "500",
        "SECRET_KEY": "a-secret-for-the-browser-tests-long-enough",
    }
    portal = Portal(command=(("seed",),), **given)
    yield Site(portal)
    portal.stop()


@dataclass
class Person:
    """Somebody in front of a screen."""

    site: Site
    context: BrowserContext
    page: Page
    complaints: list[str]

    def goes(self, path: str) -> Page:
        self.page.goto(self.site.address + path)
        return self.page

    def signs_in(self, role: str, language: str = "zh") -> "Person":
        page = self.goes(f"/{language}/account/sign-in")
        page.locator("input[name=name]").fill(self.site.person(role))
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_url(re.compile(r"(?!.*sign-in).*"))
        return self


@pytest.fixture
def somebody(chromium: Browser, site: Site, request) -> Iterator[Callable[..., Person]]:
    """A function that gives a new person: on a phone or at a desk, with or without JavaScript."""
    opened: list[Person] = []

    def come(size: dict = PHONE, **options) -> Person:
        # A page that still scrolls by itself would move away below the mouse.
        options = {"reduced_motion": "reduce"} | options
        context = chromium.new_context(viewport=size, **options)
        context.set_default_timeout(SECONDS)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: _note(complaints, said))
        opened.append(Person(site, context, page, complaints))
        return opened[-1]

    yield come
    for person in opened:
        person.context.close()
    assert not [c for person in opened for c in person.complaints], "the browser complained"


def _note(complaints: list[str], said) -> None:
    """Errors the browser writes down count, but not that a page answered 4xx, as it should."""
    if said.type == "error" and "Failed to load resource" not in said.text:
        complaints.append(f"{said.text} ({said.location.get('url', '')})")


@pytest.fixture
def picture(tmp_path) -> Path:
    """A photo as a phone takes it: sideways, with a position and a maker's name."""
    from tests.photos.samples import everything_marked

    file = tmp_path / "street.jpg"
    file.write_bytes(everything_marked(1200, 900))
    return file
