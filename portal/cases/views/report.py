"""Sending a report, and the receipt."""

import segno
from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup

from portal import captcha
from portal.access import public
from portal.cases import actions, queries
from portal.cases.actions import MOST_PHOTOS
from portal.cases.forms import ReportForm, Slots, photo_of_token, slots_of
from portal.cases.models import Case
from portal.cases.states import Kind
from portal.cases.views.blueprint import bp
from portal.cases.views.pictures import small_picture
from portal.config import settings
from portal.db import keep_answer
from portal.forms import render_form
from portal.limits import limit
from portal.security import private

HALF_AN_HOUR = 30 * 60  # seconds a receipt can be opened by its address
SENDING = "30 per hour"  # reports from one address


@bp.route("/new", methods=["GET", "POST"])
@public
@private
@limit(SENDING, scope="cases.send", methods=("POST",))
def new():
    """Choose praise or exposure, then fill in and send. Nothing typed is ever lost."""
    kind = request.values.get("kind")
    if kind not in list(Kind):
        return render_template("cases/new.html", kind=None, form=None)
    slots = slots_of(request.form.get("form_key", ""), MOST_PHOTOS)
    form = ReportForm.of_kind(kind)
    if not form.is_submitted():
        return page(kind, form, slots)
    earlier = queries.by_submission(_submission(form))
    if earlier is not None:
        return to_receipt(earlier)
    return _sent(kind, form, slots)


@bp.get("/receipt/<receipt_token>")
@public
@private
def receipt(receipt_token: str):
    """Number and code, right after sending; after half an hour the slip asks for both."""
    try:
        case_id = signer().loads(receipt_token, max_age=HALF_AN_HOUR)
    except BadData:
        return redirect(url_for("cases.slip"))
    case = queries.get(case_id)
    code = queries.code_of(case)
    return render_template(
        "cases/receipt.html", case=case, code=code, grouped=queries.grouped(code), qr=qr_code(case)
    )


@bp.get("/photo/<photo_token>")
@public
@private
@limit("120 per hour", scope="cases.photo")
def kept_photo(photo_token: str):
    """A photo of a form that is still being filled in, for the person who fills it in."""
    photo = photo_of_token(photo_token)
    if photo is None:
        abort(404)
    return small_picture(photo)


def page(kind: str, form: ReportForm, slots: Slots, **more):
    """The form: 200 when it is new or asks something back, 422 when something is wrong.

    What is wrong with photos and the check stands beside them and in the summary above."""
    guard = captcha.guard(form.form_key.data or "")
    form.form_errors = [*slots.errors, *filter(None, [more.get("captcha_error")])]
    return render_form("cases/new.html", form, kind=kind, slots=slots, guard=guard, **more)


def to_receipt(case: Case):
    address = url_for("cases.receipt", receipt_token=receipt_token(case))
    return redirect(address, code=303)


def receipt_token(case: Case) -> str:
    return signer().dumps(case.id)


def signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="cases.receipt")


def qr_code(case: Case) -> Markup:
    """The slip's address as an inline SVG without style or script."""
    code = segno.make(queries.slip_address(case), error="m", micro=False)
    return Markup(code.svg_inline(scale=4, border=2, svgclass="qr", lineclass=None))  # noqa: S704


def _sent(kind: str, form: ReportForm, slots: Slots):
    """A form that was sent: check everything, keep the photos, ask about neighbours, store."""
    is_valid = form.validate()
    guard = captcha.guard(form.form_key.data or "")
    captcha_error = guard.error()
    slots.take_in()
    asked = {"captcha_error": captcha_error, "captcha_passed": not captcha_error}
    if not is_valid or captcha_error or slots.errors:
        if slots.photos:
            keep_answer()
        return page(kind, form, slots, **asked)
    given = form.given(slots.photos)
    similar = _similar(given)
    if similar and not request.form.get("confirm"):
        return page(kind, form, slots, similar=similar, **asked)
    if not guard.use_up():  # the page was gone back to, and changed after it had been sent
        form.begin_anew()
        slots.belong_to(form.form_key.data)
        keep_answer()
        return page(kind, form, slots, captcha_error=_("Please repeat the check."))
    case = actions.receive(
        given,
        form_key=form.form_key.data,
        contact=form.contact(),
        reporter=_reporter(form),
        consent_version=form.notice_version.data,
    )
    return to_receipt(case)


def _similar(given: actions.Given):
    return queries.similar_nearby(given.category.id, place=given.place, position=given.position)


def _reporter(form: ReportForm):
    """The signed-in person, unless they want to send it without their account."""
    if not current_user.is_authenticated or form.unlinked.data:
        return None
    return current_user


def _submission(form: ReportForm) -> str:
    return queries.submission_hash(
        form.form_key.data or "", form.category.data, form.words.data or ""
    )
