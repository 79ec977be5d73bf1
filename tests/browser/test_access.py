"""axe finds nothing on any page, in any language, normal or in large print, light or dark."""

from pathlib import Path

import pytest

from tests.browser.conftest import DESK, PHONE

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What answers with something else than a page of ours.
NOT_PAGES = ("/photo/", "/photos/", ".jpg", "/healthz", "/readyz", "/metrics", "/robots.txt")
# The factories write in an invented language, which axe does not know; nothing else is passed over.
VIOLATIONS = """only => {
  for (const node of document.querySelectorAll("[lang=qps]")) node.lang = "en";
  const rules = { runOnly: only, resultTypes: ["violations"] };
  return axe.run(document, rules).then(found => found.violations.map(
    one => one.id + ": " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 150)).join("|")));
}"""
# How far something sticks out across the lines: sideways, in a vertical page downwards.
STICKING = """() => document.documentElement.dataset.wm === "v"
  ? document.documentElement.scrollHeight - innerHeight
  : document.documentElement.scrollWidth - innerWidth"""


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


def faults(person, address: str) -> list[str]:
    """What axe says of a page, in light and in dark, and whether it is wider than the screen."""
    page = person.page
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    answer = page.goto(person.site.address + address, wait_until="domcontentloaded")
    if answer.status == 403:  # the page that says so is looked at with the public ones
        return []
    excess = page.evaluate(STICKING)
    found = [f"{excess} px wider than the screen"] if excess > 1 else []
    page.evaluate(AXE.read_text())
    found += page.evaluate(VIOLATIONS, TAGS)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark {fault}" for fault in page.evaluate(VIOLATIONS, ["color-contrast"])]
    return [f"{address} {fault}" for fault in found]


@pytest.mark.parametrize("care", ["", "?care=1"])
@pytest.mark.parametrize("language", ["zh", "mong", "mn", "ru"])
def test_public_pages_can_be_used_by_everybody(somebody, pages, language, care):
    visitor = somebody(PHONE)
    public = [address for address, door in pages if door == "public"] + ["/nothing-is-here"]
    found = [
        fault for address in public for fault in faults(visitor, f"/{language}{address}{care}")
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("care", ["", "?care=1"])
@pytest.mark.parametrize("language", ["zh", "mong", "mn", "ru"])
@pytest.mark.parametrize("role", ["editor", "admin", "auditor", "resident"])
def test_pages_of_people_who_signed_in(somebody, pages, role, language, care):
    person = somebody(DESK).signs_in(role, language)
    inside = [address for address, door in pages if door != "public"]
    found = [f for address in inside for f in faults(person, f"/{language}{address}{care}")]
    assert not found, "\n".join(found)
