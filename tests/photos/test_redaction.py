"""What lies in a box is gone for good; what lies outside is untouched; nothing else survives."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.photos import pictures
from portal.photos.pictures import PhotoRefused
from portal.photos.pictures.redaction import pixels
from tests.photos import samples

boxes = st.tuples(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0.01, 1), st.floats(0.01, 1)).map(
    lambda box: pictures.checked_boxes([box])[0]
)


def noise(size=(60, 40), seed: int = 1) -> Image.Image:
    chance = random.Random(seed)  # noqa: S311
    return Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3))


def shuffled(image: Image.Image, place: tuple) -> Image.Image:
    """The picture with the pixels of one place in another order."""
    part = image.crop(place)
    values = [part.getpixel((x, y)) for y in range(part.height) for x in range(part.width)]
    random.Random(7).shuffle(values)  # noqa: S311
    part.putdata(values)
    result = image.copy()
    result.paste(part, place)
    return result


@given(boxes)
@settings(max_examples=60, deadline=None)
def test_nothing_but_the_average_colour_of_a_box_survives(box):
    image = noise()
    other = shuffled(image, pixels(box, image.size))

    assert pictures.redact(image, [box]).tobytes() == pictures.redact(other, [box]).tobytes()


@given(boxes)
@settings(max_examples=60, deadline=None)
def test_what_lies_outside_a_box_is_untouched(box):
    image = noise()
    place = pixels(box, image.size)
    redacted = pictures.redact(image, [box])

    redacted.paste(image.crop(place), place)

    assert redacted.tobytes() == image.tobytes()


@given(boxes, st.integers(1, 3000), st.integers(1, 3000))
@settings(max_examples=100, deadline=None)
def test_the_blurred_place_covers_the_box_with_a_margin(box, width, height):
    left, top, right, bottom = pixels(box, (width, height))

    assert 0 <= left <= box[0] * width
    assert 0 <= top <= box[1] * height
    assert min(width, (box[0] + box[2]) * width) <= right <= width
    assert min(height, (box[1] + box[3]) * height) <= bottom <= height


def test_two_faces_look_alike_once_they_are_blurred():
    dark, light = noise(seed=1), noise(seed=2)
    box = (0.2, 0.2, 0.5, 0.5)
    place = pixels(box, dark.size)

    one = pictures.redact(dark, [box]).crop(place)
    two = pictures.redact(light, [box]).crop(place)

    assert one.tobytes() == two.tobytes()


def test_boxes_are_cut_to_the_picture():
    assert pictures.checked_boxes([[0.9, -0.1, 0.5, 0.3]]) == [(0.9, 0.0, 0.1, 0.2)]


@pytest.mark.parametrize(
    "box",
    [
        [2, 2, 1, 1],
        [0, 0, 0, 1],
        [0, 0, -1, 1],
        [0, 0, 1],
        ["a", 0, 1, 1],
        [float("nan"), 0, 1, 1],
        [0, 0, float("inf"), 1],
        None,
        7,
    ],
)
def test_a_box_that_is_none_is_refused(box):
    with pytest.raises(PhotoRefused):
        pictures.checked_boxes([box])


def test_boxes_may_come_as_the_text_that_the_editor_writes():
    assert pictures.checked_boxes("") == []
    assert pictures.checked_boxes("[[0.1, 0.2, 0.3, 0.4]]") == [(0.1, 0.2, 0.3, 0.4)]


@pytest.mark.parametrize("text", ["{", "7", "[7]", '{"a": 1}', "[" * 9000, "[[1e999,0,1,1]]"])
def test_a_text_that_holds_no_boxes_is_refused(text):
    with pytest.raises(PhotoRefused):
        pictures.checked_boxes(text)


def test_too_many_boxes_are_refused():
    with pytest.raises(PhotoRefused):
        pictures.checked_boxes([[0.1, 0.1, 0.1, 0.1]] * 61)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"):
        with suppress(PhotoRefused):
            pictures.read(start + data)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_photo_with_wrong_bytes_is_read_or_refused(data):
    kinds = [samples.jpeg(48, 32), samples.saved(samples.scene(48, 32), "PNG"), samples.heic()]
    photo = bytearray(data.draw(st.sampled_from(kinds)))
    for _byte in range(data.draw(st.integers(1, 6))):
        photo[data.draw(st.integers(0, len(photo) - 1))] = data.draw(st.integers(0, 255))
    with suppress(PhotoRefused):
        pictures.read(bytes(photo))
