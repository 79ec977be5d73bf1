"""The objection of a person who is shown."""

import secrets

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from portal.cases.actions import GROUNDS
from portal.forms import Form


class ObjectForm(Form):
    ground = RadioField(
        _l("What is wrong?"),
        [InputRequired(_l("Please choose a reason."))],
        choices=[SelectChoice(ground, words) for ground, words in GROUNDS.items()],
    )
    words = TextAreaField(
        _l("In your own words"),
        [Optional(), Length(max=2000)],
        description=_l("Only the office reads this."),
    )
    contact = StringField(
        _l("How can we reach you?"),
        [Optional(), Length(max=200)],
        description=_l("Phone or e-mail; encrypted, and used for the answer only."),
        render_kw={"autocomplete": "off"},
    )
    form_key = HiddenField(default=lambda: secrets.token_hex(16), validators=[Length(max=64)])
