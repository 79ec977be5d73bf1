"""The desk: who sees what, and every step of judging a case."""

import pytest

from portal.cases import queries
from portal.cases.models import Case
from portal.db import db
from tests.accounts.factory import make_person
from tests.cases.factory import make_case, make_objection, make_photo, make_published_case
from tests.city.factory import make_category


@pytest.fixture
def editor(visitor):
    person = make_person(roles=("editor",))
    visitor.sign_in(person)
    return visitor


def again(case: Case) -> Case:
    db.session.rollback()
    return queries.by_number(case.number)


def test_the_queue_shows_what_waits_oldest_first(editor):
    first = make_case("received", words="«first»")
    make_case("screening", words="«second»")
    make_case("declined", words="«third»")

    rows = [a.get_text() for a in editor.see("/desk/cases/").soup.select("[data-open]")]

    assert rows == ["«first»", "«second»"]
    assert first.number in editor.see("/desk/cases/").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=praise", "«praise»"),
        ("?state=declined", "«declined»"),
        ("?only=objection", "«shown»"),
    ],
)
def test_filters_of_the_queue_stay_in_the_address(editor, query, found):
    make_case("received", "praise", words="«praise»")
    make_case("declined", words="«declined»")
    make_objection(make_published_case("exposure", words="«shown»"))

    rows = [a.get_text() for a in editor.see(f"/desk/cases/{query}").soup.select("[data-open]")]

    assert rows == [found]


def test_an_editor_declines_with_reason_and_words(editor):
    case = make_case("received")

    editor.send(f"/desk/cases/{case.number}/decline", reason="spam", words="«no»", version=1)

    assert again(case).state == "declined"
    assert again(case).decline_reason == "spam"


def test_declining_without_words_keeps_what_was_chosen(editor):
    case = make_case("received")

    page = editor.send(f"/desk/cases/{case.number}/decline", 422, reason="privacy", words="")

    assert page.errors() == ["⟦This field is required.⟧"]
    assert page.soup.select_one('select[name="reason"] option[selected]')["value"] == "privacy"
    assert again(case).state == "received"


def test_who_comes_second_is_told_that_somebody_changed_it(editor):
    case = make_case("received")
    editor.send(f"/desk/cases/{case.number}/start", version=case.version)

    page = editor.send(f"/desk/cases/{case.number}/accept", 409, version=1)

    assert "Somebody else has changed this case" in page.text
    assert again(case).state == "screening"


def test_an_exposure_takes_two_people(editor, visitor):
    category = make_category(kind="exposure", track="behaviour")
    case = make_case("screening", category=category, track="behaviour", photos=[make_photo()])
    text = {"title": "«T»", "words": "«W»", "language": "zh", "place": ""}
    editor.send(f"/desk/cases/{case.number}/text", version=case.version, **text)
    editor.send(f"/desk/cases/{case.number}/release", 403, version=again(case).version)
    editor.send(f"/desk/cases/{case.number}/propose", version=again(case).version)
    assert not again(case).on_board

    visitor.sign_in(make_person(roles=("releaser",)))
    page = visitor.send(f"/desk/cases/{case.number}/release", version=again(case).version)

    assert "Everybody can see it now" in page.text
    assert visitor.see(f"/boards/exposure/{case.number}").status == 200


def test_a_photo_that_is_not_checked_cannot_be_published(editor):
    case = make_case("screening", "praise", photos=[make_photo(checked=False)])
    text = {"title": "«T»", "words": "«W»", "language": "zh", "place": ""}
    editor.send(f"/desk/cases/{case.number}/text", version=case.version, **text)

    page = editor.send(f"/desk/cases/{case.number}/release", 422, version=again(case).version)

    assert "Tick every item for photo 1." in page.text
    assert not again(case).on_board


def test_contact_data_are_shown_once_and_the_look_is_recorded(editor):
    from portal.audit import AuditEntry

    case = make_case("screening", name="«Li»", phone="«13900001111»")
    assert "13900001111" not in editor.see(f"/desk/cases/{case.number}").html

    page = editor.send(f"/desk/cases/{case.number}/contact", words="«to ask»")

    assert "13900001111" in page.text
    seen = db.session.query(AuditEntry).filter_by(action="cases.reveal_contact").count()
    assert seen == 1


def test_a_releaser_cannot_see_contact_data(visitor):
    case = make_case("screening", phone="«13900001111»")
    visitor.sign_in(make_person(roles=("releaser",)))

    visitor.send(f"/desk/cases/{case.number}/contact", 403, words="«curious»")


def test_several_are_declined_as_spam_at_once(editor):
    spam = [make_case("received") for _number in range(3)]
    kept = make_case("received")

    page = editor.send("/desk/cases/decline", case=[str(case.id) for case in spam])

    assert "3 reports declined." in page.text
    assert {again(case).state for case in spam} == {"declined"}
    assert again(kept).state == "received"


def test_a_duplicate_is_joined_to_the_earlier_report(editor):
    original, case = make_case("accepted"), make_case("received")

    editor.send(f"/desk/cases/{case.number}/duplicate", number=original.number, version=1)

    assert again(case).duplicate_of_id == original.id


def test_a_number_nobody_has_is_a_polite_404(editor):
    case = make_case("received")

    editor.send(f"/desk/cases/{case.number}/duplicate", 404, number="2026999999", version=1)


def test_who_published_does_not_judge_the_objection(visitor):
    releaser, other = make_person(roles=("releaser",)), make_person(roles=("office",))
    case = make_published_case("exposure", released_by_id=releaser.id)
    row = make_objection(case)
    visitor.sign_in(releaser).send(
        f"/desk/cases/objections/{row.id}", 403, decision="dismissed", answer="«no»"
    )

    visitor.sign_in(other).send(
        f"/desk/cases/objections/{row.id}", decision="upheld", answer="«You are right.»"
    )

    assert not again(case).on_board


def test_staff_enter_a_letter(editor):
    category = make_category(kind="praise")
    fields = {"origin": "letter", "category": category.id, "place": 0, "language": "zh"}

    page = editor.send("/desk/cases/post", words="«thanks»", form_key="k1", **fields)

    assert "From a letter" in page.text


@pytest.mark.parametrize("role", ["handler", "admin", "auditor", "resident"])
def test_the_desk_of_cases_is_closed_to_others(visitor, role):
    case = make_case("received")
    visitor.sign_in(make_person(roles=(role,)))

    visitor.see("/desk/cases/", status=403)
    visitor.see(f"/desk/cases/{case.number}", status=403)


@pytest.mark.parametrize("after", ["2026-01-01T00:00:00_1", "x_y", "_", "2026-01-01T00:00:00Z_x"])
def test_a_cursor_that_says_nothing_begins_at_the_start(visitor, after):
    case = make_case()
    visitor.sign_in(make_person(roles=("editor",)))

    assert case.number in visitor.see(f"/desk/cases/?after={after}").text


def test_numbers_no_database_could_hold_do_no_harm(editor):
    huge = "9" * 40

    assert editor.see(f"/desk/cases/?category={huge}&street={huge}").heading == "⟦Reports⟧"
    editor.see(f"/desk/cases/objections/{huge}", status=404)
    assert "No report was chosen." in editor.send("/desk/cases/decline", case=huge).text
