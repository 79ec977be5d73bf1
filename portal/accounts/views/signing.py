"""Signing in and out, staying signed in, and registering."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import captcha, navigation
from portal.access import public, signed_in
from portal.accounts import actions
from portal.accounts.actions.own_data import PRIVACY_VERSION
from portal.accounts.forms import RegisterForm, SecondStepForm, SignInForm
from portal.accounts.models import Person
from portal.accounts.views.blueprint import bp
from portal.config import settings
from portal.forms import render_form
from portal.limits import limit
from portal.security import private, safe_next


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@private
@limit("30 per minute", scope="sign-in", methods=("POST",))
def sign_in():
    wanted = request.values.get("next")
    if current_user.is_authenticated:
        return redirect(way_on(current_user, wanted))
    form = SignInForm(next=wanted)
    if form.validate_on_submit():
        attempt = actions.try_password(form.name.data, form.password.data)
        if attempt.person:
            return next_step(attempt.person, wanted)
        form.form_errors.append(attempt.problem)
    return render_form(
        "accounts/sign_in.html", form, ended=request.args.get("ended"), idle=settings().idle_minutes
    )


def next_step(person: Person, wanted: str | None) -> Response:
    """After the right password: the second step if there is one, else in."""
    if person.has_second_factor:
        actions.begin_second_step(person, safe_next(wanted, ""))
        return redirect(url_for(".second_step"), code=303)
    actions.sign_in(person)
    return redirect(way_on(person, wanted), code=303)


@bp.route("/second-step", methods=["GET", "POST"])
@public
@private
@limit("30 per minute", scope="sign-in", methods=("POST",))
def second_step():
    person = actions.person_in_second_step()
    if person is None:
        return redirect(url_for(".sign_in"), code=303)
    form = SecondStepForm()
    if form.validate_on_submit():
        wanted = actions.address_after_second_step()
        attempt = actions.try_code(person, form.code.data)
        if attempt.person:
            actions.sign_in(person)
            return redirect(way_on(person, wanted), code=303)
        form.form_errors.append(attempt.problem)
    return render_form("accounts/second_step.html", form)


def way_on(person: Person, wanted: str | None) -> str:
    """Where a person goes after signing in: what they wanted, else the desk or their own page."""
    desk = navigation.entries("desk") if person.is_staff else []
    return safe_next(wanted, url_for(desk[0].endpoint if desk else ".index"))


@bp.post("/sign-out")
@signed_in
def sign_out():
    actions.sign_out()
    flash(_("You have signed out."))
    return redirect(url_for(".sign_in"), code=303)


@bp.post("/sign-out-everywhere")
@signed_in
def sign_out_everywhere():
    actions.sign_out_everywhere(current_user._get_current_object())
    flash(_("You have signed out on all devices."))
    return redirect(url_for(".sign_in"), code=303)


@bp.post("/still-here")
@signed_in
def still_here():
    """Somebody is still reading or writing: their session goes on."""
    actions.stay_signed_in()
    return "", 204


@bp.route("/register", methods=["GET", "POST"])
@public
@private
@limit("20 per hour", scope="register", methods=("POST",))
def register():
    if current_user.is_authenticated:
        return redirect(url_for(".index"))
    form = RegisterForm()
    guard = captcha.guard(form.form_key.data or "")
    captcha_error = guard.error() if form.is_submitted() else ""
    if form.validate_on_submit() and not captcha_error and guard.use_up():
        chosen = {name: getattr(form, name).data for name in ("username", "password")}
        person = actions.register(**chosen, email=form.email.data, phone=form.phone.data)
        actions.sign_in(person)
        flash(_("Welcome. Your account is ready."))
        return redirect(url_for(".index"), code=303)
    asked = {"guard": guard, "captcha_error": captcha_error}
    asked["captcha_passed"] = form.is_submitted() and not captcha_error
    page, status = render_form("accounts/register.html", form, version=PRIVACY_VERSION, **asked)
    return page, 422 if captcha_error else status
