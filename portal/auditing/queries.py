"""Reading the record of actions, newest first. Nothing here changes anything."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select

from portal.audit import AuditEntry
from portal.db import db
from portal.i18n import local_zone

PAGE = 50  # entries


@dataclass(frozen=True)
class Wanted:
    """What is looked for; an empty field looks for everything."""

    person: str = ""  # a user name, as it was then
    action: str = ""  # "cases.release", or the beginning of it
    day: date | None = None  # in the city's time zone

    @property
    def active(self) -> int:
        """How many fields are set."""
        return bool(self.person) + bool(self.action) + bool(self.day)


def entries(wanted: Wanted, before: int | None = None) -> tuple[list[AuditEntry], int | None]:
    """A page of entries older than number `before`, and where the next begins (None: the end)."""
    statement = _narrowed(select(AuditEntry), wanted)
    if before is not None:
        statement = statement.where(AuditEntry.id < before)
    statement = statement.order_by(AuditEntry.id.desc()).limit(PAGE + 1)
    found = list(db.session.scalars(statement))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None


def _narrowed(statement: Select, wanted: Wanted) -> Select:
    if wanted.person:
        statement = statement.where(AuditEntry.actor_name == wanted.person)
    if wanted.action:
        statement = statement.where(AuditEntry.action.startswith(wanted.action, autoescape=True))
    if wanted.day:
        start = datetime.combine(wanted.day, time(), local_zone())
        statement = statement.where(
            AuditEntry.at >= start, AuditEntry.at < start + timedelta(days=1)
        )
    return statement
