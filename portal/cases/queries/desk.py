"""What the desk asks: the queue with its counts, and one case with everything about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy import case as when
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload

from portal.cases.models import Case, CaseEvent, CasePhoto, Objection
from portal.cases.states import WAITING, State
from portal.db import db, utcnow
from portal.i18n import local_now

PAGE = 50
OLDEST_WAITING_DAYS = (1, 3, 7)  # the steps of age the desk counts by, in days
OPEN = (State.RECEIVED, State.SCREENING, State.ACCEPTED)
# Open cases have not ended. Said as well, because this is what has an index that knows how few.
NOT_ENDED = Case.ended_at.is_(None)


@dataclass(frozen=True)
class QueuePage:
    """One page of the desk's queue. `after` is the cursor of the next page, "" on the last."""

    cases: list[Case]
    after: str = ""


@dataclass(frozen=True)
class Counters:
    """The day's work at a glance."""

    by_state: dict[str, int]  # open states only
    by_age: dict[str, int]  # of what waits for a decision: "1", "3", "7", "older" days
    late: int  # decisions overdue today
    proposed: int  # waiting for the second person
    objections: int
    objections_late: int


def case_for_desk(case_id: int) -> Case:
    """A case with all that its screen shows, in a fixed number of statements; or NoResultFound."""
    return _one(select(Case).where(Case.id == case_id))


def by_number(number: str) -> Case:
    """The same, by number."""
    return _one(select(Case).where(Case.number == number))


def several(ids: Sequence[int]) -> Sequence[Case]:
    """Cases by id, oldest first; ids that do not exist are left out."""
    statement = select(Case).where(Case.id.in_(ids)).order_by(Case.received_at, Case.id)
    return db.session.scalars(statement.options(*_row())).all()


def queue(
    *,
    states: Sequence[str] = WAITING,
    kind: str | None = None,
    category: int | None = None,
    street: int | None = None,
    proposed: bool | None = None,
    late: bool = False,
    objection: bool = False,
    older_than: int | None = None,
    origin: str | None = None,
    after: str = "",
    limit: int = PAGE,
) -> QueuePage:
    """What waits, oldest first. `older_than` in days; `category`, `street` are ids.

    `proposed`: only what waits for the second person (True), or only what does not (False).
    """
    statement = select(Case)
    if states:
        statement = statement.where(Case.state.in_(states))
    if states and set(states) <= set(OPEN):
        statement = statement.where(NOT_ENDED)
    for column, value in ((Case.kind, kind), (Case.category_id, category), (Case.street_id, street),
                          (Case.origin, origin)):  # fmt: skip
        statement = statement if value is None else statement.where(column == value)
    if proposed is not None:
        is_proposed = Case.proposed_at.is_not(None)
        statement = statement.where(is_proposed if proposed else ~is_proposed)
    if late:
        statement = statement.where(Case.screening_due < local_now().date())
    if objection:
        statement = statement.where(Case.objection_open)
    if older_than is not None:
        statement = statement.where(Case.received_at < utcnow() - timedelta(days=older_than))
    return _page(statement, after, limit)


def counters() -> Counters:
    """How much waits, by state and age. Counts open cases only, so history costs nothing."""
    states = select(Case.state, func.count()).where(NOT_ENDED, Case.state.in_(OPEN))
    states = states.group_by(Case.state)
    by_state = {state.value: 0 for state in OPEN} | dict(db.session.execute(states).all())
    waiting = db.session.execute(_waiting_counts()).one()
    today = local_now().date()
    objections = db.session.execute(
        select(func.count(), func.sum(when((Objection.due < today, 1), else_=0))).where(
            Objection.state == "open"
        )
    ).one()
    return Counters(
        by_state=by_state,
        by_age=dict(zip(("1", "3", "7", "older"), map(int, waiting[:4]), strict=True)),
        late=int(waiting[4]),
        proposed=_proposed_count(),
        objections=objections[0],
        objections_late=int(objections[1] or 0),
    )


def waiting_count() -> int:
    """How many cases wait for the desk's decision, for its menu."""
    return db.session.scalar(select(func.count(Case.id)).where(NOT_ENDED, Case.state.in_(WAITING)))


def provisionally_due() -> Sequence[Case]:
    """What waits for a decision until a date that the official notice may still change."""
    statement = select(Case).where(NOT_ENDED, Case.state.in_(WAITING))
    provisional = statement.where(Case.screening_due_provisional)
    return db.session.scalars(provisional.order_by(Case.received_at, Case.id)).all()


def oldest_waiting() -> datetime | None:
    """When the oldest case that still waits for a decision came in."""
    statement = select(Case.received_at).where(NOT_ENDED, Case.state.in_(WAITING))
    return db.session.scalar(statement.order_by(Case.received_at).limit(1))


def newest_publication() -> datetime | None:
    """When something was last published, for the site-health warnings."""
    statement = select(Case.published_at).where(Case.on_board)
    return db.session.scalar(statement.order_by(Case.published_at.desc()).limit(1))


def open_objections() -> Sequence[Objection]:
    """Objections that wait for an answer, the most urgent first."""
    statement = select(Objection).where(Objection.state == "open")
    statement = statement.options(joinedload(Objection.case))
    return db.session.scalars(statement.order_by(Objection.due, Objection.id)).all()


def objection(objection_id: int) -> Objection:
    """Raises NoResultFound (404)."""
    return db.session.get_one(Objection, objection_id)


def duplicates_of(case: Case) -> Sequence[Case]:
    """Reports that were joined to this one."""
    statement = select(Case).where(Case.duplicate_of_id == case.id)
    return db.session.scalars(statement.order_by(Case.id)).all()


def has_duplicates(case: Case) -> bool:
    return (
        db.session.scalar(select(Case.id).where(Case.duplicate_of_id == case.id).limit(1))
        is not None
    )


def next_in_queue(case: Case) -> Case | None:
    """The case after this one among those that wait for a decision, oldest first."""
    page = _page(select(Case).where(NOT_ENDED, Case.state.in_(WAITING)), _cursor(case), 1)
    return page.cases[0] if page.cases else None


def full_timeline(case: Case) -> Sequence[CaseEvent]:
    """Everything that happened, in order; for staff only."""
    statement = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id)
    return db.session.scalars(statement.options(joinedload(CaseEvent.person))).all()


def decided_on(day: date) -> int:
    """How many decisions were taken on a day of the city: declined, accepted or released."""
    from portal.i18n import local_zone

    first = datetime(day.year, day.month, day.day, tzinfo=local_zone())
    statement = select(func.count(CaseEvent.id)).where(
        CaseEvent.at >= first,
        CaseEvent.at < first + timedelta(days=1),
        CaseEvent.action.in_(("decline", "accept", "release")),
    )
    return db.session.scalar(statement)


def _one(statement: Select) -> Case:
    found = db.session.scalar(
        statement.options(
            *_row(),
            joinedload(Case.screener),
            joinedload(Case.proposed_by),
            joinedload(Case.duplicate_of),
            selectinload(Case.photos).joinedload(CasePhoto.photo),
            selectinload(Case.objections),
        )
    )
    if found is None:
        raise NoResultFound
    return found


def _row() -> tuple:
    return joinedload(Case.category, innerjoin=True), joinedload(Case.place)


def _page(statement: Select, after: str, limit: int) -> QueuePage:
    here = _read_cursor(after)
    if here is not None:
        moment, case_id = here
        later = or_(Case.received_at > moment, (Case.received_at == moment) & (Case.id > case_id))
        statement = statement.where(later)
    statement = statement.order_by(Case.received_at, Case.id).limit(limit + 1)
    rows = list(db.session.scalars(statement.options(*_row(), selectinload(Case.photos))))
    return QueuePage(rows[:limit], _cursor(rows[limit - 1]) if len(rows) > limit else "")


def _cursor(case: Case) -> str:
    return f"{case.received_at.isoformat()}_{case.id}"


def _read_cursor(cursor: str) -> tuple[datetime, int] | None:
    moment, _line, case_id = cursor.rpartition("_")
    try:
        found = datetime.fromisoformat(moment), int(case_id[:12])
    except ValueError:
        return None
    return found if found[0].tzinfo else None


def _waiting_counts() -> Select:
    """One row: waiting up to 1, 3, 7 days, longer, and overdue."""
    now = utcnow()
    limits = [now - timedelta(days=days) for days in OLDEST_WAITING_DAYS]
    received = Case.received_at
    parts = (
        received >= limits[0],
        (received < limits[0]) & (received >= limits[1]),
        (received < limits[1]) & (received >= limits[2]),
        received < limits[2],
        Case.screening_due < local_now().date(),
    )
    counted = [func.coalesce(func.sum(when((part, 1), else_=0)), 0) for part in parts]
    return select(*counted).where(NOT_ENDED, Case.state.in_(WAITING))


def _proposed_count() -> int:
    return db.session.scalar(
        select(func.count(Case.id)).where(
            NOT_ENDED,
            Case.proposed_at.is_not(None),
            Case.state.in_((State.SCREENING, State.ACCEPTED)),
        )
    )
