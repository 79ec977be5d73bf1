"""One view, two answers: a whole page, or only the fragment that htmx swaps in.

A public GET page is one and the same for everybody, so that a cache may keep it: htmx picks its
part with hx-select. Fragments are for answers to a POST and for pages of people who signed in.
"""

from flask import Flask, redirect, render_template
from flask_htmx import HTMX
from werkzeug.wrappers import Response

htmx = HTMX()


def wants_fragment() -> bool:
    return bool(htmx) and not htmx.boosted


def fragment_or_redirect(fragment: str, address: str, **context) -> str | Response:
    """After a POST: the fragment to swap in, or 303 to the page for people without JavaScript."""
    if wants_fragment():
        return render_template(fragment, **context)
    return redirect(address, code=303)


def init_app(app: Flask) -> None:
    htmx.init_app(app)
