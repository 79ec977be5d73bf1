"""Accounts: people sign in and out, look after their own data, and get their roles.

Nobody needs an account to send or read something. Staff need one, with a second factor.
"""

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal import access, navigation
from portal.navigation import Entry


def init_app(app: Flask) -> None:
    from portal.accounts import actions, cli, desk, permissions, views  # noqa: F401

    access.login_manager.user_loader(actions.person_of_session)
    access.login_manager.unauthorized_handler(views.ask_to_sign_in)
    access.must_first(app, views.do_first)
    app.register_blueprint(views.bp)
    app.register_blueprint(desk.bp)
    app.cli.add_command(cli.make_admin)
    navigation.add(app, Entry(10, _l("Your data"), "accounts.index", menu="account", icon="user"))
    people = Entry(
        80, _l("People"), "accounts_desk.index", menu="desk", roles=("admin",), icon="user"
    )
    navigation.add(app, people)
