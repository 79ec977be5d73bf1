"""What the yearly check of government sites would find, said before it happens.

Limits of the check of 2019 (国办秘函〔2019〕19号): a home page without update for 2 weeks, a valid
message unanswered for 3 months, five empty columns. A warning comes at two thirds of the time.
"""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.boards import queries as boards
from portal.cases import queries as cases
from portal.cases.models import Kind
from portal.db import utcnow
from portal.navigation import Warning

NOTHING_NEW = (10, 14)  # days: warn, and what the check tolerates
UNANSWERED = (60, 90)  # days


def site_warnings() -> list[Warning]:
    """All that is, or will soon be, wrong with the content of the site."""
    return [found for ask in (_stale_home, _unanswered, _empty_boards) for found in ask()]


def _stale_home() -> list[Warning]:
    days = _days_since(cases.newest_publication())
    if days is None or days < NOTHING_NEW[0]:
        return []
    words = ngettext(
        "Nothing new has been published for %(num)d day; the limit is 14 days.",
        "Nothing new has been published for %(num)d days; the limit is 14 days.",
        days,
    )
    return [Warning(words, "cases_desk.queue", urgent=days >= NOTHING_NEW[1])]


def _unanswered() -> list[Warning]:
    days = _days_since(cases.oldest_waiting())
    if days is None or days < UNANSWERED[0]:
        return []
    words = ngettext(
        "A report has waited for %(num)d day without a decision; the limit is three months.",
        "A report has waited for %(num)d days without a decision; the limit is three months.",
        days,
    )
    return [Warning(words, "cases_desk.queue", urgent=days >= UNANSWERED[1])]


def _empty_boards() -> list[Warning]:
    words = {
        Kind.PRAISE: _("The praise board is empty. No column may be empty."),
        Kind.EXPOSURE: _("The exposure board is empty. No column may be empty."),
    }
    empty = [kind for kind in Kind if kind in words and not boards.newest(kind, 1)]
    return [Warning(words[kind], "cases_desk.queue", urgent=True) for kind in empty]


def _days_since(moment: datetime | None) -> int | None:
    return None if moment is None else (utcnow() - moment) // timedelta(days=1)
