"""The front page."""

from flask import Blueprint, render_template

from portal.access import public
from portal.boards import queries as boards
from portal.cases.models import Kind
from portal.home import queries
from portal.i18n import LOCALIZED

bp = Blueprint("home", __name__, url_prefix=LOCALIZED)
CARDS = 4  # of each board


@bp.get("/")
@public
def index():
    return render_template(
        "home/index.html",
        praise=boards.newest(Kind.PRAISE, CARDS),
        exposure=boards.newest(Kind.EXPOSURE, CARDS),
        names=boards.names(),
        week=queries.this_week(),
    )
