"""What stands in streets and courts. Sizes in centimetres."""

from portal.demonstration.drawing.canvas import darker, lighter, shape_of
from portal.demonstration.drawing.stage import Stage

IRON = "#56646b"
LAMP_LIGHT = "#ffe2a0"
BINS = ("#4e7f5a", "#3f6f92", "#b5533c", "#7a7f84")


def lamp(
    stage: Stage, x: float, y: float, burns: bool | None = None, turn: float = 0, flip: bool = False
) -> None:
    """A street lamp 520 cm high; by default it burns at dusk."""
    burns = stage.mood.dark if burns is None else burns
    with stage.standing(x, y, flip):
        stage.shadow(6, 0, 36, 6, 0.2)
        with stage.at(0, 0, 1, turn):
            if burns:
                stage.glow(86, -506, 300, LAMP_LIGHT, 0.75)
                stage.polygon(
                    [(64, -500), (108, -500), (240, 0), (-60, 0)], "#ffe7b4", 0.09, lit=True
                )
            stage.box(-13, -46, 26, 46, IRON, radius=3)
            stage.line([(0, -20), (0, -470)], 11, IRON)
            stage.curve([(0, -470), (14, -520), (56, -526), (86, -520)], 9, IRON)
            stage.polygon([(58, -518), (114, -518), (104, -534), (68, -534)], darker(IRON, 0.2))
            stage.oval(86, -512, 24, 9, "#fff3cf" if burns else "#8c979b", lit=burns)
            if stage.mood.snowy:
                stage.blob([(60, -534), (86, -546), (112, -534)], "#ffffff")


def bench(stage: Stage, x: float, y: float, broken: bool = False) -> None:
    with stage.standing(x, y):
        wood = "#b98250"
        stage.shadow(4, 0, 100, 10, 0.2)
        for leg in (-72, 66):
            stage.box(leg, -46, 9, 46, IRON)
        for i, height in enumerate((-52, -74, -90)):
            long = 184 if not (broken and i == 2) else 84
            stage.box(-92, height, long, 11, lighter(wood, 0.06 * i), radius=3)
        if broken:
            with stage.at(30, -22, 1, 26):
                stage.box(-54, 0, 120, 11, darker(wood, 0.1), radius=3)
        if stage.mood.snowy:
            stage.box(-92, -62, 184, 10, "#ffffff", radius=5)


def bin(
    stage: Stage, x: float, y: float, colour=None, full: bool = False, open_lid: bool = False
) -> None:
    """A wheeled rubbish bin, 105 cm high; a full one has bags under its raised lid."""
    colour = colour or stage.one_of(*BINS)
    with stage.standing(x, y):
        stage.shadow(10, 0, 48, 8, 0.22)
        if full:
            for dx, dy, size in ((-16, -104, 24), (14, -108, 26), (0, -124, 22)):
                bag_shape(stage, dx, dy + 20, size)
        stage.polygon([(-34, -98), (34, -98), (28, -8), (-28, -8)], colour)
        stage.polygon([(8, -98), (34, -98), (28, -8), (10, -8)], darker(colour, 0.12))
        stage.box(-38, -104, 76, 12, darker(colour, 0.2), radius=4)
        stage.oval(-18, -8, 8, 8, "#2c3238")
        stage.oval(20, -8, 8, 8, "#2c3238")
        stage.box(-14, -70, 28, 28, lighter(colour, 0.4), radius=4, alpha=0.8)
        if open_lid or full:
            with stage.at(-36, -104, 1, -64):
                stage.box(0, -8, 74, 10, darker(colour, 0.1), radius=4)
        else:
            stage.box(-40, -116, 80, 15, darker(colour, 0.06), radius=7)
            if stage.mood.snowy:
                stage.box(-38, -124, 76, 11, "#ffffff", radius=6)


def bag_shape(stage: Stage, x: float, y: float, size: float, colour=None) -> None:
    colour = colour or stage.one_of("#3b444a", "#59666d", "#d9d2c0", "#7b94a0", "#c9b07a")
    shape = shape_of(
        "-0.9,0.0 -1.0,-0.7 -0.5,-1.3 -0.14,-1.6 0.16,-1.6 0.56,-1.3 1.0,-0.66 0.9,0.0"
    )
    stage.blob([(x + size * i, y + size * j) for i, j in shape], colour)
    stage.blob(
        [
            (x + size * i, y + size * j)
            for i, j in ((0.2, -0.1), (0.3, -1.2), (0.6, -1.2), (0.92, -0.6), (0.8, 0))
        ],
        darker(colour, 0.14),
    )
    stage.polygon(
        [
            (x - size * 0.2, y - size * 1.55),
            (x - size * 0.36, y - size * 2),
            (x, y - size * 1.7),
            (x + size * 0.36, y - size * 2),
            (x + size * 0.2, y - size * 1.55),
        ],
        colour,
    )


def bag(stage: Stage, x: float, y: float, size: float = 30, colour=None) -> None:
    with stage.standing(x, y):
        stage.shadow(4, 0, size * 1.2, size * 0.2, 0.2)
        bag_shape(stage, 0, 0, size, colour)


def litter(stage: Stage, area: tuple[float, float, float, float], count: int) -> None:
    """Paper, bottles and tins in the rectangle (left, top, right, bottom) of pixels."""
    places = sorted(
        (stage.between(area[1], area[3]), stage.between(area[0], area[2])) for _ in range(count)
    )
    for y, x in places:
        kind, turn = stage.one_of("paper", "bottle", "tin", "cup", "paper"), stage.between(-60, 60)
        with stage.standing(x, y), stage.at(0, -3, 0.85, turn):
            if kind == "paper":
                stage.polygon(
                    [(-12, -6), (4, -10), (13, -2), (8, 7), (-8, 6)],
                    stage.one_of("#ffffff", "#f0e6cf", "#e8c9b0"),
                )
            elif kind == "bottle":
                stage.box(-14, -5, 22, 10, "#7fb4a4", radius=4, alpha=0.9)
                stage.box(8, -3, 8, 6, "#d2543f", radius=2)
            elif kind == "tin":
                stage.box(-9, -5, 18, 10, stage.one_of("#c9473b", "#3f7fa0"), radius=3)
                stage.box(6, -5, 4, 10, "#d7dcdf", radius=2)
            else:
                stage.polygon([(-9, -6), (9, -8), (9, 8), (-9, 6)], "#f7f3ea")
                stage.box(-4, -7, 6, 14, "#b5533c")


def cone(stage: Stage, x: float, y: float) -> None:
    with stage.standing(x, y):
        stage.shadow(6, 0, 34, 6, 0.22)
        stage.box(-28, -9, 56, 10, "#d9622b", radius=3)
        stage.polygon([(-20, -8), (-5, -74), (5, -74), (20, -8)], "#e8712f")
        stage.polygon([(-16, -26), (-11.5, -46), (11.5, -46), (16, -26)], "#f8f4ea")
        stage.polygon([(4, -8), (1, -74), (5, -74), (20, -8)], "#7a3312", 0.16)


def shelter(stage: Stage, x: float, y: float) -> None:
    """A bus stop with a bench, 420 cm long, its sign a plain disc."""
    with stage.standing(x, y):
        stage.shadow(0, 0, 230, 14, 0.18)
        if stage.mood.dark:
            stage.glow(0, -150, 330, LAMP_LIGHT, 0.7)
        stage.box(-200, -230, 400, 200, "#a9c6cf", alpha=0.5)
        for post in (-204, -70, 66, 196):
            stage.box(post, -240, 9, 240, IRON)
        stage.box(-226, -262, 452, 24, "#2f7f8c", radius=6)
        stage.box(-150, -62, 220, 12, "#b98250", radius=3)
        for leg in (-130, 44):
            stage.box(leg, -52, 8, 52, IRON)
        stage.box(96, -212, 84, 130, "#f4eedd", radius=4)
        for i in range(5):
            stage.box(106, -198 + i * 22, 64 if i % 2 else 46, 8, "#a7b3b3", radius=3)
        stage.line([(276, 0), (276, -280)], 8, IRON)
        stage.oval(276, -280, 34, 34, "#2f7f8c")
        stage.box(256, -292, 40, 22, "#f4eedd", radius=6)
        if stage.mood.snowy:
            stage.blob(
                shape_of("-228,-260 -214,-282 -90,-290 80,-284 214,-286 228,-260"),
                "#ffffff",
            )


def fence(
    stage: Stage, y: float, left: float, right: float, high: float = 90, colour="#8d9aa0"
) -> None:
    """A railing along the picture from `left` to `right` (pixels)."""
    size = stage.scale(y)
    step, x = 46 * size, left
    stage.box(left, y - high * size, right - left, 7 * size, colour)
    stage.box(left, y - 24 * size, right - left, 6 * size, colour)
    while x <= right:
        stage.box(x, y - (high + 8) * size, 6 * size, (high + 8) * size, colour)
        x += step


def manhole(stage: Stage, x: float, y: float, wide: float = 84) -> None:
    """An open hole with its lid beside it."""
    with stage.standing(x, y):
        stage.oval(0, 0, wide, wide * 0.36, "#8d8779")
        stage.oval(0, 2, wide * 0.86, wide * 0.3, "#20262b")
        stage.polygon(
            [
                (-wide * 0.86, 2),
                (-wide * 0.4, wide * 0.26),
                (wide * 0.4, wide * 0.26),
                (wide * 0.86, 2),
                (wide * 0.5, wide * 0.1),
                (-wide * 0.5, wide * 0.1),
            ],
            "#3b444a",
        )
        stage.oval(wide * 2.05, wide * 0.06, wide * 0.9, wide * 0.34, "#4a5257")
        stage.oval(wide * 2.05, -wide * 0.01, wide * 0.9, wide * 0.34, "#727c81")
        stage.oval(wide * 2.05, -wide * 0.01, wide * 0.7, wide * 0.26, "#848e92")
        for i in range(-2, 3):
            stage.line(
                [(wide * (2.05 + i * 0.22), -wide * 0.2), (wide * (2.05 + i * 0.22), wide * 0.18)],
                3,
                "#6a7478",
            )


def planter(stage: Stage, x: float, y: float, wide: float = 150) -> None:
    """A stone box with flowers (with snow in winter)."""
    with stage.standing(x, y):
        stage.shadow(8, 0, wide * 0.56, 10, 0.2)
        if stage.mood.snowy:
            stage.blob(
                [(-wide * 0.46, -50), (-wide * 0.2, -72), (wide * 0.2, -76), (wide * 0.46, -50)],
                "#ffffff",
            )
        else:
            for i in range(9):
                dx = -wide * 0.42 + i * wide * 0.105
                stage.oval(dx, -62 - 12 * (i % 2), 15, 14, "#5f9a5b")
            for i in range(10):
                dx = -wide * 0.44 + i * wide * 0.098
                stage.oval(
                    dx,
                    -70 - 14 * (i % 3),
                    8,
                    8,
                    stage.one_of("#d9577a", "#f2b63c", "#e8703a", "#ffffff"),
                )
        stage.polygon(
            [(-wide / 2, -54), (wide / 2, -54), (wide * 0.42, 0), (-wide * 0.42, 0)], "#c6bba7"
        )
        stage.box(-wide * 0.54, -62, wide * 1.08, 13, "#d8cebb", radius=3)
