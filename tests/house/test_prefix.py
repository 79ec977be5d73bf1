"""The portal as a column under a path of the city's site: every address carries the prefix."""

import re

import pytest

from portal.cases import queries
from portal.db import db
from tests.cases.factory import make_photo, make_published_case

SITE = "https://city.example"
ADDRESS = re.compile(r'(?:href|src|action|srcset|content|data-address)="(/[^"]*|https?://[^"]*)"')


@pytest.fixture
def column(make_app):
    app = make_app(path_prefix="/wmcj", public_url=f"{SITE}/wmcj", trusted_proxies=1)
    with app.app_context():
        yield app
        db.session.remove()


def addresses(html: str) -> list[str]:
    """Every address in a page, without the origin."""
    return [found.removeprefix(SITE) for found in ADDRESS.findall(html)]


PAGES = ("", "boards/praise/", "boards/praise/{number}", "cases/new", "cases/slip")


@pytest.mark.parametrize("page", [*PAGES, "cases/new?kind=praise", "account/sign-in"])
def test_every_address_in_a_page_carries_the_prefix(column, page):
    case = make_published_case(photos=[make_photo(released=True)])
    number = case.number
    db.session.remove()

    html = column.test_client().get(f"/wmcj/qps/{page.format(number=number)}").get_data(True)

    assert [found for found in addresses(html) if not found.startswith("/wmcj/")] == []


@pytest.mark.parametrize("address", ["/wmcj", "/wmcj/", "/wmcj/zh/desk/", "/wmcj/zh/account/"])
def test_every_redirect_carries_the_prefix(column, address):
    answer = column.test_client().get(address)

    assert answer.status_code == 302
    assert answer.location.startswith("/wmcj/zh/")


def test_the_slip_in_mails_and_codes_has_the_prefix_once(column):
    case = make_published_case()
    with column.test_request_context("/wmcj/zh/"):
        assert queries.slip_address(case).startswith(f"{SITE}/wmcj/zh/cases/slip/")
