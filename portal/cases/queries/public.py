"""A case that everybody may see now, and who has said thanks for it.

Lists, filters and the page of a case are the boards' own (portal/boards/queries.py).
"""

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, selectinload

from portal.cases.models import Case, CasePhoto, Thank
from portal.db import db, utcnow


def by_number_published(number: str) -> Case:
    """A public case with its category, place and photos. Raises NoResultFound (404)."""
    found = db.session.scalar(
        select(Case)
        .where(Case.number == number, Case.on_board)
        .where(or_(Case.expires_at.is_(None), Case.expires_at > utcnow()))
        .options(
            joinedload(Case.category),
            joinedload(Case.place),
            selectinload(Case.photos).joinedload(CasePhoto.photo),
        )
    )
    if found is None:
        raise NoResultFound
    return found


def has_thanked(case: Case, visitor: str) -> bool:
    """Whether the visitor with this keyed hash has said thanks for the case."""
    one = select(Thank.id).where(Thank.case_id == case.id, Thank.visitor_hash == visitor)
    return db.session.scalar(one) is not None
