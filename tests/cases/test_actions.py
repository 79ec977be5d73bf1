"""What people can do with cases: each action, once when it is possible and once when it is not."""

import pytest

from portal.cases import actions, queries
from portal.cases.actions import Contact, Given
from portal.db import db
from portal.errors import Refusal
from portal.photos import actions as photo_actions
from tests.accounts.factory import make_person
from tests.cases.factory import make_case, make_objection, make_photo, make_published_case
from tests.city.factory import make_category, make_place


@pytest.fixture(autouse=True)
def request_context(app):
    with app.test_request_context("/qps/"):
        yield


def given(**more) -> Given:
    return Given(**{"category": make_category(), "words": "«Rubbish»", "language": "qps"} | more)


def editor():
    return make_person(roles=("editor",))


def releaser():
    return make_person(roles=("releaser",))


def ready_exposure(**more):
    """An exposure that an editor has written and proposed."""
    case = make_case("screening", track="behaviour", photos=[make_photo()], **more)
    by = editor()
    actions.set_public_text(by, case, title="«T»", words="«W»", language="qps")
    actions.propose_release(by, case)
    return case, by


def test_receiving_gives_a_number_a_code_and_a_timeline():
    case = actions.receive(given(), form_key="a")

    assert case.number.startswith("20")
    assert len(case.number) == 10
    assert len(queries.code_of(case)) == 12
    assert queries.slip(case.number, queries.code_of(case)) is case
    assert [event.action for event in case.events] == ["receive"]


def test_the_same_form_sent_twice_makes_one_case():
    what = given()

    assert actions.receive(what, form_key="a") is actions.receive(what, form_key="a")


def test_a_form_filled_in_anew_makes_another_case():
    category = make_category()
    first = actions.receive(given(category=category, words="«One»"), form_key="a")
    second = actions.receive(given(category=category, words="«Two»"), form_key="a")

    assert first.number != second.number


def test_contact_data_and_position_are_sealed():
    contact = Contact(name="Wang Fang", phone="13812345678", email="w@example.org")
    case = actions.receive(given(position=(49.598, 117.43)), form_key="a", contact=contact)
    db.session.flush()

    row = str(db.session.execute(db.text("SELECT * FROM civic_case")).all())
    assert not [word for word in ("Wang", "138123", "example.org", "49.598") if word in row]
    assert case.opened("phone") == "13812345678"


def test_the_code_stands_nowhere_in_clear():
    case = actions.receive(given(), form_key="a")
    db.session.flush()

    row = str(db.session.execute(db.text("SELECT * FROM civic_case")).all())
    assert queries.code_of(case) not in row


def test_empty_words_and_a_fourth_photo_are_refused():
    for wrong in (given(words=" "), given(photos=[make_photo() for _number in range(4)])):
        with pytest.raises(Refusal) as refused:
            actions.receive(wrong, form_key="a")
        assert refused.value.status == 422


def test_a_photo_belongs_to_one_report():
    photo = make_photo()
    actions.receive(given(photos=[photo]), form_key="a")

    with pytest.raises(Refusal):
        actions.receive(given(photos=[photo], words="«Other»"), form_key="b")


def test_a_photo_added_later_takes_a_proposal_back():
    case, _by = ready_exposure()

    actions.add_photo(case, make_photo(checked=False))

    assert not case.is_proposed
    assert [row.role for row in case.photos] == ["before", "more"]


def test_withdrawing_takes_everything_back():
    case = make_published_case(photos=[make_photo(released=True)], phone="13812345678")

    actions.withdraw(case)
    actions.withdraw(case)

    assert (case.state, case.on_board, case.has_contact) == ("withdrawn", False, False)
    photo_actions.lift(case.photos[0].photo)
    assert not case.photos[0].is_shown
    assert [event.action for event in case.events].count("withdraw") == 1


def test_a_report_is_claimed_by_one_person_only():
    case, person = make_case(), make_person()
    actions.claim(case, person)
    actions.claim(case, person)

    with pytest.raises(Refusal):
        actions.claim(case, make_person())


def test_a_declined_case_is_over():
    case = make_case(photos=[make_photo()])
    actions.decline(editor(), case, reason="no_evidence", words="«Too dark.»")

    assert [event.after for event in case.events] == ["received", "screening", "declined"]
    with pytest.raises(Refusal):
        actions.decline(editor(), case, reason="other", words="«Again.»")
    with pytest.raises(Refusal):
        actions.set_public_text(editor(), case, title="«T»", words="«W»", language="qps")


def test_declining_needs_words_and_a_known_reason():
    with pytest.raises(Refusal):
        actions.decline(editor(), make_case(), reason="other", words=" ")
    with pytest.raises(ValueError, match="reason"):
        actions.decline(editor(), make_case(), reason="because", words="«No.»")


def test_spam_is_declined_in_bulk_and_only_what_waits():
    waiting, published = make_case(), make_published_case()

    assert actions.decline_many(editor(), [waiting, published]) == 1
    assert (waiting.state, published.state) == ("declined", "published")


def test_a_duplicate_ends_and_points_to_the_root():
    root, middle, last = make_case(), make_case(), make_case()
    actions.mark_duplicate(editor(), middle, root)
    actions.mark_duplicate(editor(), last, middle)

    assert last.duplicate_of is root
    assert last.decline_reason == "duplicate"
    with pytest.raises(Refusal):
        actions.mark_duplicate(editor(), root, last)


def test_lateness_is_frozen_when_the_decision_is_taken():
    from datetime import date

    case = make_case(screening_due=date(2020, 1, 2))
    actions.accept(editor(), case)
    case.screening_due = date(2099, 1, 2)

    assert [event.late for event in case.events] == [None, None, True]


def test_praise_is_published_by_one_person():
    case, by = make_case("screening", "praise"), editor()
    actions.set_public_text(by, case, title="«T»", words="«W»", language="qps")

    actions.release(by, case)

    assert (case.state, case.on_board) == ("published", True)
    assert case.ended_at == case.published_at
    assert case.expires_at is None


def test_exposure_needs_two_people():
    case, by = ready_exposure()

    with pytest.raises(Refusal):
        actions.release(by, case)
    actions.release(releaser(), case)

    assert case.state == "published"
    assert (case.expires_at - case.published_at).days == 30
    assert case.photos[0].is_shown


def test_an_exposure_nobody_proposed_is_not_released():
    case = make_case("screening", track="behaviour", public_title="«T»", public_words="«W»",
                     public_language="qps")  # fmt: skip
    with pytest.raises(Refusal):
        actions.release(releaser(), case)


def test_whoever_wrote_or_posted_it_does_not_release_it():
    poster = make_person(roles=("editor", "releaser"))
    what = given(category=make_category(track="behaviour"))
    case = actions.post_by_staff(poster, what, origin="letter", form_key="a")
    by = editor()
    actions.set_public_text(by, case, title="«T»", words="«W»", language="qps")
    actions.propose_release(editor(), case)

    for own in (poster, by):
        with pytest.raises(Refusal):
            actions.release(own, case)


def test_an_unticked_photo_is_never_published():
    case = make_case("screening", "praise", photos=[make_photo(), make_photo(checked=False)])
    by = editor()
    actions.set_public_text(by, case, title="«T»", words="«W»", language="qps")

    with pytest.raises(Refusal):
        actions.release(by, case)
    assert actions.missing(case)


def test_blurring_after_the_proposal_calls_for_a_new_one():
    case, _by = ready_exposure()
    photo, second = case.photos[0].photo, releaser()
    photo.revision += 1
    for check in photo.checks:
        check.revision = photo.revision

    with pytest.raises(Refusal):
        actions.release(second, case)


def test_a_new_text_takes_the_proposal_back():
    case, by = ready_exposure()

    actions.set_public_text(by, case, title="«Other»", words="«W»", language="qps")

    assert not case.is_proposed


def test_the_rectification_track_is_published_while_accepted():
    case = make_case("screening")
    actions.accept(editor(), case)
    by = editor()
    actions.set_public_text(by, case, title="«T»", words="«W»", language="qps")
    actions.propose_release(by, case)
    actions.release(releaser(), case)

    assert (case.state, case.on_board, case.ended_at) == ("accepted", True, None)


def test_retracting_hides_case_and_photos():
    case = make_published_case(photos=[make_photo(released=True)])

    actions.retract(editor(), case, reason="«A mistake.»")

    assert not case.on_board
    assert not case.photos[0].is_shown


def test_thanking_twice_counts_once():
    case = make_published_case()

    assert [actions.thank(case, who) for who in ("a" * 64, "a" * 64, "b" * 64)] == [1, 1, 2]


@pytest.mark.parametrize(
    ("ground", "shown"),
    [("minor", False), ("recognisable", False), ("untrue", True), ("other", True)],
)
def test_photos_are_withheld_at_once_on_two_grounds(ground, shown):
    case = make_published_case("exposure", photos=[make_photo(released=True)])

    actions.object_to(case, ground=ground, words="«Me.»", contact="«13900001111»", form_key="a")

    assert case.objection_open
    assert case.photos[0].is_shown is shown


def test_an_objection_sent_twice_is_one():
    case = make_published_case("exposure")
    same = {"ground": "minor", "words": "«My child.»", "form_key": "a"}

    assert actions.object_to(case, **same) is actions.object_to(case, **same)


def test_an_upheld_objection_takes_the_case_off_the_board():
    row = make_objection()
    actions.decide_objection(releaser(), row, upheld=True, answer="«You are right.»")

    assert not row.case.on_board
    assert not row.case.objection_open
    with pytest.raises(Refusal):
        actions.decide_objection(releaser(), row, upheld=False, answer="«No.»")


def test_photos_return_when_the_last_objection_is_dismissed():
    case = make_published_case("exposure", photos=[make_photo(released=True)])
    rows = [actions.object_to(case, ground="minor", words=str(n)) for n in range(2)]

    actions.decide_objection(releaser(), rows[0], upheld=False, answer="«No minor.»")
    assert not case.photos[0].is_shown
    actions.decide_objection(releaser(), rows[1], upheld=False, answer="«No minor.»")
    assert case.photos[0].is_shown


def test_looking_at_contact_data_is_written_down():
    case, by = make_case(phone="13812345678"), editor()

    assert actions.reveal_contact(by, case, "«To ask where.»")["phone"] == "13812345678"
    assert case.events[-1].action == "reveal_contact"
    with pytest.raises(Refusal):
        actions.reveal_contact(by, case, " ")


def test_somebody_elses_change_is_noticed():
    case = make_case()

    actions.expect_version(case, case.version)
    with pytest.raises(Refusal):
        actions.expect_version(case, case.version - 1)


def test_street_and_community_both_lead_to_the_street():
    street = make_place()
    community = make_place(kind="community", parent=street)

    assert queries.street_of(community) is street
    assert queries.street_of(street) is street
