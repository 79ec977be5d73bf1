"""The city at the desk: its lists and its calendar of working days."""

from datetime import date

from flask import Blueprint, render_template

from portal.access import staff
from portal.city import queries
from portal.i18n import LOCALIZED, local_now

bp = Blueprint("city_desk", __name__, url_prefix=LOCALIZED + "/desk/city")
KEEPERS = ("office", "admin")


@bp.get("/")
@staff(*KEEPERS)
def index():
    return render_template(
        "city/desk/index.html", counts=queries.counts(), next_year=_year_to_enter()
    )


def _year_to_enter() -> int | None:
    """Next year, from November on, as long as its official notice isn't known."""
    today: date = local_now().date()
    late = today.month >= 11 and not queries.is_official(today.year + 1)
    return today.year + 1 if late else None


from portal.city.desk import calendar, lists  # noqa: E402,F401  they hang their views on bp
