"""The invented city: whole, consistent, and there only once."""

from collections import Counter

import pytest
from sqlalchemy import select

from portal import audit
from portal.accounts.models import Person
from portal.cases import actions as case_actions
from portal.cases.models import Case, CaseEvent, Objection, Thank
from portal.cases.states import State
from portal.city.queries import units_of
from portal.db import db
from portal.demonstration import actions
from portal.errors import Refusal
from portal.photos.models import Photo
from portal.photos.queries import missing_checks
from tests.demonstration.conftest import SMALL, plain


def cases() -> list[Case]:
    return list(db.session.scalars(select(Case).order_by(Case.id)))


def test_every_state_is_there(filled):
    assert {case.state for case in cases()} == set(State)
    assert len(cases()) == SMALL


def test_every_turn_a_case_can_take_is_there(filled):
    taken = set(db.session.scalars(select(CaseEvent.action)))
    assert taken >= {
        "accept", "add_photo", "decline", "dismiss_objection", "expire", "mark_duplicate",
        "object_to", "propose_release", "release", "retract", "reveal_contact", "uphold_objection",
        "withdraw", "withdraw_proposal",
    }  # fmt: skip
    reasons = {case.decline_reason for case in cases()} - {None}
    assert reasons == set(case_actions.DECLINE_REASONS)
    assert {case.origin for case in cases()} == {"resident", "staff", "letter", "inspection"}


def test_some_reports_wait_too_long_and_some_for_a_second_person(filled):
    assert any(case.is_late for case in cases())
    assert any(case.is_proposed and not case.on_board for case in cases())


def test_an_open_objection_has_its_photos_withheld(filled):
    rows = list(db.session.scalars(select(Objection).where(Objection.state == "open")))
    at_once = [row for row in rows if row.ground in ("minor", "recognisable")]
    assert at_once
    for row in at_once:
        assert row.case.objection_open
        assert all(photo.photo.withheld_at for photo in row.case.photos)


def test_every_timeline_runs_forward_and_ends_in_the_state_of_its_case(filled):
    for case in cases():
        moments = [event.at for event in case.events]
        assert moments == sorted(moments)
        assert case.events[0].at == case.received_at
        assert case.events[-1].after == case.state


def test_an_exposure_on_the_board_has_seen_two_people(filled):
    shown = [case for case in cases() if case.is_exposure and case.on_board]
    assert shown
    for case in shown:
        done = {event.action: event.person_id for event in case.events}
        assert done["propose_release"] != done["release"]


def test_what_is_shown_was_checked(filled):
    shown = [case for case in cases() if case.is_public]
    for case in shown:
        assert case.public_words
        assert case.public_words != case.words
        for row in case.photos:
            assert row.alt
            assert not row.is_shown or not missing_checks(row.photo)


def test_numbers_follow_the_order_of_receipt(filled):
    numbers = [case.number for case in sorted(cases(), key=lambda case: case.received_at)]
    assert numbers == sorted(numbers)


def test_thanks_are_counted_as_they_were_given(filled):
    given = Counter(db.session.scalars(select(Thank.case_id)))
    assert given
    assert all(case.thanks == given[case.id] for case in cases())


def test_the_audit_log_is_whole(filled):
    verdict = audit.verify()
    assert verdict.count > SMALL
    assert not verdict.broken


def test_contact_data_are_invented_and_sealed(filled):
    found = [case for case in cases() if case.phone_sealed]
    assert found
    for case in found:
        assert case.opened("phone").startswith("100-0000-")
        assert "示范" in case.opened("name")


def test_praise_of_a_unit_for_itself_is_labelled(filled):
    handler = db.session.scalar(select(Person).where(Person.username == "demo-handler"))
    own = [case for case in cases() if case.from_unit_id]
    assert own
    assert {case.from_unit_id for case in own} == {units_of(handler.id)[0].id}


def test_a_second_time_changes_nothing(filled):
    before = (len(cases()), audit.verify().head, len(list(db.session.scalars(select(Photo.id)))))
    assert actions.fill(count=SMALL, draw=plain) is False
    after = (len(cases()), audit.verify().head, len(list(db.session.scalars(select(Photo.id)))))
    assert before == after


def test_both_databases_can_hold_it(both_databases):
    assert actions.fill(say=lambda line: None, count=30, draw=plain)
    assert len(cases()) == 30


def test_it_is_refused_in_production(make_app):
    app = make_app(environment="production", debug=False, pseudo_language=False)
    with app.app_context(), pytest.raises(Refusal):
        actions.fill(draw=plain)
    result = app.test_cli_runner().invoke(args=["demo"])
    assert result.exit_code == 1
    assert "refused in production" in result.output


def test_the_command_says_what_it_did_and_the_second_time_that_it_did_nothing(filled):
    runner = filled.test_cli_runner()
    assert "nothing was changed" in runner.invoke(args=["demo"]).output
    assert runner.invoke(args=["demo", "--once"]).output == ""
