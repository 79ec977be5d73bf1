"""The slip: what the reporter sees and does with number and code, or with an account."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import TooManyRequests

from portal import limits
from portal.access import check, public, signed_in
from portal.cases import actions, queries
from portal.cases.forms import SlipForm, slots_of
from portal.cases.models import Case
from portal.cases.states import State, possible
from portal.cases.views.blueprint import bp
from portal.cases.views.pictures import small_picture
from portal.limits import limit
from portal.security import private

GUESSES = "10 per 10 minutes"  # wrong codes from one address
GUESSES_OF_NUMBER = "100 per hour"  # wrong codes for one number, from everywhere


@bp.route("/slip", methods=["GET", "POST"])
@public
def slip():
    """Ask for number and code."""
    form = SlipForm()
    if form.validate_on_submit():
        case = opened(form.number.data, form.code.data)
        if case is not None:
            return redirect(address(case), code=303)
        form.code.errors = [_("Number and code do not fit together. Please compare them again.")]
    return render_template("cases/slip.html", form=form), 422 if form.errors else 200


@bp.get("/slip/<number>/<code>")
@public
@private
def slip_detail(number: str, code: str):
    return show(_case(number, code))


@bp.get("/slip/<number>/<code>/photo/<int:photo_id>")
@public
@private
@limit("120 per hour", scope="cases.photo")
def slip_photo(number: str, code: str, photo_id: int):
    """One of the reporter's own photos."""
    case = _case(number, code)
    photo = next((row.photo for row in case.photos if row.photo_id == photo_id), None)
    if photo is None:
        abort(404)
    return small_picture(photo)


@bp.post("/slip/<number>/<code>/photos")
@public
@private
@limit("20 per hour", scope="cases.add_photo")
def add_photo(number: str, code: str):
    slots = slots_of(number, 1)
    case = _case(number, code)
    slots.take_in()
    if slots.errors:
        return show(case, slots.errors)
    if not slots.photos:
        return show(case, [_("Please choose a photo.")])
    actions.add_photo(case, slots.photos[0])
    return redirect(address(case), code=303)


@bp.route("/slip/<number>/<code>/withdraw", methods=["GET", "POST"])
@public
@private
def withdraw(number: str, code: str):
    """Take the report back, after one page that says what this means."""
    case = _case(number, code)
    if request.method == "POST":
        actions.withdraw(case)
        return redirect(address(case), code=303)
    return render_template("cases/withdraw.html", case=case, code=code)


@bp.post("/slip/<number>/<code>/claim")
@signed_in
def claim(number: str, code: str):
    case = _case(number, code)
    check("cases.claim", case) if case.reporter_id != current_user.id else None
    actions.claim(case, current_user)
    flash(_("The report is in your account now."))
    return redirect(url_for("cases.mine"), code=303)


@bp.get("/mine")
@signed_in
def mine():
    """A person's own reports."""
    cases = queries.of_person(current_user)
    addresses = {case.id: address(case) for case in cases}
    return render_template("cases/mine.html", cases=cases, addresses=addresses)


def show(case: Case, photo_errors: list[str] = ()):
    """The slip's page; 422 when a photo was refused."""
    return render_template(
        "cases/slip_detail.html",
        case=case,
        code=queries.code_of(case),
        events=queries.reporter_timeline(case),
        possible=possible(case.state, case.way),
        is_open=case.state in (State.RECEIVED, State.SCREENING),
        photo_errors=photo_errors,
    ), (422 if photo_errors else 200)


def address(case: Case) -> str:
    return url_for("cases.slip_detail", number=case.number, code=queries.code_of(case))


def opened(number: str, code: str) -> Case | None:
    """The case that number and code open. Wrong ones are counted; too many end in a 429."""
    number = queries.digits(number)
    keys = (("slip", limits.client(), GUESSES), ("slip.number", number, GUESSES_OF_NUMBER))
    for key in keys:
        if limits.remaining(*key) == 0:
            raise TooManyRequests(retry_after=limits.seconds_left(*key[:2]))
    case = queries.slip(number, code)
    if case is None:
        for key in keys:
            limits.hit(*key, hold=False)
    return case


def _case(number: str, code: str) -> Case:
    case = opened(number, code)
    if case is None:
        abort(404)
    return case
