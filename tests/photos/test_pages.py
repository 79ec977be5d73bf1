"""The public door and the desk page."""

from io import BytesIO

import pytest
from PIL import Image

from portal.audit import AuditEntry
from portal.db import db
from portal.photos import actions
from portal.photos.models import CHECKS
from tests.accounts.factory import make_person
from tests.photos import samples
from tests.photos.factory import make_photo

BOX = [0.25, 0.25, 0.5, 0.5]


def address(photo, revision=None, size=480, extension="jpg") -> str:
    return f"/photos/{photo.key}/{revision or photo.revision}-{size}.{extension}"


def desk(photo, rest: str = "") -> str:
    return f"/desk/photos/{photo.key}/{rest}"


def fetch(visitor, where: str, status: int = 200):
    """What the server answers to a request for a picture."""
    answer = visitor.client.get(visitor._address(where), headers=visitor.headers)
    assert answer.status_code == status
    return answer


def signed_in(visitor, *roles):
    return visitor.sign_in(make_person(roles=roles or ("editor",)))


@pytest.mark.parametrize(("extension", "mime"), [("webp", "image/webp"), ("jpg", "image/jpeg")])
def test_a_released_photo_is_served_to_everyone(visitor, extension, mime):
    answer = fetch(visitor, address(make_photo(), extension=extension))

    assert answer.mimetype == mime
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, s-maxage=0, max-age=60"
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers
    assert Image.open(BytesIO(answer.data)).size == (320, 240)


def test_what_somebody_signed_in_is_sent_no_proxy_keeps(visitor):
    answer = fetch(signed_in(visitor), address(make_photo()))

    assert answer.headers["Cache-Control"] == "private, max-age=60"


def test_a_browser_that_has_the_photo_is_not_sent_it_again(visitor):
    photo = make_photo()
    tag = fetch(visitor, address(photo)).headers["ETag"]
    visitor.headers["If-None-Match"] = tag

    answer = fetch(visitor, address(photo), status=304)

    assert answer.data == b""
    actions.withhold(photo, "minor")
    db.session.commit()
    visitor.see(address(photo), status=404)


@pytest.mark.parametrize(
    "change",
    [
        {"released": False},
        {"withheld_at": samples.MOMENT},
        {"released_at": None},
    ],
)
def test_what_is_not_released_or_withheld_is_not_there(visitor, change):
    visitor.see(address(make_photo(**change)), status=404)


def test_only_what_was_made_is_there(visitor):
    photo = make_photo()

    for wrong in (
        address(photo, revision=2),
        address(photo, size=960),
        address(photo, size=0),
        address(photo, extension="png"),
        f"/photos/{'0' * 32}/1-480.jpg",
        f"/photos/{photo.key}/..%2f..%2fsecret_key",
    ):
        visitor.see(wrong, status=404)


def test_after_blurring_anew_the_old_address_leads_nowhere(visitor):
    photo = make_photo()
    old = address(photo)

    actions.redact(photo, [BOX])
    actions.derive(photo)
    actions.check_off(make_person(), photo, CHECKS)
    actions.release(photo)
    db.session.commit()

    fetch(visitor, old, status=404)
    fetch(visitor, address(photo, revision=2))


def test_even_staff_get_only_released_photos_through_the_public_door(visitor):
    signed_in(visitor).see(address(make_photo(released=False)), status=404)


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        (("editor",), 200),
        (("releaser",), 200),
        (("office",), 200),
        (("handler",), 403),
        (("admin",), 403),
        (("auditor",), 403),
    ],
)
@pytest.mark.parametrize("rest", ["", "plain.jpg", "preview.jpg"])
def test_who_sees_a_photo_that_is_not_released(visitor, roles, status, rest):
    photo = make_photo(released=False)

    fetch(signed_in(visitor, *roles), desk(photo, rest), status=status)


def test_the_desk_sees_pictures_that_nobody_keeps(visitor):
    photo = make_photo(samples.everything_marked(), boxes=[BOX], released=False)
    signed_in(visitor)

    for rest in ("plain.jpg", "preview.jpg", "preview.jpg?box=0,0,1,1"):
        answer = fetch(visitor, desk(photo, rest))
        assert answer.mimetype == "image/jpeg"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert samples.MARK.encode() not in answer.data


def test_the_preview_shows_the_areas_of_its_address(visitor):
    photo = make_photo(released=False)
    signed_in(visitor)

    plain = Image.open(BytesIO(fetch(visitor, desk(photo, "preview.jpg")).data))
    blurred = Image.open(BytesIO(fetch(visitor, desk(photo, "preview.jpg?box=0,0,1,1")).data))

    assert plain.getpixel((20, 20))[0] > 230
    assert blurred.getpixel((20, 20))[0] < 200


def test_the_original_is_handed_out_only_on_the_record(visitor):
    sent = samples.everything_marked()
    photo = make_photo(sent, released=False)
    signed_in(visitor)

    where = f"/qps{desk(photo, 'original')}"
    answer = visitor.client.post(where, data=visitor._token(), headers=visitor.headers)

    assert answer.data == sent
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    last = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (last.action, last.thing_id) == ("photos.show_original", str(photo.id))


def test_a_handler_never_gets_the_original(visitor):
    signed_in(visitor, "handler").send(desk(make_photo(), "original"), status=403)


def test_areas_are_drawn_with_numbers(visitor):
    photo = make_photo()
    signed_in(visitor)

    page = visitor.send(
        desk(photo, "boxes"),
        **{
            "boxes-0-left": "25", "boxes-0-top": "25",
            "boxes-0-width": "50", "boxes-0-height": "50",
            "boxes-1-left": "", "revision": "1", "do": "save",
        },
    )  # fmt: skip

    db.session.refresh(photo)
    assert (photo.boxes, photo.revision) == ([BOX], 2)
    assert page.value("boxes-0-width") == "50.00"
    assert "⟦Not released⟧" in page.text


def test_a_preview_saves_nothing(visitor):
    photo = make_photo()
    signed_in(visitor)
    row = {"boxes-0-left": "0", "boxes-0-top": "0", "boxes-0-width": "10", "boxes-0-height": "20"}

    page = visitor.send(desk(photo, "boxes"), revision="1", do="preview", **row)

    db.session.refresh(photo)
    assert photo.boxes == []
    assert "box=0.0,0.0,0.1,0.2" in page.soup.select_one("figure img")["src"].replace("%2C", ",")
    assert page.value("boxes-1-left") == ""


@pytest.mark.parametrize(
    ("text", "stored"), [("[[0.25, 0.25, 0.5, 0.5]]", [BOX]), ("", [])], ids=["drawn", "none"]
)
def test_areas_are_drawn_in_the_browser(visitor, text, stored):
    photo = make_photo(boxes=[[0, 0, 0.1, 0.1]])
    signed_in(visitor)

    visitor.send(desk(photo, "boxes"), revision="1", do="save", drawn=text)

    db.session.refresh(photo)
    assert photo.boxes == stored


def test_a_row_can_be_added_without_javascript(visitor):
    row = {"boxes-0-left": "1", "boxes-0-top": "2", "boxes-0-width": "3", "boxes-0-height": "4"}
    photo = make_photo()

    page = signed_in(visitor).send(desk(photo, "boxes"), revision="1", do="add", **row)

    assert (page.value("boxes-0-top"), page.value("boxes-1-top")) == ("2.00", "")


def test_an_area_is_removed_by_ticking_its_box(visitor):
    photo = make_photo(boxes=[BOX, [0, 0, 0.1, 0.1]])
    signed_in(visitor)
    rows = {f"boxes-0-{name}": "25" for name in ("left", "top", "width", "height")}
    rows |= {"boxes-0-remove": "y"}
    rows |= {f"boxes-1-{name}": "10" for name in ("left", "top", "width", "height")}

    visitor.send(desk(photo, "boxes"), revision="1", do="save", **rows)

    db.session.refresh(photo)
    assert photo.boxes == [[0.1, 0.1, 0.1, 0.1]]


@pytest.mark.parametrize("wrong", [{"boxes-0-left": "20"}, {"boxes-0-left": "120"}])
def test_half_an_area_is_refused_and_what_was_typed_stays(visitor, wrong):
    photo = make_photo()
    signed_in(visitor)

    page = visitor.send(desk(photo, "boxes"), status=422, revision="1", do="save", **wrong)

    assert page.errors()
    assert page.value("boxes-0-left") == wrong["boxes-0-left"]


def test_an_area_outside_the_photo_is_refused_with_a_sentence(visitor):
    row = {"boxes-0-left": "100", "boxes-0-top": "0", "boxes-0-width": "5", "boxes-0-height": "5"}
    photo = make_photo()

    page = signed_in(visitor).send(desk(photo, "boxes"), status=422, revision="1", do="save", **row)

    assert "⟦An area to blur lies outside the photo or has no size.⟧" in page.text


@pytest.mark.parametrize("form", ["boxes", "checks"])
def test_whoever_comes_late_is_told_that_the_photo_has_changed(visitor, form):
    photo = make_photo()
    signed_in(visitor)

    visitor.send(desk(photo, form), status=409, revision="7", do="save")


def test_ticking_the_list_takes_one_page(visitor):
    photo = make_photo(checked=False, released=False)
    signed_in(visitor)

    page = visitor.send(desk(photo, "checks"), revision="1", item=["faces", "plates"])

    ticked = [box["value"] for box in page.soup.select("[name=item][checked]")]
    assert ticked == ["faces", "plates"]
    page = visitor.send(
        desk(photo, "checks"), revision="1", item=["plates", "minors"], seen=["faces", "plates"]
    )
    ticked = [box["value"] for box in page.soup.select("[name=item][checked]")]
    assert ticked == ["plates", "minors"]


def test_a_tick_made_meanwhile_by_another_stays(visitor):
    photo = make_photo(checked=False, released=False)
    actions.check_off(make_person(), photo, ["faces"])
    db.session.commit()

    signed_in(visitor).send(desk(photo, "checks"), revision="1", item=["plates"])

    db.session.expire_all()
    assert [check.item for check in photo.checks] == ["faces", "plates"]


def test_the_desk_withholds_at_once(visitor):
    photo = make_photo()
    page = signed_in(visitor, "editor").send(desk(photo, "withhold"))

    assert "⟦Withheld⟧" in page.text
    assert "⟦Lift the withholding⟧" not in page.text
    visitor.send(desk(photo, "restore"), status=403)


def test_a_releaser_lifts_a_withholding(visitor):
    photo = make_photo(withheld_at=samples.MOMENT)

    page = signed_in(visitor, "releaser").send(desk(photo, "restore"))

    assert "⟦Released⟧" in page.text


def test_people_come_back_to_the_page_they_came_from_and_never_to_another_site(visitor):
    photo = make_photo()
    signed_in(visitor)
    token = visitor._token()

    for given, reached in (("/qps/desk/", "/qps/desk/"), ("https://evil.example/", None)):
        answer = visitor.client.post(
            f"/qps{desk(photo, 'checks')}",
            data={**token, "revision": "1", "next": given},
            headers=visitor.headers,
        )
        assert answer.location == (reached or f"/qps{desk(photo)}")


def test_a_photo_whose_files_failed_can_be_made_again(visitor):
    photo = make_photo(released=False, state="failed")
    signed_in(visitor)

    assert "⟦Make the files again⟧" in visitor.see(desk(photo)).text
    visitor.send(desk(photo, "again"))

    db.session.refresh(photo)
    assert photo.state == "new"
