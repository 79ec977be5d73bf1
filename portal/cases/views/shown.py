"""What everybody can do with a published case: say thanks, or object when shown on it."""

import secrets

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer

from portal import captcha, limits
from portal.access import check, public
from portal.cases import actions, queries
from portal.cases.forms import ObjectForm
from portal.cases.models import Case
from portal.cases.views.blueprint import bp
from portal.config import settings
from portal.crypto import blind_index
from portal.errors import Refusal
from portal.htmx import fragment_or_redirect
from portal.limits import limit
from portal.security import private

COOKIE = "visitor"
ONE_YEAR = 365 * 24 * 60 * 60  # seconds
SAME_ADDRESS = "10 per day"  # thanks for one case from one address: a household, a workplace


@bp.post("/<number>/thank")
@public
@limit("60 per hour", scope="cases.thank")
def thank(number: str):
    """One thanks for each visitor; only this answer sets the visitor's cookie."""
    case = queries.by_number_published(number)
    check("cases.thank", case)
    visitor = _visitor()
    is_new = not queries.has_thanked(case, visitor_hash(visitor))
    if is_new and not limits.hit("thank", f"{case.id} {limits.client()}", SAME_ADDRESS, hold=False):
        raise Refusal(
            _("Many have said thanks from your connection today. Please come back tomorrow.")
        )
    actions.thank(case, visitor_hash(visitor))
    page = url_for("boards.detail", kind=case.kind, number=case.number)
    answer = make_response(
        fragment_or_redirect("cases/_thanks.html", page, case=case, thanked=True)
    )
    _give_cookie(answer, visitor)
    return answer


@bp.route("/<number>/object", methods=["GET", "POST"])
@public
@private
@limit("10 per hour", scope="cases.object", methods=("POST",))
def object(number: str):
    """A person who is shown says so. No proof is asked for first."""
    form = ObjectForm()
    if form.is_submitted():
        earlier = _earlier(number, form)
        if earlier is not None:
            return redirect(_follow(earlier), code=303)
    case = queries.by_number_published(number)
    guard = captcha.guard(form.form_key.data or "")
    error = guard.error() if form.is_submitted() else ""
    if form.validate_on_submit() and not error and guard.use_up():
        return redirect(_follow(_object_to(case, form)), code=303)
    wrong = bool(form.errors or error)
    return render_template(
        "cases/object.html", case=case, form=form, guard=guard, captcha_error=error,
        captcha_passed=form.is_submitted() and not error,
    ), (422 if wrong else 200)  # fmt: skip


@bp.get("/objection/<objection_key>")
@public
@private
def objection(objection_key: str):
    """How an objection stands, for whoever sent it: the address is its only key."""
    return render_template(
        "cases/objection.html", objection=queries.objection_by_key(objection_key)
    )


def visitor_hash(visitor: str) -> str:
    return blind_index(visitor, purpose="cases.visitor")


def _object_to(case: Case, form: ObjectForm):
    return actions.object_to(
        case,
        ground=form.ground.data,
        words=form.words.data or "",
        contact=form.contact.data or "",
        form_key=form.form_key.data,
    )


def _earlier(number: str, form: ObjectForm):
    """The objection this form made before (its photos may be gone from the board since)."""
    key = form.form_key.data
    return queries.objection_of_form(number, key, form.words.data or "") if key else None


def _follow(row) -> str:
    return url_for("cases.objection", objection_key=row.key)


def _visitor() -> str:
    """The random number in the visitor's cookie; a new one if there is none of ours."""
    try:
        return _signer().loads(request.cookies.get(COOKIE, ""))
    except BadData:
        return secrets.token_hex(16)


def _give_cookie(answer, visitor: str) -> None:
    answer.set_cookie(
        COOKIE,
        _signer().dumps(visitor),
        max_age=ONE_YEAR,
        path=settings().path_prefix or "/",
        httponly=True,
        secure=settings().is_https,
        samesite="Lax",
    )


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="cases.visitor")
