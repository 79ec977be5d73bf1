"""Sending a report, the receipt, the slip, objections and thanks, as people see them."""

import re
from io import BytesIO

import pytest

from portal import captcha
from portal.cases import actions, queries
from portal.cases.models import Case, Objection
from portal.db import db
from portal.photos.models import Photo
from tests.accounts.factory import make_person
from tests.cases.factory import make_case, make_photo, make_published_case
from tests.city.factory import make_category, make_place
from tests.photos.samples import jpeg
from tests.visitor import Visitor


def fill_in(visitor, kind: str = "exposure", **more) -> dict:
    """What a person enters, in the form as it was drawn for them."""
    category = more.pop("category", None) or make_category(kind=kind)
    page = visitor.see(f"/cases/new?kind={kind}")
    return {
        "kind": kind,
        "category": str(category.id),
        "words": "«Rubbish beside the road.»",
        "language": "qps",
        "place": "0",
        "consent": "y",
        "form_key": page.value("form_key"),
        "notice_version": page.value("notice_version"),
    } | more


def photo(name: str = "a.jpg", data: bytes | None = None):
    return (BytesIO(data if data is not None else jpeg()), name)


def slip_of(case: Case) -> str:
    return f"/cases/slip/{case.number}/{queries.code_of(case)}"


def only_case() -> Case:
    return db.session.query(Case).one()


def test_one_chooses_praise_or_exposure_first(visitor):
    page = visitor.see("/cases/new")

    assert "/qps/cases/new?kind=praise" in page.links()
    assert "/qps/cases/new?kind=exposure" in page.links()


def test_sending_leads_to_the_receipt_with_number_and_code(visitor):
    page = visitor.send("/cases/new", **fill_in(visitor))

    case = only_case()
    assert page.heading == "⟦Thank you, your report was received⟧"
    assert case.number in page.text
    assert queries.grouped(queries.code_of(case)) in page.text
    assert page.soup.select_one("svg.qr")
    assert page.response.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in page.response.headers


def test_number_and_code_are_read_aloud_digit_by_digit(visitor):
    page = visitor.send("/cases/new", **fill_in(visitor))

    spoken = page.soup.select_one("#case-code .visually-hidden").text
    assert re.fullmatch(r"\d(, \d){11}", spoken)


def test_sending_the_same_form_twice_shows_the_same_receipt(visitor):
    fields = fill_in(visitor)
    first = visitor.send("/cases/new", **fields)
    second = visitor.send("/cases/new", **fields)

    assert only_case().number in second.text
    assert first.soup.select_one("#case-code").text == second.soup.select_one("#case-code").text


def test_a_receipt_nobody_gave_out_leads_to_the_slip(visitor):
    assert visitor.see("/cases/receipt/abc").heading == "⟦Follow my report⟧"


def test_an_empty_form_is_refused_field_by_field_and_keeps_what_was_typed(visitor):
    fields = fill_in(visitor, words="", consent="", place_words="«Behind the school»")
    del fields["category"], fields["consent"]

    page = visitor.send("/cases/new", 422, **fields)

    assert page.errors() == [
        "⟦Please say in a few words what you saw.⟧",
        "⟦Please choose one.⟧",
        "⟦Without your consent we may not receive the report.⟧",
    ]
    assert page.value("place_words") == "«Behind the school»"


def test_a_refused_photo_loses_nothing(visitor):
    fields = fill_in(visitor, photo_1=photo(), photo_2=photo("b.jpg", b"no picture"))

    page = visitor.send("/cases/new", 422, **fields)

    assert len(page.errors()) == 1
    assert page.value("photo_kept_1")
    assert page.value("words") == "«Rubbish beside the road.»"
    assert db.session.query(Photo).count() == 1


def test_kept_photos_come_along_when_the_form_is_sent_again(visitor):
    fields = fill_in(visitor, photo_1=photo(), words="")
    kept = visitor.send("/cases/new", 422, **fields).value("photo_kept_1")

    fields |= {"words": "«Now with words.»", "photo_kept_1": kept}
    del fields["photo_1"]
    visitor.send("/cases/new", **fields)

    assert len(only_case().photos) == 1
    assert only_case().photos[0].photo.attached_at


def test_a_kept_photo_can_be_seen_and_left_out(visitor):
    fields = fill_in(visitor, photo_1=photo(), words="")
    page = visitor.send("/cases/new", 422, **fields)
    picture = page.soup.select_one(".slot img")["src"]
    assert visitor.client.get(picture).mimetype == "image/jpeg"

    fields |= {"words": "«W»", "photo_kept_1": page.value("photo_kept_1"), "photo_remove_1": "1"}
    del fields["photo_1"]
    visitor.send("/cases/new", **fields)

    assert only_case().photos == []


def test_a_photo_of_another_form_cannot_be_taken(visitor):
    theirs = visitor.send("/cases/new", 422, **fill_in(visitor, photo_1=photo(), words=""))
    fields = fill_in(visitor, photo_kept_1=theirs.value("photo_kept_1"))

    visitor.send("/cases/new", **fields)

    assert only_case().photos == []


def test_contact_needs_a_number_that_can_be_called(visitor):
    page = visitor.send("/cases/new", 422, **fill_in(visitor, phone="abc", wants_answer="y"))
    assert page.errors() == ["⟦This does not look like a phone number.⟧"]

    visitor.send("/cases/new", **fill_in(visitor, phone="138 1234 5678", wants_answer="y"))
    assert only_case().opened("phone") == "+8613812345678"


def test_the_position_of_the_browser_is_kept_sealed(visitor):
    visitor.send("/cases/new", **fill_in(visitor, latitude="49.598000", longitude="117.430000"))

    case = only_case()
    assert case.opened("position") == "49.598000,117.430000"
    assert (case.grid_row, case.grid_column) == queries.grid_cell(49.598, 117.43)


def test_what_was_reported_nearby_is_offered_and_blocks_nothing(visitor):
    category, street = make_category(), make_place()
    make_published_case("exposure", track="rectification", category=category, place=street)
    make_case(category=category, place=street, words="«Not public.»")
    fields = fill_in(visitor, category=category, place=str(street.id))

    page = visitor.send("/cases/new", **fields)
    assert "«A clean street»" in page.text
    assert "«Not public.»" not in page.text
    assert page.value("words") == fields["words"]

    page = visitor.send("/cases/new", **fields, confirm=page.value("confirm"))
    assert page.heading == "⟦Thank you, your report was received⟧"


def test_similar_means_within_250_metres():
    near, far = (49.598, 117.430), (49.598, 117.4345)

    assert queries.distance((49.6, 117.43), near) < 250 < queries.distance((49.6, 117.43), far)


def test_the_slip_opens_with_number_and_code_in_any_spelling(visitor):
    case = make_case()
    code = queries.grouped(queries.code_of(case))

    page = visitor.send("/cases/slip", number=f" {case.number} ", code=code.replace(" ", "-"))

    assert page.heading == f"⟦Report {case.number}⟧"
    assert "«Rubbish beside the road.»" in page.text
    assert page.response.headers["Cache-Control"] == "private, no-store"


def test_a_wrong_code_and_an_unknown_number_read_the_same(visitor):
    wrong = visitor.send("/cases/slip", 422, number=make_case().number, code="123456789012")
    unknown = visitor.send("/cases/slip", 422, number="2026999999", code="123456789012")

    assert wrong.errors() == unknown.errors()


def test_guessing_codes_is_stopped(visitor):
    case = make_case()
    for _attempt in range(10):
        visitor.see(f"/cases/slip/{case.number}/000000000000", 404)

    visitor.see(f"/cases/slip/{case.number}/000000000000", 429)
    visitor.see(slip_of(case), 429)


def test_the_slip_shows_the_reporters_half_of_the_timeline(visitor, app):
    case, editor = make_case(), make_person(roles=("editor",))
    with app.test_request_context("/qps/"):
        actions.note(editor, case, "«Internal.»")
        actions.decline(editor, case, reason="no_evidence", words="«Too dark.»")
        db.session.commit()

    page = visitor.see(slip_of(case))

    assert "«Too dark.»" in page.text
    assert "«Internal.»" not in page.text
    assert editor.display_name not in page.text


def test_a_photo_can_be_added_by_slip(visitor):
    case = make_case()

    visitor.send(slip_of(case) + "/photos", photo_1=photo())
    page = visitor.see(slip_of(case))

    picture = page.soup.select_one(".gallery img")["src"]
    assert visitor.client.get(picture).mimetype == "image/jpeg"


def test_a_bad_photo_is_refused_on_the_slip(visitor):
    page = visitor.send(slip_of(make_case()) + "/photos", 422, photo_1=photo("a.jpg", b"text"))

    assert len(page.errors()) == 1


def test_withdrawing_asks_once_and_then_does_it(visitor):
    case = make_case(phone="13812345678")
    assert "⟦Yes, withdraw it⟧" in visitor.see(slip_of(case) + "/withdraw").buttons()

    visitor.send(slip_of(case) + "/withdraw")

    db.session.expire_all()
    assert (case.state, case.has_contact) == ("withdrawn", False)


def test_a_report_can_be_taken_into_an_account(visitor):
    case, person = make_case(), make_person()
    visitor.sign_in(person)

    page = visitor.send(slip_of(case) + "/claim")

    assert page.heading == "⟦My reports⟧"
    assert case.number in page.text


def test_signed_in_people_find_their_reports_unless_they_say_otherwise(visitor):
    visitor.sign_in(make_person())
    visitor.send("/cases/new", **fill_in(visitor, words="«Mine»"))
    visitor.send("/cases/new", **fill_in(visitor, words="«Not mine»", unlinked="y"))

    page = visitor.see("/cases/mine")

    assert "«Mine»" in page.text
    assert "«Not mine»" not in page.text


def test_objecting_withholds_the_photo_and_gives_an_address_to_follow(visitor):
    case = make_published_case("exposure", photos=[make_photo(released=True)])
    form = visitor.see(f"/cases/{case.number}/object")
    fields = {"ground": "recognisable", "words": "«Me.»", "form_key": form.value("form_key")}

    page = visitor.send(f"/cases/{case.number}/object", **fields)
    again = visitor.send(f"/cases/{case.number}/object", **fields)

    db.session.expire_all()
    assert page.heading == "⟦Your objection⟧"
    assert again.address == page.address
    assert not case.photos[0].is_shown
    assert db.session.query(Objection).count() == 1


def test_thanking_swaps_the_fragment_and_counts_each_visitor_once(visitor):
    case = make_published_case()
    assert "1" in visitor.swap(f"/cases/{case.number}/thank").text
    assert "1" in visitor.swap(f"/cases/{case.number}/thank").text

    db.session.expire_all()
    assert case.thanks == 1


def test_thanks_cannot_be_stuffed_from_one_address(visitor):
    case = make_published_case()
    for _attempt in range(10):
        visitor.client.delete_cookie("visitor")
        visitor.swap(f"/cases/{case.number}/thank")
    visitor.client.delete_cookie("visitor")

    visitor.swap(f"/cases/{case.number}/thank", 409)


@pytest.mark.parametrize("address", ["/cases/new?kind=praise", "/cases/slip"])
def test_forms_set_no_cookie(visitor, address):
    assert "Set-Cookie" not in visitor.see(address).response.headers


def test_without_an_account_one_question_is_asked_once(make_app):
    app = make_app(captcha=True)
    with app.app_context():
        stranger = Visitor(app)
        fields = fill_in(stranger, words="")
        page = stranger.send("/cases/new", 422, **fields)
        assert "⟦Please wait until the check is done, or answer the question.⟧" in page.errors()

        first, second = re.findall(r"\d+", page.soup.select_one("[for=captcha_answer]").text)
        answer = {"captcha_answer": str(int(first) + int(second))}
        answer["captcha_question"] = page.value("captcha_question")
        passed = stranger.send("/cases/new", 422, **fields, **answer).value("captcha_pass")
        page = stranger.send("/cases/new", **fields | {"words": "«W»", "captcha_pass": passed})

        assert page.heading == "⟦Thank you, your report was received⟧"


def test_going_back_and_changing_a_sent_form_asks_once_more(make_app):
    app = make_app(captcha=True)
    with app.app_context():
        stranger = Visitor(app)
        fields = fill_in(stranger)
        with app.test_request_context("/qps/"):
            fields["captcha_pass"] = captcha.guard(fields["form_key"]).new_pass()
        stranger.send("/cases/new", **fields)

        page = stranger.send("/cases/new", 422, **fields | {"words": "«Other words.»"})

        assert page.value("words") == "«Other words.»"
        assert page.value("form_key") != fields["form_key"]
