"""The second factor: setting it up, new recovery codes, taking it off."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import can, check, signed_in
from portal.accounts import queries
from portal.accounts.actions import second_factor as factor
from portal.accounts.forms import ConfirmForm, SecondFactorForm
from portal.accounts.models import Person
from portal.accounts.views.blueprint import bp
from portal.forms import render_form
from portal.limits import limit
from portal.security import safe_next


def current_person() -> Person:
    """Who is signed in, as the row itself."""
    return current_user._get_current_object()


@bp.route("/second-factor", methods=["GET", "POST"])
@signed_in
@limit("30 per hour", scope="second-factor", methods=("POST",))
def second_factor():
    person = current_person()
    if person.has_second_factor:
        return redirect(url_for(".recovery_codes"))
    form = SecondFactorForm()
    if form.validate_on_submit():
        codes = factor.set_up(person, form.code.data)
        if codes:
            return render_codes(codes)
        form.code.errors = [_("This code does not fit. Check the time of your phone.")]
    secret = factor.secret_to_set_up(person)
    return render_form(
        "accounts/second_factor.html",
        form,
        picture=factor.picture_of(factor.address_of(person, secret)),
        groups=factor.groups_of(secret),
        is_required=factor.is_required(person),
    )


def render_codes(codes: list[str]) -> str:
    """The new recovery codes, shown in this answer and never again."""
    way_on = safe_next(request.args.get("next"), url_for(".index"))
    return render_template("accounts/recovery_codes.html", codes=codes, way_on=way_on)


@bp.route("/recovery-codes", methods=["GET", "POST"])
@signed_in
@limit("10 per hour", scope="second-factor", methods=("POST",))
def recovery_codes():
    person = current_person()
    if not person.has_second_factor:
        return redirect(url_for(".second_factor"))
    form = ConfirmForm(person)
    if form.validate_on_submit():
        return render_codes(factor.new_recovery_codes(person))
    return render_form(
        "accounts/recovery_codes.html",
        form,
        left=queries.recovery_codes_left(person),
        may_remove=can("accounts.remove_second_factor", person),
    )


@bp.route("/second-factor/remove", methods=["GET", "POST"])
@signed_in
@limit("10 per hour", scope="second-factor", methods=("POST",))
def remove_second_factor():
    person = current_person()
    check("accounts.remove_second_factor", person)
    if not person.has_second_factor:
        return redirect(url_for(".second_factor"))
    form = ConfirmForm(person)
    if form.validate_on_submit():
        factor.remove(person)
        flash(_("The second factor is off. Your password alone lets you in now."))
        return redirect(url_for(".index"), code=303)
    return render_form("accounts/remove_second_factor.html", form)
