"""Working days: the official calendar, corrections of staff, and what is provisional."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from portal.city import actions, queries
from portal.city.queries.calendar import forget_corrections
from portal.db import db
from portal.errors import Refusal
from tests.city.factory import make_correction, make_year

DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))
QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/zh/"):
        yield


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2025-01-01", False),  # New Year
        ("2025-01-26", True),  # a Sunday worked for the Spring Festival
        ("2025-01-28", False),  # the festival begins
        ("2025-02-04", False),
        ("2025-02-08", True),  # a Saturday worked
        ("2025-04-27", True),
        ("2025-05-05", False),
        ("2025-10-08", False),  # the last of eight days
        ("2025-10-11", True),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-16", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-05-09", True),
        ("2026-06-19", False),  # Dragon Boat Festival
        ("2026-09-20", True),
        ("2026-09-25", False),  # Mid-Autumn Festival
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-10-10", True),
        ("2026-11-21", False),  # a plain Saturday
        ("2026-11-23", True),  # a plain Monday
    ],
)
def test_the_official_calendar(day, working):
    assert queries.is_working_day(date.fromisoformat(day)) == working


def test_the_autumn_holiday_is_jumped_over():
    due = queries.add_working_days(date(2026, 9, 30), 3)

    assert due == queries.DueDate(date(2026, 10, 10), False)


def test_no_days_from_a_day_off_is_the_next_working_day():
    assert queries.add_working_days(date(2026, 10, 1), 0).date == date(2026, 10, 8)


def test_a_due_date_does_not_lie_behind():
    with pytest.raises(ValueError, match="ahead"):
        queries.add_working_days(date(2026, 3, 2), -1)


def test_past_the_last_notice_a_date_is_provisional():
    assert not queries.add_working_days(date(2026, 12, 21), 5).provisional
    assert queries.add_working_days(date(2026, 12, 28), 5).provisional


def test_a_year_that_staff_entered_is_certain(app):
    make_year(year=2027)

    assert not queries.add_working_days(date(2026, 12, 28), 5).provisional


def test_a_correction_moves_a_due_date(app):
    make_correction(date=date(2026, 12, 8), is_working=False)

    assert queries.add_working_days(date(2026, 12, 7), 1).date == date(2026, 12, 9)


def test_a_weekend_can_be_worked(app):
    make_correction(date=date(2026, 12, 5), is_working=True)

    assert queries.add_working_days(date(2026, 12, 4), 1).date == date(2026, 12, 5)


def test_the_calendar_is_the_same_on_both_databases(both_databases):
    with both_databases.test_request_context("/zh/"):
        forget_corrections()
        actions.correct_days(date(2026, 12, 7), date(2026, 12, 8), False, "雪", "", None)
        actions.confirm_year(2027, "通知", None)
        db.session.commit()

        assert queries.add_working_days(date(2026, 12, 4), 1).date == date(2026, 12, 9)
        assert queries.is_official(2027)


def test_who_keeps_due_dates_is_told(app, monkeypatch):
    told = []
    monkeypatch.setattr("portal.city.actions.calendar._listeners", [lambda: told.append(1)])

    actions.correct_days(date(2026, 12, 7), date(2026, 12, 7), False, "雪", "", None)

    assert told == [1]


@pytest.mark.parametrize(
    ("first", "last"), [("2026-12-07", "2026-12-06"), ("2026-01-01", "2026-03-01")]
)
def test_a_correction_has_a_sensible_period(app, first, last):
    with pytest.raises(Refusal):
        actions.correct_days(
            date.fromisoformat(first), date.fromisoformat(last), False, "雪", "", None
        )


def test_a_known_year_is_not_entered_again(app):
    with pytest.raises(Refusal):
        actions.confirm_year(2026, "通知", None)


def test_a_hundred_questions_ask_the_database_twice(app):
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    forget_corrections()

    for number in range(100):
        queries.add_working_days(date(2026, 1, 1) + timedelta(days=number), 15)

    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2


@QUIET
@given(start=DAYS, days=st.integers(0, 40))
def test_counting_back_gives_the_same_number(start, days):
    due = queries.add_working_days(start, days).date

    expected = max(days, 0 if queries.is_working_day(start) else 1)
    assert queries.is_working_day(due)
    assert queries.working_days_between(start, due) == expected


@QUIET
@given(start=DAYS, days=st.integers(0, 30))
def test_a_later_start_is_never_due_earlier(start, days):
    later = queries.add_working_days(start + timedelta(days=1), days).date

    assert later >= queries.add_working_days(start, days).date


@QUIET
@given(first=DAYS, second=DAYS, third=DAYS)
def test_counts_of_two_periods_add_up(first, second, third):
    between = queries.working_days_between

    assert between(first, second) + between(second, third) == between(first, third)
    assert between(first, second) == -between(second, first)


@QUIET
@given(day=st.dates(date(2018, 1, 1), date(2026, 12, 31)))
def test_what_is_known_is_never_provisional(day):
    assert not queries.working_day_label(day).provisional
