"""What the office fills in about the city: every name in all languages side by side."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from portal import texts
from portal.catalog_gate import faults_of_mongolian
from portal.city import queries
from portal.city.models import CASE_KINDS, PLACE_KINDS, TRACKS, UNIT_KINDS
from portal.forms import Form

TRANSLATED = ("mong", "mn", "ru")
LONGEST_NAME, LONGEST_RULE = 80, 1000  # characters


def place_kinds() -> dict:
    """The words for the kinds of places."""
    words = (_("City"), _("District"), _("Street"), _("Town"), _("Community"), _("Zone"))
    return dict(zip(PLACE_KINDS, words, strict=True))


def unit_kinds() -> dict:
    words = (_("Department"), _("Office of the campaign"), _("Street office"), _("Community"))
    return dict(zip(UNIT_KINDS, words, strict=True))


def case_kinds() -> dict:
    return dict(zip(CASE_KINDS, (_("Praise"), _("Exposure"), _("Suggestion")), strict=True))


def tracks() -> dict:
    words = (
        _("Behaviour: a reminder, nothing to rectify"),
        _("Rectification: a unit puts it right"),
    )
    return dict(zip(TRACKS, words, strict=True))


class SoundMongolian:
    """Traditional Mongolian must be encoded as fonts and search expect it."""

    def __call__(self, form, field) -> None:
        faults = list(faults_of_mongolian(field.data or ""))
        if faults:
            raise ValidationError(str(faults[0]))


class RowForm(Form):
    """What every list of the city has: a name in four languages."""

    version = HiddenField()
    name = StringField(_l("Name (Chinese)"), [DataRequired(), Length(max=LONGEST_NAME)])
    name_mong = StringField(
        _l("Name (traditional Mongolian)"), [SoundMongolian(), Length(max=LONGEST_NAME)]
    )
    name_mn = StringField(_l("Name (Cyrillic Mongolian)"), [Length(max=LONGEST_NAME)])
    name_ru = StringField(_l("Name (Russian)"), [Length(max=LONGEST_NAME)])
    translated = ("name",)

    def prepare(self, row) -> None:
        """Fill the choices that stand in the database; `row` is None for a new one."""

    def columns(self) -> dict:
        """What belongs to the row itself, without the translations."""
        beside = {f"{field}_{code}" for field in self.translated for code in TRANSLATED}
        return {k: v for k, v in self.values().items() if k not in beside | {"version"}}

    def translations(self) -> dict[str, dict[str, str]]:
        """Field -> language code -> text."""
        return {
            field: {code: self[f"{field}_{code}"].data or "" for code in TRANSLATED}
            for field in self.translated
        }


class PlaceForm(RowForm):
    kind = SelectField(_l("Kind"), [InputRequired()])
    parent_id = SelectField(_l("Lies in"), coerce=lambda text: int(text) if text else None)
    offered = BooleanField(_l("Citizens may choose it"), default=True)

    def prepare(self, row) -> None:
        self.kind.choices = list(place_kinds().items())
        places = [place for place in queries.all_places() if row is None or place.id != row.id]
        self.parent_id.choices = [
            ("", "–"),
            *((place.id, texts.of(place, "name")) for place in places),
        ]


class UnitForm(RowForm):
    kind = SelectField(_l("Kind"), [InputRequired()])
    place_id = SelectField(
        _l("Responsible for the place"),
        coerce=lambda text: int(text) if text else None,
        description=_l("For street offices and communities: what happens there goes to them."),
    )
    sample = BooleanField(_l("Only a sample, to be confirmed by the office"))

    def prepare(self, row) -> None:
        self.kind.choices = list(unit_kinds().items())
        places = queries.all_places()
        self.place_id.choices = [
            ("", "–"),
            *((place.id, texts.of(place, "name")) for place in places),
        ]


class SiteTypeForm(RowForm):
    """Only the name."""


class CategoryForm(RowForm):
    kind = RadioField(_l("Kind"), validators=[InputRequired()])
    track = SelectField(_l("Track of an exposure"), coerce=lambda text: text or None)
    acceptance_rule = TextAreaField(
        _l("What is taken, and what is not (Chinese)"), [DataRequired(), Length(max=LONGEST_RULE)]
    )
    acceptance_rule_mong = TextAreaField(
        _l("The same in traditional Mongolian"), [SoundMongolian(), Length(max=LONGEST_RULE)]
    )
    acceptance_rule_mn = TextAreaField(
        _l("The same in Cyrillic Mongolian"), [Length(max=LONGEST_RULE)]
    )
    acceptance_rule_ru = TextAreaField(_l("The same in Russian"), [Length(max=LONGEST_RULE)])
    default_unit_id = SelectField(
        _l("Responsible unit"), coerce=lambda text: int(text) if text else None
    )
    deadline_days = IntegerField(_l("Deadline in working days"), [Optional(), NumberRange(1, 250)])
    translated = ("name", "acceptance_rule")

    def prepare(self, row) -> None:
        self.kind.choices = list(case_kinds().items())
        self.track.choices = [("", _("None: praise and suggestions")), *tracks().items()]
        units = [(unit.id, texts.of(unit, "name")) for unit in queries.units()]
        self.default_unit_id.choices = [("", _("The unit of the place")), *units]

    def validate_track(self, field) -> None:
        if (self.kind.data == "exposure") != (field.data is not None):
            raise ValidationError(_("An exposure has a track, other kinds have none."))

    def validate_deadline_days(self, field) -> None:
        if field.data and self.kind.data == "exposure" and self.track.data == "behaviour":
            raise ValidationError(_("On this track nothing is to be done, so nothing is due."))


class CorrectionForm(Form):
    first = DateField(_l("From"), [InputRequired()])
    last = DateField(_l("Until"), [Optional()], description=_l("Empty: only that day"))
    working = RadioField(_l("On these days"), validators=[InputRequired()])
    note = StringField(
        _l("Note"),
        [DataRequired(), Length(max=120)],
        description=_l("The name of the holiday, or for which day off it is worked."),
    )
    source = StringField(_l("Which notice says so"), [Length(max=200)])

    def prepare(self) -> None:
        self.working.choices = [("no", _("are off")), ("yes", _("work"))]


class YearForm(Form):
    year = IntegerField(_l("Year"), [InputRequired(), NumberRange(2020, 2100)])
    notice = StringField(_l("The official notice"), [DataRequired(), Length(max=200)])
