"""What is taken as a photo, what is refused with which words, and what comes out."""

import pytest
from PIL import Image

from portal.photos import pictures
from portal.photos.pictures import PhotoRefused
from portal.photos.pictures.colours import PAPER
from tests.photos import samples


def near(colour, other, by: int = 40) -> bool:
    return all(abs(one - two) <= by for one, two in zip(colour, other, strict=True))


def corners(image: Image.Image) -> list[str]:
    """The names of the colours in the four quarters, clockwise from the top left."""
    names = {"red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
    places = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)]
    found = [image.getpixel((int(x * image.width), int(y * image.height))) for x, y in places]
    return [next((n for n, c in names.items() if near(c, pixel)), str(pixel)) for pixel in found]


def refused(data: bytes) -> int:
    with pytest.raises(PhotoRefused) as error:
        pictures.read(data)
    assert error.value.message
    return error.value.status


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("JPEG", samples.jpeg()),
        ("PNG", samples.saved(samples.scene(), "PNG")),
        ("WEBP", samples.saved(samples.scene(), "WEBP", quality=95)),
        ("HEIF", samples.heic()),
    ],
)
def test_the_four_types_are_told_from_their_bytes(kind, data):
    reading = pictures.read(data)

    assert (reading.kind, reading.image.mode, reading.image.size) == (kind, "RGB", (120, 80))
    assert corners(reading.image) == ["red", "green", "blue", "yellow"]


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7 and so on",
        b"PK\x03\x04 a zip",
        b"\0",
        b"\xff\xd8",
        b"RIFF\0\0\0\0WAVEfmt ",
        samples.saved(samples.scene(), "GIF"),
        samples.saved(samples.scene(), "BMP"),
        samples.saved(samples.scene(), "TIFF"),
        samples.saved(samples.scene(), "AVIF"),
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 50,
        b" " + samples.jpeg(),
    ],
)
def test_what_is_no_photo_is_refused(data):
    assert refused(data) == 415


def test_an_empty_file_is_refused():
    assert refused(b"") == 422


def test_fifteen_megabytes_are_taken_and_one_byte_more_is_not():
    photo = samples.jpeg()
    most = photo + b"\0" * (pictures.LARGEST_BYTES - len(photo))

    assert pictures.read(most).image.size == (120, 80)
    assert refused(most + b"\0") == 413


@pytest.mark.parametrize(
    "data",
    [
        samples.png_header(20_000, 15_000),  # 300 megapixels
        samples.png_header(60_000_001, 1),
        samples.png_header(2**31 - 1, 2**31 - 1),
        samples.jpeg_header(20_000, 15_000),
        samples.jpeg_header(65_535, 65_535),
    ],
)
def test_too_many_pixels_are_refused_before_decoding(data):
    with pytest.raises(PhotoRefused, match="60"):
        pictures.read(data)


@pytest.mark.parametrize("width", [7_999, 8_000])
def test_a_header_that_promises_more_than_there_is_counts_as_damaged(width):
    assert refused(samples.png_header(width, 7_500)) == 422


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.98])
@pytest.mark.parametrize(
    "data",
    [
        samples.jpeg(1200, 800),
        samples.jpeg(1200, 800, progressive=True),
        samples.saved(samples.scene(1200, 800), "PNG"),
        samples.saved(samples.scene(1200, 800), "WEBP"),
        samples.heic(samples.scene(1200, 800)),
    ],
    ids=["jpeg", "progressive", "png", "webp", "heic"],
)
def test_half_a_photo_is_refused(data, share):
    assert refused(data[: int(len(data) * share)]) == 422


def test_a_jpeg_with_thousands_of_scans_is_refused_at_once():
    assert pictures.read(samples.many_scans(5)).image.size == (64, 64)
    assert refused(samples.many_scans(3_000)) == 422


@pytest.mark.parametrize(
    "appended",
    [
        b"<html><script>alert(1)</script>",
        b"PK\x03\x04" + b"\0" * 99,
        b"%PDF-1.7",
        b"GIF89a",
        b"\xff\xd8",
    ],
)
def test_what_hangs_behind_a_photo_falls_off(appended):
    clean = pictures.read(samples.jpeg() + appended).image

    for extension in pictures.FORMATS:
        assert appended not in pictures.encode(clean, extension)[3:]


@pytest.mark.parametrize("orientation", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
def test_every_way_to_hold_a_camera_comes_out_upright(orientation):
    clean = pictures.read(samples.turned(samples.scene(), orientation)).image

    assert clean.size == (120, 80)
    assert corners(clean) == ["red", "green", "blue", "yellow"]


def test_a_large_turned_photo_is_upright_too():
    clean = pictures.read(samples.turned(samples.scene(6000, 4000), 6)).image

    assert clean.size == (2000, 1333)
    assert corners(clean) == ["red", "green", "blue", "yellow"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_png_and_webp_are_turned_as_well(kind):
    stored = samples.scene().transpose(Image.Transpose.ROTATE_90)
    data = samples.saved(stored, kind, exif=samples.exif(6).tobytes())

    assert corners(pictures.read(data).image) == ["red", "green", "blue", "yellow"]


def test_heic_is_turned_once_and_not_twice():
    stored = samples.scene().transpose(Image.Transpose.ROTATE_90)
    data = samples.heic(stored, exif=samples.exif(6).tobytes())

    assert corners(pictures.read(data).image) == ["red", "green", "blue", "yellow"]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_every_mode_of_png_becomes_plain_rgb(mode):
    clean = pictures.read(samples.saved(samples.scene().convert(mode), "PNG")).image

    assert (clean.mode, clean.size, clean.info) == ("RGB", (120, 80), {})


def test_what_is_transparent_shows_the_paper():
    glass = Image.new("RGBA", (40, 20), (255, 0, 0, 0))
    palette = samples.scene(40, 20).convert("P")

    assert pictures.read(samples.saved(glass, "PNG")).image.getpixel((5, 5)) == PAPER
    assert (
        pictures.read(samples.saved(glass, "WEBP", lossless=True)).image.getpixel((5, 5)) == PAPER
    )
    index = palette.getpixel((5, 5))
    clean = pictures.read(samples.saved(palette, "PNG", transparency=index)).image
    assert clean.getpixel((5, 5)) == PAPER
    assert clean.getpixel((35, 15)) != PAPER


def test_sixteen_bits_are_scaled_and_not_cut():
    image = Image.new("I;16", (4, 1))
    for place, value in enumerate((0, 256, 32_768, 65_535)):
        image.putpixel((place, 0), value)

    clean = pictures.read(samples.saved(image, "PNG")).image

    assert [clean.getpixel((x, 0))[0] for x in range(4)] == [0, 1, 128, 255]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_taken(kind):
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("blue", "red", "green")]
    data = samples.saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)

    assert near(pictures.read(data).image.getpixel((15, 10)), (0, 0, 255))


@pytest.mark.parametrize("size", [(1, 1), (1, 65_000), (60_000_000 // 50, 1), (3, 2)])
def test_odd_shapes_are_no_trouble(size):
    clean = pictures.read(samples.saved(Image.new("L", size, 200), "PNG")).image

    assert max(clean.size) <= 2000
    assert all(data for _size, _extension, data in pictures.derived(clean))


def test_print_colours_go_through_their_profile():
    inked = Image.new("CMYK", (20, 20), (255, 0, 255, 0))
    with_profile = samples.saved(inked, icc_profile=samples.ink_profile())

    plain = pictures.read(samples.saved(inked)).image.getpixel((5, 5))
    colour = pictures.read(with_profile).image.getpixel((5, 5))
    assert near(plain, (0, 255, 0))
    assert near(colour, (0, 137, 119), 12)  # Lab 50, -40, 0 in sRGB


def test_colours_of_a_screen_go_through_their_profile():
    data = samples.jpeg(icc_profile=samples.swapped_profile())
    wanted = pictures.read(data).image.getpixel((10, 10))

    assert near(wanted, (0, 255, 0))


@pytest.mark.parametrize("profile", [b"nonsense", samples.ink_profile(), b"\0" * 200])
def test_a_profile_that_does_not_fit_is_ignored(profile):
    assert corners(pictures.read(samples.jpeg(icc_profile=profile)).image)[0] == "red"


def test_a_large_photo_comes_out_at_the_working_size():
    assert pictures.read(samples.jpeg(4000, 3000)).image.size == (2000, 1500)
    assert pictures.read(samples.jpeg(3000, 4000)).image.size == (1500, 2000)
