"""Where a photo was taken: read once, checked, and none is the normal case."""

import pytest

from portal.photos import pictures
from portal.photos.pictures import Position
from tests.photos import samples


def where(**given) -> Position | None:
    return pictures.read(samples.jpeg(exif=samples.exif(gps=samples.gps(**given)))).position


def test_a_position_is_read_in_degrees():
    assert where() == Position(49.59167, 117.38)


def test_south_and_west_are_negative():
    assert where(sides="SW") == Position(-49.59167, -117.38)


def test_a_photo_without_a_position_is_the_normal_case():
    assert pictures.read(samples.jpeg()).position is None


@pytest.mark.parametrize(
    "given",
    [
        {"latitude": (0, 0, 0), "longitude": (0, 0, 0)},
        {"latitude": (91, 0, 0)},
        {"longitude": (181, 0, 0)},
        {"latitude": (49, 75, 0)},
        {"longitude": (117, 22, 61)},
        {"sides": "XE"},
    ],
)
def test_an_impossible_position_counts_as_none(given):
    assert where(**given) is None


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_types_carry_positions_too(kind):
    data = samples.saved(samples.scene(), kind, exif=samples.exif(gps=samples.gps()).tobytes())

    assert pictures.read(data).position == Position(49.59167, 117.38)


def test_heic_carries_positions_too():
    data = samples.heic(exif=samples.exif(gps=samples.gps()).tobytes())

    assert pictures.read(data).position == Position(49.59167, 117.38)


def test_damaged_exif_costs_the_position_and_not_the_photo():
    data = samples.jpeg(exif=b"Exif\0\0II*\0\xff\xff\xff\xffgarbage")

    assert pictures.read(data).position is None
