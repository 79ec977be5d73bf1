"""Accounts: people sign in and out, look after their own data, and get their roles.

Nobody needs an account to send or read something. Staff need one, with a second factor.
"""

from flask import Flask

from portal.access import login_manager


def init_app(app: Flask) -> None:
    from portal.accounts import actions

    login_manager.user_loader(actions.person_of_session)
