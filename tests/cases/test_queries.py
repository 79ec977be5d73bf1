"""The queue, neighbours and the slip: what is found, and in which order."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from portal.cases import queries
from portal.db import utcnow
from tests.cases.factory import make_case, make_objection, make_published_case
from tests.city.factory import make_category, make_place


def test_a_case_that_is_not_public_is_not_found_by_number(app):
    run_out = utcnow() - timedelta(hours=1)
    hidden = [
        make_case(),
        make_published_case(on_board=False),
        make_published_case(expires_at=run_out),
    ]
    for case in hidden:
        with pytest.raises(NoResultFound):
            queries.by_number_published(case.number)

    shown = make_published_case()
    assert queries.by_number_published(shown.number) is shown


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
