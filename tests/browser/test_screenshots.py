"""The demonstration as a newcomer sees it; `make screenshots` keeps the pictures for the README."""

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.conftest import DESK, PHONE, Site
from tests.servers.process import Portal

KEPT = Path(__file__).parents[2] / "docs" / "screenshots"
QUALITY = 70
DEMO_PASSWORD = "Shifan-2026"
SHOTS = {
    "home-zh": (DESK, "/zh/"),
    "board-mong": (PHONE, "/mong/boards/exposure/"),
    "send-ru": (PHONE, "/ru/cases/new?kind=exposure"),
    "care-zh": (PHONE, "/zh/boards/praise/?care=1"),
}


@pytest.fixture(scope="module")
def demonstration():
    """The portal as `make serve` starts it."""
    given = {"DEMO": "true", "CAPTCHA_DIFFICULTY": "500", "STAFF_SECOND_FACTOR": "false"}
    portal = Portal(command=(("demo",),), **given)
    yield Site(portal)
    portal.stop()


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = KEPT if os.environ.get("SCREENSHOTS") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep(file: Path, picture: bytes) -> None:
    """As a small WebP; what is wider than a phone is halved."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    if image.width > 800:
        image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    assert len(image.getcolors(1 << 24)) > 100, "an empty picture"
    image.save(file, quality=QUALITY, method=6)


def seen(page) -> bytes:
    """A picture of the page once all photos in sight are there."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    return page.screenshot()


def test_every_picture_of_the_readme(chromium, demonstration, folder):
    for name, (size, path) in SHOTS.items():
        context = chromium.new_context(viewport=size)
        page = context.new_page()
        page.goto(demonstration.address + path)
        keep(folder / f"{name}.webp", seen(page))
        context.close()


def sign_in_as_listed(page, role: str) -> None:
    """With user name, password and code as the page of the demonstration shows them."""
    page.goto(page.url.split("/zh/")[0] + "/zh/account/demo")
    row = page.locator("main tbody tr", has_text=role).first
    name = row.locator("td, th").first.inner_text().strip()
    page.goto(page.url.replace("/demo", "/sign-in"))
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/second-step**")
    listed = page.context.new_page()
    listed.goto(page.url.split("/zh/")[0] + "/zh/account/demo")
    shown = listed.locator("main tbody tr", has_text=role).first.inner_text()
    page.locator("input[name=code]").fill(
        re.findall(r"\b\d{3} ?\d{3}\b", shown)[-1].replace(" ", "")
    )
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"^(?!.*second-step).*$"))
    listed.close()


def test_the_desk_with_the_account_that_the_demonstration_lists(chromium, demonstration, folder):
    context = chromium.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(demonstration.address + "/zh/")
    sign_in_as_listed(page, "编辑")
    page.goto(demonstration.address + "/zh/desk/cases/")
    page.goto(page.locator("[data-open]").first.evaluate("a => a.href"))
    assert page.locator(".judge-photo img").count()
    keep(folder / "desk-zh.webp", seen(page))
    context.close()
