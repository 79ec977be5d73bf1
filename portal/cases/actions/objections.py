"""A person who is shown objects, and gets an answer within one working day (cases.md, Photos)."""

from flask_babel import gettext as _

from portal import audit
from portal.accounts.models import Person
from portal.cases import queries
from portal.cases.actions import timeline
from portal.cases.actions.publishing import take_off
from portal.cases.actions.receiving import withdraw_photos
from portal.cases.models import Case, Objection, random_key
from portal.cases.states import GROUND_LABELS
from portal.city import queries as city
from portal.crypto import seal
from portal.db import db, utcnow
from portal.errors import Refusal
from portal.i18n import current_language, local_date, local_now
from portal.photos import actions as photo_actions

ANSWER_DAYS = 1  # working days
MINOR, RECOGNISABLE = "minor", "recognisable"
AT_ONCE = (MINOR, RECOGNISABLE)  # the photos are withheld before anybody has looked
GROUNDS = GROUND_LABELS


def object_to(
    case: Case, *, ground: str, words: str, contact: str = "", form_key: str = ""
) -> Objection:
    """Receive an objection. On the grounds "minor" and "recognisable" photos are withheld at once.

    The same form sent twice makes one objection. Raises Refusal for a case that is not public.
    """
    submission = queries.submission_hash(form_key, case.id, words) if form_key else None
    earlier = queries.objection_by_submission(submission) if submission else None
    if earlier is not None:
        return earlier
    if ground not in GROUNDS:
        raise ValueError(f"no such ground: {ground}")
    if not case.is_public:
        raise Refusal(_("This page is not on the board any more."))
    timeline.take(case, "object_to", who=timeline.PUBLIC, internal_words=ground)
    row = _drawn_up(case, ground, words, contact)
    row.submission_hash = submission
    db.session.add(row)
    case.objection_open = True
    if ground in AT_ONCE:
        for shown in case.photos:
            photo_actions.withhold(shown.photo, photo_actions.BY_OBJECTION)
    db.session.flush()
    return row


def decide_objection(person: Person, objection: Objection, *, upheld: bool, answer: str) -> None:
    """Answer an objection in words. Upheld: the case leaves the board, its photos stay hidden.

    Dismissed: photos withheld because of objections return, unless another one is still open.
    Raises Refusal when it is decided already.
    """
    answer = timeline.required(answer, _("Please write an answer."))
    if not objection.is_open:
        raise Refusal(_("This objection has been decided already."))
    case = objection.case
    objection.state = "upheld" if upheld else "dismissed"
    objection.decided_by_id, objection.decided_at = person.id, utcnow()
    objection.late = local_date(objection.decided_at) > objection.due
    objection.answer, objection.answer_language = answer, current_language().code
    case.objection_open = any(row.is_open for row in case.objections)
    if upheld:
        _uphold(person, case)
    else:
        _dismiss(person, case)
    audit.record("cases.decide_objection", case, upheld=upheld)


def _uphold(person: Person, case: Case) -> None:
    timeline.take(case, "uphold_objection", person=person)
    if case.on_board:
        words = _("Taken off the board after an objection.")
        timeline.take(case, "retract", person=person, public_words=words)
        case.retracted_at = utcnow()
        take_off(case, "objection upheld")
    else:
        withdraw_photos(case, "objection upheld")


def _dismiss(person: Person, case: Case) -> None:
    timeline.take(case, "dismiss_objection", person=person)
    if case.objection_open or not case.on_board:
        return
    for row in case.photos:
        if row.photo.withheld_reason == photo_actions.BY_OBJECTION:
            photo_actions.restore(row.photo)


def _drawn_up(case: Case, ground: str, words: str, contact: str) -> Objection:
    due = city.add_working_days(local_now().date(), ANSWER_DAYS)
    row = Objection(
        key=random_key(),
        case=case,
        ground=ground,
        language=current_language().code,
        received_at=utcnow(),
        due=due.date,
        state="open",
    )
    for name, text in (("words", words), ("contact", contact)):
        if text.strip():
            setattr(row, f"{name}_sealed", seal(text.strip(), context=row.context(name)))
    return row
