"""What the office does with the calendar of working days.

A feature that keeps due dates registers a function with `on_calendar_change`; it is called in the
same transaction and sets its provisional dates anew.
"""

from collections.abc import Callable
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from portal import audit
from portal.city.models import CalendarCorrection, CalendarYear
from portal.city.queries import is_official
from portal.city.queries.calendar import forget_corrections
from portal.db import db, utcnow
from portal.errors import Refusal

LONGEST = 31  # days that can be corrected at once
_listeners: list[Callable[[], None]] = []


def on_calendar_change(function: Callable[[], None]) -> Callable[[], None]:
    """Register what has to be done when working days have changed."""
    if function not in _listeners:
        _listeners.append(function)
    return function


def correct_days(
    first: date, last: date, is_working: bool, note: str, source: str, person_id: int | None
) -> None:
    """Say of each day from `first` to `last` whether people work. A later word replaces an earlier.

    Raises Refusal if `last` lies before `first` or more than 31 days are meant.
    """
    days = (last - first).days + 1
    if not 1 <= days <= LONGEST:
        raise Refusal(_("Choose a period of 1 to %(most)s days.", most=LONGEST), 422)
    for number in range(days):
        day = first + timedelta(days=number)
        row = db.session.scalar(select(CalendarCorrection).filter_by(date=day))
        if row is None:
            row = CalendarCorrection(date=day)
            db.session.add(row)
        row.is_working, row.note, row.source = is_working, note, source
        row.person_id, row.changed_at = person_id, utcnow()
    audit.record("city.correct_days", first=first, last=last, is_working=is_working)
    _tell()


def take_back_correction(row: CalendarCorrection) -> None:
    """The day is again what the package of public holidays says."""
    audit.record("city.take_back_correction", row, date=row.date)
    db.session.delete(row)
    _tell()


def confirm_year(year: int, source: str, person_id: int | None) -> None:
    """Say that the official notice for a year is entered completely: its dates are certain now.

    Raises Refusal if that is known already.
    """
    if is_official(year):
        raise Refusal(_("The notice for this year is known already."))
    row = CalendarYear(year=year, source=source, person_id=person_id)
    db.session.add(row)
    audit.record("city.confirm_year", None, year=year)
    _tell()


def take_back_year(row: CalendarYear) -> None:
    """The dates of that year are provisional again, unless the package knows the notice."""
    audit.record("city.take_back_year", None, year=row.year)
    db.session.delete(row)
    _tell()


def _tell() -> None:
    db.session.flush()
    forget_corrections()
    for listener in _listeners:
        listener()
