"""Corrections laid over the catalogs, when things go wrong and between workers."""

from flask_babel import gettext, ngettext
from sqlalchemy.exc import OperationalError

from portal.catalogs import Correction, catalogs
from portal.city.models import SiteType
from portal.db import db


def corrected(app, msgid: str, text: str, plural: int = 0) -> None:
    db.session.add(Correction(locale="ru", msgid=msgid, text=text, plural=plural))
    db.session.commit()
    catalogs(app).forget()


def test_each_plural_form_is_corrected_by_itself(app):
    one, many = ("Field must be at least %(min)d character long.",) * 2
    many = many.replace("character ", "characters ")
    corrected(app, one, "хотя бы %(min)d символ", plural=0)

    with app.test_request_context("/ru/"):
        app.preprocess_request()
        assert ngettext(one, many, 21, min=21) == "хотя бы 21 символ"
        assert ngettext(one, many, 5, min=5) == "Введите не менее 5 символов."


def test_other_languages_are_left_alone(app):
    corrected(app, "This field is required.", "Заполните.")

    with app.test_request_context("/zh/"):
        app.preprocess_request()
        assert gettext("This field is required.") == "此项为必填项。"


def test_a_database_that_is_down_does_not_take_the_words_away(app, monkeypatch):
    def fail(*given, **more):
        raise OperationalError("SELECT", {}, Exception("gone"))

    with app.test_request_context("/ru/"):
        app.preprocess_request()
        monkeypatch.setattr(db.session, "execute", fail)
        catalogs(app).forget()
        assert gettext("This field is required.") == "Обязательное поле."


def test_a_string_wanted_in_the_middle_of_an_action_stores_nothing(app):
    with app.test_request_context("/ru/"):
        app.preprocess_request()
        db.session.add(SiteType(code="half"))  # its name is still missing
        catalogs(app).forget()

        gettext("This field is required.")

        assert [row.code for row in db.session.new] == ["half"]
        db.session.rollback()


def test_nothing_is_read_again_as_long_as_nothing_was_committed(app):
    with app.test_request_context("/ru/"):
        app.preprocess_request()
        before = catalogs(app).of("ru")
        catalogs(app).look_once()

        assert catalogs(app).of("ru") is before
