"""One photo at the desk: look at it, blur it, tick the list, withhold it.

Everything here is for the people who screen photos; answers are never kept by a browser.
"""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import check, staff
from portal.errors import Refusal
from portal.i18n import LOCALIZED
from portal.photos import actions, queries
from portal.photos.forms import BoxesForm
from portal.photos.models import Photo
from portal.photos.permissions import SCREENERS
from portal.photos.pictures import checked_boxes
from portal.security import safe_next

bp = Blueprint("photos_desk", __name__, url_prefix=LOCALIZED + "/desk/photos/<photo_key>")


@bp.get("/")
@staff(*SCREENERS)
def detail(photo_key: str):
    photo = queries.with_checks(photo_key)
    check("photos.screen", photo)
    return page(photo, BoxesForm.of(photo), photo.boxes)


@bp.post("/boxes")
@staff(*SCREENERS)
def boxes(photo_key: str):
    """Save the areas, or only show what they would look like, add an empty row or the hints."""
    photo = queries.with_checks(photo_key)
    check("photos.screen", photo)
    form = BoxesForm()
    if not form.validate_on_submit():
        return page(photo, form, photo.boxes), 422
    if form.revision.data != str(photo.revision):
        raise Refusal(_("Somebody else has blurred this photo since you opened the page."))
    if request.form.get("do") == "save":
        actions.redact(photo, form.fractions())
        return done(photo, _("The blurring is saved. Please check the photo now."))
    drawn = form.fractions()
    if request.form.get("do") == "hints":
        drawn += [tuple(box) for box in photo.hints or [] if tuple(box) not in drawn]
    return page(photo, BoxesForm.of(photo, drawn), drawn)


@bp.post("/checks")
@staff(*SCREENERS)
def checks(photo_key: str):
    """Tick the list. What was ticked when the page was opened, and is no more, is taken back."""
    photo = queries.with_checks(photo_key)
    check("photos.screen", photo)
    if request.form.get("revision") != str(photo.revision):
        raise Refusal(_("Somebody else has blurred this photo since you opened the page."))
    ticked, seen = request.form.getlist("item"), request.form.getlist("seen")
    actions.take_back(current_user, photo, set(seen) - set(ticked))
    actions.check_off(current_user, photo, ticked)
    return done(photo, _("The check list is saved."))


@bp.post("/withhold")
@staff(*SCREENERS)
def withhold(photo_key: str):
    photo = queries.by_key(photo_key)
    check("photos.screen", photo)
    actions.withhold(photo, "desk")
    return done(photo, _("The photo is withheld: nobody but the desk sees it."))


@bp.post("/restore")
@staff("releaser", "office")
def restore(photo_key: str):
    photo = queries.by_key(photo_key)
    check("photos.restore", photo)
    actions.lift(photo)
    return done(photo, _("The photo is no longer withheld."))


@bp.post("/again")
@staff(*SCREENERS)
def again(photo_key: str):
    """Make the files once more after that has failed."""
    photo = queries.by_key(photo_key)
    check("photos.screen", photo)
    actions.derive_again(photo)
    return done(photo, _("The files are being made again."))


@bp.get("/plain.jpg")
@staff(*SCREENERS)
def plain(photo_key: str):
    """The picture without blurring, upright and without metadata, for drawing the areas."""
    photo = queries.by_key(photo_key)
    check("photos.screen", photo)
    return picture(queries.unblurred(photo))


@bp.get("/preview.jpg")
@staff(*SCREENERS)
def preview(photo_key: str):
    """The picture blurred as it is, or as the areas in the address (`box`, in fractions) say."""
    photo = queries.by_key(photo_key)
    check("photos.screen", photo)
    drawn = [box.split(",") for box in request.args.getlist("box")]
    return picture(queries.blurred(photo, checked_boxes(drawn) if drawn else None))


@bp.post("/original")
@staff(*SCREENERS)
def original(photo_key: str):
    """The file as it was sent, to keep; who took it stands in the audit log."""
    photo = queries.by_key(photo_key)
    check("photos.screen", photo)
    answer = Response(actions.show_original(photo), mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="photo-{photo.id}.bin"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def page(photo: Photo, form: BoxesForm, drawn: list):
    """The page of a photo; `drawn` are the areas shown blurred."""
    return render_template(
        "photos/desk/detail.html",
        photo=photo,
        form=form,
        drawn=drawn,
        back=safe_next(request.values.get("next"), ""),
    )


def done(photo: Photo, words: str):
    """Back to where the person came from: a page of the desk, or the photo's own."""
    flash(words, "success")
    home = url_for("photos_desk.detail", photo_key=photo.key)
    return redirect(safe_next(request.form.get("next"), home), code=303)


def picture(data: bytes) -> Response:
    """A picture that no browser and no proxy keeps."""
    answer = Response(data, mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
