"""The front page: both boards, what one can do, and what changed this week."""

from datetime import timedelta

from portal.db import utcnow
from tests.cases.factory import make_case, make_published_case


def test_the_root_leads_to_the_front_page_in_the_language_of_the_browser(visitor):
    visitor.headers["Accept-Language"] = "ru-RU,ru;q=0.9"

    assert visitor.see("/", follow=False, status=302).response.location == "/ru/"


def test_both_boards_stand_on_the_front_page(visitor):
    make_published_case("praise", public_title="«Swept»")
    make_published_case("exposure", public_title="«Parked»")
    make_case("screening", public_title="«Not yet»")

    page = visitor.see("/qps/")
    assert "«Swept»" in page.main
    assert "«Parked»" in page.main
    assert "«Not yet»" not in page.main


def test_what_is_published_is_counted_at_once(visitor):
    before = visitor.see("/qps/").main
    make_published_case("praise")

    assert visitor.see("/qps/").main != before


def test_what_is_older_than_a_week_is_not_counted(visitor):
    from portal.home.queries import this_week

    long_ago = utcnow() - timedelta(days=8)
    make_published_case("praise", published_at=long_ago, received_at=long_ago)
    make_published_case("exposure")

    with visitor.app.test_request_context("/qps/"):
        week = this_week()

    assert (week.praise, week.exposure, week.received) == (0, 1, 1)


def test_the_front_page_leads_to_sending_a_report(visitor):
    links = visitor.see("/qps/").links()

    assert any("/cases/new" in link for link in links)
    assert any("/cases/slip" in link for link in links)


def test_an_empty_portal_has_a_front_page(visitor):
    assert visitor.see("/qps/").heading
