"""The blueprint all public views of cases hang on."""

from flask import Blueprint

from portal.i18n import LOCALIZED

bp = Blueprint("cases", __name__, url_prefix=LOCALIZED + "/cases")
