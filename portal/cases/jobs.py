"""What happens to cases every night: reminders run out, contact data are erased in time.

Photos that belong to nothing are removed by photos.jobs.
"""

import calendar
from datetime import datetime

import structlog

from portal.cases import actions, queries
from portal.config import settings
from portal.db import utcnow
from portal.jobs import nightly

log = structlog.get_logger("portal.cases")


@nightly("cases.expire", hour=0, minute=10)
def expire() -> None:
    """Take reminders about behaviour off their board when they have been shown long enough."""
    count = 0
    for case in queries.run_out():
        actions.expire(case)
        count += 1
    log.info("cases expired", count=count)


@nightly("cases.erase_contact", hour=1, minute=10)
def erase_contact() -> None:
    """Erase contact data some months (12 by default) after a case, or an objection, has ended."""
    count, before = 0, months_before(utcnow(), settings().contact_months)
    for case in queries.contact_to_erase(before):
        actions.erase_contact(case)
        count += 1
    for objection in queries.objectors_to_erase(before):
        actions.erase_objector(objection)
    log.info("contact data erased", count=count)


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time some months earlier, or the last day of a shorter month."""
    number = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(number, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
