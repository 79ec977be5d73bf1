"""The calendar of working days at the desk: a month to look at, corrections to make."""

from datetime import date

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import check, staff
from portal.city import actions, queries
from portal.city.desk import KEEPERS, bp
from portal.city.forms import CorrectionForm, YearForm
from portal.forms import render_form
from portal.i18n import local_now

FIRST_MONTH, LAST_MONTH = date(2001, 1, 1), date(2100, 12, 1)  # the package knows nothing earlier


@bp.route("/calendar", methods=["GET", "POST"])
@staff(*KEEPERS)
def calendar():
    form = CorrectionForm()
    form.prepare()
    if not form.validate_on_submit():
        return _show(form)
    check("city.change", None)
    actions.correct_days(
        form.first.data,
        form.last.data or form.first.data,
        form.working.data == "yes",
        form.note.data,
        form.source.data or "",
        current_user.id,
    )
    flash(_("Saved. Due dates count with it from now on."))
    return redirect(url_for(".calendar", month=f"{form.first.data:%Y-%m}"), code=303)


@bp.post("/calendar/corrections/<int:correction_id>/take-back")
@staff(*KEEPERS)
def take_back(correction_id: int):
    row = queries.correction(correction_id)
    check("city.change", row)
    month = f"{row.date:%Y-%m}"
    actions.take_back_correction(row)
    flash(_("Taken back."))
    return redirect(url_for(".calendar", month=month), code=303)


@bp.post("/calendar/years")
@staff(*KEEPERS)
def confirm_year():
    check("city.change", None)
    years = YearForm()
    if not years.validate_on_submit():
        form = CorrectionForm(formdata=None)
        form.prepare()
        return _show(form, years)
    actions.confirm_year(years.year.data, years.notice.data, current_user.id)
    flash(_("The dates of this year are certain now."))
    return redirect(url_for(".calendar", month=f"{years.year.data}-01"), code=303)


@bp.post("/calendar/years/<int:year>/take-back")
@staff(*KEEPERS)
def take_back_year(year: int):
    row = queries.confirmed_year(year)
    check("city.change", row)
    actions.take_back_year(row)
    flash(_("Taken back."))
    return redirect(url_for(".calendar", month=f"{year}-01"), code=303)


def _show(form: CorrectionForm, years: YearForm | None = None):
    month = _month()
    if years is None:
        years = YearForm(formdata=None, data={"year": local_now().year + 1})
    return render_form(
        "city/desk/calendar.html",
        years if years.errors else form,
        corrections_form=form,
        years_form=years,
        month=month,
        before=_shifted(month, -1),
        after=_shifted(month, 1),
        weeks=_weeks(month),
        official=queries.is_official(month.year),
        corrections=queries.corrections(month.year),
        years=queries.confirmed_years(),
    )


def _month() -> date:
    """The first day of the month in the address (?month=2026-10); this month if it isn't one."""
    try:
        month = date.fromisoformat(request.args.get("month", "") + "-01")
    except ValueError:
        return local_now().date().replace(day=1)
    return min(max(month, FIRST_MONTH), LAST_MONTH)


def _shifted(month: date, by: int) -> date:
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def _weeks(month: date) -> list[list]:
    """The days of a month in rows from Monday to Sunday; None outside the month."""
    days: list = queries.month_of_days(month.year, month.month)
    days = [None] * month.weekday() + days
    days += [None] * (-len(days) % 7)
    return [days[at : at + 7] for at in range(0, len(days), 7)]
