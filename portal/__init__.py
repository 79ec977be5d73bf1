"""The public participation portal of Manzhouli.

A folder in here is a feature; a file in here is part of the frame that holds all features.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from flask import Flask

ROOT = Path(__file__).parent.parent
FRAME = (
    "db", "assets", "i18n", "logs", "security", "forms", "htmx", "limits", "access", "errors",
    "navigation", "seeds", "texts", "crypto", "storage", "jobs", "mail", "audit", "health",
    "captcha", "pieces", "serve",
)  # fmt: skip


def create_app(given: dict | None = None) -> Flask:
    """The WSGI application: settings (environment, overridden by `given`), frame, features.

    Raises portal.config.UnsafeSettings (a SystemExit with a sentence) if it must not start so.
    """
    from portal import cache, config, security

    settings = config.load(given)
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder=None,
        instance_path=str(settings.instance_path.resolve()),
    )
    config.init_app(app, settings)
    for part in FRAME:
        import_module(f"portal.{part}").init_app(app)
    for feature in features():
        feature.init_app(app)
    cache.wrap(app, settings)
    security.wrap(app, settings)
    return app


def features() -> list[ModuleType]:
    """Every folder in portal/, imported, in alphabetical order."""
    found = iter_modules([str(Path(__file__).parent)])
    return [import_module(f"portal.{module.name}") for module in found if module.ispkg]
