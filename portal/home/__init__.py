"""The front page: both boards, what changed this week, and what one can do here. And the desk's."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import navigation
from portal.navigation import Entry


def init_app(app: Flask) -> None:
    from portal.home import desk, views, warnings

    app.register_blueprint(views.bp)
    app.register_blueprint(desk.bp)
    navigation.add(app, Entry(10, _l("Home"), "home.index", icon="home"))
    navigation.add(app, Entry(0, _l("Overview"), "home_desk.index", "desk", icon="home"))
    navigation.warning(app, warnings.site_warnings)
