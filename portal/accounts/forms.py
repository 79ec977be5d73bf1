"""What people fill in about accounts."""

import re
import secrets

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
    ValidationError,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, EqualTo, InputRequired, Length, Optional

from portal.access import STAFF_ROLES
from portal.accounts import queries
from portal.accounts.actions import passwords
from portal.accounts.models import APART, ROLE_NAMES, normal_phone
from portal.forms import Form
from portal.i18n import EDITIONS, Language

USERNAME = re.compile(r"[^\W_][\w.\-]{1,39}")
PASSWORD_HINT = _l(
    "At least 8 characters, of three kinds: small and capital letters, digits, signs."
)


class Password(PasswordField):
    """A password; never written back into the page."""

    def __init__(self, label, autocomplete: str, validators=(), **given):
        needed = [InputRequired(), Length(max=passwords.LONGEST), *validators]
        given["render_kw"] = {"autocomplete": autocomplete}
        super().__init__(label, needed, **given)


class Code(StringField):
    """A code to be typed in from an app; phones offer digits, and password managers the code."""

    def __init__(self, label, **given):
        given["render_kw"] = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
            "maxlength": "20",
        }
        super().__init__(label, [DataRequired(), Length(max=20)], **given)


def email_field() -> StringField:
    return StringField(
        _l("E-mail"),
        [Optional(), Length(max=254), Email()],
        render_kw={"type": "email", "autocomplete": "email"},
    )


def phone_field() -> StringField:
    return StringField(
        _l("Phone"),
        [Optional(), Length(max=30)],
        description=_l("With country code if it is not a Chinese number, such as +7 or +976."),
        render_kw={"type": "tel", "autocomplete": "tel"},
    )


def username_field() -> StringField:
    return StringField(
        _l("User name"),
        [DataRequired(), Length(min=2, max=40)],
        description=_l(
            "Letters, digits, dot and hyphen. Others may see it; it need not be your name."
        ),
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


class SignInForm(Form):
    name = StringField(
        _l("User name, e-mail or phone"),
        [DataRequired(), Length(max=254)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = Password(_l("Password"), "current-password")
    next = HiddenField()


class SecondStepForm(Form):
    code = Code(_l("Code of the app, or recovery code"))


class SecondFactorForm(Form):
    code = Code(_l("Code from the app"))


class ConfirmForm(Form):
    """Asks for the password of the person who is signed in, before something weighty."""

    password = Password(_l("Your password"), "current-password")

    def __init__(self, person, **given):
        super().__init__(**given)
        self.person = person

    def validate_password(self, field) -> None:
        if not passwords.is_right(self.person, field.data):
            raise ValidationError(_("This is not your password."))


class NewPasswordForm(Form):
    """A new password, twice."""

    new = Password(_l("New password"), "new-password", description=PASSWORD_HINT)
    again = Password(
        _l("New password again"),
        "new-password",
        [EqualTo("new", _l("The two passwords are not the same."))],
    )

    def __init__(self, person, **given):
        super().__init__(**given)
        self.person = person

    def validate_new(self, field) -> None:
        person = self.person
        refuse_weak(field.data, person.username, person.email, person.phone)
        if passwords.is_right(person, field.data):
            raise ValidationError(_("Choose another one than before."))


class ChangePasswordForm(NewPasswordForm):
    """The same for a person who has a password of their own; they give it first."""

    password = Password(_l("Your password now"), "current-password")

    def validate_password(self, field) -> None:
        if not passwords.is_right(self.person, field.data):
            raise ValidationError(_("This is not your password."))


class AccountForm(Form):
    """User name, e-mail and phone of somebody new."""

    username = username_field()
    email = email_field()
    phone = phone_field()

    def validate_username(self, field) -> None:
        if not is_username(field.data):
            raise ValidationError(
                _("Use letters, digits, dots and hyphens, and at least one letter.")
            )
        if queries.username_is_taken(field.data):
            raise ValidationError(_("This user name is taken. Choose another one."))

    def validate_email(self, field) -> None:
        refuse_taken_email(field.data)

    def validate_phone(self, field) -> None:
        refuse_wrong_phone(field.data)


class RegisterForm(AccountForm):
    password = Password(_l("Password"), "new-password", description=PASSWORD_HINT)
    again = Password(
        _l("Password again"),
        "new-password",
        [EqualTo("password", _l("The two passwords are not the same."))],
    )
    is_14 = BooleanField(_l("I am 14 years old or older."), [InputRequired()])
    agrees = BooleanField(_l("I have read what happens to my data."), [InputRequired()])
    form_key = HiddenField(default=lambda: secrets.token_hex(16), validators=[Length(max=64)])

    def validate_password(self, field) -> None:
        refuse_weak(field.data, self.username.data, self.email.data, self.phone.data)


class DetailsForm(Form):
    display_name = StringField(
        _l("Name"),
        [Optional(), Length(max=60)],
        description=_l("How we address you. Only you and staff see it."),
        render_kw={"autocomplete": "name"},
    )
    email = email_field()
    phone = phone_field()
    language = RadioField(_l("Language of messages to you"), [InputRequired()])

    def __init__(self, person, **given):
        known = {name: getattr(person, name) for name in ("email", "phone", "language")}
        super().__init__(data={"display_name": person.own_name} | known, **given)
        self.person = person
        self.language.choices = [SelectChoice(each.code, named(each)) for each in EDITIONS.values()]

    def validate_email(self, field) -> None:
        refuse_taken_email(field.data, self.person)

    def validate_phone(self, field) -> None:
        refuse_wrong_phone(field.data, self.person)


class CreatePersonForm(AccountForm):
    display_name = StringField(_l("Name"), [DataRequired(), Length(max=60)])
    roles = SelectMultipleField(
        _l("Roles"),
        [Optional()],
        choices=[SelectChoice(role, ROLE_NAMES[role]) for role in STAFF_ROLES],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        description=_l("Administrator and auditor never together."),
    )

    def validate_roles(self, field) -> None:
        if set(APART) <= set(field.data):
            raise ValidationError(_("Nobody can be administrator and auditor at the same time."))


def named(language: Language) -> Markup:
    """A language in itself; in its own direction too."""
    name = Markup('<span lang="{}">{}</span>').format(language.tag, language.name)
    return Markup('<span class="upright">{}</span>').format(name) if language.vertical else name


def is_username(text: str) -> bool:
    """Whether a text can be a user name: never like an e-mail address or a phone number."""
    return bool(USERNAME.fullmatch(text)) and any(map(str.isalpha, text))


def refuse_weak(password: str, *own: str) -> None:
    problems = passwords.what_is_wrong(password, *(text or "" for text in own))
    if problems:
        raise ValidationError(" ".join(problems))


def refuse_taken_email(email: str, person=None) -> None:
    if email and queries.email_is_taken(email, person):
        raise ValidationError(_("This e-mail address already belongs to an account."))


def refuse_wrong_phone(phone: str, person=None) -> None:
    if not phone:
        return
    if not normal_phone(phone):
        raise ValidationError(_("This does not look like a phone number."))
    if queries.phone_is_taken(phone, person):
        raise ValidationError(_("This phone number already belongs to an account."))
