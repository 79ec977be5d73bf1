"""The files that are served: sizes for every screen, two formats, no metadata."""

from io import BytesIO

import pytest
from PIL import Image

from portal.photos import pictures
from tests.photos import samples

PLAIN = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
    "background", "loop", "timestamp", "duration",
}  # fmt: skip  # what every file of its kind says


@pytest.mark.parametrize(
    ("size", "made"),
    [
        ((2000, 1500), [(480, 480, 360), (960, 960, 720), (1600, 1600, 1200)]),
        ((1500, 2000), [(480, 480, 640), (960, 960, 1280), (1600, 1500, 2000)]),
        ((300, 200), [(480, 300, 200)]),
        ((960, 100), [(480, 480, 50), (960, 960, 100)]),
        ((500, 2000), [(480, 240, 960), (960, 480, 1920), (1600, 500, 2000)]),
        ((1, 1), [(480, 1, 1)]),
    ],
)
def test_sizes_grow_up_to_the_picture_itself(size, made):
    assert [(s.name, s.width, s.height) for s in pictures.sizes(*size)] == made


def test_every_size_is_made_in_every_format():
    made = list(pictures.derived(samples.scene(1200, 800)))

    assert [(size.name, extension) for size, extension, _data in made] == [
        (480, "webp"), (480, "jpg"), (960, "webp"), (960, "jpg"), (1600, "webp"), (1600, "jpg"),
    ]  # fmt: skip
    for size, extension, data in made:
        with Image.open(BytesIO(data)) as image:
            assert image.size == (size.width, size.height)
            assert Image.MIME[image.format] == pictures.FORMATS[extension]


def test_no_mark_of_the_original_survives():
    original = samples.everything_marked()
    assert original.count(samples.MARK.encode()) >= 6

    reading = pictures.read(original)

    for _size, _extension, data in pictures.derived(reading.image):
        text = data + data.replace(b"\0", b"")
        assert samples.MARK.encode() not in text
        for name in (
            b"Exif",
            b"ICC_PROFILE",
            b"ICCP",
            b"http",
            b"Photoshop",
            b"PK\3\4",
            b"2026:11",
        ):
            assert name not in data
        with Image.open(BytesIO(data)) as image:
            assert not image.getexif()
            assert set(image.info) <= PLAIN
