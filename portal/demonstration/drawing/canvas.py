"""A sheet to draw on: smooth flat shapes, in a light that depends on the time of day.

Positions are units of a sheet of 1600 x 1200 unless a transform (`at`) is in force. The picture has
four fifths of that in pixels, is drawn at twice its size and halved at the end, which makes the
edges smooth.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from math import cos, hypot, pi, radians, sin

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = str | tuple[int, int, int]
SMOOTH = 2
FINE = SMOOTH * 0.8  # drawn pixels of one unit of the sheet


@cache
def rgb(colour: Colour) -> tuple[int, int, int]:
    """The three numbers of "#rrggbb"."""
    if isinstance(colour, tuple):
        return colour
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: Colour, second: Colour, part: float) -> tuple[int, int, int]:
    """A colour between two: `part` 0 is the first, 1 the second."""
    one, two = rgb(first), rgb(second)
    return tuple(round(a + (b - a) * part) for a, b in zip(one, two, strict=True))


def darker(colour: Colour, part: float = 0.15) -> tuple[int, int, int]:
    return mix(colour, "#16202a", part)


def lighter(colour: Colour, part: float = 0.2) -> tuple[int, int, int]:
    return mix(colour, "#ffffff", part)


@cache
def circle(points: int) -> list[Point]:
    return [(cos(2 * pi * i / points), sin(2 * pi * i / points)) for i in range(points)]


@cache
def shape_of(text: str) -> list[Point]:
    """The points written as "x,y x,y x,y"; the list is shared, so it must not be changed."""
    pairs = (pair.split(",") for pair in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def smooth(points: list[Point], closed: bool = True, steps: int = 8) -> list[Point]:
    """A soft line through all `points` (Catmull-Rom)."""
    count = len(points)
    if closed:
        around = [points[-1], *points, points[0], points[1]]
    else:
        around = [points[0], *points, points[-1]]
        count -= 1
    found = []
    for i in range(count):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = around[i : i + 4]
        for step in range(steps):
            t = step / steps
            p, q, r, s = (
                -t + 2 * t * t - t**3,
                2 - 5 * t * t + 3 * t**3,
                t + 4 * t * t - 3 * t**3,
                t**3 - t * t,
            )
            found.append(
                ((p * ax + q * bx + r * cx + s * dx) / 2, (p * ay + q * by + r * cy + s * dy) / 2)
            )
    return found if closed else [*found, points[-1]]


class Canvas:
    """The sheet. `light` turns the colour of a thing into what it looks like at this hour."""

    def __init__(self, width: int, height: int, light: Callable[[Colour], Colour] = rgb):
        self.width, self.height, self.light = width, height, light
        self.image = Image.new("RGB", (round(width * FINE), round(height * FINE)))
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.matrix = (FINE, 0.0, 0.0, 0.0, FINE, 0.0)

    @contextmanager
    def at(
        self, x: float, y: float, scale: float = 1, turn: float = 0, flip: bool = False
    ) -> Iterator[None]:
        """Draw around (x, y), `scale` times as large, turned clockwise by `turn` degrees."""
        kept = a, b, c, d, e, f = self.matrix
        angle = radians(turn)
        wide = -scale if flip else scale
        m, n, o, p = wide * cos(angle), -scale * sin(angle), wide * sin(angle), scale * cos(angle)
        self.matrix = (
            a * m + b * o, a * n + b * p, a * x + b * y + c,
            d * m + e * o, d * n + e * p, d * x + e * y + f,
        )  # fmt: skip
        try:
            yield
        finally:
            self.matrix = kept

    def place(self, points: Iterable[Point]) -> list[Point]:
        a, b, c, d, e, f = self.matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]

    def size(self) -> float:
        """How many drawn pixels one unit is, in the transform in force."""
        return hypot(self.matrix[0], self.matrix[3])

    def ink(self, colour: Colour, alpha: float, lit: bool) -> tuple[int, ...]:
        seen = rgb(colour) if lit else self.light(colour)
        return seen if alpha >= 1 else (*seen, round(alpha * 255))

    def polygon(
        self, points: Iterable[Point], colour: Colour, alpha: float = 1, lit: bool = False
    ) -> None:
        """A filled shape; `lit`: it shines by itself, the hour doesn't change its colour."""
        self.pen.polygon(self.place(points), self.ink(colour, alpha, lit))

    def blob(
        self, points: list[Point], colour: Colour, alpha: float = 1, lit: bool = False
    ) -> None:
        self.polygon(smooth(points), colour, alpha, lit)

    def box(
        self,
        x,
        y,
        width,
        height,
        colour: Colour,
        radius: float = 0,
        alpha: float = 1,
        lit: bool = False,
    ) -> None:
        """A rectangle from its upper left corner, with round corners if asked."""
        if radius <= 0:
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            return self.polygon(corners, colour, alpha, lit)
        r = min(radius, width / 2, height / 2)
        centres = (
            (x + width - r, y + height - r),
            (x + r, y + height - r),
            (x + r, y + r),
            (x + width - r, y + r),
        )
        points = [
            (cx + r * cos(pi / 2 * (k + i / 6)), cy + r * sin(pi / 2 * (k + i / 6)))
            for k, (cx, cy) in enumerate(centres)
            for i in range(7)
        ]
        return self.polygon(points, colour, alpha, lit)

    def oval(self, x, y, across, down, colour: Colour, alpha: float = 1, lit: bool = False) -> None:
        """An ellipse from its centre and its two half axes."""
        points = circle(64 if across * self.size() > 60 else 28)
        self.polygon([(x + across * i, y + down * j) for i, j in points], colour, alpha, lit)

    def ring(self, x, y, radius, thick, colour: Colour, lit: bool = False) -> None:
        points = [(x + radius * i, y + radius * j) for i, j in circle(40)]
        self.line([*points, points[0], points[1]], thick, colour, lit=lit, caps=False)

    def line(
        self,
        points: Iterable[Point],
        thick: float,
        colour: Colour,
        lit: bool = False,
        caps: bool = True,
    ) -> None:
        """A line of the given thickness with round joints and ends."""
        placed, ink = self.place(points), self.ink(colour, 1, lit)
        wide = max(1, round(thick * self.size()))
        self.pen.line(placed, ink, wide, joint="curve")
        if caps and wide > 3:
            r = (wide - 1) / 2
            for x, y in (placed[0], placed[-1]):
                self.pen.ellipse((x - r, y - r, x + r, y + r), ink)

    def curve(self, points: list[Point], thick: float, colour: Colour, lit: bool = False) -> None:
        self.line(smooth(points, closed=False), thick, colour, lit)

    def shadow(self, x, y, across, down, alpha: float = 0.2) -> None:
        self.oval(x, y, across, down, "#1b2738", alpha)

    def fade(
        self,
        top: float,
        bottom: float,
        upper: Colour,
        lower: Colour,
        left: float = 0,
        right: float | None = None,
        lit: bool = True,
    ) -> None:
        """Fill from `top` to `bottom` (of the sheet) with a change of colour."""
        tall = max(1, round((bottom - top) * FINE))
        wide = round(((self.width if right is None else right) - left) * FINE)
        one, two = (rgb(c) if lit else self.light(c) for c in (upper, lower))
        steps = Image.linear_gradient("L").resize((1, tall))
        strip = Image.composite(
            Image.new("RGB", (1, tall), two), Image.new("RGB", (1, tall), one), steps
        )
        self.image.paste(strip.resize((wide, tall)), (round(left * FINE), round(top * FINE)))

    def glow(self, x, y, radius, colour: Colour, strength: float = 0.6) -> None:
        """Light around a lamp; the position follows the transform."""
        ((px, py),) = self.place([(x, y)])
        r = max(2, round(radius * self.size()))
        mask = (
            Image.radial_gradient("L")
            .resize((2 * r, 2 * r))
            .point(lambda v: round(max(0, 1 - v / 181) ** 2 * 255 * strength))
        )
        self.image.paste(rgb(colour), (round(px) - r, round(py) - r), mask)

    def finished(self) -> Image.Image:
        """The picture at its real size."""
        return self.image.reduce(SMOOTH)
