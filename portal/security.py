"""What protects people and the portal on every page: headers, origin, sizes, proxies, addresses.

Content-Security-Policy allows only what we serve ourselves, without unsafe-inline. A request that
changes anything is refused unless the browser says that it comes from this site (Sec-Fetch-Site,
else Origin); this also protects anonymous forms, which carry no token.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from portal.config import Settings, settings
from portal.db import SAFE_METHODS

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
TWO_YEARS = 63_072_000  # seconds


class RowNumber(IntegerConverter):
    """The number of a row in an address: what no database could hold is a page that isn't there."""

    regex = r"\d{1,9}"


class QuietSessions(SecureCookieSessionInterface):
    """A session that leaves no trace in an answer unless there is one or it was changed.

    Flask adds `Vary: Cookie` as soon as a page looks at the session; public pages look whether
    somebody is signed in, and must stay the same for everyone who is not.
    """

    def save_session(self, app: Flask, session, response: Response) -> None:
        has_cookie = self.get_cookie_name(app) in request.cookies
        if has_cookie or session.modified:
            super().save_session(app, session, response)


class Prefix:
    """WSGI layer: the portal as a column under a path of the city's site."""

    def __init__(self, wsgi, prefix: str):
        self.wsgi, self.prefix = wsgi, prefix

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path == self.prefix or path.startswith(self.prefix + "/"):
            environ["PATH_INFO"] = path[len(self.prefix) :] or "/"
        environ["SCRIPT_NAME"] = self.prefix
        return self.wsgi(environ, start_response)


def safe_next(address: str | None, default: str) -> str:
    """`address` if it is a path of this portal, else `default`: never to another site."""
    if not address or not address.startswith("/") or "\\" in address:
        return default
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith("//"):
        return default
    return address if address.isprintable() else default


def comes_from_here() -> bool:
    """Whether the browser says that this request was made by a page of ours.

    Sec-Fetch-Site is sent by every browser since 2023 on trustworthy origins; older ones and plain
    http send Origin with a POST. A request with neither is refused.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is not None and origin in (own_origin(), settings().origin)


def own_origin() -> str:
    return f"{request.scheme}://{request.host}"


def init_app(app: Flask) -> None:
    app.session_interface = QuietSessions()
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_large)
    app.before_request(_refuse_foreign)
    app.after_request(_add_headers)


def wrap(app: Flask, chosen: Settings) -> None:
    """The WSGI layers: trusted proxies outermost, then the path prefix."""
    if chosen.path_prefix:
        app.wsgi_app = Prefix(app.wsgi_app, chosen.path_prefix)
    if chosen.trusted_proxies:
        count = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)


def _refuse_large() -> None:
    """Before anything is parsed."""
    if request.content_length and request.content_length > settings().max_body_bytes:
        raise RequestEntityTooLarge


def _refuse_foreign() -> None:
    if request.method not in SAFE_METHODS and not comes_from_here():
        abort(403)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if settings().is_https:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={TWO_YEARS}")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = how_to_cache(response)
    return response


def how_to_cache(response: Response) -> str:
    """Public pages may be kept and must be asked for again; everything else is private."""
    from flask import current_app

    name = current_app.session_interface.get_cookie_name(current_app)
    view = current_app.view_functions.get(request.endpoint)
    anonymous = request.method in ("GET", "HEAD") and name not in request.cookies
    open_to_all = getattr(view, "door", None) == "public" and not getattr(view, "private", False)
    if (
        anonymous
        and open_to_all
        and response.status_code == 200
        and "Set-Cookie" not in response.headers
    ):
        return "public, max-age=0, must-revalidate"
    return "private, no-store"


def private(view):
    """Mark a public view whose answers nobody may keep (a slip, a form with a person's data)."""
    view.private = True
    return view
