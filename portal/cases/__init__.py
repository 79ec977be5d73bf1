"""What residents send in — thanks for something good, or a photo of something that should be put
right — and its way from the receipt to the published page.

One model, one queue and one privacy gate for praise, exposure and (later) suggestions. The public
boards read from here; the desk works here.
"""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import navigation


def init_app(app: Flask) -> None:
    from portal.accounts import actions as accounts
    from portal.cases import actions, cli, desk, jobs, permissions, queries, views  # noqa: F401

    app.register_blueprint(views.bp)
    app.register_blueprint(desk.bp)
    app.cli.add_command(cli.cases)
    navigation.add(app, navigation.Entry(30, _l("Report"), "cases.new", icon="send"))
    navigation.add(app, navigation.Entry(40, _l("Follow my report"), "cases.slip", icon="search"))
    mine = navigation.Entry(20, _l("My reports"), "cases.mine", menu="account", icon="list")
    navigation.add(app, mine)
    waiting = queries.waiting_count
    roles = permissions.DESK
    navigation.add(
        app, navigation.Entry(10, _l("Queue"), "cases_desk.queue", "desk", roles, waiting, "list")
    )
    navigation.add(
        app,
        navigation.Entry(20, _l("Objections"), "cases_desk.objections", "desk", roles, icon="warn"),
    )
    accounts.export_part(app, "cases", queries.export_of)
    accounts.erase_with(app, actions.forget_reporter)
