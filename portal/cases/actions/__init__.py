"""Everything people can do with cases. One function for each intention.

Every function that changes a case takes a step of states.STEPS and so writes the timeline; staff's
actions are audited. All raise portal.errors.Refusal with a sentence when they are not possible now.
"""

from portal.cases.actions.objections import GROUNDS, decide_objection, object_to
from portal.cases.actions.privacy import (
    erase_contact,
    erase_objector,
    forget_reporter,
    reveal_contact,
)
from portal.cases.actions.publishing import (
    expire,
    missing,
    propose_release,
    release,
    retract,
    second_person_problem,
    thank,
    unreleased,
    withdraw_proposal,
)
from portal.cases.actions.receiving import (
    MOST_PHOTOS,
    NOBODY,
    Contact,
    Given,
    add_photo,
    claim,
    next_number,
    post_by_staff,
    receive,
    withdraw,
)
from portal.cases.actions.screening import (
    DECLINE_REASONS,
    SPAM,
    accept,
    classify,
    decline,
    decline_many,
    describe_photo,
    mark_duplicate,
    note,
    set_public_text,
    start_screening,
)
from portal.cases.actions.timeline import expect_version

__all__ = [
    "DECLINE_REASONS", "GROUNDS", "MOST_PHOTOS", "NOBODY", "SPAM", "Contact", "Given", "accept",
    "add_photo", "claim", "classify", "decide_objection", "decline", "decline_many",
    "describe_photo", "erase_contact", "erase_objector", "expect_version", "expire",
    "forget_reporter", "mark_duplicate", "missing", "next_number", "note", "object_to",
    "post_by_staff", "propose_release", "receive", "release", "retract", "reveal_contact",
    "second_person_problem", "set_public_text", "start_screening", "thank", "unreleased",
    "withdraw", "withdraw_proposal",
]  # fmt: skip
