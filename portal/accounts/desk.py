"""People and roles at the desk: for administrators only."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.access import STAFF_ROLES, check, staff
from portal.accounts import actions, queries
from portal.accounts.forms import CreatePersonForm
from portal.accounts.models import ROLE_NAMES, Person
from portal.forms import render_form, tidy
from portal.i18n import LOCALIZED

bp = Blueprint("accounts_desk", __name__, url_prefix=LOCALIZED + "/desk/accounts")
FILTERS = ("words", "role", "state")


@bp.get("/")
@staff("admin")
def index():
    chosen = {name: tidy(request.args.get(name, "")) for name in FILTERS}
    rows = queries.people(**chosen, after=request.args.get("after", ""))
    people = rows[: queries.PAGE]
    return render_template(
        "accounts/desk/index.html",
        people=people,
        older=address_after(people[-1], chosen) if len(rows) > queries.PAGE else None,
        newer=url_for(".index", **chosen) if request.args.get("after") else None,
        chosen=chosen,
        active=sum(bool(value) for value in chosen.values()),
        role_names=ROLE_NAMES,
    )


def address_after(last: Person, chosen: dict) -> str:
    return url_for(".index", **chosen, after=last.username_folded)


@bp.route("/new", methods=["GET", "POST"])
@staff("admin")
def create():
    form = CreatePersonForm()
    if form.validate_on_submit():
        person, password = actions.create_person(**form.values())
        return render_template("accounts/desk/create.html", person=person, password=password)
    return render_form("accounts/desk/create.html", form)


@bp.get("/<int:person_id>")
@staff("admin")
def detail(person_id: int):
    person = queries.get(person_id)
    check("accounts.see", person)
    return render_template(
        "accounts/desk/detail.html",
        person=person,
        roles=STAFF_ROLES,
        role_names=ROLE_NAMES,
        codes_left=queries.recovery_codes_left(person),
    )


@bp.post("/<int:person_id>/give-role")
@staff("admin")
def give_role(person_id: int):
    person = queries.get(person_id)
    check("accounts.give_role", person)
    actions.give_role(person, role_asked_for())
    return back_to(person, _("The role has been given."))


@bp.post("/<int:person_id>/take-role")
@staff("admin")
def take_role(person_id: int):
    person = queries.get(person_id)
    check("accounts.take_role", person)
    actions.take_role(person, role_asked_for())
    return back_to(person, _("The role has been taken back."))


@bp.route("/<int:person_id>/reset-password", methods=["GET", "POST"])
@staff("admin")
def reset_password(person_id: int):
    person = queries.get(person_id)
    check("accounts.reset", person)
    password = actions.reset_password(person) if request.method == "POST" else None
    return render_template("accounts/desk/reset_password.html", person=person, password=password)


@bp.post("/<int:person_id>/reset-second-factor")
@staff("admin")
def reset_second_factor(person_id: int):
    person = queries.get(person_id)
    check("accounts.reset", person)
    actions.reset_second_factor(person)
    return back_to(person, _("The second factor is off. It has to be set up again."))


@bp.post("/<int:person_id>/disable")
@staff("admin")
def disable(person_id: int):
    person = queries.get(person_id)
    check("accounts.close", person)
    actions.disable(person)
    return back_to(person, _("The account is closed, and its sessions have ended."))


@bp.post("/<int:person_id>/enable")
@staff("admin")
def enable(person_id: int):
    person = queries.get(person_id)
    check("accounts.close", person)
    actions.enable(person)
    return back_to(person, _("The account is open again."))


def role_asked_for() -> str:
    """The role in the form; anything that is not one is answered with 400."""
    role = request.form["role"]
    if role not in STAFF_ROLES:
        abort(400)
    return role


def back_to(person: Person, words: str):
    flash(words)
    return redirect(url_for(".detail", person_id=person.id), code=303)
