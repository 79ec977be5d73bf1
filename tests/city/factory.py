"""Places, units, site types, categories and corrections for tests."""

from datetime import date
from itertools import count

from portal.city.models import CalendarCorrection, CalendarYear, Category, Place, SiteType, Unit
from portal.db import db

_numbers = count(1)


def make_place(**given) -> Place:
    """A street; `kind="community", parent=street` for a community."""
    return _kept(Place, {"kind": "street", "name": _name("Place")} | given)


def make_unit(**given) -> Unit:
    return _kept(Unit, {"kind": "department", "name": _name("Unit")} | given)


def make_site_type(**given) -> SiteType:
    return _kept(SiteType, {"name": _name("Site type")} | given)


def make_category(**given) -> Category:
    """An exposure on the rectification track, 7 working days; other kinds have no track."""
    kind = given.get("kind", "exposure")
    usual = {"track": "rectification", "deadline_days": 7} if kind == "exposure" else {}
    rule = {"acceptance_rule": "«What is taken.»"}
    return _kept(Category, {"kind": kind, "name": _name("Category")} | rule | usual | given)


def make_correction(**given) -> CalendarCorrection:
    usual = {"date": date(2026, 3, 4), "is_working": False, "note": "«Snow»"}
    return _kept(CalendarCorrection, usual | given)


def make_year(**given) -> CalendarYear:
    return _kept(CalendarYear, {"year": 2027, "source": "«Notice»"} | given)


def examples() -> dict:
    """A value for every part of an address of this feature."""
    street = make_place(name="«Street»")
    make_place(kind="community", name="«Community»", parent=street)
    return {
        "place_id": street.id,
        "unit_id": (unit := make_unit()).id,
        "row_id": unit.id,
        "site_type_id": make_site_type().id,
        "category_id": make_category().id,
        "correction_id": make_correction().id,
        "year": make_year().year,
        "listing": "units",
    }


def _name(what: str) -> str:
    return f"«{what} {next(_numbers)}»"


def _kept(model: type, values: dict):
    row = model(
        **{"source_language": "qps"} | values if hasattr(model, "source_language") else values
    )
    db.session.add(row)
    db.session.commit()
    return row
