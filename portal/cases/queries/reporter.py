"""What the reporter asks: the slip by number and code, and the list of one's own reports."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts.models import Person
from portal.cases.models import Audience, Case, CaseEvent, CasePhoto, Objection
from portal.cases.queries.identity import code_fits, digits, submission_hash
from portal.db import db, utcnow

PAGE = 50
BATCH = 200


def slip(number: str, code: str) -> Case | None:
    """The case that a number and a query code open; None when they don't fit.

    Takes the same time whether the number exists or not. Ask portal.limits before: see views.
    """
    number, code = digits(number)[:16], digits(code)[:16]
    case = db.session.scalar(
        select(Case)
        .where(Case.number == number)
        .options(
            joinedload(Case.category),
            joinedload(Case.place),
            selectinload(Case.photos).joinedload(CasePhoto.photo),
        )
    )
    return case if code_fits(case, number, code) else None


def reporter_timeline(case: Case) -> Sequence[CaseEvent]:
    """What the reporter may read of the timeline on the slip, in order."""
    statement = select(CaseEvent).where(CaseEvent.case_id == case.id)
    seen = CaseEvent.audience.in_((Audience.PUBLIC, Audience.REPORTER))
    return db.session.scalars(statement.where(seen).order_by(CaseEvent.id)).all()


def get(case_id: int) -> Case:
    """Raises NoResultFound (404)."""
    return db.session.get_one(Case, case_id)


def by_submission(submission: str) -> Case | None:
    """The case a form made when it was sent before."""
    return db.session.scalar(select(Case).where(Case.submission_hash == submission))


def objection_by_submission(submission: str) -> Objection | None:
    return db.session.scalar(select(Objection).where(Objection.submission_hash == submission))


def objection_of_form(number: str, form_key: str, words: str) -> Objection | None:
    """The objection to a case that a form made when it was sent before."""
    case_id = db.session.scalar(select(Case.id).where(Case.number == number))
    return objection_by_submission(submission_hash(form_key, case_id, words))


def objection_by_key(objection_key: str) -> Objection:
    """Raises NoResultFound (404)."""
    statement = select(Objection).where(Objection.key == objection_key)
    return db.session.scalars(statement.options(joinedload(Objection.case))).one()


def of_person(person: Person, limit: int = PAGE) -> Sequence[Case]:
    """A person's own reports, newest first."""
    statement = select(Case).where(Case.reporter_id == person.id).options(joinedload(Case.category))
    return db.session.scalars(
        statement.order_by(Case.received_at.desc(), Case.id.desc()).limit(limit)
    ).all()


def all_of_person(person: Person) -> Sequence[Case]:
    """Every report of a person, oldest first."""
    statement = select(Case).where(Case.reporter_id == person.id)
    return db.session.scalars(statement.order_by(Case.id)).all()


def export_of(person: Person) -> list[dict]:
    """Everything a person reported, with their own contact data, for the export of own data."""
    statement = select(Case).where(Case.reporter_id == person.id).order_by(Case.id)
    return [_exported(case) for case in db.session.scalars(statement)]


def run_out(now: datetime | None = None) -> Iterator[Case]:
    """Cases on a board whose time is over, in batches; each must be taken off before the next."""
    yield from _batches(select(Case).where(Case.on_board, Case.expires_at <= (now or utcnow())))


def contact_to_erase(ended_before: datetime) -> Iterator[Case]:
    """Cases that ended before a moment and still hold personal data."""
    yield from _batches(
        select(Case).where(Case.ended_at < ended_before, Case.contact_erased_at.is_(None))
    )


def objectors_to_erase(decided_before: datetime) -> Sequence[Objection]:
    """Objections that were decided before a moment and still say how to reach who objected."""
    statement = select(Objection).where(
        Objection.decided_at < decided_before, Objection.contact_sealed.is_not(None)
    )
    return db.session.scalars(statement.order_by(Objection.id).limit(BATCH)).all()


def _batches(statement) -> Iterator[Case]:
    last = 0
    while True:
        page = statement.where(Case.id > last).order_by(Case.id).limit(BATCH)
        rows = db.session.scalars(page).all()
        yield from rows
        if len(rows) < BATCH:
            return
        last = rows[-1].id


def _exported(case: Case) -> dict:
    return {
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "received_at": case.received_at.isoformat(),
        "category": case.category.name,
        "words": case.words,
        "language": case.language,
        "place": case.place_words,
        "position": case.opened("position"),
        "name": case.opened("name"),
        "phone": case.opened("phone"),
        "email": case.opened("email"),
        "wants_answer": case.wants_answer,
        "photos": [row.photo.key for row in case.photos],
    }
