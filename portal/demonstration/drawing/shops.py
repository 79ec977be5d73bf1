"""Shop fronts: windows, doors, sign boards without letters, awnings."""

from portal.demonstration.drawing.buildings import GLASS, GLOW, TRIM, WALLS, door, window
from portal.demonstration.drawing.canvas import darker
from portal.demonstration.drawing.stage import Stage


def row(stage: Stage, x, base, wide, tall, count: int = 3, signs: bool = True) -> None:
    """A row of shop fronts with awnings and empty sign boards."""
    cell = wide / count
    for i in range(count):
        _shop(stage, x + i * cell, base, cell, tall, signs)
    stage.box(
        x - 6,
        base - tall - 10,
        wide + 12,
        16,
        "#ffffff" if stage.mood.snowy else "#a39a8c",
        radius=5,
    )


def _shop(stage: Stage, left, base, cell, tall, signs: bool) -> None:
    wall, accent = (
        stage.one_of(*WALLS),
        stage.one_of("#b5533c", "#2f7480", "#c58a2f", "#5b7a4c", "#7d5a80"),
    )
    stage.box(left, base - tall, cell, tall, wall)
    window(stage, left + cell * 0.16, base - tall * 0.93, cell * 0.26, tall * 0.24)
    window(stage, left + cell * 0.58, base - tall * 0.93, cell * 0.26, tall * 0.24)
    if signs:
        sign_board(stage, left + cell * 0.06, base - tall * 0.6, cell * 0.88, tall * 0.13, accent)
    shines = stage.mood.dark
    stage.box(
        left + cell * 0.08,
        base - tall * 0.38,
        cell * 0.5,
        tall * 0.33,
        GLOW if shines else GLASS,
        lit=shines,
    )
    stage.polygon(
        [
            (left + cell * 0.08, base - tall * 0.2),
            (left + cell * 0.4, base - tall * 0.38),
            (left + cell * 0.52, base - tall * 0.38),
            (left + cell * 0.08, base - tall * 0.12),
        ],
        "#ffffff",
        0.3,
    )
    door(stage, left + cell * 0.68, base, cell * 0.22, tall * 0.38, darker(accent, 0.25))
    awning(stage, left + cell * 0.04, base - tall * 0.46, cell * 0.58, tall * 0.11, accent)
    stage.box(left, base - tall * 0.05, cell * 0.66, tall * 0.05, darker(wall, 0.25))


def sign_board(stage: Stage, x, y, wide, tall, colour, languages: int = 3) -> None:
    """A sign with bars instead of letters: one bar for each language written on it."""
    stage.box(x, y, wide, tall, colour, radius=tall * 0.12)
    stage.box(
        x + wide * 0.08, y + tall * 0.16, wide * 0.5, tall * 0.34, "#fbf4e2", radius=tall * 0.08
    )
    if languages > 1:
        stage.box(
            x + wide * 0.08,
            y + tall * 0.64,
            wide * 0.62,
            tall * 0.16,
            "#f1dfb4",
            radius=tall * 0.06,
        )
    if languages > 2:
        for i in range(3):
            stage.box(
                x + wide * (0.8 + i * 0.05),
                y + tall * 0.14,
                wide * 0.02,
                tall * stage.one_of(0.5, 0.62, 0.72),
                "#fbf4e2",
                radius=3,
            )


def awning(stage: Stage, x, y, wide, tall, colour) -> None:
    count = 7
    for i in range(count):
        tone = colour if i % 2 else TRIM
        left = x + wide * i / count
        stage.polygon(
            [
                (x + wide * 0.03 + wide * 0.94 * i / count, y),
                (x + wide * 0.03 + wide * 0.94 * (i + 1) / count, y),
                (left + wide / count, y + tall),
                (left, y + tall),
            ],
            tone,
        )
        stage.oval(left + wide / count / 2, y + tall, wide / count / 2, tall * 0.2, tone)
