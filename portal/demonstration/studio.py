"""Where the pictures are made: drawn, saved like a phone would, read, and turned into their files.

A picture takes about half a second of CPU, so as many processes as there are processors share the
work. Nothing here knows the database or the storage.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context

from PIL import Image

from portal.demonstration import scenes
from portal.photos import actions as photo_actions
from portal.photos.actions import Prepared

QUALITY = 86
GPS_DIRECTORY, CAMERA = 0x8825, 0x0110  # tags of EXIF
Box = tuple[float, float, float, float]  # left, top, width, height as fractions


@dataclass(frozen=True)
class Picture:
    """What to draw. `position` (degrees north, degrees east) goes into the file, as phones do."""

    scene: str
    season: str
    hour: str
    variant: int
    position: tuple[float, float] | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Made:
    """A picture as the photos take it in, and the files that are served of it."""

    prepared: Prepared
    files: list[bytes]


Studio = Callable[[list[Picture]], Iterator[tuple[Picture, Made]]]


def make(picture: Picture) -> Made:
    """Draw one picture and make its files."""
    image = scenes.draw(picture.scene, picture.season, picture.hour, picture.variant)
    return finish(image, picture)


def finish(image: Image.Image, picture: Picture) -> Made:
    """The same for a picture that is drawn already."""
    prepared = photo_actions.prepare(as_by_a_phone(image, picture.position))
    return Made(prepared, photo_actions.rendered(prepared.clean, picture.boxes))


def as_by_a_phone(image: Image.Image, position: tuple[float, float] | None) -> bytes:
    """A JPEG with EXIF: an invented camera, and the position if there is one."""
    exif = Image.Exif()
    exif[CAMERA] = "Demonstration"
    if position is not None:
        north, east = (_sexagesimal(degrees) for degrees in position)
        exif.get_ifd(GPS_DIRECTORY).update({1: "N", 2: north, 3: "E", 4: east})
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, exif=exif)
    return out.getvalue()


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 2)


def make_all(pictures: list[Picture]) -> Iterator[tuple[Picture, Made]]:
    """Every picture, in order, by as many processes as there are processors (four at most)."""
    count = min(os.cpu_count() or 1, 4)
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as workers:
        yield from zip(pictures, workers.map(make, pictures, chunksize=2), strict=True)
