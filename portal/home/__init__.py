"""The front page: both boards, what changed this week, and what one can do here."""

from flask import Flask


def init_app(app: Flask) -> None:
    from portal.home import views

    app.register_blueprint(views.bp)
