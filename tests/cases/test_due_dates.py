"""A due date that was provisional is worked out anew when the calendar is corrected."""

from datetime import UTC, date, datetime

from portal.city import actions as city
from tests.cases.factory import make_case

MONDAY = datetime(2031, 3, 3, 4, tzinfo=UTC)  # no notice of that year is known
TUESDAY, WEDNESDAY = date(2031, 3, 4), date(2031, 3, 5)


def waiting(state: str = "received", provisional: bool = True):
    given = {"received_at": MONDAY, "screening_due": TUESDAY}
    return make_case(state, screening_due_provisional=provisional, **given)


def make_a_holiday_of(day: date) -> None:
    city.correct_days(day, day, False, "«A holiday»", "«Notice 1»", None)


def test_a_provisional_date_follows_the_calendar(app):
    case = waiting()

    make_a_holiday_of(TUESDAY)
    assert (case.screening_due, case.screening_due_provisional) == (WEDNESDAY, True)
    city.confirm_year(2031, "«Notice 1»", None)
    assert (case.screening_due, case.screening_due_provisional) == (WEDNESDAY, False)


def test_a_date_that_was_certain_or_is_past_stays(app):
    certain, decided = waiting(provisional=False), waiting("declined")

    make_a_holiday_of(TUESDAY)

    assert (certain.screening_due, decided.screening_due) == (TUESDAY, TUESDAY)
