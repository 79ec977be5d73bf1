"""The facts the city starts with, from the files in portal/city/seed/.

Places and bodies are those of the statistical division codes of 2023 and of the campaign's own
papers; units marked "sample" are ordinary bodies of a county-level city, to be confirmed by the
office. A row is found again by its code: what staff changed is never overwritten, what they put out
of use stays so. Translations are added only to a text that still reads as in the file.
"""

import json
from pathlib import Path

from sqlalchemy import select

from portal import texts
from portal.city.models import Category, Place, SiteType, Unit
from portal.db import db

FOLDER = Path(__file__).parent.parent / "seed"
LANGUAGE = "zh"


def load_seed() -> int:
    """Add what is missing; returns how many rows were added."""
    places = _load(Place, "places", {"parent": ("parent_id", Place)})
    units = _load(Unit, "units", {"place": ("place_id", Place)})
    site_types = _load(SiteType, "site_types", {})
    categories = _load(Category, "categories", {"default_unit": ("default_unit_id", Unit)})
    return places + units + site_types + categories


def _load(model: type, name: str, references: dict) -> int:
    """Add the missing rows of one file. `references`: its field -> (column, model it points to)."""
    known = {
        row.code: row for row in db.session.scalars(select(model).where(model.code.is_not(None)))
    }
    given = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    added = 0
    for position, facts in enumerate(given):
        row = known.get(facts["code"])
        if row is None:
            row = known[facts["code"]] = _add(model, facts, references, position * 10)
            added += 1
        _translate(row, facts)
    return added


def _add(model: type, facts: dict, references: dict, position: int):
    values = {k: v for k, v in facts.items() if k not in ("translations", "reviewed", *references)}
    for field, (column, target) in references.items():
        code = facts.get(field)
        found = select(target.id).where(target.code == code)
        values[column] = db.session.execute(found).scalar_one() if code else None
    row = model(**values, position=position, source_language=LANGUAGE)
    db.session.add(row)
    db.session.flush()  # what follows points to it
    return row


def _translate(row, facts: dict) -> None:
    """Add the translations that are missing; the plain form of the file means the name."""
    given = facts.get("translations", {})
    by_field = given if "name" in given else {"name": given}
    reviewed = facts.get("reviewed", {})
    reviewed = reviewed if isinstance(reviewed, dict) else {"name": reviewed}
    for field, languages in by_field.items():
        if getattr(row, field) != facts[field]:
            continue
        for language, text in languages.items():
            if texts.get(row.__tablename__, row.id, field, language) is None:
                state = texts.REVIEWED if language in reviewed.get(field, ()) else texts.DRAFT
                texts.set_translation(
                    row.__tablename__, row.id, field, language, text,
                    source=facts[field], origin=texts.SEED, state=state,
                )  # fmt: skip
