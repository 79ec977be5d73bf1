"""Houses: blocks of flats, the painted European fronts of Manzhouli, and the far skyline."""

from portal.demonstration.drawing.canvas import darker, lighter, mix, shape_of
from portal.demonstration.drawing.stage import Stage

WALLS = ("#e9d6ae", "#dcb9a0", "#c9d3c4", "#e6dfcf", "#d7c3a5", "#b9ccd3", "#e4c7b3")
ROOFS = ("#9c5a45", "#5f7f78", "#7b6a74", "#4f7186", "#a46f4e")
GLASS, GLOW = "#a9c3cd", "#ffd98a"
TRIM = "#f7f2e6"


def skyline(stage: Stage, base: float) -> None:
    """A far row of roofs, domes and spires, nearly the colour of the air."""
    colour = mix(stage.mood.sky[1], "#6f8794", 0.42 if not stage.mood.dark else 0.25)
    x = -40.0
    while x < stage.width + 80:
        wide, tall = stage.between(60, 150), stage.between(46, 150)
        stage.box(x, base - tall, wide, tall, colour, lit=True)
        top = stage.one_of("flat", "dome", "spire", "gable", "flat")
        middle = x + wide / 2
        if top == "dome":
            stage.oval(middle, base - tall, wide * 0.26, wide * 0.32, colour, lit=True)
            stage.line(
                [(middle, base - tall - wide * 0.5), (middle, base - tall)], 4, colour, lit=True
            )
        elif top == "spire":
            stage.polygon(
                [
                    (middle - wide * 0.18, base - tall),
                    (middle, base - tall - 110),
                    (middle + wide * 0.18, base - tall),
                ],
                colour,
                lit=True,
            )
        elif top == "gable":
            stage.polygon(
                [
                    (x - 6, base - tall),
                    (middle, base - tall - wide * 0.34),
                    (x + wide + 6, base - tall),
                ],
                colour,
                lit=True,
            )
        x += wide + stage.between(-6, 20)


def window(stage: Stage, x, y, wide, tall, arched: bool = False) -> None:
    shines = stage.mood.dark and stage.chance.random() < 0.5
    colour = stage.one_of(GLOW, "#ffc970", "#ffe3a8") if shines else GLASS
    edge = max(2.0, wide * 0.09)
    stage.box(
        x - edge,
        y - edge,
        wide + 2 * edge,
        tall + 2 * edge,
        TRIM,
        radius=wide * 0.5 if arched else 0,
    )
    if arched:
        stage.box(x, y, wide, tall, colour, radius=wide / 2, lit=shines)
        stage.box(x, y + tall / 2, wide, tall / 2, colour, lit=shines)
    else:
        stage.box(x, y, wide, tall, colour, lit=shines)
    stage.polygon(
        [
            (x, y + tall * 0.55),
            (x + wide, y + tall * 0.2),
            (x + wide, y + tall * 0.5),
            (x, y + tall * 0.85),
        ],
        lighter(colour, 0.3),
        0.5,
        lit=shines,
    )
    stage.box(x + wide / 2 - edge * 0.3, y, edge * 0.6, tall, TRIM)
    stage.box(x, y + tall * 0.42, wide, edge * 0.6, TRIM)
    if stage.mood.snowy:
        stage.box(
            x - edge, y + tall + edge * 0.4, wide + 2 * edge, edge * 1.1, "#ffffff", radius=edge
        )


def door(stage: Stage, x, base, wide, tall, colour="#5f6f73") -> None:
    stage.box(x - 6, base - tall - 6, wide + 12, tall + 6, TRIM)
    stage.box(x, base - tall, wide, tall, colour)
    stage.box(
        x + wide * 0.16,
        base - tall * 0.88,
        wide * 0.68,
        tall * 0.36,
        GLOW if stage.mood.dark else GLASS,
        lit=stage.mood.dark,
    )
    stage.oval(x + wide * 0.82, base - tall * 0.42, 3, 3, "#e6c98b")


def block(stage: Stage, x, base, wide, tall, floors: int = 5, wall=None) -> None:
    """A block of flats with an entrance in the middle; pixels."""
    wall = wall or stage.one_of(*WALLS)
    stage.box(x, base - tall, wide, tall, wall)
    stage.box(x + wide * 0.94, base - tall, wide * 0.06, tall, darker(wall, 0.14))
    stage.box(x - 5, base - tall - 12, wide + 10, 16, darker(wall, 0.2))
    if stage.mood.snowy:
        stage.box(x - 7, base - tall - 20, wide + 14, 12, "#ffffff", radius=6)
    high, columns = tall / (floors + 0.3), max(3, round(wide / (tall / floors) / 0.95))
    cell = wide / columns
    stage.box(x, base - high * 0.34, wide, high * 0.34, darker(wall, 0.1))
    for floor in range(floors):
        y = base - tall + floor * high + high * 0.3
        for column in range(columns):
            left = x + column * cell + cell * 0.24
            if floor == floors - 1 and column == columns // 2:
                continue
            window(stage, left, y, cell * 0.5, high * 0.52)
            if column % 3 == 1 and floor < floors - 1:
                stage.box(
                    left - cell * 0.14,
                    y + high * 0.36,
                    cell * 0.78,
                    high * 0.26,
                    lighter(wall, 0.3),
                )
                stage.box(
                    left - cell * 0.14,
                    y + high * 0.36,
                    cell * 0.78,
                    high * 0.05,
                    darker(wall, 0.16),
                )
    entrance(stage, x + cell * (columns // 2) + cell * 0.18, base, cell * 0.64, high * 0.82)


def entrance(stage: Stage, x, base, wide, tall) -> None:
    door(stage, x, base, wide, tall)
    stage.box(x - wide * 0.3, base - tall * 1.18, wide * 1.6, tall * 0.1, "#7c8a8d")
    if stage.mood.snowy:
        stage.box(
            x - wide * 0.32, base - tall * 1.25, wide * 1.64, tall * 0.09, "#ffffff", radius=4
        )
    if stage.mood.dark:
        stage.glow(x + wide / 2, base - tall, wide * 2.2, GLOW, 0.6)


def manor(stage: Stage, x, base, wide, tall, wall=None) -> None:
    """A painted front with a tower: two floors of arched windows, a hipped roof."""
    wall, roof = wall or stage.one_of(*WALLS), stage.one_of(*ROOFS)
    high = tall * 0.66
    _hipped(stage, x, base, wide, tall, roof)
    stage.box(x, base - high, wide, high, wall)
    stage.box(x - 8, base - high - 6, wide + 16, 14, TRIM)
    stage.box(x, base - high * 0.5, wide, 8, TRIM)
    columns = max(3, round(wide / (high * 0.42)))
    cell = wide / columns
    for column in range(columns):
        stage.box(x + column * cell - 4, base - high, 8, high, TRIM)
        for part in (0.92, 0.42):
            window(
                stage,
                x + column * cell + cell * 0.27,
                base - high * part,
                cell * 0.46,
                high * 0.28,
                arched=True,
            )
    stage.box(x + wide - 8, base - high, 8, high, TRIM)
    tower(
        stage,
        x + wide * stage.one_of(0.12, 0.5, 0.8),
        base - high,
        wide * 0.17,
        tall * 0.5,
        wall,
        roof,
    )


def _hipped(stage: Stage, x, base, wide, tall, roof) -> None:
    high = tall * 0.66
    stage.polygon(
        [
            (x - 14, base - high),
            (x + wide * 0.1, base - tall * 0.92),
            (x + wide * 0.9, base - tall * 0.92),
            (x + wide + 14, base - high),
        ],
        roof,
    )
    if stage.mood.snowy:
        stage.polygon(
            [
                (x + wide * 0.03, base - tall * 0.8),
                (x + wide * 0.1, base - tall * 0.92),
                (x + wide * 0.9, base - tall * 0.92),
                (x + wide * 0.97, base - tall * 0.8),
                (x + wide * 0.6, base - tall * 0.83),
                (x + wide * 0.3, base - tall * 0.78),
            ],
            "#ffffff",
        )


def tower(stage: Stage, middle, base, wide, tall, wall, roof) -> None:
    """A small tower with an onion dome or a spire on a roof."""
    stage.box(middle - wide / 2, base - tall * 0.45, wide, tall * 0.5, lighter(wall, 0.1))
    stage.box(middle - wide * 0.6, base - tall * 0.5, wide * 1.2, tall * 0.06, TRIM)
    window(stage, middle - wide * 0.16, base - tall * 0.36, wide * 0.32, tall * 0.2, arched=True)
    low = base - tall * 0.5
    if stage.chance.random() < 0.55:
        onion = shape_of(
            "-0.42,0 -0.56,-0.14 -0.4,-0.3 -0.12,-0.42 0,-0.56 0.12,-0.42 "
            "0.4,-0.3 0.56,-0.14 0.42,0"
        )
        stage.blob([(middle + wide * i, low + tall * j) for i, j in onion], roof)
        stage.line([(middle, low - tall * 0.68), (middle, low - tall * 0.4)], 4, "#d9b45c")
    else:
        stage.polygon(
            [(middle - wide * 0.6, low), (middle, low - tall * 0.75), (middle + wide * 0.6, low)],
            roof,
        )
        stage.polygon(
            [(middle, low), (middle, low - tall * 0.75), (middle + wide * 0.6, low)],
            darker(roof, 0.12),
        )
