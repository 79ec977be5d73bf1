"""The city at the desk: lists, forms and the calendar."""

import pytest
from bs4 import BeautifulSoup

from portal import texts
from portal.city import actions, queries
from portal.city.models import Category, SiteType, Unit
from portal.db import db
from tests.accounts.factory import make_person
from tests.city.factory import (
    make_category,
    make_correction,
    make_place,
    make_site_type,
    make_unit,
    make_year,
)
from tests.house.test_no_bare_text import bare_words

MAKE = {
    "units": make_unit,
    "places": make_place,
    "site-types": make_site_type,
    "categories": make_category,
}
CATEGORY = {"kind": "exposure", "track": "rectification", "acceptance_rule": "收。"}


@pytest.fixture
def office(visitor):
    return visitor.sign_in(make_person(roles=("office",)))


@pytest.mark.parametrize("listing", sorted(MAKE))
def test_each_list_shows_its_rows(office, listing):
    row = MAKE[listing]()

    page = office.see(f"/desk/city/{listing}")

    assert row.name in page.main


@pytest.mark.parametrize("listing", sorted(MAKE))
@pytest.mark.parametrize("rest", ["", "/new", "/{id}"])
def test_no_word_is_untranslated(office, listing, rest):
    row = MAKE[listing]()

    page = office.see(f"/desk/city/{listing}{rest.format(id=row.id)}")

    assert not bare_words(BeautifulSoup(page.html, "html.parser"))


@pytest.mark.parametrize("listing", sorted(MAKE))
def test_an_empty_list_says_how_to_fill_it(office, listing):
    assert f"/qps/desk/city/{listing}/new" in office.see(f"/desk/city/{listing}").links()


def test_the_desk_shows_how_much_is_known(office):
    make_unit()
    make_unit(active=False)

    counts = [tag.get_text() for tag in office.see("/desk/city/").soup.select("main .count")]

    assert counts == ["0", "1", "0", "0"]


def test_a_unit_is_added_with_its_names(office):
    page = office.send(
        "/desk/city/units/new", name="园林局", name_ru="Управление парков", kind="department"
    )

    unit = db.session.query(Unit).one()
    assert page.address == "/qps/desk/city/units"
    assert texts.get("unit", unit.id, "name", "ru").state == texts.REVIEWED
    assert "Управление парков" in page.text


def test_a_name_without_chinese_is_refused(office):
    page = office.send("/desk/city/site-types/new", status=422, name="", name_ru="Рынки")

    assert page.value("name_ru") == "Рынки"
    assert len(page.soup.select(".error-summary li")) == 1


def test_unsound_mongolian_is_refused(office):
    page = office.send(
        "/desk/city/site-types/new", status=422, name="市场", name_mong="\u182c\u180e"
    )

    assert "U+180E" in page.main


def test_the_narrow_space_is_mended_and_not_refused(office):
    name = "\u182c\u1820\u202f\u1836\u1822\u1828"

    office.send("/desk/city/site-types/new", name="市场", name_mong=name)

    row = db.session.query(SiteType).one()
    assert texts.get("site_type", row.id, "name", "mong").text == name.replace("\u202f", "\u180e")


def test_a_changed_category_is_changed_for_citizens_at_once(office):
    row = make_category(name="旧", source_language="zh")

    office.send(
        f"/desk/city/categories/{row.id}", name="新", name_ru="Новое", version="1", **CATEGORY
    )

    with office.app.test_request_context("/ru/"):
        office.app.preprocess_request()
        assert texts.of(queries.categories("exposure")[0], "name").text == "Новое"


def test_two_people_do_not_overwrite_each_other(office):
    row = make_category(name="旧", source_language="zh")
    fields = {"version": "1", **CATEGORY}
    office.send(f"/desk/city/categories/{row.id}", name="甲", **fields)

    office.send(f"/desk/city/categories/{row.id}", status=409, name="乙", **fields)

    assert db.session.get(Category, row.id).name == "甲"


def test_a_changed_translation_counts_as_a_change(office):
    row = make_site_type(name="市场", source_language="zh")
    office.send(f"/desk/city/site-types/{row.id}", name="市场", name_ru="Рынок", version="1")

    office.send(
        f"/desk/city/site-types/{row.id}", status=409, name="市场", name_ru="Базар", version="1"
    )

    assert texts.get("site_type", row.id, "name", "ru").text == "Рынок"


@pytest.mark.parametrize(
    ("kind", "track", "days", "status"),
    [
        ("exposure", "rectification", "7", 200),
        ("exposure", "", "7", 422),
        ("exposure", "behaviour", "7", 422),
        ("exposure", "behaviour", "", 200),
        ("praise", "", "", 200),
        ("praise", "rectification", "", 422),
    ],
)
def test_only_exposures_have_a_track(office, kind, track, days, status):
    office.send(
        "/desk/city/categories/new", status=status, name="甲", kind=kind, track=track,
        deadline_days=days, acceptance_rule="收。",
    )  # fmt: skip


@pytest.mark.parametrize("listing", ["units", "site-types", "categories"])
def test_a_row_is_put_out_of_use_and_in_use_again(office, listing):
    row = MAKE[listing]()

    office.send(f"/desk/city/{listing}/{row.id}/use", wanted="no")
    assert not row.active
    office.send(f"/desk/city/{listing}/{row.id}/use", wanted="yes")
    assert row.active


def test_a_place_is_not_offered_any_more(office):
    place = make_place()

    office.send(f"/desk/city/places/{place.id}/use", wanted="no")

    assert queries.streets() == []


def test_rows_change_places(office):
    first, second = make_site_type(position=0), make_site_type(position=10)

    office.send(f"/desk/city/site-types/{second.id}/move", up="yes")

    assert [row.id for row in queries.site_types()] == [second.id, first.id]


def test_what_nobody_uses_can_be_deleted(office):
    row = make_unit()
    texts.set_translation("unit", row.id, "name", "ru", "Отдел", source=row.name)
    db.session.commit()

    office.send(f"/desk/city/units/{row.id}/remove")

    assert db.session.query(Unit).count() == 0
    assert db.session.query(texts.Translation).count() == 0


def test_what_is_used_stays(office):
    unit = make_unit()
    make_category(default_unit=unit)

    office.send(f"/desk/city/units/{unit.id}/remove", status=409)

    assert db.session.query(Unit).count() == 1


def test_a_handler_joins_and_leaves_a_unit(office):
    unit, handler = make_unit(), make_person(roles=("handler",))

    office.send(f"/desk/city/units/{unit.id}/join", person=handler.id)
    assert [row.id for row in queries.units_of(handler.id)] == [unit.id]
    office.send(f"/desk/city/units/{unit.id}/leave", person=handler.id)
    assert queries.units_of(handler.id) == []


def test_only_a_handler_works_for_a_unit(office):
    unit, other = make_unit(), make_person(roles=("auditor",))

    office.send(f"/desk/city/units/{unit.id}/join", person=other.id)

    assert queries.members(unit) == []


def test_the_calendar_shows_a_month(office):
    page = office.see("/desk/city/calendar?month=2026-10")

    assert "⟦National Day⟧" in page.main
    assert "⟦Make-up working day⟧" in page.main


@pytest.mark.parametrize("month", ["2026-13", "x", "0000-00", "99999-01"])
def test_a_month_that_is_none_shows_this_month(office, month):
    office.see(f"/desk/city/calendar?month={month}")


def test_the_last_months_of_the_calendar_can_be_seen(office):
    office.see("/desk/city/calendar?month=0001-01")
    office.see("/desk/city/calendar?month=9999-12")


def test_no_word_of_the_calendar_is_untranslated(office):
    make_correction()
    make_year()

    page = office.see("/desk/city/calendar?month=2026-03")

    assert not bare_words(BeautifulSoup(page.html, "html.parser"))


def test_days_are_corrected_and_taken_back(office):
    fields = {"first": "2026-12-07", "last": "2026-12-09", "working": "no", "note": "大雪"}

    page = office.send("/desk/city/calendar", **fields)
    assert "大雪" in page.main
    rows = queries.corrections(2026)
    assert [row.date.day for row in rows] == [7, 8, 9]

    office.send(f"/desk/city/calendar/corrections/{rows[0].id}/take-back")
    assert [row.date.day for row in queries.corrections(2026)] == [8, 9]


def test_a_period_that_is_too_long_is_refused(office):
    fields = {"first": "2026-12-07", "last": "2027-12-09", "working": "no", "note": "大雪"}

    office.send("/desk/city/calendar", status=422, **fields)

    assert queries.corrections(2026) == []


def test_a_correction_without_a_note_is_refused(office):
    page = office.send("/desk/city/calendar", status=422, first="2026-12-07", working="no")

    assert page.value("first") == "2026-12-07"


def test_a_year_is_entered_and_taken_back(office):
    office.send("/desk/city/calendar/years", year="2027", notice="国办发明电")
    assert queries.is_official(2027)

    office.send("/desk/city/calendar/years/2027/take-back")
    assert not queries.is_official(2027)


def test_a_year_without_its_notice_is_refused(office):
    office.send("/desk/city/calendar/years", status=422, year="2027", notice="")


def test_the_facts_of_the_portal_are_never_deleted(office):
    actions.load_seed()
    db.session.commit()
    unit = db.session.query(Unit).filter_by(code="post").one()

    office.send(f"/desk/city/units/{unit.id}/remove", status=409)
