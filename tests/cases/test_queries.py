"""The boards, the queue and the slip: what is found, in which order, at what cost."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import NoResultFound

from portal.cases import queries
from portal.db import db, utcnow
from portal.i18n import local_zone
from tests.cases.factory import make_case, make_objection, make_photo, make_published_case
from tests.city.factory import make_category, make_place


@contextmanager
def statements():
    """Collects what is asked of the database."""
    found = []

    def note(connection, cursor, statement, *rest):
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def numbers(page) -> list[str]:
    return [card.number for card in page]


def board(count: int, **given) -> list:
    """Cases published one minute apart, the newest first."""
    now = utcnow()
    return [
        make_published_case(published_at=now - timedelta(minutes=number), **given)
        for number in range(count)
    ]


def test_only_what_is_on_the_board_is_found(both_databases):
    shown = make_published_case()
    for more in ({"on_board": False}, {"expires_at": utcnow() - timedelta(hours=1)}):
        make_published_case(**more)
    make_case()

    assert numbers(queries.published()) == [shown.number]


def test_pages_go_on_where_the_one_before_ended(both_databases):
    category = make_category(kind="praise")
    cases = board(5, category=category)

    first = queries.published("praise", limit=2)
    second = queries.published("praise", limit=2, after=first.after)
    third = queries.published("praise", limit=2, after=second.after)

    assert numbers(first) + numbers(second) + numbers(third) == [case.number for case in cases]
    assert third.after == ""


def test_cases_of_the_same_moment_are_neither_lost_nor_shown_twice(both_databases):
    now = utcnow()
    for _number in range(3):
        make_published_case(published_at=now)

    first = queries.published(limit=2)
    rest = queries.published(limit=2, after=first.after)

    assert len(set(numbers(first) + numbers(rest))) == 3


@pytest.mark.parametrize("cursor", ["nonsense", "AAAA", "ÿ", "MTIz", "MS4xLnh4"])
def test_a_cursor_nobody_gave_out_is_the_first_page(app, cursor):
    case = make_published_case()

    assert numbers(queries.published(after=cursor)) == [case.number]


def test_filters_narrow_the_board(app):
    street = make_place()
    community = make_place(kind="community", parent=street)
    case = make_published_case("exposure", place=community)
    make_published_case("exposure")
    make_published_case("praise")

    assert len(queries.published("exposure")) == 2
    for given in ({"place": street}, {"place": community}, {"category": case.category_id}):
        assert numbers(queries.published("exposure", **given)) == [case.number]


def test_a_district_holds_what_lies_in_its_streets(app):
    district = make_place(kind="district")
    case = make_published_case(place=make_place(parent=district))
    make_published_case()

    assert numbers(queries.published(place=district)) == [case.number]


def test_a_month_begins_and_ends_in_the_citys_zone(app):
    first = datetime(2026, 3, 1, 0, 5, tzinfo=local_zone())
    inside = make_published_case(published_at=first)
    make_published_case(published_at=first - timedelta(minutes=10))

    assert numbers(queries.published(month=date(2026, 3, 15))) == [inside.number]
    assert queries.published_months() == [date(2026, 3, 1), date(2026, 2, 1)]


def test_a_page_costs_the_same_whatever_it_shows(app):
    category, place = make_category(kind="praise"), make_place()
    for _number in range(6):
        make_published_case(category=category, place=place, photos=[make_photo(released=True)])

    def cost(limit: int) -> int:
        db.session.expunge_all()
        with statements() as found:
            for card in queries.published("praise", limit=limit):
                _all = card.category.name, card.place.name, card.photo.key, card.public_title
        return len([sql for sql in found if "SELECT" in sql])

    assert cost(1) == cost(6) == 2


def test_a_card_shows_the_first_photo_that_may_be_shown(app):
    photos = [make_photo(), make_photo(released=True), make_photo(released=True)]
    make_published_case(photos=photos)

    card = next(iter(queries.published()))

    assert (card.photo, card.more_photos) == (photos[1], 1)


def test_neighbours_lie_on_the_same_board(both_databases):
    newest, middle, oldest = board(3)
    make_published_case("exposure")

    assert queries.neighbours(middle) == (newest, oldest)
    assert queries.neighbours(newest) == (None, middle)


def test_a_case_that_is_not_public_is_not_found_by_number(app):
    case = make_case()
    with pytest.raises(NoResultFound):
        queries.by_number_published(case.number)

    gone = make_published_case(on_board=False)
    assert queries.was_published(gone.number) is gone
    assert queries.was_published(case.number) is None


def test_this_week_counts_both_kinds(app):
    make_published_case("praise")
    make_published_case("praise", published_at=utcnow() - timedelta(days=8))

    assert queries.this_week() == {"praise": 1, "exposure": 0}


def test_the_queue_is_oldest_first_and_goes_on(both_databases):
    now = utcnow()
    cases = [make_case(received_at=now - timedelta(hours=number)) for number in (3, 2, 1)]
    make_published_case()

    first = queries.queue(limit=2)
    rest = queries.queue(limit=2, after=first.after)

    assert [case.number for case in first.cases + rest.cases] == [case.number for case in cases]
    assert queries.next_in_queue(cases[0]) == cases[1]


def test_the_queue_can_be_narrowed(app):
    late = make_case(screening_due=date(2020, 1, 2), kind="praise")
    make_case(screening_due=date(2099, 1, 2))
    proposed = make_case("screening", proposed_at=utcnow(), screening_due=date(2099, 1, 2))

    assert queries.queue(late=True).cases == [late]
    assert queries.queue(proposed=True).cases == [proposed]
    assert queries.queue(kind="praise").cases == [late]


def test_counters_count_by_state_and_age(both_databases):
    make_case(received_at=utcnow() - timedelta(days=2), screening_due=date(2020, 1, 2))
    make_case("screening", screening_due=date(2099, 1, 2))
    make_case("accepted")
    make_case("declined")
    make_objection()

    found = queries.counters()

    assert found.by_state == {"received": 1, "screening": 1, "accepted": 1}
    assert found.by_age == {"1": 1, "3": 1, "7": 0, "older": 0}
    assert (found.late, found.objections, found.proposed) == (1, 1, 0)


@pytest.mark.parametrize(("latitude", "found"), [(49.5999, True), (49.6035, False)])
def test_similar_reports_are_found_by_position(app, latitude, found):
    category = make_category()
    make_case(category=category, position="49.600000,117.430000")

    near = queries.similar_nearby(category.id, place=None, position=(latitude, 117.4301))

    assert bool(near) is found


def test_the_grid_tells_no_address(app):
    case = make_case(position="49.601234,117.432345")

    assert (case.grid_row, case.grid_column) == queries.grid_cell(49.600001, 117.432001)


def test_similar_reports_of_the_same_street_without_a_position(app):
    category, street = make_category(), make_place()
    community = make_place(kind="community", parent=street)
    case = make_case(category=category, place=community)
    make_case("declined", category=category, place=community)

    assert queries.similar_nearby(category.id, place=street, position=None) == [case]
    assert not queries.similar_nearby(category.id, place=make_place(), position=None)


def test_the_slip_needs_the_code_of_its_own_number(app):
    one, other = make_case(), make_case()

    assert queries.slip(one.number, queries.code_of(one)) is one
    assert queries.slip(one.number, queries.code_of(other)) is None
    assert queries.slip("2026123456", queries.code_of(one)) is None
