"""Sky, hills, clouds, trees, flowers, snow and water."""

from math import cos, pi, sin

from portal.demonstration.drawing.canvas import Point, darker, lighter, mix, shape_of
from portal.demonstration.drawing.stage import Stage

BARK = "#7a6453"


def sky(stage: Stage, sun: float | None = None) -> None:
    """The sky down to the horizon, with the sun (or the moon) at `sun`, a part of the width."""
    upper, lower = stage.mood.sky
    stage.fade(0, stage.horizon + 8, upper, lower)
    x, y = stage.across(stage.between(0.15, 0.85) if sun is None else sun), stage.horizon * 0.42
    if stage.mood.dark:
        for _ in range(26):
            stage.oval(
                stage.between(0, stage.width),
                stage.between(0, stage.horizon * 0.6),
                2,
                2,
                "#ffffff",
                0.6,
                True,
            )
        stage.oval(x, y * 0.6, 40, 40, "#fdf3dc", lit=True)
        stage.oval(x + 18, y * 0.6 - 10, 36, 36, mix(upper, lower, 0.12), lit=True)
    elif stage.mood.hour == "evening":
        stage.glow(x, stage.horizon - 90, 420, "#fff0cf", 0.9)
        stage.oval(x, stage.horizon - 90, 62, 62, "#fff3d6", lit=True)
    elif stage.mood.hour in ("morning", "noon"):
        stage.glow(x, y, 300, "#fffdf2", 0.7)
        stage.oval(x, y, 54, 54, "#fffbe9", lit=True)
    clouds(stage, 2 if stage.mood.hour != "cloudy" else 5)


def clouds(stage: Stage, count: int) -> None:
    for _ in range(count):
        x, y = (
            stage.between(0, stage.width),
            stage.between(stage.horizon * 0.08, stage.horizon * 0.6),
        )
        cloud(stage, x, y, stage.between(0.6, 1.3))


def cloud(stage: Stage, x: float, y: float, size: float) -> None:
    colour = mix(stage.mood.sky[1], "#ffffff", 0.55)
    strength = 0.35 if stage.mood.dark else 0.94
    top = shape_of("-150,0 -120,-34 -70,-42 -30,-82 30,-78 66,-44 110,-46 150,-8")
    with stage.at(x, y, size):
        stage.blob([*top, (120, 10), (-120, 10)], colour, strength, lit=True)


def hills(stage: Stage) -> None:
    """The low steppe hills behind everything."""
    for colour, rise, rough in ((stage.mood.far, 74, 34), (stage.mood.near, 34, 22)):
        step = stage.width / 6
        shift = stage.between(0, step)
        tops = [
            (i * step - shift, stage.horizon - rise + stage.between(-rough, rough))
            for i in range(-1, 9)
        ]
        stage.blob(
            [*tops, (stage.width + 900, stage.horizon + 60), (-900, stage.horizon + 60)], colour
        )


def meadow(stage: Stage, top: float | None = None) -> None:
    """Grass, dry grass or snow from the horizon to the lower edge."""
    top = stage.horizon if top is None else top
    stage.fade(
        top, stage.height, mix(stage.mood.near, stage.mood.grass, 0.4), stage.mood.grass, lit=False
    )
    ink = darker(stage.mood.grass, 0.10) if not stage.mood.snowy else "#d5e1ea"
    for _ in range(34):
        y = stage.between(top + 12, stage.height)
        wide = 70 * stage.scale(y) * stage.between(0.5, 1.3)
        stage.oval(stage.between(0, stage.width), y, wide, max(1.5, wide * 0.06), ink, 0.5)


def tree(stage: Stage, x: float, y: float, tall: float = 480, kind: str | None = None) -> None:
    """A tree of `tall` centimetres on the ground at (x, y)."""
    kind = kind or stage.one_of("round", "poplar", "pine", "round")
    with stage.standing(x, y):
        stage.shadow(tall * 0.08, 0, tall * 0.26, tall * 0.035, 0.16)
        with stage.at(0, 0, tall / 480):
            if kind == "pine":
                _pine(stage)
            elif stage.mood.snowy:
                _bare(stage)
            else:
                _leafy(stage, kind)


def _leafy(stage: Stage, kind: str) -> None:
    leaf = stage.one_of(*stage.mood.leaves)
    stage.polygon([(-11, 0), (-7, -230), (7, -230), (12, 0)], BARK)
    wide, tall, middle = (62, 190, -290) if kind == "poplar" else (128, 136, -318)
    crown = []
    for i in range(11):
        angle, swell = 2 * pi * i / 11, stage.between(0.86, 1.08)
        crown.append((wide * swell * cos(angle), middle + tall * swell * sin(angle)))
    stage.blob(crown, leaf)
    stage.blob(
        [(x * 0.62 - wide * 0.26, middle + (y - middle) * 0.62 - tall * 0.2) for x, y in crown],
        lighter(leaf, 0.16),
        0.75,
    )
    stage.line([(0, -150), (0, middle + 20)], 8, BARK)
    stage.line([(0, -210), (wide * 0.4, -290)], 6, BARK)
    stage.line([(0, -235), (-wide * 0.42, -310)], 6, BARK)


def _pine(stage: Stage) -> None:
    leaf = (
        stage.mood.leaves[0] if stage.mood.snowy else stage.one_of("#4f7f64", "#5c8c6a", "#467560")
    )
    stage.box(-9, -70, 18, 70, BARK)
    for base, wide, tall in ((-50, 118, 190), (-165, 96, 170), (-275, 70, 160)):
        stage.polygon([(-wide, base), (0, base - tall), (wide, base)], leaf)
        stage.polygon([(0, base), (0, base - tall), (wide, base)], darker(leaf, 0.14))
        if stage.mood.snowy:
            rim = [
                (-wide * 0.5, base - tall * 0.5),
                (0, base - tall),
                (wide * 0.5, base - tall * 0.5),
            ]
            stage.blob(
                [
                    *rim,
                    (wide * 0.2, base - tall * 0.42),
                    (-0.08 * wide, base - tall * 0.54),
                    (-wide * 0.28, base - tall * 0.4),
                ],
                "#ffffff",
                0.94,
            )


def _bare(stage: Stage) -> None:
    wood = "#85705f"
    stage.polygon([(-10, 0), (-5, -260), (5, -260), (11, 0)], wood)
    for side, low, out, up in (
        (1, -150, 92, 130),
        (-1, -180, 100, 120),
        (1, -230, 66, 150),
        (-1, -245, 58, 160),
    ):
        end = (side * out, low - up)
        stage.curve([(0, low), (side * out * 0.55, low - up * 0.45), end], 7, wood)
        for part in (0.55, 0.8):
            start = (side * out * part, low - up * (part - 0.06))
            stage.line([start, (start[0] + side * 34, start[1] - 44)], 4, wood)
            stage.line([start, (start[0] - side * 12, start[1] - 52)], 4, wood)
        stage.curve(
            [(side * 6, low - 8), (side * out * 0.55, low - up * 0.45 - 6), (end[0], end[1] - 5)],
            4,
            "#ffffff",
        )


def bush(stage: Stage, x: float, y: float, wide: float = 150) -> None:
    with stage.standing(x, y):
        leaf = stage.one_of(*stage.mood.leaves)
        stage.shadow(10, 0, wide * 0.6, wide * 0.09, 0.15)
        low = [
            (-wide / 2, -4),
            (-wide * 0.52, -wide * 0.3),
            (-wide * 0.24, -wide * 0.5),
            (wide * 0.08, -wide * 0.42),
            (wide * 0.36, -wide * 0.5),
            (wide * 0.54, -wide * 0.24),
            (wide / 2, -4),
        ]
        stage.blob(low, leaf)
        stage.blob(
            [(px * 0.6 - wide * 0.1, py * 0.6 - wide * 0.1) for px, py in low],
            lighter(leaf, 0.14),
            0.7,
        )
        if stage.mood.snowy:
            stage.blob([(px * 0.9, py - 6) for px, py in low[1:6]] + [(0, -wide * 0.3)], "#ffffff")


def flowers(stage: Stage, area: tuple[float, float, float, float], count: int) -> None:
    """Blossoms in the rectangle (left, top, right, bottom) of pixels, further ones smaller."""
    places = sorted(
        (stage.between(area[1], area[3]), stage.between(area[0], area[2])) for _ in range(count)
    )
    for y, x in places:
        colour = stage.one_of("#d9577a", "#f2b63c", "#e8703a", "#ffffff", "#b26bb5", "#e3445b")
        with stage.standing(x, y):
            stage.line([(0, 0), (0, -16)], 3, "#55894f")
            stage.oval(0, -20, 10, 7, colour)
            stage.oval(-1, -21, 4, 3, "#f8dc78")


def snowfall(stage: Stage, count: int = 150) -> None:
    for _ in range(count):
        size = stage.one_of(1.6, 2.4, 3.2, 4.6)
        stage.oval(
            stage.between(0, stage.width),
            stage.between(0, stage.height),
            size,
            size,
            "#ffffff",
            0.85,
            lit=not stage.mood.dark,
        )


def heap(stage: Stage, x: float, y: float, wide: float, tall: float, colour="#f7fafc") -> None:
    """A pile (of snow, of earth) with a soft outline; sizes in centimetres."""
    with stage.standing(x, y):
        stage.shadow(wide * 0.05, 2, wide * 0.54, wide * 0.05, 0.16)
        bumps = shape_of(
            "-0.5,0 -0.4,-0.5 -0.22,-0.82 -0.05,-0.72 0.1,-1 0.3,-0.7 0.43,-0.36 0.5,0"
        )
        outline: list[Point] = [(wide * i, tall * j * stage.between(0.92, 1.08)) for i, j in bumps]
        stage.blob([*outline, (0, tall * 0.06)], colour)
        stage.blob(
            [
                (wide * 0.08, -tall * 0.9),
                (wide * 0.3, -tall * 0.62),
                (wide * 0.42, -tall * 0.3),
                (wide * 0.47, 0),
                (wide * 0.2, 0),
                (wide * 0.16, -tall * 0.4),
            ],
            darker(colour, 0.09),
        )


def puddle(stage: Stage, x: float, y: float, wide: float) -> None:
    """Water (or ice) on the ground, with the sky in it."""
    with stage.standing(x, y):
        shape = shape_of(
            "-0.5,0.0 -0.34,-0.1 -0.05,-0.13 0.3,-0.11 0.5,-0.01 0.33,0.1 0.02,0.08 -0.25,0.12"
        )
        stage.blob(
            [(wide * i, wide * j) for i, j in shape],
            mix(stage.mood.sky[0], "#5d7480", 0.45),
            lit=True,
        )
        stage.blob(
            [(wide * i * 0.74 - wide * 0.03, wide * j * 0.62 - wide * 0.012) for i, j in shape],
            mix(*stage.mood.sky, 0.55),
            0.85,
            lit=True,
        )
        stage.line(
            [(-wide * 0.2, -wide * 0.03), (wide * 0.05, -wide * 0.03)],
            wide * 0.012,
            "#ffffff",
            lit=True,
        )
