"""The form with which residents send praise or an exposure."""

import re
import secrets

import phonenumbers
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from portal import texts
from portal.cases.actions import Contact, Given
from portal.city import queries as city
from portal.city.models import Category, Place
from portal.config import settings
from portal.forms import Form
from portal.i18n import current_language, languages
from portal.photos.models import Photo

MOST_WORDS = 2000  # characters
NO_PLACE = 0


class ReportForm(Form):
    words = TextAreaField(
        _l("What did you see?"),
        [DataRequired(_l("Please say in a few words what you saw.")), Length(max=MOST_WORDS)],
        description=_l("Please write no names, phone numbers or number plates."),
    )
    language = SelectField(_l("Language of your words"))
    category = RadioField(
        _l("What is it about?"), [InputRequired(_l("Please choose one."))], coerce=int
    )
    place = SelectField(_l("Street or community"), coerce=int, default=NO_PLACE)
    place_words = StringField(
        _l("Where exactly?"),
        [Optional(), Length(max=200)],
        description=_l("For example: behind the market, beside the bus stop."),
        render_kw={"autocomplete": "off"},
    )
    latitude = HiddenField()
    longitude = HiddenField()
    name = StringField(_l("Name"), [Optional(), Length(max=80)])
    phone = StringField(_l("Phone"), [Optional(), Length(max=30)], render_kw={"type": "tel"})
    email = StringField(
        _l("E-mail"), [Optional(), Length(max=254), Email()], render_kw={"type": "email"}
    )
    wants_answer = BooleanField(_l("Please call or write to me"))
    unlinked = BooleanField(_l("Send it without my account"))
    consent = BooleanField(
        _l("I have read the notice and agree"),
        [DataRequired(_l("Without your consent we may not receive the report."))],
    )
    notice_version = HiddenField()
    form_key = HiddenField(default=lambda: secrets.token_hex(16), validators=[Length(max=64)])

    @classmethod
    def of_kind(cls, kind: str) -> "ReportForm":
        """The form with the categories of one kind and the places citizens may choose."""
        form = cls()
        rows = city.categories(kind)
        form.category.choices = [
            SelectChoice(row.id, _marked(texts.of(row, "name"))) for row in rows
        ]
        form.category.choice_hints = {
            row.id: _marked(texts.of(row, "acceptance_rule")) for row in rows if row.acceptance_rule
        }
        form.place.choices = _places()
        form.language.choices = [SelectChoice(each.code, each.name) for each in languages()]
        if not form.form_key.data:
            form.begin_anew()
        if not form.is_submitted():
            form.language.data = current_language().code
            form.notice_version.data = settings().privacy_notice_version
        return form

    def begin_anew(self) -> None:
        """From now on it counts as another form: what was sent with it before is done."""
        self.form_key.data = secrets.token_hex(16)

    def validate_phone(self, field: StringField) -> None:
        if field.data and phone_number(field.data) is None:
            raise ValidationError(_("This does not look like a phone number."))

    def validate_consent(self, field: BooleanField) -> None:
        if self.notice_version.data != settings().privacy_notice_version:
            self.notice_version.data = settings().privacy_notice_version
            field.data = False
            raise ValidationError(_("The notice has changed. Please read it again."))

    def validate_wants_answer(self, field: BooleanField) -> None:
        if field.data and not (self.phone.data or self.email.data):
            raise ValidationError(_("For that we need a phone number or an e-mail address."))

    @property
    def position(self) -> tuple[float, float] | None:
        """Where the browser says the reporter stands; None without, or when it is nonsense."""
        try:
            latitude, longitude = float(self.latitude.data), float(self.longitude.data)
        except (TypeError, ValueError):
            return None
        real = -90 <= latitude <= 90 and -180 <= longitude <= 180
        return (latitude, longitude) if real else None

    @property
    def chosen_place(self) -> Place | None:
        return city.place(self.place.data) if self.place.data else None

    @property
    def chosen_category(self) -> Category:
        return city.category(self.category.data)

    def contact(self) -> Contact:
        return Contact(
            name=self.name.data or "",
            phone=phone_number(self.phone.data or "") or "",
            email=self.email.data or "",
            wants_answer=self.wants_answer.data,
        )

    def given(self, photos: list[Photo]) -> Given:
        """What is reported. Without a position of its own, that of the first photo counts."""
        found = next((photo.position for photo in photos if photo.position), None)
        from_photo = (found.latitude, found.longitude) if found else None
        return Given(
            category=self.chosen_category,
            words=self.words.data,
            language=self.language.data,
            place=self.chosen_place,
            place_words=self.place_words.data or "",
            position=self.position or from_photo,
            photos=photos,
        )


def phone_number(entry: str) -> str | None:
    """A phone number as +8613800138000; a local number of the city as it is; None for neither.

    Without + it counts as Chinese. Local numbers (7 digits) are left to the person who calls.
    """
    entry = entry.strip()
    if not entry:
        return None
    if re.fullmatch(r"[\d\s-]{7,9}", entry):
        return entry
    try:
        number = phonenumbers.parse(entry, "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _places() -> list[SelectChoice]:
    """Nothing known first, then each street with its communities as a group."""
    found = [SelectChoice(NO_PLACE, _("I do not know"))]
    for street, communities in city.offered_places():
        group = texts.of(street, "name").text
        found += [_choice(row, group) for row in (street, *communities)]
    return found


def _choice(row: Place, group: str) -> SelectChoice:
    shown = texts.of(row, "name")
    return SelectChoice(row.id, shown.text, render_kw=_lang(shown), optgroup=group)


def _lang(shown: texts.Shown) -> dict[str, str]:
    """The lang attribute of a text that is not in the language of the page."""
    return {} if shown.tag == current_language().tag else {"lang": shown.tag}


def _marked(shown: texts.Shown) -> str | Markup:
    """The same around a text in a label."""
    if shown.tag == current_language().tag:
        return shown.text
    return Markup('<span lang="{}">{}</span>').format(shown.tag, shown.text)
