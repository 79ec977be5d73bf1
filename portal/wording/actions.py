"""What staff do with words. One function for each intention."""

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm.exc import StaleDataError

from portal import audit, texts
from portal.catalog_gate import faults
from portal.catalogs import Correction, catalogs
from portal.db import after_commit, db, utcnow
from portal.errors import Refusal
from portal.i18n import EDITIONS
from portal.wording.queries import String, Text


def translate(row: Text, words: str, *, reviewed: bool, seen: str, person_id: int) -> None:
    """Store a translation, as a draft or as reviewed.

    `seen` is the digest the form was opened with; raises StaleDataError (409) if the source or the
    translation is another now.
    """
    if row.digest != seen:
        raise StaleDataError
    texts.set_translation(
        row.field.kind,
        row.thing_id,
        row.field.name,
        row.language,
        words,
        source=row.source,
        person_id=person_id,
        state=texts.REVIEWED if reviewed else texts.DRAFT,
    )
    audit.record(
        "wording.translate",
        None,
        kind=row.field.kind,
        number=row.thing_id,
        field=row.field.name,
        language=row.language,
        reviewed=reviewed,
    )


def correct(row: String, given: list[str], *, seen: str, person_id: int) -> None:
    """Have readers see other words, one text for each plural form; saving them counts as reading.

    Raises StaleDataError (409) if somebody else has changed it since the form was opened with the
    digest `seen`, and Refusal (422) if the gate finds a fault.
    """
    if row.digest != seen:
        raise StaleDataError
    locale = EDITIONS[row.language].locale
    for number, text in enumerate(given):
        found = faults(row.msgid, text, locale, row.plural)
        if found:
            raise Refusal(str(found[0]), 422)
        kept = db.session.scalar(_corrections(row).where(Correction.plural == number))
        if kept is None:
            kept = Correction(locale=locale, context=row.context, msgid=row.msgid, plural=number)
            db.session.add(kept)
        kept.text, kept.person_id, kept.changed_at = text, person_id, utcnow()
    audit.record("wording.correct", None, language=row.language, msgid=row.msgid, texts=given)
    _take_effect()


def undo(row: String) -> None:
    """Back to what the catalog says. Raises Refusal if nothing was corrected."""
    if not row.is_corrected:
        raise Refusal(_("This string reads as in the catalog already."))
    db.session.execute(
        delete(Correction).where(
            Correction.id.in_(_corrections(row).with_only_columns(Correction.id))
        )
    )
    audit.record("wording.undo", None, language=row.language, msgid=row.msgid)
    _take_effect()


def _corrections(row: String):
    return select(Correction).where(
        Correction.locale == EDITIONS[row.language].locale,
        Correction.context == row.context,
        Correction.msgid == row.msgid,
    )


def _take_effect() -> None:
    """In this process with the next string; other processes notice with their next request."""
    after_commit(catalogs(current_app).forget)
