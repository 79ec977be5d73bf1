"""The first page of the desk: what waits, and what will soon be wrong with the site."""

from flask import Blueprint, render_template
from flask_login import current_user

from portal import navigation
from portal.access import STAFF_ROLES, staff
from portal.cases import queries as cases
from portal.i18n import LOCALIZED, local_now

bp = Blueprint("home_desk", __name__, url_prefix=LOCALIZED + "/desk")
JUDGES = ("editor", "releaser", "office")


@bp.get("/")
@staff(*STAFF_ROLES)
def index():
    judges = current_user.has_role(*JUDGES)
    return render_template(
        "home/desk/index.html",
        counters=cases.counters() if judges else None,
        decided=cases.decided_on(local_now().date()) if judges else None,
        warnings=navigation.warnings() if current_user.has_role(*JUDGES, "admin") else [],
    )
