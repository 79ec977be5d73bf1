"""What a person sees when something cannot be done: a calm page in their language, and a way on.

An action raises `Refusal` when what was asked is understood but not possible now. The page for a
broken portal needs neither database nor session.
"""

import structlog
from flask import Flask, g, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, NoResultFound, OperationalError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadRequest, Conflict, HTTPException, NotFound, ServiceUnavailable

from portal.access import forget_reader
from portal.db import roll_back
from portal.htmx import wants_fragment

log = structlog.get_logger("portal")


class Refusal(Exception):
    """Understood, but not possible now; the message is shown to the person. Status 409 or given."""

    def __init__(self, message: str, status: int = 409):
        super().__init__(message)
        self.message = message
        self.status = status


KNOWN = {  # heading, and what one can do
    400: (
        _l("The request could not be understood"),
        _l("Go back to the page before and try again."),
    ),
    403: (
        _l("You have no permission"),
        _l("This page or step is for other people. If you think it should be yours, ask us."),
    ),
    404: (
        _l("Page not found"),
        _l("It may have been moved or withdrawn. The front page shows where to go on."),
    ),
    405: (_l("This step cannot be called like that"), _l("Go back and use the button there.")),
    409: (
        _l("Somebody else has changed this"),
        _l("Open the page again to see how it stands now, then decide anew."),
    ),
    413: (
        _l("What you sent is too large"),
        _l("A photo may have at most 15 MB. Choose smaller ones; nothing was stored."),
    ),
    415: (_l("This kind of file is not accepted"), _l("Photos: JPEG, PNG, WebP or HEIC.")),
    422: (_l("Something has to be corrected"), _l("Go back and look at the marked fields.")),
    429: (
        _l("Too many attempts"),
        _l("Please wait a little and try again. Nothing you sent before is lost."),
    ),
    503: (
        _l("The portal is busy at the moment"),
        _l("Please try again in a minute. Nothing was stored yet."),
    ),
}
UNKNOWN = (
    _l("Server error, please try again later"),
    _l("It is our fault, not yours. We have been told of it."),
)


def words(code: int) -> tuple[str, str]:
    """The heading for a status code, and what one can do."""
    heading, advice = KNOWN.get(code, UNKNOWN)
    return str(heading), str(advice)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(CSRFError, show_expired)
    app.register_error_handler(NoResultFound, lambda error: show_error(NotFound()))
    app.register_error_handler(StaleDataError, lambda error: show_error(Conflict()))
    app.register_error_handler(IntegrityError, lambda error: show_error(Conflict()))
    app.register_error_handler(DataError, show_nonsense)
    app.register_error_handler(OperationalError, show_busy)
    app.register_error_handler(TimeoutError, show_busy)
    app.register_error_handler(Refusal, show_refusal)


def page(code: int, heading: str, advice: str, status: int | None = None):
    """One page for all errors; status 500 and above: the one that touches no database."""
    if code >= 500:
        forget_reader()
        return render_template(
            "errors/without_database.html", heading=heading, advice=advice, code=code
        ), code
    if wants_fragment():
        return render_template("errors/_refusal.html", message=heading), code
    return render_template(
        "errors/error.html", heading=heading, advice=advice, code=code
    ), status or code


def show_error(error: HTTPException):
    code = error.code or 500
    if code < 400:
        return error.get_response()
    roll_back() if code < 500 else None
    body, status = page(code, *words(code))
    headers = [(k, v) for k, v in error.get_headers(request.environ) if k in KEPT_HEADERS]
    return body, status, headers


KEPT_HEADERS = ("Retry-After", "Allow")


def show_expired(error: CSRFError):
    g.pop("keep_answer", None)
    heading = _("This page has expired")
    return page(403, heading, _("Open it again and repeat the step; it was not carried out."))


def show_nonsense(error: DataError):
    """PostgreSQL takes no null character and no number beyond its type; it is written down, too."""
    log.warning("database", error=type(error).__name__, exc_info=True)
    return show_error(BadRequest())


def show_busy(error: Exception):
    log.error("database", error=type(error).__name__, exc_info=True)
    return page(503, *words(ServiceUnavailable.code))


def show_refusal(refusal: Refusal):
    roll_back()
    if wants_fragment():
        return render_template("errors/_refusal.html", message=refusal.message), refusal.status
    return page(refusal.status, refusal.message, _("Nothing was changed."))
