"""The auditor's page. The state of the filter is in the address."""

from datetime import date

from flask import Blueprint, render_template, request

from portal.access import staff
from portal.auditing import queries
from portal.i18n import LOCALIZED

bp = Blueprint("auditing_desk", __name__, url_prefix=LOCALIZED + "/desk/auditing")


@bp.get("/")
@staff("auditor")
def index():
    wanted = queries.Wanted(
        person=request.args.get("person", "").strip(),
        action=request.args.get("action", "").strip(),
        day=_day(request.args.get("day", "")),
    )
    entries, older = queries.entries(wanted, request.args.get("before", type=int))
    return render_template("auditing/desk/index.html", entries=entries, older=older, wanted=wanted)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
