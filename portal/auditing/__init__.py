"""Auditing: the auditor reads who did what at the desk, and can change nothing.

The record itself is part of the frame (portal/audit.py); reading it leaves no trace, because a page
that is only read never changes anything.
"""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import navigation


def init_app(app: Flask) -> None:
    from portal.auditing import desk

    app.register_blueprint(desk.bp)
    navigation.add(
        app,
        navigation.Entry(
            90,
            _l("Record of actions"),
            "auditing_desk.index",
            menu="desk",
            roles=("auditor",),
            icon="eye",
        ),
    )
