"""The fragment that every page shows a photo with, and what of a marked original comes out."""

import pytest
from bs4 import BeautifulSoup
from flask import render_template

from portal import storage
from portal.db import db, db_transaction
from portal.photos import actions, queries
from tests.photos import samples
from tests.photos.factory import make_photo

BOX = [0.1, 0.1, 0.3, 0.3]


@pytest.fixture
def request_context(app):
    with app.test_request_context("/zh/", base_url="http://localhost"):
        yield


def drawn(photo) -> BeautifulSoup:
    text = render_template("photos/_photo.html", photo=photo, sizes="50vw", alt="«A bench»")
    return BeautifulSoup(text, "html.parser")


@pytest.mark.usefixtures("request_context")
def test_a_photo_has_its_size_two_formats_and_waits_to_be_scrolled_to():
    image = drawn(photo := make_photo(samples.jpeg(1200, 900))).img

    assert (image["width"], image["height"], image["alt"]) == ("960", "720", "«A bench»")
    assert (image["loading"], image["decoding"]) == ("lazy", "async")
    assert image["src"] == f"/photos/{photo.key}/1-960.jpg"
    sources = drawn(photo).select("source")
    assert [source["type"] for source in sources] == ["image/webp"]
    assert sources[0]["srcset"].split(", ") == [
        f"/photos/{photo.key}/1-{name}.webp {wide}w"
        for name, wide in ((480, 480), (960, 960), (1600, 1200))
    ]
    assert sources[0]["sizes"] == "50vw"


@pytest.mark.usefixtures("request_context")
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"withheld_at": samples.MOMENT}, "This photo is withheld."),
        ({"released": False}, "The photo is being prepared."),
    ],
)
def test_a_photo_that_is_not_shown_leaves_a_word_and_no_address(given, words):
    photo = make_photo(**given)
    soup = drawn(photo)

    assert soup.img is None
    assert photo.key not in str(soup)
    assert soup.get_text(strip=True)


def test_addresses_carry_the_path_prefix(make_app):
    app = make_app(path_prefix="/wmcj", public_url="https://city.example")
    with app.test_request_context("/zh/", environ_overrides={"SCRIPT_NAME": "/wmcj"}):
        photo = make_photo()

        assert queries.sources(photo).address == f"/wmcj/photos/{photo.key}/1-480.jpg"
        wanted = f"https://city.example/wmcj/photos/{photo.key}/1-480.jpg"
        assert queries.share_address(photo) == wanted
        db.session.remove()


def test_every_address_of_the_fragment_is_served_and_carries_no_mark(app, visitor):
    photo = make_photo(samples.everything_marked(1200, 1600), boxes=[BOX])
    with app.test_request_context():
        found = queries.sources(photo)
    addresses = [part.split()[0] for part in found.webp.split(", ")]
    addresses += [address.replace(".webp", ".jpg") for address in addresses]

    assert found.address in addresses
    assert len(addresses) == 6
    for address in addresses:
        answer = visitor.client.get(address)
        assert answer.status_code == 200
        plain = answer.data + answer.data.replace(b"\0", b"") + str(answer.headers).encode()
        assert samples.MARK.encode() not in plain
        assert b"Exif" not in plain


def test_the_picture_of_the_person_who_sent_it_carries_no_mark_either(app):
    photo = make_photo(samples.everything_marked(), boxes=[BOX], released=False, ready=False)

    for data in (queries.blurred(photo, width=200), queries.unblurred(photo)):
        assert samples.MARK.encode() not in data + data.replace(b"\0", b"")
        assert b"Exif" not in data


def test_only_the_original_holds_the_marks_and_it_goes(app):
    photo = make_photo(samples.everything_marked(), boxes=[BOX])
    original = photo.original_key
    others = [photo.clean_key, *actions.work_for(photo).names()]

    assert samples.MARK.encode() in storage.get(original)
    assert not any(samples.MARK.encode() in storage.get(key) for key in others)
    with db_transaction():
        actions.delete_original(photo)
    assert not storage.exists(original)
