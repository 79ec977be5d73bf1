"""The form that all forms are made from.

People who signed in get Flask-WTF's token in every form. Anonymous pages carry none, so that they
can be cached byte for byte; their POSTs are protected by the origin check in security.py.
"""

import re

from flask import Flask, render_template, request
from flask_babel import get_translations
from flask_login import current_user
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import CSRFError
from wtforms.fields import FieldList, FileField, FormField, MultipleFileField

from portal import mongolian

csrf = CSRFProtect()
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WITHOUT_FILTERS = (FieldList, FormField, FileField, MultipleFileField)
BLANK = " \t\r\n\u3000\xa0"  # str.strip would also take U+202F and U+180E, which belong to words


def tidy(value):
    """Text without blanks around it and without invisible controls; other values as they are."""
    if not isinstance(value, str):
        return value
    value = CONTROLS.sub("", BIDI_CONTROLS.sub("", value)).replace("\r\n", "\n")
    return mongolian.mend(value).strip(BLANK)


def row_number(text: str) -> int | None:
    """The number of a row that an address or a form names; None for what is no such number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


class OwnTranslations:
    """WTForms' messages come from our own catalogs, because WTForms has none for Mongolian."""

    def gettext(self, string):
        return get_translations().ugettext(string)

    def ngettext(self, singular, plural, number):
        return get_translations().ungettext(singular, plural, number)


class Form(FlaskForm):
    class Meta:
        @property
        def csrf(self) -> bool:
            return current_user.is_authenticated

        def get_translations(self, form):
            return OwnTranslations()

        def bind_field(self, form, unbound_field, options):
            filters = [] if issubclass(unbound_field.field_class, WITHOUT_FILTERS) else [tidy]
            options["filters"] = [*filters, *unbound_field.kwargs.get("filters", [])]
            if not options["filters"]:
                del options["filters"]
            return unbound_field.bind(form=form, **options)

    def values(self) -> dict:
        """What the person entered, without the security token."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


def render_form(template: str, form: Form, **context) -> tuple[str, int]:
    """The page with the form: 200 when it is new, 422 when something in it has to be corrected."""
    return render_template(template, form=form, **context), 422 if form.errors else 200


def token() -> str:
    """The security token for forms written in a template; nothing for people without a session."""
    from flask_wtf.csrf import generate_csrf

    return generate_csrf() if current_user.is_authenticated else ""


def init_app(app: Flask) -> None:
    app.config.setdefault("WTF_CSRF_CHECK_DEFAULT", False)
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # the session's own end is the limit
    app.config["WTF_CSRF_SSL_STRICT"] = False  # security.py checks the origin
    csrf.init_app(app)
    app.jinja_env.globals["csrf_token"] = token
    app.before_request(_check_token)


def _check_token() -> None:
    unsafe = request.method not in ("GET", "HEAD", "OPTIONS")
    if unsafe and request.endpoint and current_user.is_authenticated:
        csrf.protect()


__all__ = ["CSRFError", "Form", "init_app", "render_form", "row_number", "tidy", "token"]
