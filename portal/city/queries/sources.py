"""What staff write about the city and can be translated, with where the sources are."""

from collections.abc import Callable, Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.city.models import Category, Place, SiteType, Unit
from portal.db import db

FIELDS = (
    ("place", "name", _l("Name of a place")),
    ("unit", "name", _l("Name of a unit")),
    ("site_type", "name", _l("Name of a site type")),
    ("category", "name", _l("Name of a category")),
    ("category", "acceptance_rule", _l("What a category takes")),
)
MODELS = {"place": Place, "unit": Unit, "site_type": SiteType, "category": Category}
IN_USE = {
    "place": Place.offered,
    "unit": Unit.active,
    "site_type": SiteType.active,
    "category": Category.active,
}


def of(kind: str, name: str) -> Callable[[], Iterator[tuple[int, str, str]]]:
    """A function that gives (id, text, language) of every row in use."""
    model = MODELS[kind]

    def sources() -> Iterator[tuple[int, str, str]]:
        statement = select(model).where(IN_USE[kind]).order_by(model.position, model.id)
        for row in db.session.scalars(statement):
            yield row.id, getattr(row, name), row.source_language

    return sources
