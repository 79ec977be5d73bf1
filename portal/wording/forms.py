"""What staff fill in about words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from portal.catalog_gate import faults, faults_of_mongolian
from portal.forms import Form
from portal.i18n import EDITIONS
from portal.wording.queries import String, examples_of_form

LONGEST = 20_000  # characters


class TranslationForm(Form):
    seen = HiddenField()
    text = TextAreaField(_l("Translation"), [DataRequired(), Length(max=LONGEST)])

    def __init__(self, language: str, **given):
        super().__init__(**given)
        self.language = language

    def validate_text(self, field) -> None:
        found = list(faults_of_mongolian(field.data)) if self.language == "mong" else []
        if found:
            raise ValidationError(str(found[0]))


class PassesTheGate:
    """The rules every string of the catalogs keeps; see portal/catalog_gate.py."""

    def __init__(self, string: String):
        self.string = string

    def __call__(self, form, field) -> None:
        locale = EDITIONS[self.string.language].locale
        found = faults(self.string.msgid, field.data or "", locale, self.string.plural)
        if found:
            raise ValidationError(" ".join(str(fault) for fault in found))


def string_form(string: String) -> Form:
    """A form with one field for each plural form of a string."""
    fields = {"seen": HiddenField(default=string.digest)}
    for number, text in enumerate(string.texts):
        fields[f"text_{number}"] = TextAreaField(
            _label(string, number), [DataRequired(), PassesTheGate(string)], default=text
        )
    return type("StringForm", (Form,), fields)()


def texts_in(form: Form, string: String) -> list[str]:
    """What was entered, in the order of the plural forms."""
    return [form[f"text_{number}"].data for number in range(len(string.catalog))]


def _label(string: String, number: int) -> str:
    if len(string.catalog) == 1:
        return _("What readers see")
    numbers = ", ".join(str(n) for n in examples_of_form(string.language, number))
    return _("What readers see with the numbers %(numbers)s", numbers=numbers)
