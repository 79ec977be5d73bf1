"""Units, site types and categories."""

from collections.abc import Sequence

from sqlalchemy import func, select

from portal import texts
from portal.accounts.models import Person
from portal.city.models import Category, Place, SiteType, Unit, UnitMember
from portal.db import db


def unit(unit_id: int) -> Unit:
    """Raises NoResultFound (404)."""
    return db.session.get_one(Unit, unit_id)


def units(*kinds: str) -> Sequence[Unit]:
    """Active units of some kinds (none given: all), in order; their names are loaded."""
    return _loaded(_units(*kinds).where(Unit.active))


def all_units(*kinds: str) -> Sequence[Unit]:
    """The same with those that were put out of use."""
    return _loaded(_units(*kinds))


def units_of(person_id: int) -> Sequence[Unit]:
    """The active units a person works for, in order."""
    chosen = select(UnitMember.unit_id).where(UnitMember.person_id == person_id)
    return _loaded(_units().where(Unit.active, Unit.id.in_(chosen)))


def members(row: Unit) -> Sequence[Person]:
    """Who works for a unit, by user name."""
    chosen = select(UnitMember.person_id).where(UnitMember.unit_id == row.id)
    statement = select(Person).where(Person.id.in_(chosen), Person.deleted_at.is_(None))
    return db.session.scalars(statement.order_by(Person.username_folded, Person.id)).all()


def unit_for(row: Category, place: Place | None) -> Unit | None:
    """Who is responsible unless the desk decides otherwise: the category's unit, else the place's.

    The unit of a place is its own, or that of the nearest place around it that has one.
    """
    if row.default_unit is not None and row.default_unit.active:
        return row.default_unit
    while place is not None:
        found = db.session.scalar(
            select(Unit)
            .where(Unit.place_id == place.id, Unit.active, Unit.kind != "community")
            .order_by(Unit.position, Unit.id)
        )
        if found is not None:
            return found
        place = place.parent
    return None


def site_type(site_type_id: int) -> SiteType:
    """Raises NoResultFound (404)."""
    return db.session.get_one(SiteType, site_type_id)


def site_types() -> Sequence[SiteType]:
    """Active site types, in order."""
    return [row for row in all_site_types() if row.active]


def all_site_types() -> Sequence[SiteType]:
    """Site types in order, with those that were put out of use."""
    return _loaded(select(SiteType).order_by(SiteType.position, SiteType.id))


def category(category_id: int) -> Category:
    """Raises NoResultFound (404)."""
    return db.session.get_one(Category, category_id)


def categories(kind: str | None = None) -> Sequence[Category]:
    """Active categories of a kind of case (praise, exposure, suggestion; None: all), in order."""
    return [row for row in all_categories(kind) if row.active]


def all_categories(kind: str | None = None) -> Sequence[Category]:
    """The same with those that were put out of use."""
    statement = select(Category).order_by(Category.kind, Category.position, Category.id)
    return _loaded(statement if kind is None else statement.where(Category.kind == kind))


def counts() -> dict[str, int]:
    """How many rows each list has in use: units, places, site-types, categories."""
    columns = {"units": Unit.active, "places": Place.offered, "site-types": SiteType.active}
    columns["categories"] = Category.active
    return {
        name: db.session.scalar(select(func.count()).select_from(column.class_).where(column))
        for name, column in columns.items()
    }


def translations(rows: Sequence, field: str) -> dict[int, dict[str, str]]:
    """The texts of one field of rows of one list: id -> language code -> text, in one query."""
    found: dict[int, dict[str, str]] = {}
    if rows:
        kept = texts.Translation
        statement = select(kept.thing_id, kept.language, kept.text).where(
            kept.kind == rows[0].__tablename__,
            kept.field == field,
            kept.thing_id.in_([row.id for row in rows]),
        )
        for number, language, text in db.session.execute(statement.order_by(kept.id)):
            found.setdefault(number, {})[language] = text
    return found


def is_used(row: Unit | SiteType | Category | Place) -> bool:
    """Whether any row of any table points at `row`, so that it can't be deleted."""
    return any(
        db.session.scalar(select(func.count()).where(column == row.id)) for column in _pointing(row)
    )


def _pointing(row) -> list:
    """Every column of the database that refers to the table of `row`, whatever feature has it."""
    return [
        key.parent
        for table in db.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table is row.__table__
    ]


def _units(*kinds: str):
    statement = select(Unit).order_by(Unit.position, Unit.id)
    return statement.where(Unit.kind.in_(kinds)) if kinds else statement


def _loaded(statement) -> Sequence:
    """The rows, with the translations of their names fetched in one query."""
    rows = db.session.scalars(statement).all()
    if rows:
        texts.load(rows[0].__tablename__, [row.id for row in rows])
    return rows
