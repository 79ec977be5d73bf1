"""The city at the desk."""

from flask import Blueprint, render_template

from portal.access import staff
from portal.i18n import LOCALIZED

bp = Blueprint("city_desk", __name__, url_prefix=LOCALIZED + "/desk/city")


@bp.get("/")
@staff("office", "admin", "auditor")
def index():
    return render_template("city/desk/index.html")
