"""Pages that explain the site, and the file for search engines."""

from flask import Blueprint, Response, render_template

from portal.access import public
from portal.i18n import LOCALIZED

bp = Blueprint("about", __name__, url_prefix=LOCALIZED + "/about")
root = Blueprint("about_root", __name__)

CLOSED_TO_ROBOTS = ("/*/desk/", "/*/account/", "/*/cases/", "/*?care=")


@bp.get("/handling")
@public
def handling():
    return render_template("about/handling.html")


@bp.get("/privacy")
@public
def privacy():
    return render_template("about/privacy.html")


@bp.get("/accessibility")
@public
def accessibility():
    return render_template("about/accessibility.html")


@root.get("/robots.txt")
@public
def robots():
    """Search engines read the boards, not slips, forms and the desk."""
    lines = ["User-agent: *", *(f"Disallow: {part}" for part in CLOSED_TO_ROBOTS)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
