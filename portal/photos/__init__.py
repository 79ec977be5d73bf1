"""Photos: one way in for every picture of the portal.

A photo is checked, turned upright and freed of everything but its pixels; what must not be seen is
blurred for good; the public gets derived files only, and only after the desk has released them.
"""

from flask import Flask
from flask_babel import gettext as _

from portal import navigation


def init_app(app: Flask) -> None:
    from portal.photos import cli, desk, forms, jobs, permissions, queries, views  # noqa: F401

    app.register_blueprint(views.bp)
    app.register_blueprint(desk.bp)
    app.cli.add_command(cli.photos)
    app.jinja_env.globals.update(
        photo_sources=queries.sources,
        photo_checks=queries.check_list,
        photo_boxes=forms.BoxesForm.of,
        share_address=queries.share_address,
    )
    navigation.warning(app, what_is_wrong)


def what_is_wrong() -> list[navigation.Warning]:
    """For the desk: photos that nobody can see because their files could not be made."""
    from portal.photos import queries

    count = queries.count_failed()
    if not count:
        return []
    words = _("%(count)s photos could not be prepared. Is the storage full?", count=count)
    return [navigation.Warning(words, urgent=True)]
