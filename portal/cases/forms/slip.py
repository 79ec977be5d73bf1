"""Opening a slip: its number and its query code."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.forms import Form

DIGITS = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}


class SlipForm(Form):
    number = StringField(
        _l("Number of the report"),
        [InputRequired(), Length(max=40)],
        description=_l("10 digits, on your receipt"),
        render_kw=DIGITS,
    )
    code = StringField(
        _l("Query code"),
        [InputRequired(), Length(max=40)],
        description=_l("12 digits; blanks do not matter"),
        render_kw=DIGITS,
    )
