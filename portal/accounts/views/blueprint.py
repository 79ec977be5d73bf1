"""The blueprint of the pages of one's own account."""

from flask import Blueprint

from portal.i18n import LOCALIZED

bp = Blueprint("accounts", __name__, url_prefix=LOCALIZED + "/account")
