"""Words at the desk: translating what staff wrote, correcting what the interface says."""

import pytest
from bs4 import BeautifulSoup

from portal import texts
from portal.catalogs import Correction
from portal.city import actions as city
from portal.db import db
from portal.i18n import EDITIONS
from portal.wording import queries
from tests.accounts.factory import make_person
from tests.city.factory import make_category
from tests.house.test_no_bare_text import bare_words
from tests.wording.factory import a_string

NAME = "/desk/wording/texts/category/{}/name/ru"


@pytest.fixture
def office(visitor):
    return visitor.sign_in(make_person(roles=("office",)))


def correct(office, text: str, status: int = 200, **more):
    row = a_string()
    address = f"/desk/wording/strings/ru/{row.key}"
    return office.send(address, status=status, **{"text_0": text, "seen": row.digest} | more)


def test_the_desk_counts_what_is_left_in_each_language(office):
    make_category(source_language="zh")

    rows = office.see("/desk/wording/").soup.select("tbody tr")

    assert [row.select("td")[0].get_text(strip=True) for row in rows] == ["0", "2", "2", "2"]


def test_a_new_text_waits_in_every_other_language(office):
    make_category(name="«新类»", source_language="zh")

    page = office.see("/desk/wording/texts")

    assert page.main.count("«新类»") == 3
    assert "⟦6 texts wait⟧" in page.main


@pytest.mark.parametrize(
    ("query", "count"), [("into=ru", 2), ("kind=unit", 0), ("reason=stale", 0), ("into=x", 0)]
)
def test_what_waits_is_filtered_by_the_address(office, query, count):
    make_category(name="«新类»", source_language="zh")

    assert len(office.see(f"/desk/wording/texts?{query}").soup.select("main li > a")) == count


def test_a_translation_is_saved_as_reviewed(office):
    row = make_category(name="«新类»", source_language="zh")
    seen = office.see(NAME.format(row.id)).value("seen")

    office.send(NAME.format(row.id), text="Новое", seen=seen, state="reviewed")

    assert texts.get("category", row.id, "name", "ru").state == texts.REVIEWED


def test_a_translation_is_saved_as_a_draft_and_still_waits(office):
    row = make_category(name="«新类»", source_language="zh")
    seen = office.see(NAME.format(row.id)).value("seen")

    page = office.send(NAME.format(row.id), text="Новое", seen=seen, state="draft")

    assert "Новое" in page.main
    assert [wait.reason for wait in queries.waiting("ru") if wait.field.name == "name"] == ["draft"]


def test_a_changed_source_makes_its_translation_wait_again(office):
    row = make_category(name="旧", source_language="zh")
    texts.set_translation("category", row.id, "name", "ru", "Старое", source="旧")
    row.name = "新"
    db.session.commit()

    page = office.see(NAME.format(row.id))

    assert "⟦The source has changed since it was translated.⟧" in page.main


def test_two_translators_notice_each_other(office):
    row = make_category(source_language="zh")
    seen = office.see(NAME.format(row.id)).value("seen")
    office.send(NAME.format(row.id), text="Первое", seen=seen)

    office.send(NAME.format(row.id), status=409, text="Второе", seen=seen)

    assert texts.get("category", row.id, "name", "ru").text == "Первое"


def test_an_empty_translation_is_refused(office):
    row = make_category(source_language="zh")

    office.send(NAME.format(row.id), status=422, text=" ", seen="")


@pytest.mark.parametrize("address", ["category/99/name/ru", "x/1/name/ru", "category/1/x/ru"])
def test_a_text_that_is_not_there(office, address):
    make_category(source_language="zh")

    office.see(f"/desk/wording/texts/{address}", status=404)


def test_a_long_list_has_pages(office):
    city.load_seed()
    db.session.commit()

    first = office.see("/desk/wording/texts?into=mong")
    second = office.see(first.soup.select_one("a[rel=next]")["href"])

    assert first.links() != second.links()
    assert second.soup.select_one("a[rel=prev]")["href"].endswith("texts?into=mong")


def test_strings_are_found_by_words_in_any_language(office):
    page = office.see("/desk/wording/strings?into=ru&words=此项为必填项")

    assert "Обязательное поле." in page.main


@pytest.mark.parametrize("language", sorted(EDITIONS))
def test_every_language_shows_its_strings(office, language):
    assert office.see(f"/desk/wording/strings?into={language}").soup.select("main li > a")


def test_nothing_found_says_so(office):
    page = office.see("/desk/wording/strings?words=«zzz»")

    assert "⟦No string is like that.⟧" in page.main


def test_a_string_has_a_field_for_each_plural_form(office):
    row = a_string("ru", "Field must be at least %(min)d character long.")

    page = office.see(f"/desk/wording/strings/ru/{row.key}")

    assert [page.value(f"text_{n}") for n in range(3)] == list(row.catalog)
    assert "1, 21, 31" in page.main


def test_a_correction_takes_effect_at_once(office):
    correct(office, "Заполните это поле.")

    page = office.speak("ru").send("/desk/city/site-types/new", status=422, name="")

    assert "Заполните это поле." in page.main


def test_a_correction_takes_effect_in_the_other_workers(office, make_app):
    other = make_app()
    client = other.test_client()
    client.get("/ru/")

    correct(office, "Заполните это поле.")

    with other.test_request_context("/ru/"):
        other.preprocess_request()
        from flask_babel import gettext

        assert gettext("This field is required.") == "Заполните это поле."


def test_a_correction_is_undone(office):
    correct(office, "Заполните это поле.")
    row = a_string()

    page = office.send(f"/desk/wording/strings/ru/{row.key}/undo")

    assert page.value("text_0") == "Обязательное поле."
    assert db.session.query(Correction).count() == 0


def test_only_a_corrected_string_can_be_undone(office):
    office.send(f"/desk/wording/strings/ru/{a_string().key}/undo", status=409)


def test_only_corrected_strings_are_listed(office):
    correct(office, "Заполните это поле.")

    page = office.see("/desk/wording/strings?into=ru&corrected=1")

    assert len(page.soup.select("main li > a")) == 1


def test_saving_it_unchanged_says_that_a_person_has_read_it(office):
    before = queries.awaiting_reader()["ru"]

    correct(office, "Обязательное поле.")

    assert queries.awaiting_reader()["ru"] == before - 1
    assert a_string().reviewed == "person"


@pytest.mark.parametrize(
    "text",
    ["", "This field is required.", "<b>Поле</b>", "https://x.ru поле", "此项 поле", "%(x)s поле"],
)
def test_the_gate_refuses_what_would_break_a_page(office, text):
    correct(office, text, status=422)

    assert db.session.query(Correction).count() == 0


def test_two_people_do_not_correct_over_each_other(office):
    seen = a_string().digest
    correct(office, "Заполните это поле.", seen=seen)

    correct(office, "Впишите что-нибудь.", status=409, seen=seen)

    assert a_string().texts == ("Заполните это поле.",)


def test_the_narrow_space_of_mongolian_is_mended(office):
    row = a_string("mong")
    text = row.texts[0].replace("\u180e", "\u202f")
    assert text != row.texts[0]

    office.send(f"/desk/wording/strings/mong/{row.key}", text_0=text, seen=row.digest)

    assert a_string("mong").texts == row.texts


def test_a_correction_is_in_the_audit_log(office):
    from portal.audit import AuditEntry

    correct(office, "Заполните это поле.")

    entry = db.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert (entry.action, entry.details["msgid"]) == ("wording.correct", "This field is required.")


def test_a_string_that_is_not_there(office):
    office.see("/desk/wording/strings/ru/0123456789abcdef", status=404)


@pytest.mark.parametrize(
    "rest", ["", "texts", "texts/category/{id}/name/ru", "strings", "{string}"]
)
def test_no_word_is_untranslated(office, rest):
    city.load_seed()
    db.session.commit()
    row = make_category(source_language="zh")
    correct(office, "Заполните это поле.")

    page = office.see(
        "/desk/wording/" + rest.format(id=row.id, string=f"strings/ru/{a_string().key}")
    )

    assert not bare_words(BeautifulSoup(page.html, "html.parser"))
