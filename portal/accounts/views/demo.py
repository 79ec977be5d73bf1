"""The page that lists the accounts of the demonstration; it exists only where DEMO is on."""

from flask import abort, render_template

from portal.access import public
from portal.accounts import actions
from portal.accounts.actions.demonstration import PASSWORD
from portal.accounts.models import ROLE_NAMES
from portal.accounts.views.blueprint import bp
from portal.config import settings
from portal.security import private


@bp.get("/demo")
@public
@private
def demo():
    if not settings().demo:
        abort(404)
    return render_template(
        "accounts/demo.html", ways=actions.ways_in(), password=PASSWORD, role_names=ROLE_NAMES
    )
