"""About this site: how reports are handled, what becomes of personal data, who can use it how."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import navigation
from portal.navigation import Entry


def init_app(app: Flask) -> None:
    from portal.about import views

    app.register_blueprint(views.bp)
    app.register_blueprint(views.root)
    navigation.add(app, Entry(10, _l("How reports are handled"), "about.handling", menu="foot"))
    navigation.add(app, Entry(20, _l("Personal data"), "about.privacy", menu="foot"))
    navigation.add(app, Entry(30, _l("Access for everyone"), "about.accessibility", menu="foot"))
