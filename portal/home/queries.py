"""What the front page counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.cases.models import Case, CaseEvent, Kind, State
from portal.db import db, utcnow
from portal.memory import remembered

DAYS = 7


@dataclass(frozen=True)
class Week:
    """What happened in the seven days before `until`; numbers of cases."""

    received: int
    praise: int
    exposure: int
    accepted: int
    since: datetime
    until: datetime


@remembered(seconds=60)
def this_week() -> Week:
    """Counted at most once a minute; every count looks at these seven days only."""
    until = utcnow()
    since = until - timedelta(days=DAYS)
    received = select(func.count()).where(Case.received_at >= since, Case.received_at <= until)
    accepted = select(func.count()).where(
        CaseEvent.at >= since, CaseEvent.action == "accept", CaseEvent.after == State.ACCEPTED
    )
    shown = (
        select(Case.kind, func.count())
        .where(Case.on_board, Case.published_at >= since)
        .group_by(Case.kind)
    )
    by_kind = dict(db.session.execute(shown).all())
    return Week(
        received=db.session.scalar(received),
        praise=by_kind.get(Kind.PRAISE, 0),
        exposure=by_kind.get(Kind.EXPOSURE, 0),
        accepted=db.session.scalar(accepted),
        since=since,
        until=until,
    )
