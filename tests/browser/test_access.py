"""axe finds nothing on any page, in any language, normal or in large print."""

from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What answers with something else than a page of ours.
NOT_PAGES = ("/photos/", ".jpg", "/healthz", "/readyz", "/metrics", "/robots.txt", "/captcha/")
VIOLATIONS = """rules => axe.run(document, rules).then(found => found.violations.map(
  one => one.id + ": " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 150)).join("|")))"""


@pytest.fixture(scope="module")
def pages(site) -> list[tuple[str, str]]:
    """Every address without its language, and the door behind it."""
    from flask import current_app

    from tests.walk import addresses

    with site.inside():
        every = addresses(current_app._get_current_object(), language="zh", with_views=True)
    return [
        (address.removeprefix("/zh"), view.door)
        for address, view in every
        if address.startswith("/zh/") and not any(part in address for part in NOT_PAGES)
    ]


def look(person, address: str) -> list[str]:
    page = person.goes(address)
    page.evaluate(AXE.read_text())
    return [f"{address} {found}" for found in page.evaluate(VIOLATIONS, RULES)]


@pytest.mark.parametrize("care", ["", "care=1"])
@pytest.mark.parametrize("language", ["zh", "mong", "mn", "ru"])
def test_public_pages_can_be_used_by_everybody(somebody, pages, language, care):
    visitor = somebody(PHONE)
    found = []
    for address, door in pages:
        if door == "public":
            found += look(visitor, f"/{language}{address}" + (f"?{care}" if care else ""))
    assert not found


@pytest.mark.parametrize("language", ["zh", "mong"])
@pytest.mark.parametrize("role", ["editor", "releaser", "admin", "auditor", "resident"])
def test_pages_of_people_who_signed_in(somebody, pages, role, language):
    person = somebody(DESK).signs_in(role, language)
    found = []
    for address, door in pages:
        if door != "public":
            found += look(person, f"/{language}{address}")
    assert not found


@pytest.mark.parametrize("language", ["zh", "mong"])
def test_dark_pages_have_contrast(somebody, pages, language):
    visitor = somebody(PHONE, color_scheme="dark")
    found = []
    for address, door in pages:
        if door == "public":
            found += look(visitor, f"/{language}{address}")
    assert not found


@pytest.mark.parametrize("language", ["zh", "mong", "mn", "ru"])
def test_no_page_is_wider_than_the_phone(somebody, pages, language):
    """Nothing sticks out across the lines: sideways in horizontal pages, downwards in vertical."""
    visitor = somebody(PHONE)
    sticking = """() => document.documentElement.dataset.wm === "v"
      ? document.documentElement.scrollHeight - innerHeight
      : document.documentElement.scrollWidth - innerWidth"""
    wide = {}
    for address, door in pages:
        if door == "public":
            excess = visitor.goes(f"/{language}{address}").evaluate(sticking)
            if excess > 1:
                wide[address] = excess
    assert not wide
