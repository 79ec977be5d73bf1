"""Personal data of reporters: looked at only with a reason that is written down, erased in time."""

from flask_babel import gettext as _

from portal import audit
from portal.accounts.models import Person
from portal.cases import queries
from portal.cases.actions import timeline
from portal.cases.models import Case, Objection
from portal.db import utcnow
from portal.photos import actions as photo_actions

CONTACT = ("name", "phone", "email")


def reveal_contact(person: Person, case: Case, reason: str) -> dict[str, str]:
    """The reporter's name, phone, email and exact position in clear, for one answer.

    Call it only from a POST: the look is written into the audit log and the timeline. Raises
    Refusal (422) without a reason.
    """
    reason = timeline.required(reason, _("Please say why you need the contact data."))
    timeline.take(case, "reveal_contact", person=person, internal_words=reason)
    audit.record("cases.reveal_contact", case, number=case.number)
    return {name: case.opened(name) for name in (*CONTACT, "position")}


def erase_contact(case: Case) -> None:
    """Erase contact data because its time is over; what is erased already stays so."""
    if case.contact_erased_at is not None:
        return
    timeline.take(case, "erase_contact", who=timeline.SYSTEM)
    forget_contact(case)


def forget_contact(case: Case) -> None:
    """Remove name, phone, e-mail, the exact position, and photos as they came out of a camera."""
    for name in (*CONTACT, "position"):
        setattr(case, f"{name}_sealed", None)
    case.wants_answer = False
    case.contact_erased_at = utcnow()
    for row in case.photos:
        photo_actions.forget_original(row.photo)


def erase_objector(objection: Objection) -> None:
    """Erase how to reach a person who objected, because the time is over; the words stay sealed."""
    objection.contact_sealed = None


def forget_reporter(person: Person) -> None:
    """A person deletes their account: their reports stay, but nothing leads to them any more."""
    for case in queries.all_of_person(person):
        case.reporter_id = case.from_unit_id = None
        if case.contact_erased_at is None:
            timeline.take(case, "erase_contact", who=timeline.SYSTEM)
            forget_contact(case)
