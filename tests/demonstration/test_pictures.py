"""The pictures are drawn, differ, and look like they come from a phone."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from portal.demonstration import scenes, studio
from portal.demonstration.studio import Picture

HERE = (49.5981, 117.3792)


@pytest.mark.parametrize("name", scenes.names())
def test_every_scene_can_be_drawn(name):
    picture = scenes.draw(name, "winter", "dusk", 1)
    assert sorted(picture.size) == [960, 1280]
    assert min(ImageStat.Stat(picture).stddev) > 8  # not a plain sheet


def test_the_same_number_gives_the_same_picture():
    first, again, other = (scenes.draw("pothole", "summer", "noon", n) for n in (1, 1, 2))
    assert first.tobytes() == again.tobytes()
    assert ImageChops.difference(first, other).getbbox()


def test_the_season_can_be_seen():
    summer, winter = (scenes.draw("clean_courtyard", s, "noon", 1) for s in ("summer", "winter"))
    ground = (0, 700, 1280, 960)
    assert sum(ImageStat.Stat(winter.crop(ground)).mean) > sum(
        ImageStat.Stat(summer.crop(ground)).mean
    )


def test_a_phone_writes_the_position_and_the_photos_read_and_strip_it(app):
    made = studio.make(Picture("open_manhole", "autumn", "noon", 1, HERE))
    assert made.prepared.position.latitude == pytest.approx(HERE[0], abs=1e-4)
    assert made.prepared.position.longitude == pytest.approx(HERE[1], abs=1e-4)
    for data in (made.prepared.clean, *made.files):
        assert not Image.open(BytesIO(data)).getexif()
