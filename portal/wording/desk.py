"""The words of the portal at the desk."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal import texts
from portal.access import check, staff
from portal.forms import render_form
from portal.i18n import EDITIONS, LOCALIZED, current_language
from portal.wording import actions, queries
from portal.wording.forms import TranslationForm, string_form, texts_in

bp = Blueprint("wording_desk", __name__, url_prefix=LOCALIZED + "/desk/wording")
TRANSLATORS = ("editor", "releaser", "office", "admin")
CORRECTORS = ("office", "admin")
PAGE = 40  # rows
EDITION = '<any("zh", "mong", "mn", "ru"):edition>'


@bp.get("/")
@staff(*TRANSLATORS)
def index():
    return render_template(
        "wording/desk/index.html",
        waiting=queries.waiting_counts(),
        unread=queries.awaiting_reader(),
        editions=EDITIONS,
    )


@bp.get("/texts")
@staff(*TRANSLATORS)
def waiting():
    chosen = _chosen("into", "kind", "reason")
    found = queries.waiting(chosen["into"], chosen["kind"], chosen["reason"])
    start = _start()
    return render_template(
        "wording/desk/waiting.html",
        rows=found[start : start + PAGE],
        total=len(found),
        chosen=chosen,
        pages=_pages("wording_desk.waiting", start, len(found), chosen),
        kinds=_kinds(),
        reasons=reasons(),
        editions=EDITIONS,
    )


@bp.route(f"/texts/<text_kind>/<int:thing_id>/<text_field>/{EDITION}", methods=["GET", "POST"])
@staff(*TRANSLATORS)
def translate(text_kind: str, thing_id: int, text_field: str, edition: str):
    row = queries.text(text_kind, thing_id, text_field, edition)
    known = {"text": row.translation.text if row.translation else "", "seen": row.digest}
    form = TranslationForm(edition, data=known)
    if not form.validate_on_submit():
        return render_form("wording/desk/translate.html", form, row=row, edition=EDITIONS[edition])
    check("wording.translate", row)
    actions.translate(
        row,
        form.text.data,
        reviewed=request.form.get("state") != texts.DRAFT,
        seen=form.seen.data,
        person_id=current_user.id,
    )
    flash(_("Saved."))
    return redirect(url_for(".waiting", into=edition, kind=text_kind), code=303)


@bp.get("/strings")
@staff(*CORRECTORS)
def strings():
    chosen = _chosen("into", "words", "reviewed", "corrected")
    language = chosen["into"] if chosen["into"] in EDITIONS else _own_language()
    found = queries.strings(
        language, chosen["words"], chosen["reviewed"], bool(chosen["corrected"])
    )
    start = _start()
    return render_template(
        "wording/desk/strings.html",
        rows=found[start : start + PAGE],
        total=len(found),
        chosen=chosen | {"into": language},
        pages=_pages("wording_desk.strings", start, len(found), chosen),
        states=states(),
        edition=EDITIONS[language],
        editions=EDITIONS,
    )


@bp.route(f"/strings/{EDITION}/<string_key>", methods=["GET", "POST"])
@staff(*CORRECTORS)
def string(edition: str, string_key: str):
    row = queries.string(edition, string_key)
    form = string_form(row)
    if not form.validate_on_submit():
        return render_form(
            "wording/desk/string.html",
            form,
            row=row,
            edition=EDITIONS[edition],
            beside=[queries.string(code, string_key) for code in EDITIONS if code != edition],
            editions=EDITIONS,
            states=states(),
        )
    check("wording.correct", row)
    entered = texts_in(form, row)
    actions.correct(row, entered, seen=form.seen.data, person_id=current_user.id)
    flash(_("Saved. Readers see it from now on."))
    return redirect(url_for(".string", edition=edition, string_key=string_key), code=303)


@bp.post(f"/strings/{EDITION}/<string_key>/undo")
@staff(*CORRECTORS)
def undo(edition: str, string_key: str):
    row = queries.string(edition, string_key)
    check("wording.correct", row)
    actions.undo(row)
    flash(_("The string reads as in the catalog again."))
    return redirect(url_for(".string", edition=edition, string_key=string_key), code=303)


def reasons() -> dict[str, str]:
    """Why a text waits, in words."""
    words = (_("missing"), _("the source has changed since"), _("a draft, not reviewed"))
    return dict(zip(queries.REASONS, words, strict=True))


def states() -> dict[str, str]:
    """Who has read a string, in words."""
    words = (_("entry of the official terminology"), _("read by a person"), _("not yet read"))
    return dict(zip(queries.STATES, words, strict=True))


def _kinds() -> dict[str, str]:
    """The kinds of things with texts: what their first field is called."""
    found: dict[str, str] = {}
    for field in texts.fields():
        found.setdefault(field.kind, str(field.label))
    return found


def _own_language() -> str:
    code = current_language().code
    return code if code in EDITIONS else "zh"


def _chosen(*names: str) -> dict[str, str]:
    """The filters in the address; `into` is a language, whose own name is taken by the page's."""
    return {name: request.args.get(name, "").strip() for name in names}


def _start() -> int:
    return max(request.args.get("start", 0, type=int), 0)


def _pages(endpoint: str, start: int, total: int, chosen: dict) -> dict:
    """The addresses of the page before and after; None at the ends."""
    kept = {name: value for name, value in chosen.items() if value}

    def page(at: int) -> str:
        return url_for(endpoint, **kept, **({"start": at} if at else {}))

    return {
        "newer": page(max(start - PAGE, 0)) if start > 0 else None,
        "older": page(start + PAGE) if start + PAGE < total else None,
    }
