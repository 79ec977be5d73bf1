"""One's own data: see, correct, take along, delete; and the password."""

import json

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import signed_in
from portal.accounts import actions, queries
from portal.accounts.actions import second_factor as factor
from portal.accounts.forms import ChangePasswordForm, ConfirmForm, DetailsForm, NewPasswordForm
from portal.accounts.views.blueprint import bp
from portal.accounts.views.second_factor import current_person
from portal.forms import render_form
from portal.i18n import ALL
from portal.limits import limit
from portal.security import safe_next


@bp.get("/")
@signed_in
def index():
    person = current_person()
    return render_template(
        "accounts/index.html",
        person=person,
        codes_left=queries.recovery_codes_left(person) if person.has_second_factor else 0,
        language_of=ALL[person.language],
        is_required=factor.is_required(person),
    )


@bp.route("/details", methods=["GET", "POST"])
@signed_in
def details():
    form = DetailsForm(current_person())
    if form.validate_on_submit():
        actions.correct(current_person(), **form.values())
        flash(_("Your data have been corrected."))
        return redirect(url_for(".index"), code=303)
    return render_form("accounts/details.html", form)


@bp.route("/password", methods=["GET", "POST"])
@signed_in
@limit("20 per hour", scope="password", methods=("POST",))
def change_password():
    """Also the first password, which replaces a one-time one that was just typed in."""
    person = current_person()
    is_first = person.must_change_password
    form = NewPasswordForm(person) if is_first else ChangePasswordForm(person)
    if form.validate_on_submit():
        actions.change_password(person, form.new.data)
        flash(_("Your new password is in place. On all other devices you have been signed out."))
        return redirect(safe_next(request.args.get("next"), url_for(".index")), code=303)
    return render_form("accounts/change_password.html", form, is_first=is_first)


@bp.post("/export")
@signed_in
@limit("20 per hour", scope="export")
def export():
    """Everything the portal keeps about the person, as a file."""
    data = json.dumps(actions.export(current_person()), ensure_ascii=False, indent=2)
    answer = Response(data + "\n", mimetype="application/json")
    answer.headers["Content-Disposition"] = "attachment; filename=my-data.json"
    return answer


@bp.route("/delete", methods=["GET", "POST"])
@signed_in
@limit("20 per hour", scope="password", methods=("POST",))
def delete():
    form = ConfirmForm(current_person())
    if form.validate_on_submit():
        actions.delete_own_account(current_person())
        flash(_("Your account and your data have been deleted."))
        return redirect(url_for("accounts.sign_in"), code=303)
    return render_form("accounts/delete.html", form, is_staff=current_user.is_staff)
