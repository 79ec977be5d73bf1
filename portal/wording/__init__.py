"""The words of the portal: what waits for a translation, and every string of the interface.

Staff translate what they and their colleagues wrote, and put right what the interface says in any
language; it takes effect at once, without a release.
"""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import navigation

TRANSLATORS = ("editor", "releaser", "office", "admin")


def init_app(app: Flask) -> None:
    from portal.wording import desk, permissions  # noqa: F401

    app.register_blueprint(desk.bp)
    navigation.add(
        app,
        navigation.Entry(
            75, _l("Languages"), "wording_desk.index", "desk", roles=TRANSLATORS, icon="language"
        ),
    )
