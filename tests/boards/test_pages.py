from datetime import UTC, datetime, timedelta

import pytest

from portal.db import db, utcnow
from tests.cases.factory import make_case, make_photo, make_published_case
from tests.city.factory import make_category, make_place


def titles(page) -> list[str]:
    return [tag.get_text(strip=True) for tag in page.soup.select(".card-title")]


def test_a_published_praise_is_on_the_praise_board(visitor, both_databases):
    make_published_case("praise", public_title="«Swept street»")

    assert "«Swept street»" in titles(visitor.see("/boards/praise/"))
    assert titles(visitor.see("/boards/exposure/")) == []


@pytest.mark.parametrize("state", ["received", "screening", "declined", "withdrawn", "accepted"])
def test_what_is_not_published_is_nowhere(visitor, state):
    case = make_case(state, "exposure")

    assert titles(visitor.see("/boards/exposure/")) == []
    visitor.see(f"/boards/exposure/{case.number}", status=404)


def test_words_of_the_resident_are_not_shown(visitor):
    case = make_published_case("exposure", words="«raw words»", photos=[make_photo(released=True)])

    assert "«raw words»" not in visitor.see("/boards/exposure/").text
    assert "«raw words»" not in visitor.see(f"/boards/exposure/{case.number}").text


def test_a_case_that_has_run_out_is_gone(visitor):
    case = make_published_case("exposure", expires_at=utcnow() - timedelta(minutes=1))

    assert titles(visitor.see("/boards/exposure/")) == []
    visitor.see(f"/boards/exposure/{case.number}", status=404)


def test_a_withheld_photo_leaves_a_placeholder(visitor):
    photo = make_photo(released=True, withheld_at=utcnow())
    case = make_published_case("exposure", photos=[photo])

    page = visitor.see(f"/boards/exposure/{case.number}")

    assert "This photo is withheld." in page.text
    assert photo.key not in page.html


def test_filters_narrow_the_board_and_stay_in_the_address(visitor, both_databases):
    roads = make_category(kind="praise", name="«Roads»")
    place = make_place(kind="community", name="«Lake side»")
    make_published_case("praise", category=roads, place=place, public_title="«One»")
    make_published_case("praise", public_title="«Two»")

    page = visitor.see(f"/boards/praise/?category={roads.id}&place={place.id}")

    assert titles(page) == ["«One»"]
    chosen = page.soup.select("select option[selected]")
    assert {tag["value"] for tag in chosen} >= {str(roads.id), str(place.id)}


def test_a_month_begins_and_ends_in_the_city(visitor, both_databases):
    late = datetime(2026, 9, 30, 15, 59, tzinfo=UTC)  # 23:59 in Manzhouli
    make_published_case("praise", public_title="«September»", published_at=late)
    make_published_case(
        "praise", public_title="«October»", published_at=late + timedelta(minutes=2)
    )

    assert titles(visitor.see("/boards/praise/?month=2026-09")) == ["«September»"]
    assert titles(visitor.see("/boards/praise/?month=2026-10")) == ["«October»"]


@pytest.mark.parametrize(
    "query", ["?month=2026-13", "?place=x&after=1-", "?category=9" * 9, "?after=9-9"]
)
def test_an_address_nobody_gave_out_does_no_harm(visitor, query):
    assert visitor.see(f"/boards/praise/{query}").heading == "⟦Praise board⟧"


def test_pages_of_the_board_go_there_and_back(visitor, both_databases):
    for number in range(45):
        moment = utcnow() - timedelta(minutes=number // 2)  # two at the same moment
        make_published_case("praise", public_title=f"«{number:02d}»", published_at=moment)

    first = visitor.see("/boards/praise/")
    second = visitor.see(first.soup.select_one("a[rel=next]")["href"])
    third = visitor.see(second.soup.select_one("a[rel=next]")["href"])
    back = visitor.see(third.soup.select_one("a[rel=prev]")["href"])

    assert len({*titles(first), *titles(second), *titles(third)}) == 45
    assert third.soup.select_one("a[rel=next]") is None
    assert titles(back) == titles(second)


def test_neighbours_lead_from_case_to_case(visitor):
    old = make_published_case("praise", published_at=utcnow() - timedelta(hours=1))
    new = make_published_case("praise")

    assert f"/qps/boards/praise/{old.number}" in visitor.see(f"/boards/praise/{new.number}").links()
    assert f"/qps/boards/praise/{new.number}" in visitor.see(f"/boards/praise/{old.number}").links()


def test_a_board_without_cases_says_what_one_can_do(visitor):
    page = visitor.see("/boards/praise/")

    assert "Nothing here yet." in page.text
    assert "/qps/cases/new?kind=praise" in page.links()


def test_a_public_page_sets_no_cookie_and_varies_by_nothing(visitor):
    case = make_published_case("praise")
    for address in ("/", "/boards/praise/", f"/boards/praise/{case.number}"):
        response = visitor.client.get(f"/zh{address}", headers={"Accept-Language": "ru"})
        assert "Set-Cookie" not in response.headers
        assert {name.lower() for name in response.vary} <= {"accept-encoding"}
        assert response.headers["Cache-Control"].startswith("public")


def test_the_list_costs_one_statement_whatever_its_length(visitor, app):
    from sqlalchemy import event

    from portal.boards import filters, queries

    for _number in range(25):
        make_published_case("praise", photos=[make_photo(released=True)])
    statements = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def count(connection, cursor, statement, *rest):
        statements.extend([statement] * statement.startswith("SELECT"))

    with app.test_request_context("/zh/"):
        found = queries.listing(filters.read("praise", {}))

    assert len(found.cards) == 20
    assert len(statements) == 1


def test_care_mode_is_carried_along(visitor):
    make_published_case("praise")

    links = visitor.see("/boards/praise/?care=1").links()

    assert links
    assert all("care=1" in link for link in links if link.startswith("/qps/"))


def test_a_foreign_text_carries_its_own_language(visitor):
    case = make_published_case("praise", public_language="ru", public_title="«Спасибо»")

    page = visitor.see(f"/boards/praise/{case.number}")

    assert page.soup.select_one("h1 [lang=ru]")
    assert page.soup.select_one("blockquote[lang=ru]")


def test_the_last_day_on_the_board_is_the_day_before_midnight(visitor):
    midnight = datetime(2099, 1, 31, 16, 0, tzinfo=UTC)  # when 1 February begins in Manzhouli
    case = make_published_case("exposure", expires_at=midnight)

    assert "2099年1月31日" in visitor.see(f"/boards/exposure/{case.number}").text
