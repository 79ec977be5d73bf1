"""Boxes in a picture made unreadable for good.

Averaged cells can be guessed back (a number plate is one of few), so nothing of what lay in a box
survives but its one average colour, coarsely rounded. The mosaic drawn there is made up from the
box's place alone; then it is blurred. A test shuffles what is in a box and gets the same picture.
"""

import json
import random
from collections.abc import Iterable
from math import isfinite

from PIL import Image, ImageFilter, ImageStat

from portal.photos.pictures import refusals

Box = tuple[float, float, float, float]  # left, top, width, height as fractions of the picture
MOST_BOXES = 60
SMALLEST = 0.002  # of the picture's side
DECIMALS = 4
LONGEST_TEXT = 10_000  # characters of JSON
MARGIN = 0.1  # of the box's sides, added on each side
CELLS = 8  # along the longer side of a box
SHADE = 18  # how far a cell may differ from the average colour, of 255
STEP = 16  # the average colour is rounded to multiples of this, of 255


def checked_boxes(given: Iterable | str) -> list[Box]:
    """Boxes cut to the picture and rounded; PhotoRefused if one is not four numbers inside it.

    `given` may be the JSON text that the editor in the browser writes; "" is no box.
    """
    listed = _from_json(given) if isinstance(given, str) else given
    boxes = [_checked(box) for box in listed]
    if len(boxes) > MOST_BOXES:
        raise refusals.too_many_boxes()
    return boxes


def _from_json(text: str) -> list:
    """The list in a JSON text; PhotoRefused if there is none."""
    try:
        found = json.loads(text[:LONGEST_TEXT] or "[]")
    except (ValueError, RecursionError):
        raise refusals.wrong_boxes() from None
    if not isinstance(found, list):
        raise refusals.wrong_boxes()
    return found


def _checked(given: Iterable) -> Box:
    try:
        left, top, width, height = (float(number) for number in given)
    except (TypeError, ValueError, OverflowError):
        raise refusals.wrong_boxes() from None
    if not all(map(isfinite, (left, top, width, height))) or min(width, height) <= 0:
        raise refusals.wrong_boxes()
    right, bottom = min(1.0, left + width), min(1.0, top + height)
    left, top = max(0.0, left), max(0.0, top)
    if right - left < SMALLEST or bottom - top < SMALLEST:
        raise refusals.wrong_boxes()
    return tuple(round(number, DECIMALS) for number in (left, top, right - left, bottom - top))


def redact(image: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """A copy of an RGB picture in which nothing within the boxes (and a margin) can be read."""
    result = image.copy()
    for box in boxes:
        place = pixels(box, image.size)
        result.paste(_mosaic(image.crop(place)), place)
    return result


def pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The box with its margin in whole pixels (left, top, right, bottom), rounded outwards."""
    left, top, width, height = box
    across, down = width * MARGIN, height * MARGIN
    return (
        max(0, int((left - across) * size[0])),
        max(0, int((top - down) * size[1])),
        min(size[0], int((left + width + across) * size[0]) + 1),
        min(size[1], int((top + height + down) * size[1]) + 1),
    )


def _mosaic(part: Image.Image) -> Image.Image:
    """Cells around the part's rounded average colour; the pattern knows nothing of the part."""
    average = [round(mean / STEP) * STEP for mean in ImageStat.Stat(part).mean]
    cell = max(1, max(part.size) // CELLS)
    grid = (-(-part.width // cell), -(-part.height // cell))
    chance = random.Random(f"{part.size}")  # noqa: S311 - a pattern, not a secret
    shades = [chance.randint(-SHADE, SHADE) for _cell in range(grid[0] * grid[1])]
    small = Image.new("RGB", grid)
    small.putdata([tuple(min(255, max(0, c + shade)) for c in average) for shade in shades])
    mosaic = small.resize(part.size, Image.Resampling.NEAREST)
    return mosaic.filter(ImageFilter.GaussianBlur(cell / 4))
