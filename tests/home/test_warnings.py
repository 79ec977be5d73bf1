"""What the yearly check would find is said at the desk before it happens."""

from datetime import timedelta

import pytest

from portal.db import utcnow
from portal.home.warnings import site_warnings
from tests.accounts.factory import make_person
from tests.cases.factory import make_case, make_published_case


def days_ago(days: int):
    return utcnow() - timedelta(days=days, minutes=1)


@pytest.fixture
def warned(app):
    """Asks for the warnings: (urgent, words) of each."""

    def ask():
        with app.test_request_context("/qps/desk/"):
            return [(warning.urgent, str(warning.message)) for warning in site_warnings()]

    return ask


def publish(days: int) -> None:
    for kind in ("praise", "exposure"):
        make_published_case(kind, published_at=days_ago(days))


@pytest.mark.parametrize(("days", "urgent"), [(9, []), (10, [False]), (13, [False]), (14, [True])])
def test_a_front_page_without_news_is_warned_of_in_time(warned, days, urgent):
    publish(days)

    assert [found[0] for found in warned()] == urgent


@pytest.mark.parametrize(("days", "urgent"), [(59, []), (60, [False]), (90, [True])])
def test_a_report_without_a_decision_is_warned_of_in_time(warned, days, urgent):
    publish(0)
    make_case(received_at=days_ago(days))

    assert [found[0] for found in warned()] == urgent


def test_an_empty_board_is_urgent(warned):
    make_published_case("praise")

    [(urgent, words)] = warned()

    assert urgent
    assert "exposure" in words


@pytest.mark.parametrize(("role", "told"), [("editor", True), ("admin", True), ("auditor", False)])
def test_who_is_told(visitor, role, told):
    page = visitor.sign_in(make_person(roles=(role,))).see("/desk/")

    assert ("No column may be empty" in page.text) is told
