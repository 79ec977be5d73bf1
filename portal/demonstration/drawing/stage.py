"""A canvas with a horizon: things stand on the ground and are as large as they are near."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from portal.demonstration.drawing.canvas import Canvas
from portal.demonstration.drawing.moods import Mood


class Stage(Canvas):
    """`horizon`: a part of the height. `eye`: how high the looker's eye is, in centimetres."""

    def __init__(self, width: int, height: int, mood: Mood, chance: Random):
        super().__init__(width, height, mood.light)
        self.mood, self.chance = mood, chance
        self.horizon, self.eye = height * 0.42, 300.0

    def scale(self, y: float) -> float:
        """Pixels of one centimetre for what stands at `y`."""
        return max(0.05, (y - self.horizon) / self.eye)

    @contextmanager
    def standing(self, x: float, y: float, flip: bool = False, turn: float = 0) -> Iterator[None]:
        """Draw in centimetres around the point (x, y) of the ground; up is negative."""
        with self.at(x, y, self.scale(y), turn, flip):
            yield

    def one_of(self, *things):
        return self.chance.choice(things)

    def between(self, low: float, high: float) -> float:
        return self.chance.uniform(low, high)

    def across(self, part: float) -> float:
        """A position from the left as a part of the width."""
        return self.width * part

    def down(self, part: float) -> float:
        return self.height * part
