"""The boards: what residents praise (点赞榜) and what they show should be better (曝光台).

Two faces of one list. What stands here was released by a person of the desk, an exposure by two.
"""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import navigation
from portal.navigation import Entry


def init_app(app: Flask) -> None:
    from portal.boards import views

    app.register_blueprint(views.bp)
    navigation.add(app, Entry(20, _l("Praise board"), "boards.praise", icon="praise"))
    navigation.add(app, Entry(30, _l("Exposure board"), "boards.exposure", icon="exposure"))
