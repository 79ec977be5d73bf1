"""The front page."""

from flask import Blueprint, render_template

from portal.access import public
from portal.i18n import LOCALIZED

bp = Blueprint("home", __name__, url_prefix=LOCALIZED)


@bp.get("/")
@public
def index():
    return render_template("home/index.html")
