"""The city: its streets and communities, who is responsible for what, and which days are worked.

Everything here can be changed at the desk; the first rows come from the seed files beside the code.
"""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import navigation, seeds, texts


def init_app(app: Flask) -> None:
    from portal.city import actions, desk, permissions  # noqa: F401
    from portal.city.queries import calendar, sources

    calendar.init_app(app)
    for kind, name, label in sources.FIELDS:
        texts.field(kind, name, label, sources.of(kind, name))
    seeds.add(app, "city", actions.load_seed)
    app.register_blueprint(desk.bp)
    navigation.add(
        app,
        navigation.Entry(
            70,
            _l("About the city"),
            "city_desk.index",
            "desk",
            roles=("office", "admin"),
            icon="pin",
        ),
    )
