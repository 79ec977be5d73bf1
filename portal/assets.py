"""Addresses of style sheets, scripts and images, and serving them.

`make assets` builds them into static/build/ under names that carry a hash of their contents, so a
browser may keep each one for ever. Templates name them as in the source: `asset("portal.css")`.
"""

import json
import re
from pathlib import Path

from flask import Flask, current_app, request
from whitenoise import WhiteNoise

FOLDER = Path(__file__).parent.parent / "static" / "build"
ADDRESS = "/static/build/"
HASHED = re.compile(r"-[0-9A-Z]{8}\.[0-9a-z]+$")


class AssetsMissing(RuntimeError):
    """The assets are not built, or a template names one that does not exist."""


def asset(name: str) -> str:
    """The address of the asset called `name` in the source, below the site's path prefix.

    Raises AssetsMissing with what to do about it.
    """
    files = _files()
    if name not in files:
        raise AssetsMissing(f"There is no asset {name!r}. Known: {', '.join(files) or 'none'}.")
    # SCRIPT_NAME is the path prefix, set by the server or by the frame.
    return f"{request.script_root if request else ''}{ADDRESS}{files[name]}"


def _files() -> dict[str, str]:
    """{name in the source: built name}; read once, and again after a new build while debugging."""
    known = current_app.extensions["assets"]
    stamp = _stamp() if current_app.debug or not known["files"] else known["stamp"]
    if stamp != known["stamp"]:
        known.update(stamp=stamp, files=_read())
    return known["files"]


def _stamp() -> int | None:
    try:
        return (FOLDER / "manifest.json").stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _read() -> dict[str, str]:
    try:
        return json.loads((FOLDER / "manifest.json").read_text())["files"]
    except FileNotFoundError:
        raise AssetsMissing("The assets are not built. Run: make assets") from None


def is_immutable(path: str, address: str) -> bool:
    """Whether a file may be kept for ever: its name carries a hash of its contents."""
    return bool(HASHED.search(address))


def init_app(app: Flask) -> None:
    """Give templates `asset` and serve static/build/ without Flask, compressed where possible.

    Wraps `app.wsgi_app`: whatever sets SCRIPT_NAME or reads proxy headers must be wrapped later.
    """
    app.extensions["assets"] = {"stamp": None, "files": {}}
    app.jinja_env.globals["asset"] = asset
    FOLDER.mkdir(parents=True, exist_ok=True)
    app.wsgi_app = WhiteNoise(
        app.wsgi_app,
        root=FOLDER,
        prefix=ADDRESS,
        autorefresh=app.debug,
        immutable_file_test=is_immutable,
        allow_all_origins=False,
        add_headers_function=_refuse_sniffing,
    )


def _refuse_sniffing(headers, path: str, address: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
