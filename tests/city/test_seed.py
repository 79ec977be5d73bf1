"""The facts the city starts with: complete, safe to load again, and never over what staff did."""

import json

from sqlalchemy import func, select

from portal import catalog_gate, texts
from portal.city import actions
from portal.city.actions.seeding import FOLDER
from portal.city.models import Category, Place, SiteType, Unit
from portal.db import db


def load() -> int:
    added = actions.load_seed()
    db.session.commit()
    return added


def test_the_seed_holds_the_real_city(both_databases):
    load()

    counted = dict(
        db.session.execute(
            select(Place.kind, func.count()).where(Place.offered).group_by(Place.kind)
        ).all()
    )
    assert counted == {
        "city": 1,
        "district": 1,
        "street": 10,
        "town": 2,
        "zone": 4,
        "community": 43,
    }
    assert db.session.scalar(select(func.count(SiteType.id))) == 13


def test_virtual_communities_are_not_offered(app):
    load()

    virtual = db.session.scalars(select(Place).where(Place.name.contains("虚拟"))).all()
    assert len(virtual) == 4
    assert not any(place.offered for place in virtual)


def test_loading_again_adds_nothing(both_databases):
    load()

    assert load() == 0


def test_what_staff_changed_is_kept(app):
    load()
    unit = db.session.scalar(select(Unit).where(Unit.code == "housing"))
    unit.name, unit.active, unit.sample = "住建局", False, False
    texts.set_translation("unit", unit.id, "name", "ru", "Жилищный отдел", source=unit.name)
    db.session.commit()

    load()

    assert (unit.name, unit.active, unit.sample) == ("住建局", False, False)
    assert texts.get("unit", unit.id, "name", "ru").text == "Жилищный отдел"


def test_ordinary_bodies_are_marked_as_samples(app):
    load()

    samples = db.session.scalars(select(Unit.code).where(Unit.sample)).all()
    assert "urban-management" in samples
    assert "civility-office" not in samples


def test_a_category_of_exposures_has_a_track_and_a_deadline_only_where_something_is_to_be_done(app):
    load()

    rows = db.session.scalars(select(Category).where(Category.kind == "exposure")).all()
    assert len(rows) == 11
    assert all((row.deadline_days in (3, 7, 15)) == (row.track == "rectification") for row in rows)
    assert {row.deadline_days for row in rows if row.track == "behaviour"} == {None}


def test_every_name_of_a_category_is_there_in_four_languages():
    for facts in json.loads((FOLDER / "categories.json").read_text()):
        assert set(facts["translations"]["name"]) == {"ru", "mn", "mong"}
        assert facts["acceptance_rule"]


def test_translations_are_in_the_right_script():
    wrong = []
    for name in ("places", "units", "site_types", "categories"):
        for facts in json.loads((FOLDER / f"{name}.json").read_text()):
            given = facts.get("translations", {})
            for languages in given.values() if "name" in given else [given]:
                wrong += [
                    (code, text, fault)
                    for code, text in languages.items()
                    for fault in catalog_gate.faults_of_script(text, code)
                ]
    assert not wrong


def test_a_term_of_the_regions_own_terminology_counts_as_reviewed(app):
    load()

    other = db.session.scalar(select(Category).where(Category.code == "exposure-other"))
    assert texts.get("category", other.id, "name", "mong").state == texts.REVIEWED
    assert texts.get("category", other.id, "name", "ru").state == texts.DRAFT
    assert texts.get("category", other.id, "name", "ru").origin == texts.SEED


def test_the_command_loads_what_is_asked(app):
    runner = app.test_cli_runner()

    assert runner.invoke(args=["seed", "city"]).output == "city: 176 rows added\n"
    assert runner.invoke(args=["seed"]).output.startswith("city: 0 rows added\n")
    assert runner.invoke(args=["seed", "nowhere"]).exit_code == 2
