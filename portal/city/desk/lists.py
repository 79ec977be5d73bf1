"""Units, places, site types and categories at the desk: one way of working for all four."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from portal.access import check, staff
from portal.accounts.queries import people_with_role
from portal.city import actions, forms, queries
from portal.city.desk import KEEPERS, bp
from portal.forms import render_form

ONE = '/<any("units", "places", "site-types", "categories"):listing>'


@dataclass(frozen=True)
class Listing:
    """How one of the lists is read, filled in and added to."""

    title: object
    new_title: object
    form: type[forms.RowForm]
    rows: Callable
    get: Callable
    add: Callable


LISTINGS = {
    "units": Listing(
        _l("Units"), _l("Add a unit"), forms.UnitForm,
        queries.all_units, queries.unit, actions.add_unit,
    ),
    "places": Listing(
        _l("Places"), _l("Add a place"), forms.PlaceForm,
        queries.all_places, queries.place, actions.add_place,
    ),
    "site-types": Listing(
        _l("Site types"), _l("Add a site type"), forms.SiteTypeForm,
        queries.all_site_types, queries.site_type, actions.add_site_type,
    ),
    "categories": Listing(
        _l("Categories"), _l("Add a category"), forms.CategoryForm,
        queries.all_categories, queries.category, actions.add_category,
    ),
}  # fmt: skip


@bp.get(ONE)
@staff(*KEEPERS)
def rows(listing: str):
    found = LISTINGS[listing].rows()
    return render_template(
        "city/desk/rows.html",
        listing=listing,
        title=LISTINGS[listing].title,
        new_title=LISTINGS[listing].new_title,
        rows=found,
        depths=queries.depths(found) if listing == "places" else {},
        names=queries.translations(found, "name"),
        words=_words(),
    )


@bp.route(f"{ONE}/new", methods=["GET", "POST"])
@staff(*KEEPERS)
def new(listing: str):
    form = LISTINGS[listing].form()
    form.prepare(None)
    if not form.validate_on_submit():
        return render_form(
            "city/desk/new.html", form, listing=listing, title=LISTINGS[listing].new_title
        )
    check("city.change", None)
    row = LISTINGS[listing].add(**form.columns())
    for field, given in form.translations().items():
        actions.translate(row, field, given, current_user.id)
    flash(_("Added."))
    return redirect(url_for(".rows", listing=listing), code=303)


@bp.route(f"{ONE}/<int:row_id>", methods=["GET", "POST"])
@staff(*KEEPERS)
def edit(listing: str, row_id: int):
    row = LISTINGS[listing].get(row_id)
    form = LISTINGS[listing].form(obj=row, data=_translations_of(row, LISTINGS[listing].form))
    form.prepare(row)
    if not form.validate_on_submit():
        people = _people(row) if listing == "units" else {}
        return render_form("city/desk/edit.html", form, listing=listing, row=row, **people)
    check("city.change", row)
    actions.change(row, int(form.version.data or 0), **form.columns())
    for field, given in form.translations().items():
        actions.translate(row, field, given, current_user.id)
    flash(_("Saved."))
    return redirect(url_for(".rows", listing=listing), code=303)


@bp.post(f"{ONE}/<int:row_id>/use")
@staff(*KEEPERS)
def use(listing: str, row_id: int):
    row = LISTINGS[listing].get(row_id)
    check("city.change", row)
    wanted = request.form.get("wanted") == "yes"
    if listing == "places":
        actions.offer(row, wanted)
    else:
        (actions.put_in_use if wanted else actions.put_out_of_use)(row)
    return redirect(url_for(".rows", listing=listing, _anchor=f"row-{row.id}"), code=303)


@bp.post(f"{ONE}/<int:row_id>/move")
@staff(*KEEPERS)
def move(listing: str, row_id: int):
    row = LISTINGS[listing].get(row_id)
    check("city.change", row)
    actions.move(row, up=request.form.get("up") == "yes")
    return redirect(url_for(".rows", listing=listing, _anchor=f"row-{row.id}"), code=303)


@bp.post(f"{ONE}/<int:row_id>/remove")
@staff(*KEEPERS)
def remove(listing: str, row_id: int):
    row = LISTINGS[listing].get(row_id)
    check("city.change", row)
    actions.remove(row)
    flash(_("Deleted."))
    return redirect(url_for(".rows", listing=listing), code=303)


@bp.post("/units/<int:unit_id>/join")
@staff(*KEEPERS)
def join(unit_id: int):
    unit = queries.unit(unit_id)
    check("city.change", unit)
    person_id = request.form.get("person", type=int)
    if person_id in {person.id for person in people_with_role("handler")}:
        actions.join_unit(person_id, unit)
    return redirect(url_for(".edit", listing="units", row_id=unit.id), code=303)


@bp.post("/units/<int:unit_id>/leave")
@staff(*KEEPERS)
def leave(unit_id: int):
    unit = queries.unit(unit_id)
    check("city.change", unit)
    actions.leave_unit(request.form.get("person", 0, type=int), unit)
    return redirect(url_for(".edit", listing="units", row_id=unit.id), code=303)


def _words() -> dict:
    return {
        **forms.place_kinds(),
        **{f"unit-{kind}": words for kind, words in forms.unit_kinds().items()},
        **forms.case_kinds(),
        **forms.tracks(),
    }


def _people(unit) -> dict:
    """Who works for a unit, and which other handlers could."""
    members = queries.members(unit)
    others = [person for person in people_with_role("handler") if person not in members]
    return {"members": members, "others": others}


def _translations_of(row, form: type[forms.RowForm]) -> dict:
    """What the form's fields for the other languages hold at first."""
    return {
        f"{field}_{code}": text
        for field in form.translated
        for code, text in queries.translations([row], field).get(row.id, {}).items()
        if code in forms.TRANSLATED
    }
