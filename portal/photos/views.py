"""The public door: derived files of released photos, and nothing else."""

from flask import Blueprint, Response, abort, current_app, request

from portal.access import public
from portal.photos import pictures, queries

bp = Blueprint("photos", __name__, url_prefix="/photos")
KEPT = 60  # seconds a browser shows it without asking again: what is withheld is gone after that


@bp.get("/<photo_key>/<int:revision>-<int:size>.<extension>")
@public
def picture(photo_key: str, revision: int, size: int, extension: str):
    """One size of a photo, in one format; 404 unless it is released, not withheld, and current."""
    photo = queries.by_key(photo_key)
    if not photo.is_shown:
        abort(404)
    answer = Response(mimetype=pictures.FORMATS.get(extension))
    answer.set_etag(f"{photo.key}-{revision}-{size}-{extension}")
    try:
        answer.set_data(queries.derived_file(photo, revision, size, extension))
    except FileNotFoundError:
        abort(404)
    # an answer to somebody signed in may renew their cookie: no proxy may keep that one
    signed_in = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    # and a proxy asks each time: what is withheld must not be shown to people who have not seen it
    who = "private" if signed_in else "public, s-maxage=0"
    answer.headers["Cache-Control"] = f"{who}, max-age={KEPT}"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer.make_conditional(request)
