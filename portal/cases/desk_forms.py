"""What the desk fills in about a case."""

import secrets

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal import texts
from portal.cases import actions
from portal.cases.models import Case
from portal.cases.states import ORIGIN_LABELS, Kind, Origin
from portal.city import queries as city
from portal.city.models import Category, Place
from portal.forms import Form, row_number
from portal.i18n import EDITIONS, current_language
from portal.photos.models import Photo

LONGEST_TITLE = 60  # characters
LONGEST_WORDS = 2000  # characters
NOWHERE = 0


def languages() -> list[SelectChoice]:
    return [SelectChoice(language.code, language.name) for language in EDITIONS.values()]


def category_choices() -> list[SelectChoice]:
    """The categories of both boards."""
    rows = [row for row in city.categories() if row.kind in list(Kind)]
    return [SelectChoice(row.id, texts.of(row, "name").text) for row in rows]


def place_choices() -> list[SelectChoice]:
    """Not known first, then each street with its communities as a group."""
    found = [SelectChoice(NOWHERE, "—")]
    for street, communities in city.offered_places():
        group = texts.of(street, "name").text
        rows = (street, *communities)
        found += [SelectChoice(r.id, texts.of(r, "name").text, optgroup=group) for r in rows]
    return found


class CaseForm(Form):
    """A form about one case as it was when the person opened it."""

    version = HiddenField()

    def expected_version(self) -> int | None:
        return row_number(self.version.data or "")


class ClassifyForm(CaseForm):
    category = SelectField(_l("Category"), coerce=int)
    place = SelectField(_l("Place"), coerce=int)

    def __init__(self, case: Case, **given):
        chosen = {"category": case.category_id, "place": case.place_id or NOWHERE}
        super().__init__(**chosen | given)
        self.category.choices = category_choices()
        self.place.choices = place_choices()

    def chosen(self) -> tuple[Category, Place | None]:
        place = city.place(self.place.data) if self.place.data else None
        return city.category(self.category.data), place


class TextForm(CaseForm):
    language = SelectField(_l("Language of the public text"), choices=languages)
    title = StringField(_l("Public title"), [InputRequired(), Length(max=LONGEST_TITLE)])
    words = TextAreaField(
        _l("Public text"),
        [InputRequired(), Length(max=LONGEST_WORDS)],
        description=_l("Only what is true and seen; no names, no insults."),
    )
    place = StringField(_l("Place in words"), [Optional(), Length(max=120)])

    @staticmethod
    def given(case: Case) -> dict:
        """The form as it is opened: what was written, else the resident's words to begin with."""
        return {
            "version": case.version,
            "language": case.public_language or case.language,
            "title": case.public_title,
            "words": case.public_words or case.words,
            "place": case.public_place or case.place_words,
        }


class DeclineForm(CaseForm):
    reason = SelectField(_l("Reason"), [InputRequired()])
    words = TextAreaField(
        _l("Words to the reporter"),
        [InputRequired(), Length(max=LONGEST_WORDS)],
        description=_l("Kind and clear: why, and where to turn instead."),
    )

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        self.reason.choices = [SelectChoice(*one) for one in actions.DECLINE_REASONS.items()]


class ReasonForm(CaseForm):
    """One sentence that explains a step."""

    words = TextAreaField(_l("In your words"), [InputRequired(), Length(max=LONGEST_WORDS)])


class NumberForm(CaseForm):
    number = StringField(
        _l("Receipt number of the earlier report"),
        [InputRequired(), Regexp(r"^\d{5,16}$", message=_l("Please enter a receipt number."))],
    )


class ObjectionForm(Form):
    decision = RadioField(
        _l("Decision"),
        [InputRequired()],
        choices=[
            SelectChoice("upheld", _l("Accept: take the report off the board")),
            SelectChoice("dismissed", _l("Turn down: show the photo again")),
        ],
    )
    answer = TextAreaField(_l("Answer"), [InputRequired(), Length(max=LONGEST_WORDS)])


class PostForm(Form):
    """The staff's own find, a letter, or a finding of an inspection."""

    form_key = HiddenField(default=lambda: secrets.token_hex(16), validators=[Length(max=64)])
    origin = RadioField(
        _l("Where it comes from"),
        [InputRequired(_l("Please choose one."))],
        choices=[SelectChoice(o, ORIGIN_LABELS[o]) for o in Origin if o is not Origin.RESIDENT],
    )
    category = SelectField(_l("Category"), [InputRequired()], coerce=int)
    place = SelectField(_l("Place"), coerce=int)
    place_words = StringField(_l("Place in words"), [Optional(), Length(max=120)])
    language = SelectField(_l("Language"), choices=languages)
    words = TextAreaField(_l("What was seen"), [InputRequired(), Length(max=LONGEST_WORDS)])

    def __init__(self, **given):
        super().__init__(**{"language": current_language().code} | given)
        self.category.choices = category_choices()
        self.place.choices = place_choices()

    def given(self, photos: list[Photo]) -> actions.Given:
        """What is entered, in the words of the action."""
        return actions.Given(
            category=city.category(self.category.data),
            words=self.words.data,
            language=self.language.data,
            place=city.place(self.place.data) if self.place.data else None,
            place_words=self.place_words.data or "",
            photos=photos,
        )
