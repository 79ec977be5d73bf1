"""What the desk does before anything is published: judge, sort, write, decline, accept."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import audit
from portal.accounts.models import Person
from portal.cases import mails, queries
from portal.cases.actions import timeline
from portal.cases.actions.receiving import take_back_proposal, withdraw_photos
from portal.cases.models import Case
from portal.cases.states import State
from portal.city.models import Category, Place
from portal.db import utcnow
from portal.errors import Refusal
from portal.i18n import ALL, speaking

SPAM = "spam"
DUPLICATE = "duplicate"
DECLINE_REASONS = {
    "not_civility": _l("It is not about the city's order and manners"),
    "officials": _l("It accuses officials of misconduct: please turn to 12388"),
    DUPLICATE: _l("It has already been reported"),
    "no_evidence": _l("What was reported cannot be recognised from the photo or the words"),
    "privacy": _l("It insults people or shows their private life"),
    SPAM: _l("It is advertising or has no meaning"),
    "other": _l("Another reason"),
}


def start_screening(person: Person, case: Case) -> None:
    """Begin to check a case; beginning twice is the same as once, and the first one stays named."""
    if case.state == State.SCREENING:
        return
    timeline.take(case, "start_screening", person=person)
    case.screener_id = person.id
    audit.record("cases.start_screening", case)


def classify(person: Person, case: Case, *, category: Category, place: Place | None) -> None:
    """Put a case under another category or place. The kind and the track follow the category."""
    if category.id == case.category_id and (place.id if place else None) == case.place_id:
        return
    timeline.take(case, "classify", person=person)
    case.category, case.kind, case.track = category, category.kind, category.track
    case.place, case.street = place, queries.street_of(place)
    if case.kind != "praise":
        case.from_unit_id = None
    take_back_proposal(case)
    audit.record("cases.classify", case, category=category.id)


def set_public_text(
    person: Person, case: Case, *, title: str, words: str, language: str, place: str = ""
) -> None:
    """Write what the public may read: a title, words, and the place in words, all in one language.

    Who writes is remembered: for exposure it must be somebody else who releases. A proposal is
    taken back, because it was made for another text.
    """
    title = timeline.required(title, _("Please write a title."))
    words = timeline.required(words, _("Please write the public text."))
    if language not in ALL:
        raise ValueError(f"no such language: {language}")
    if not case.is_waiting and case.on_board:
        raise Refusal(_("The text is published. Take the case off the board first."))
    begin_if_new(person, case)
    timeline.take(case, "set_public_text", person=person)
    case.public_title, case.public_words = title, words
    case.public_place, case.public_language = place.strip(), language
    case.text_by_id = person.id
    take_back_proposal(case)
    audit.record("cases.set_public_text", case)


def describe_photo(person: Person, case: Case, photo_id: int, alt: str) -> None:
    """Say what a photo shows, for people who cannot see it. Part of the public text."""
    row = next((row for row in case.photos if row.photo_id == photo_id), None)
    if row is None:
        raise Refusal(_("This photo does not belong to the case."), 404)
    timeline.may(case, "set_public_text")
    if row.alt != alt.strip():
        row.alt = alt.strip()
        take_back_proposal(case)
        audit.record("cases.describe_photo", case, photo=photo_id)


def decline(person: Person, case: Case, *, reason: str, words: str) -> None:
    """Not take a case up: a reason of the list, and words to the reporter. Ends the case."""
    words = timeline.required(words, _("Please tell the reporter why, in a few words."))
    _decline(person, case, reason, words)
    mails.declined(case, words)


def decline_many(person: Person, cases: Iterable[Case], *, reason: str = SPAM) -> int:
    """Decline several at once for one reason of the list; returns how many were still waiting.

    Each is written down for itself. The words are those of the reason, in each reporter's language.
    """
    count = 0
    for case in cases:
        if not case.is_waiting:
            continue
        with speaking(case.reply_language):
            words = str(DECLINE_REASONS[reason])
            _decline(person, case, reason, words)
        count += 1
    return count


def accept(
    person: Person, case: Case, *, category: Category | None = None, words: str = ""
) -> None:
    """Take an exposure up to be put right (rectification track), under a category if one is given.

    Accepting twice is the same as once. Orders to units come with the rectification loop.
    """
    if case.state == State.ACCEPTED:
        return
    begin_if_new(person, case)
    if category is not None:
        classify(person, case, category=category, place=case.place)
    timeline.take(case, "accept", person=person, public_words=words.strip())
    audit.record("cases.accept", case)


def mark_duplicate(person: Person, case: Case, original: Case) -> None:
    """Join a case to the earlier report of the same thing; it ends here, and its reporter is told.

    An original that is itself a duplicate stands for the one behind it. Raises Refusal for a case
    joined to itself, to one that was declined or withdrawn, or that has duplicates of its own.
    """
    while original.duplicate_of is not None:
        original = original.duplicate_of
    if original.id == case.id:
        raise Refusal(_("A report cannot be a duplicate of itself."))
    if original.state in (State.DECLINED, State.WITHDRAWN):
        raise Refusal(_("The earlier report was not taken up or was withdrawn."))
    if queries.has_duplicates(case):
        raise Refusal(_("Other reports are joined to this one. Join them the other way round."))
    timeline.take(case, "mark_duplicate", person=person, internal_words=original.number)
    case.duplicate_of = original
    with speaking(case.reply_language):
        words = str(DECLINE_REASONS[DUPLICATE])
        _decline(person, case, DUPLICATE, words)
    mails.declined(case, words)


def note(person: Person, case: Case, words: str) -> None:
    """A remark for colleagues; nobody else ever sees it."""
    words = timeline.required(words, _("Please write the note."))
    timeline.take(case, "note", person=person, internal_words=words)
    audit.record("cases.note", case)


def begin_if_new(person: Person, case: Case) -> None:
    """Deciding on a case that nobody has opened yet starts its screening."""
    if case.state == State.RECEIVED:
        start_screening(person, case)


def _decline(person: Person, case: Case, reason: str, words: str) -> None:
    if reason not in DECLINE_REASONS:
        raise ValueError(f"no such reason: {reason}")
    begin_if_new(person, case)
    timeline.take(case, "decline", person=person, public_words=words)
    case.decline_reason, case.ended_at = reason, utcnow()
    take_back_proposal(case)
    withdraw_photos(case, "declined")
    audit.record("cases.decline", case, reason=reason)
