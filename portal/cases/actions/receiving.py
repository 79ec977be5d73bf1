"""What a resident does: send a report, add to it, withdraw it, take it into an account."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.accounts.models import Person
from portal.cases import mails, queries
from portal.cases.actions import timeline
from portal.cases.actions.privacy import forget_contact
from portal.cases.models import Case, CaseNumber, CasePhoto
from portal.cases.states import Audience, Kind, Origin, State
from portal.city import queries as city
from portal.city.actions import on_calendar_change
from portal.city.models import Category, Place, SiteType
from portal.crypto import seal
from portal.db import db, is_sqlite, utcnow
from portal.errors import Refusal
from portal.i18n import current_language, local_date, local_now
from portal.photos import actions as photo_actions
from portal.photos.models import Photo

MOST_PHOTOS = 3  # of one report (cases.md, Photos)
MOST_LATER_PHOTOS = 6  # with those added by slip
SCREENING_DAYS = 1  # working days (cases.md, States)


@dataclass(frozen=True)
class Contact:
    """How to reach the reporter; all of it optional, none of it ever shown without a trace."""

    name: str = ""
    phone: str = ""
    email: str = ""
    wants_answer: bool = False


NOBODY = Contact()


@dataclass(frozen=True)
class Given:
    """What somebody reports. `position` is (latitude, longitude) in degrees, WGS-84."""

    category: Category
    words: str
    language: str = ""  # code of the words' language; the page's when empty
    place: Place | None = None
    place_words: str = ""
    site_type: SiteType | None = None
    position: tuple[float, float] | None = None
    photos: Sequence[Photo] = ()


def receive(
    given: Given,
    *,
    form_key: str,
    contact: Contact = NOBODY,
    reporter: Person | None = None,
    consent_version: str = "",
) -> Case:
    """Store what a resident sends. Returns the case; `queries.code_of` gives the code to show.

    `form_key` is the random key of the form as it was drawn: the same form sent twice makes one
    case, also when both arrive at once. Raises Refusal (422) for too many photos, an empty text or
    a category that takes no reports, ValueError without a form key.
    """
    if not form_key:
        raise ValueError("a form key is needed, to know a form that is sent twice")
    submission = queries.submission_hash(form_key, given.category.id, given.words)
    earlier = queries.by_submission(submission)
    if earlier is not None:
        return earlier
    _check(given)
    case = _draw_up(given, reporter, contact, consent_version)
    case.submission_hash = submission
    try:
        with db.session.begin_nested():
            _file(case, given)
    except IntegrityError:  # the same form, sent at the same moment, was quicker
        earlier = queries.by_submission(submission)
        if earlier is None:
            raise
        return earlier
    timeline.begin(case, person=None, who=timeline.REPORTER, audience=Audience.PUBLIC)
    mails.receipt(case)
    return case


def post_by_staff(person: Person, given: Given, *, origin: str, form_key: str) -> Case:
    """A member of staff enters their own find, a letter or a finding of an inspection.

    It goes the same way as a resident's report, starting in screening, and for exposure the same
    second person is needed: never the one who posted it.
    """
    submission = queries.submission_hash(form_key, given.category.id, given.words)
    earlier = queries.by_submission(submission)
    if earlier is not None:
        return earlier
    if origin not in (Origin.STAFF, Origin.LETTER, Origin.INSPECTION):
        raise ValueError(f"not an origin of staff: {origin}")
    _check(given)
    case = _draw_up(given, None, NOBODY, "")
    case.submission_hash, case.origin, case.posted_by_id = submission, origin, person.id
    with db.session.begin_nested():
        _file(case, given)
    timeline.begin(case, person=person, who=timeline.STAFF, audience=Audience.PUBLIC)
    timeline.take(case, "start_screening", person=person)
    case.screener_id = person.id
    audit.record("cases.post", case, origin=origin)
    return case


def add_photo(case: Case, photo: Photo, *, person: Person | None = None) -> CasePhoto:
    """Add a photo later, by slip (`person` None) or at the desk. It is checked like any other.

    A proposal to publish is taken back, as it was made without this photo.
    """
    if len(case.photos) >= MOST_LATER_PHOTOS:
        raise Refusal(_("A report can have at most %(number)s photos.", number=MOST_LATER_PHOTOS))
    who = timeline.STAFF if person else timeline.REPORTER
    timeline.take(case, "add_photo", person=person, who=who)
    if person:
        audit.record("cases.add_photo", case)
    take_back_proposal(case)
    return _attach(case, photo)


def withdraw(case: Case) -> None:
    """The reporter takes the report back: off every board, photos withheld, contact data erased.

    Withdrawing twice is the same as once. (PIPL 15: as easy as giving consent was.)
    """
    if case.state == State.WITHDRAWN:
        return
    timeline.take(case, "withdraw", who=timeline.REPORTER)
    case.on_board = False
    case.ended_at = utcnow()
    take_back_proposal(case)
    withdraw_photos(case, "withdrawn")
    forget_contact(case)


def claim(case: Case, person: Person) -> None:
    """Take a report sent without an account into one's own account; twice is the same as once."""
    if case.reporter_id == person.id:
        return
    if case.reporter_id is not None or case.posted_by_id is not None:
        raise Refusal(_("This report already belongs to another account."))
    timeline.take(case, "claim", who=timeline.REPORTER)
    case.reporter_id = person.id
    case.from_unit_id = _own_unit(case.kind, person)


@on_calendar_change
def work_out_dates_anew() -> None:
    """Working days have changed: provisional dates follow, all others stay as promised."""
    for case in queries.provisionally_due():
        due = city.add_working_days(local_date(case.received_at), SCREENING_DAYS)
        case.screening_due, case.screening_due_provisional = due.date, due.provisional


def take_back_proposal(case: Case) -> None:
    """What was proposed has changed: somebody has to propose it again."""
    case.proposed_by_id = case.proposed_at = case.proposed_photos = None


def withdraw_photos(case: Case, reason: str) -> None:
    """Take every photo of a case that is not public any more out of sight, for good."""
    for row in case.photos:
        photo_actions.withdraw(row.photo, reason)


def _check(given: Given) -> None:
    timeline.required(given.words, _("Please say in a few words what you saw."))
    if len(given.photos) > MOST_PHOTOS:
        raise Refusal(_("A report can have at most %(number)s photos.", number=MOST_PHOTOS), 422)
    if not given.category.active or given.category.kind not in list(Kind):
        raise Refusal(_("This category is not in use. Please choose another one."), 422)


def _draw_up(given: Given, reporter: Person | None, contact: Contact, consent: str) -> Case:
    """A case with everything but its number."""
    due = city.add_working_days(local_now().date(), SCREENING_DAYS)
    page = current_language().code
    case = Case(
        key=queries.new_key(),
        kind=given.category.kind,
        track=given.category.track,
        state=State.RECEIVED,
        category=given.category,
        place=given.place,
        street=queries.street_of(given.place),
        place_words=given.place_words,
        site_type=given.site_type,
        language=given.language or page,
        reply_language=page,
        words=given.words.strip(),
        reporter_id=reporter.id if reporter else None,
        from_unit_id=_own_unit(given.category.kind, reporter),
        wants_answer=contact.wants_answer,
        consent_version=consent,
        received_at=utcnow(),
        screening_due=due.date,
        screening_due_provisional=due.provisional,
    )
    _seal_contact(case, contact)
    _seal_position(case, given.position)
    return case


def _file(case: Case, given: Given) -> None:
    """Give the next number and store. Taken last, because it locks the counter till the commit."""
    case.number = next_number(local_now().year)
    case.code_hash = queries.code_hash(case.number, queries.code_of(case))
    db.session.add(case)
    db.session.flush()
    for photo in given.photos:
        _attach(case, photo)
    db.session.flush()


def next_number(year: int) -> str:
    """The next number of a year, such as 2026000123. Two at once never get the same one."""
    insert = (sqlite if is_sqlite() else postgresql).insert(CaseNumber).values(year=year, last=1)
    counted = insert.on_conflict_do_update(
        index_elements=[CaseNumber.year], set_={"last": CaseNumber.last + 1}
    ).returning(CaseNumber.last)
    return f"{year}{db.session.scalar(counted):06d}"


def _attach(case: Case, photo: Photo) -> CasePhoto:
    taken = db.session.scalar(select(CasePhoto.id).where(CasePhoto.photo_id == photo.id))
    if taken is not None:
        raise Refusal(_("This photo already belongs to a report."))
    position = max((row.position for row in case.photos), default=0) + 1
    role = "before" if position == 1 else "more"
    row = CasePhoto(case=case, photo=photo, role=role, position=position)
    photo_actions.attach(photo)
    db.session.add(row)
    return row


def _own_unit(kind: str, person: Person | None) -> int | None:
    """The unit whose own member praises: such praise is labelled and left out of rankings."""
    if person is None or kind != Kind.PRAISE:
        return None
    return next((unit.id for unit in city.units_of(person.id)), None)


def _seal_contact(case: Case, contact: Contact) -> None:
    for name in ("name", "phone", "email"):
        text = re.sub(r"\s+", " ", getattr(contact, name)).strip()
        if text:
            setattr(case, f"{name}_sealed", seal(text, context=case.context(name)))


def _seal_position(case: Case, position: tuple[float, float] | None) -> None:
    if position is None:
        return
    latitude, longitude = position
    text = f"{latitude:.6f},{longitude:.6f}"
    case.position_sealed = seal(text, context=case.context("position"))
    case.grid_row, case.grid_column = queries.grid_cell(latitude, longitude)
