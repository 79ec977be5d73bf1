"""Onto a board, and off it again. Exposure takes two people (cases.md, Photos)."""

from datetime import UTC, datetime, time, timedelta

from flask_babel import gettext as _
from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from portal import audit
from portal.accounts.models import Person
from portal.cases import mails
from portal.cases.actions import timeline
from portal.cases.actions.receiving import take_back_proposal, withdraw_photos
from portal.cases.actions.screening import begin_if_new
from portal.cases.models import Case, CasePhoto, Thank
from portal.cases.states import State, Track
from portal.config import settings
from portal.db import db, is_sqlite, utcnow
from portal.errors import Refusal
from portal.i18n import local_date, local_zone
from portal.photos import actions as photo_actions
from portal.photos import queries as photo_queries


def propose_release(person: Person, case: Case) -> None:
    """The first of two people says: this can be published. Twice is the same as once."""
    if case.is_proposed:
        return
    begin_if_new(person, case)
    _ready(case)
    timeline.take(case, "propose_release", person=person)
    case.proposed_by_id, case.proposed_at = person.id, utcnow()
    case.proposed_photos = case.photos_now
    audit.record("cases.propose_release", case)


def withdraw_proposal(person: Person, case: Case, words: str) -> None:
    """The second person sends a proposal back, and says what has to be looked at again."""
    if not case.is_proposed:
        return
    words = timeline.required(words, _("Please say what has to be looked at again."))
    timeline.take(case, "withdraw_proposal", person=person, internal_words=words)
    take_back_proposal(case)
    audit.record("cases.withdraw_proposal", case)


def release(person: Person, case: Case) -> None:
    """Publish a case: on its board from now on, with every photo that may be shown.

    Refused while a text, a category's track or a tick for a photo is missing; for exposure also
    without somebody else's proposal, or by the person who proposed it, wrote its text or posted it.
    A published case of the rectification track is released again when photos were added.
    """
    if case.on_board and not unreleased(case):
        return
    begin_if_new(person, case)
    _ready(case)
    _second_person(person, case)
    timeline.take(case, "release", person=person)
    for row in unreleased(case):
        photo_actions.release(row.photo)
    first = not case.on_board
    take_back_proposal(case)
    case.on_board, case.released_by_id, case.retracted_at = True, person.id, None
    if first:
        case.published_at = utcnow()
        _end_what_ends_here(case)
        mails.published(case)
    audit.record("cases.release", case, photos=len(case.photos))


def retract(person: Person, case: Case, *, reason: str) -> None:
    """Take a published case off its board at once, with a public reason. Twice is once."""
    if not case.on_board:
        return
    reason = timeline.required(reason, _("Please give a reason that the public may read."))
    timeline.take(case, "retract", person=person, public_words=reason)
    take_off(case, "retracted")
    case.retracted_at = utcnow()
    audit.record("cases.retract", case)


def expire(case: Case) -> None:
    """A reminder about behaviour has been shown long enough; called every night."""
    if not case.on_board or not case.has_run_out:
        return
    timeline.take(case, "expire", who=timeline.SYSTEM)
    take_off(case, "expired")
    case.expired_at = utcnow()


def thank(case: Case, visitor: str) -> int:
    """One visitor says thanks; twice counts once. Returns how many have.

    `visitor` is the keyed hash of a random number in the visitor's browser, nothing else.
    """
    if not case.is_public:
        raise Refusal(_("This page is not on the board any more."))
    insert = (sqlite if is_sqlite() else postgresql).insert(Thank)
    row = insert.values(case_id=case.id, visitor_hash=visitor).on_conflict_do_nothing()
    if db.session.execute(row.returning(Thank.id)).scalar() is not None:
        counted = update(Case).where(Case.id == case.id).values(thanks=Case.thanks + 1)
        db.session.execute(counted, execution_options={"synchronize_session": False})
        db.session.refresh(case, ["thanks"])
    return case.thanks


def take_off(case: Case, reason: str) -> None:
    """Off the board, photos out of sight; the timeline is the caller's."""
    case.on_board = False
    take_back_proposal(case)
    withdraw_photos(case, reason)


def unreleased(case: Case) -> list[CasePhoto]:
    """Photos that are neither public nor withheld."""
    return [
        row
        for row in case.photos
        if row.photo.released_at is None and row.photo.withheld_at is None
    ]


def missing(case: Case) -> list[str]:
    """What a case lacks before it can be published, in words; empty when nothing."""
    found = []
    if case.is_exposure and case.track is None:
        found.append(_("Choose a category that says whether it is to be put right."))
    if not (case.public_title and case.public_words and case.public_language):
        found.append(_("Write the public title and text."))
    if case.objection_open:
        found.append(_("Decide the objection first."))
    if case.duplicate_of_id is not None:
        found.append(_("It is joined to another report."))
    return found + _missing_for_photos(case)


def second_person_problem(person: Person, case: Case) -> str:
    """Why `person` cannot be the one who releases; "" when they can."""
    if not case.needs_second_person:
        return ""
    if not case.is_proposed:
        return _("An exposure is published by two people: somebody has to propose it first.")
    if case.proposed_photos != case.photos_now:
        return _("A photo was changed after the proposal. It has to be proposed again.")
    if person.id in (case.proposed_by_id, case.text_by_id, case.posted_by_id):
        return _("An exposure is published by two people: somebody else has to release it.")
    return ""


def _missing_for_photos(case: Case) -> list[str]:
    """The same for its photos; one that is withheld stays hidden and needs nothing."""
    found = []
    for number, row in enumerate(case.photos, start=1):
        if row.photo.withheld_at is not None:
            continue
        if row.photo.state != "ready":
            found.append(_("Photo %(number)s is still being prepared.", number=number))
        elif photo_queries.missing_checks(row.photo):
            found.append(_("Tick every item for photo %(number)s.", number=number))
    return found


def _ready(case: Case) -> None:
    """Raise Refusal (422) with the first thing that is missing."""
    lacking = missing(case)
    if lacking:
        raise Refusal(lacking[0], 422)


def _second_person(person: Person, case: Case) -> None:
    problem = second_person_problem(person, case)
    if problem:
        raise Refusal(problem)


def _end_what_ends_here(case: Case) -> None:
    """Praise and behaviour end when they are published; a reminder about behaviour runs out.

    It does so at midnight in the city, right before the nightly job takes its photos away too.
    """
    if case.state != State.PUBLISHED:
        return
    case.ended_at = case.published_at
    if case.track == Track.BEHAVIOUR:
        last = local_date(case.published_at) + timedelta(days=settings().behaviour_days)
        midnight = datetime.combine(last + timedelta(days=1), time.min, local_zone())
        case.expires_at = midnight.astimezone(UTC)
