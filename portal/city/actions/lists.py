"""What the office does with places, units, site types and categories."""

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from portal import audit, texts
from portal.city.models import Category, Place, SiteType, Unit, UnitMember
from portal.city.queries import is_used
from portal.db import db
from portal.errors import Refusal
from portal.i18n import EDITIONS

Row = Place | Unit | SiteType | Category
STEP = 10  # between two positions, so that a row can be put between


def add_place(**values) -> Place:
    return _add(Place, values)


def add_unit(**values) -> Unit:
    return _add(Unit, values)


def add_site_type(**values) -> SiteType:
    return _add(SiteType, values)


def add_category(**values) -> Category:
    return _add(Category, values)


def change(row: Row, version: int, **values) -> None:
    """Store new values, if the row still is as it was when the form was opened.

    `version` is what the form was opened with; raises StaleDataError (409) if it is another now.
    """
    if row.version != version:
        raise StaleDataError
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        audit.record(f"city.change_{row.__tablename__}", row, fields=sorted(changed))


def translate(row: Row, field: str, given: dict[str, str], person_id: int | None) -> None:
    """Store a field's translations as reviewed: language code -> text; an empty one is taken away.

    A text that stays as it was keeps its state, so that saving a form reviews nothing by itself.
    """
    source = getattr(row, field)
    for language, text in given.items():
        known = texts.get(row.__tablename__, row.id, field, language)
        if language == row.source_language or text == (known.text if known else ""):
            continue
        if language not in EDITIONS:
            raise ValueError(f"no such language: {language}")
        texts.set_translation(
            row.__tablename__, row.id, field, language, text, source=source, person_id=person_id
        )
        flag_modified(row, field)  # so that a form opened before notices
        audit.record("texts.translate", row, field=field, language=language)


def put_out_of_use(row: Unit | SiteType | Category) -> None:
    """It can't be chosen any more; what points to it keeps it."""
    row.active = False
    audit.record(f"city.put_{row.__tablename__}_out_of_use", row)


def put_in_use(row: Unit | SiteType | Category) -> None:
    row.active = True
    audit.record(f"city.put_{row.__tablename__}_in_use", row)


def offer(row: Place, offered: bool) -> None:
    """Let citizens choose a place, or no longer."""
    row.offered = offered
    audit.record("city.offer_place", row, offered=offered)


def remove(row: Row) -> None:
    """Delete a row nobody uses. Raises Refusal if it is used, or came with the portal's facts."""
    if row.code is not None or is_used(row):
        raise Refusal(_("This is in use. Put it out of use instead; what refers to it keeps it."))
    audit.record(f"city.remove_{row.__tablename__}", row, name=row.name)
    for field in texts.fields():
        if field.kind == row.__tablename__:
            for language in EDITIONS:
                texts.set_translation(
                    row.__tablename__, row.id, field.name, language, "", source=""
                )
    db.session.delete(row)


def move(row: Row, up: bool) -> None:
    """Change places with the row before (`up`) or after it; nothing happens at the end."""
    rows = list(db.session.scalars(_beside(row).order_by(type(row).position, type(row).id)))
    at = rows.index(row)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(rows):
        return
    rows[at], rows[other] = rows[other], rows[at]
    for number, found in enumerate(rows):
        found.position = number * STEP
    audit.record(f"city.move_{row.__tablename__}", row, up=up)


def join_unit(person_id: int, unit: Unit) -> None:
    """Note that a person works for a unit; once is enough."""
    if _membership(person_id, unit) is None:
        db.session.add(UnitMember(person_id=person_id, unit_id=unit.id))
        audit.record("city.join_unit", unit, person=person_id)


def leave_unit(person_id: int, unit: Unit) -> None:
    found = _membership(person_id, unit)
    if found is not None:
        db.session.delete(found)
        audit.record("city.leave_unit", unit, person=person_id)


def _membership(person_id: int, unit: Unit) -> UnitMember | None:
    return db.session.scalar(select(UnitMember).filter_by(person_id=person_id, unit_id=unit.id))


def _beside(row: Row):
    """The rows among which this one has its place."""
    if isinstance(row, Place):
        return select(Place).where(Place.parent_id == row.parent_id)
    if isinstance(row, Category):
        return select(Category).where(Category.kind == row.kind)
    return select(type(row))


def _add(model: type, values: dict):
    last = db.session.scalar(select(func.max(model.position))) or 0
    row = model(**values, position=last + STEP)
    db.session.add(row)
    db.session.flush()  # its translations and its address need the id
    audit.record(f"city.add_{row.__tablename__}", row)
    return row
