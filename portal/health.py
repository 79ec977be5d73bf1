"""Whether the portal lives and is well: /healthz, /readyz and /metrics, for machines.

/healthz asks nobody. /readyz asks the database, the migrations, the storage and the worker, and
answers 503 if people could not be served; a missing worker is named but does not turn people away
(their reports are taken; pictures and mails wait). /metrics answers this machine, or whoever knows
METRICS_TOKEN ("Authorization: Bearer …").
"""

import hmac
from ipaddress import ip_address

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, Response, abort, current_app, request
from flask_babel import gettext as _
from sqlalchemy import text

from portal import jobs, metrics, navigation, storage
from portal.access import public
from portal.config import settings
from portal.db import db

bp = Blueprint("health", __name__)
ESSENTIAL = ("database", "migrations", "storage")


@bp.get("/healthz")
@public
def alive():
    """The process answers."""
    return _plain("ok\n")


@bp.get("/readyz")
@public
def ready():
    """Each part and whether it is well; 503 if one that people need is not."""
    found = parts()
    lines = "".join(f"{name} {'ok' if well else 'failed'}\n" for name, well in found.items())
    return _plain(lines, 200 if all(found[name] for name in ESSENTIAL) else 503)


@bp.get("/metrics")
@public
def numbers():
    """Prometheus' text format."""
    if not _may_read_metrics():
        abort(404)
    response = Response(metrics.exposition(gauges()))
    response.headers["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response


def parts() -> dict[str, bool]:
    """Each part of the portal and whether it is well."""
    database = _well(lambda: db.session.execute(text("SELECT 1")).scalar() == 1)
    return {
        "database": database,
        "migrations": database and _well(_is_migrated),
        "storage": _well(storage.is_writable),
        "worker": _well(jobs.worker_is_alive),
    }


def gauges() -> dict[str, tuple[str, float]]:
    """What is measured at the moment of asking."""
    return {
        "portal_jobs_waiting": ("Jobs that wait for a worker", jobs.queue().waiting()),
        "portal_jobs_failed_waiting": (
            "Jobs that wait for their next attempt",
            jobs.queue().later(),
        ),
        "portal_worker_alive": ("1 if a worker gave a sign of life", float(jobs.worker_is_alive())),
    }


def warnings() -> list[navigation.Warning]:
    """What the desk is told."""
    if _well(jobs.worker_is_alive):
        return []
    message = _("No worker is running: pictures are not prepared and mails are not sent.")
    return [navigation.Warning(message, urgent=True)]


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    navigation.warning(app, warnings)


def _plain(words: str, status: int = 200) -> Response:
    return Response(words, status, {"Cache-Control": "no-store"}, mimetype="text/plain")


def _well(ask) -> bool:
    """The answer of `ask`; whatever it raises means no."""
    try:
        return bool(ask())
    except Exception:
        db.session.rollback()
        return False


def _is_migrated() -> bool:
    """Whether the database stands at the newest revision of this code."""
    folder = current_app.extensions["migrate"].directory
    newest = set(ScriptDirectory(folder).get_heads())
    return set(MigrationContext.configure(db.session.connection()).get_current_heads()) == newest


def _may_read_metrics() -> bool:
    token = settings().metrics_token
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    try:
        # behind a proxy on the same machine everybody would seem to be this machine
        return ip_address(request.remote_addr or "").is_loopback and not _is_forwarded()
    except ValueError:
        return False


def _is_forwarded() -> bool:
    return any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"))
