"""Who may do what with a case. How things stand is not asked here: actions refuse what is too late.

A handler of a unit sees nothing of the desk, an auditor and an administrator neither: whoever is
ordered to do something, and whoever runs the portal, never learns who reported it.
"""

from portal.access import rule
from portal.cases.models import Case

DESK = ("editor", "releaser", "office")
SCREENERS = ("editor", "office")


@rule("cases.see")
def may_see(person, case: Case | None) -> bool:
    """Read the queue and the screen of a case at the desk."""
    return person.has_role(*DESK)


@rule("cases.screen")
def may_screen(person, case: Case | None) -> bool:
    """Begin screening, sort, decline, accept, join duplicates, write the public text."""
    return person.has_role(*SCREENERS)


@rule("cases.post")
def may_post(person, case: Case | None) -> bool:
    """Enter the staff's own find, a letter or a finding of an inspection."""
    return person.has_role(*SCREENERS)


@rule("cases.propose_release")
def may_propose(person, case: Case) -> bool:
    """The first of the two people: whoever screens."""
    return person.has_role(*SCREENERS)


@rule("cases.release")
def may_release(person, case: Case) -> bool:
    """Exposure: a releaser who did not propose, write or post it. Praise: also an editor."""
    if not case.needs_second_person:
        return person.has_role("editor", "releaser")
    own = (case.proposed_by_id, case.text_by_id, case.posted_by_id)
    return person.has_role("releaser") and person.id not in own


@rule("cases.withdraw_proposal")
def may_send_back(person, case: Case) -> bool:
    """Taking a proposal back stops something only: the whole desk may."""
    return person.has_role(*DESK)


@rule("cases.retract")
def may_retract(person, case: Case) -> bool:
    """Taking something off a board is urgent and harms nobody: the whole desk may."""
    return person.has_role(*DESK)


@rule("cases.reveal_contact")
def may_reveal_contact(person, case: Case) -> bool:
    """Only who screens needs to reach the reporter; each look is written down."""
    return person.has_role(*SCREENERS)


@rule("cases.decide_objection")
def may_decide_objection(person, case: Case) -> bool:
    """Not the person who released the case: nobody judges their own release."""
    return person.has_role("releaser", "office") and person.id != case.released_by_id


@rule("cases.note")
def may_note(person, case: Case) -> bool:
    """A remark for colleagues, by any of them."""
    return person.has_role(*DESK)


@rule("cases.claim")
def may_claim(person, case: Case) -> bool:
    """Take a report sent without an account into one's own."""
    return person.is_authenticated and case.reporter_id is None


@rule("cases.thank")
def may_thank(person, case: Case) -> bool:
    """Everybody, without an account."""
    return True
