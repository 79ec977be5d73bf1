"""What residents send in — thanks for something good, or a photo of something that should be put
right — and its way from the receipt to the published page.

One model, one queue and one privacy gate for praise, exposure and (later) suggestions. The public
boards read from here; the desk works here.
"""

from importlib.util import find_spec

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import navigation


def init_app(app: Flask) -> None:
    from portal.accounts import actions as accounts
    from portal.cases import actions, cli, jobs, permissions, queries, views  # noqa: F401

    app.register_blueprint(views.bp)
    if find_spec("portal.cases.desk") is not None:
        from portal.cases import desk

        desk.init_app(app)
    app.cli.add_command(cli.cases)
    navigation.add(app, navigation.Entry(30, _l("Report"), "cases.new", icon="send"))
    navigation.add(app, navigation.Entry(40, _l("Follow my report"), "cases.slip", icon="search"))
    mine = navigation.Entry(20, _l("My reports"), "cases.mine", menu="account", icon="list")
    navigation.add(app, mine)
    accounts.export_part(app, "cases", queries.export_of)
    accounts.erase_with(app, actions.forget_reporter)
