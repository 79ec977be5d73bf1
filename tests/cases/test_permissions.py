"""Who may do what with a case: every rule, for every kind of person."""

import pytest

from portal.access import STAFF_ROLES, Visitor, rules
from tests.accounts.factory import make_person
from tests.cases.factory import make_case, make_published_case

EVERYBODY = ("visitor", "resident", *STAFF_ROLES)
DESK = {"editor", "releaser", "office"}
SCREENERS = {"editor", "office"}
TABLE = {
    "cases.see": DESK,
    "cases.screen": SCREENERS,
    "cases.post": SCREENERS,
    "cases.propose_release": SCREENERS,
    "cases.release": {"releaser"},
    "cases.withdraw_proposal": DESK,
    "cases.retract": DESK,
    "cases.reveal_contact": SCREENERS,
    "cases.decide_objection": {"releaser", "office"},
    "cases.note": DESK,
    "cases.claim": set(EVERYBODY) - {"visitor"},
    "cases.thank": set(EVERYBODY),
}


def person(name: str):
    return Visitor() if name == "visitor" else make_person(roles=(name,))


def test_every_rule_of_cases_is_in_the_table(app):
    assert {name for name in rules() if name.startswith("cases.")} == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_who_may(app, name):
    case = make_case("screening")

    allowed = {who for who in EVERYBODY if rules()[name](person(who), case)}

    assert allowed == TABLE[name]


def test_praise_may_be_released_by_an_editor_too(app):
    case = make_case("screening", "praise")

    allowed = {who for who in EVERYBODY if rules()["cases.release"](person(who), case)}

    assert allowed == {"editor", "releaser"}


@pytest.mark.parametrize("own", ["proposed_by_id", "text_by_id", "posted_by_id"])
def test_nobody_releases_their_own_exposure(app, own):
    both = make_person(roles=("editor", "releaser"))
    case = make_case("screening", **{own: both.id})

    assert not rules()["cases.release"](both, case)
    assert rules()["cases.release"](make_person(roles=("releaser",)), case)


def test_nobody_judges_an_objection_to_their_own_release(app):
    releaser = make_person(roles=("releaser",))
    case = make_published_case("exposure", released_by_id=releaser.id)

    assert not rules()["cases.decide_objection"](releaser, case)


def test_a_report_that_belongs_to_somebody_cannot_be_claimed(app):
    case = make_case(reporter_id=make_person().id)

    assert not rules()["cases.claim"](make_person(), case)
