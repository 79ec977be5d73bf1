"""Questions of the demonstration. Nothing here changes anything."""

from sqlalchemy import func, select

from portal.cases.models import Case
from portal.db import db

MARK = "demonstration"  # stands where a reporter's consent has its version


def is_filled() -> bool:
    """Whether the invented city is there already."""
    return (
        db.session.scalar(select(Case.id).where(Case.consent_version == MARK).limit(1)) is not None
    )


def count_by_state() -> dict[str, int]:
    """How many cases are in each state, in alphabetical order."""
    statement = select(Case.state, func.count()).group_by(Case.state).order_by(Case.state)
    return dict(db.session.execute(statement).tuples().all())
