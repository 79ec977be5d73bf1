"""Chinese working days: the package of public holidays with the corrections of staff laid over it.

The State Council tells each November which days of the next year are off and which weekend days are
worked instead. A day in a year whose notice neither the package nor staff have yet is provisional.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from flask import Flask, g
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.city.models import CalendarCorrection, CalendarYear
from portal.db import db

ONE_DAY = timedelta(days=1)
NAMES = {
    "New Year's Day": _l("New Year's Day"),
    "Chinese New Year's Eve": _l("Spring Festival"),
    "Chinese New Year (Spring Festival)": _l("Spring Festival"),
    "Tomb-Sweeping Day": _l("Tomb-Sweeping Day"),
    "Labor Day": _l("Labour Day"),
    "Dragon Boat Festival": _l("Dragon Boat Festival"),
    "Mid-Autumn Festival": _l("Mid-Autumn Festival"),
    "National Day": _l("National Day"),
}


@dataclass(frozen=True)
class DueDate:
    """A day until which something is due; provisional while no official notice covers it."""

    date: date
    provisional: bool


@dataclass(frozen=True)
class Day:
    """One day of the calendar: whether people work, why, and whether that is certain."""

    date: date
    is_working: bool
    label: object  # words for people; lazy
    provisional: bool
    correction: CalendarCorrection | None = None


@dataclass(frozen=True)
class _Laid:
    """What staff have laid over the package."""

    corrections: dict[date, CalendarCorrection]
    years: frozenset[int]


def is_working_day(day: date) -> bool:
    correction = _laid().corrections.get(day)
    return _by_package(day) if correction is None else correction.is_working


def is_official(year: int) -> bool:
    """Whether the official notice for a year is known, to the package or by staff."""
    return year in _official() or year in _laid().years


def add_working_days(start: date, days: int) -> DueDate:
    """The day `days` working days after `start`, which itself doesn't count.

    0 days: `start`, or the next working day if people are off then. Raises ValueError below 0.
    """
    if days < 0:
        raise ValueError("a due date lies ahead")
    day = start
    for _number in range(days):
        day = next_working_day(day + ONE_DAY)
    return _due(start, next_working_day(day))


def next_working_day(day: date) -> date:
    """`day`, or the first working day after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days lie after `first` up to and with `last`; negative if it is earlier."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(day) for day in _days(first + ONE_DAY, last))


def working_day_label(day: date) -> Day:
    """What a day is, in words: a working day, a weekend, a public holiday, a make-up day."""
    correction = _laid().corrections.get(day)
    working = is_working_day(day)
    label = correction.note if correction else _in_words(day, working)
    return Day(day, working, label, not is_official(day.year), correction)


def month_of_days(year: int, month: int) -> list[Day]:
    """Every day of a month. Raises ValueError for a month that doesn't exist."""
    last = monthrange(year, month)[1]
    return [working_day_label(day) for day in _days(date(year, month, 1), date(year, month, last))]


def correction(correction_id: int) -> CalendarCorrection:
    """Raises NoResultFound (404)."""
    return db.session.get_one(CalendarCorrection, correction_id)


def corrections(year: int) -> Sequence[CalendarCorrection]:
    """The corrections of a year, by day."""
    return [row for row in _laid().corrections.values() if row.date.year == year]


def confirmed_year(year: int) -> CalendarYear:
    """Raises NoResultFound (404)."""
    return db.session.get_one(CalendarYear, year)


def confirmed_years() -> Sequence[CalendarYear]:
    """The years staff entered, in order."""
    return db.session.scalars(select(CalendarYear).order_by(CalendarYear.year)).all()


def forget_corrections() -> None:
    """Read the corrections anew at the next question; for the actions that change them."""
    g.pop("working_days", None)


def _laid() -> _Laid:
    """The corrections, fetched once for each request or job: a few dozen rows at most."""
    if "working_days" not in g:
        rows = db.session.scalars(select(CalendarCorrection).order_by(CalendarCorrection.date))
        years = db.session.scalars(select(CalendarYear.year))
        g.working_days = _Laid({row.date: row for row in rows}, frozenset(years))
    return g.working_days


@cache
def _china(year: int):
    """The package's calendar of one year; loaded when first asked for (0.2 s of each start)."""
    from holidays.countries.china import China

    return China(years=year, language="en_US")


@cache
def _official() -> frozenset[int]:
    """The years whose notice the package has."""
    from holidays.countries.china import ChinaStaticHolidays

    return frozenset(ChinaStaticHolidays.special_public_holidays)


def _by_package(day: date) -> bool:
    return _china(day.year).is_working_day(day)


def _in_words(day: date, working: bool):
    if working:
        return _l("Working day") if day.weekday() < 5 else _l("Make-up working day")
    name = _china(day.year).get(day, "")
    for known, words in NAMES.items():
        if name.startswith(known):
            return words
    return _l("Public holiday") if name else _l("Weekend")


def _due(start: date, day: date) -> DueDate:
    years = range(start.year, day.year + 1)
    return DueDate(day, not all(is_official(year) for year in years))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def init_app(app: Flask) -> None:
    app.before_request(forget_corrections)
