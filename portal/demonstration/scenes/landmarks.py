"""What one knows the city by: the dolls, the steam engine, the gate of the railway, the market."""

from portal.demonstration.drawing import (
    buildings,
    dolls,
    ground,
    nature,
    people,
    shops,
    things,
    vehicles,
)
from portal.demonstration.drawing.canvas import darker, lighter
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import DAYLIGHT, scene


def lights(stage: Stage) -> None:
    """Strings of lamps over the square, and light from below on the dolls."""
    for part in (0.2, 0.48, 0.77):
        stage.glow(stage.across(part), stage.down(0.66), 330, "#ffcf7a", 0.42)
    for left in (0, 0.5):
        for i in range(15):
            part = i / 14
            x, y = stage.across(left + 0.5 * part), stage.down(0.1 + 0.3 * part * (1 - part))
            stage.glow(x, y, 34, "#ffd98a", 0.8)
            stage.oval(x, y, 8, 8, "#fff1c9", lit=True)


@scene()
def doll_square(stage: Stage) -> None:
    """The square of the dolls, the landmark of the city."""
    backdrops.square(stage, horizon=0.56)
    stage.eye = 260
    tints = [
        ("#c73f45", "#e0a92e"),
        ("#2f7f8c", "#c9533f"),
        ("#d98a2f", "#5b7a4c"),
        ("#7d5a80", "#e8b64a"),
    ]
    stage.chance.shuffle(tints)
    dolls.doll(stage, stage.across(0.48), stage.down(0.72), 1120, *tints[0])
    dolls.doll(stage, stage.across(0.2), stage.down(0.735), 620, *tints[1])
    dolls.doll(stage, stage.across(0.77), stage.down(0.74), 700, *tints[2])
    dolls.doll(stage, stage.across(0.93), stage.down(0.76), 330, *tints[3])
    if stage.mood.dark:
        lights(stage)
    for i in range(5):
        things.planter(stage, stage.across(0.1 + i * 0.2), stage.down(0.8), 130)
    for x in stage.chance.sample((0.12, 0.32, 0.4, 0.62, 0.72, 0.86), 3):
        people.person(
            stage,
            stage.across(x),
            stage.down(0.94),
            people.volunteer(stage) if stage.chance.random() < 0.4 else people.looks(stage),
            stage.one_of("walk", "phone", "stand"),
        )
    if stage.mood.snowy:
        nature.snowfall(stage, 70)


@scene()
def station_square(stage: Stage) -> None:
    """The old steam engine before the railway station."""
    backdrops.square(stage, horizon=0.42)
    base = stage.horizon + stage.down(0.06)
    buildings.manor(
        stage, stage.across(0.12), base, stage.across(0.76), stage.down(0.33), "#e8cf9a"
    )
    with stage.at(stage.across(0.5), base - stage.down(0.2)):
        stage.oval(0, 0, 44, 44, "#f7f2e6")
        stage.oval(0, 0, 37, 37, "#fffdf6", lit=stage.mood.dark)
        stage.line([(0, 0), (0, -26)], 4, "#39444c")
        stage.line([(0, 0), (18, 8)], 4, "#39444c")
    stage.eye = 390
    vehicles.engine(stage, stage.across(0.46), stage.down(0.82))
    for i in range(4):
        puff = 30 + 16 * i
        stage.oval(
            stage.across(0.57) - i * 64,
            stage.down(0.5) - i * 60,
            puff * 1.3,
            puff,
            "#ffffff",
            0.5 - i * 0.08,
        )
    stage.eye = 330
    for i in range(4):
        things.planter(stage, stage.across(0.08 + 0.28 * i), stage.down(0.97), 150)
    stage.eye = 250
    people.person(
        stage, stage.across(0.88), stage.down(0.92), people.looks(stage), "carry", flip=True
    )
    people.person(stage, stage.across(0.3), stage.down(0.95), people.volunteer(stage), "wave")


@scene(hours=DAYLIGHT)
def tidy_market(stage: Stage) -> None:
    """Stalls in a row, a sign with three languages over each."""
    stage.horizon, stage.eye = stage.down(0.42), 205
    stage.fade(0, stage.height, "#efe6d3", "#e2d6bd", lit=False)
    for i in range(9):
        stage.line(
            [
                (i * 200, 0),
                (stage.across(0.5) + (i * 200 - stage.across(0.5)) * 0.5, stage.down(0.2)),
            ],
            7,
            "#b8aa8e",
        )
    stage.box(0, stage.down(0.2), stage.width, 12, "#b8aa8e")
    from_line = stage.down(0.66)
    ground.paving(stage, from_line, colour="#cdbfa4", stones=10)
    for i in range(3):
        market_stall(
            stage,
            stage.across(0.18 + i * 0.32),
            stage.down(0.74),
            ("#2f7f8c", "#b5533c", "#5b7a4c")[i],
            i,
        )
    people.person(
        stage,
        stage.across(0.35),
        stage.down(0.93),
        people.looks(stage, head="long", skirt=True),
        "carry",
    )
    people.person(stage, stage.across(0.7), stage.down(0.9), pose="hold", flip=True)


def market_stall(stage: Stage, x: float, y: float, colour, kind: int) -> None:
    wares = (
        ("#d9533f", "#e8a93a", "#7fa34f"),
        ("#f0dfae", "#c9763f", "#8a5a34"),
        ("#6f9f55", "#a9cc7d", "#d9694a"),
    )[kind]
    people.person(stage, x, y - 26, people.looks(stage, vest=colour, head="cap"), "stand")
    with stage.standing(x, y):
        for post in (-104, 98):
            stage.box(post, -250, 7, 250, "#8d7b62")
        shops.sign_board(stage, -112, -296, 224, 46, colour)
        shops.awning(stage, -122, -248, 244, 34, colour)
        stage.box(-112, -88, 224, 88, darker("#c9b58f", 0.06))
        for row in range(2):
            stage.polygon(
                [
                    (-112, -88 + row * 30),
                    (112, -88 + row * 30),
                    (104, -116 + row * 30),
                    (-104, -116 + row * 30),
                ],
                "#a8835a",
            )
            for i in range(10):
                stage.oval(-94 + i * 21, -106 + row * 30, 10.5, 10, wares[(i // 4 + row) % 3])
        stage.box(-60, -40, 120, 24, "#f4eedd", radius=4)


def gate(stage: Stage, base: float, wall="#d9d3c8") -> None:
    """Two towers with a bridge between them."""
    left, wide, high = stage.across(0.24), stage.across(0.52), stage.down(0.3)
    stage.box(left, base - high * 0.5, wide, high * 0.26, wall)
    for part in (0, 0.82):
        stage.box(left + wide * part, base - high, wide * 0.18, high, lighter(wall, 0.2))
        stage.box(left + wide * (part + 0.12), base - high, wide * 0.06, high, darker(wall, 0.08))
        stage.box(left + wide * part - 8, base - high - 16, wide * 0.18 + 16, 22, "#9c5a45")
        for i in range(3):
            buildings.window(
                stage,
                left + wide * (part + 0.05),
                base - high * (0.9 - 0.24 * i),
                wide * 0.06,
                high * 0.13,
            )
    for i in range(9):
        buildings.window(
            stage,
            left + wide * 0.2 + i * wide * 0.068,
            base - high * 0.44,
            wide * 0.04,
            high * 0.12,
        )


def rails(stage: Stage, base: float) -> None:
    """A track that runs from the picture's edge into the distance."""
    stage.polygon(
        [
            (stage.across(0.47), base + 2),
            (stage.across(0.53), base + 2),
            (stage.across(0.64), stage.height),
            (stage.across(0.36), stage.height),
        ],
        "#a79b89",
    )
    for i in range(12):
        y = base + 8 + (i * i) * 4.6
        stage.box(
            stage.across(0.5) - 150 * (y - stage.horizon) / 620 - 6,
            y,
            300 * (y - stage.horizon) / 620 + 12,
            4 + i,
            "#7a6453",
        )
    for side in (-1, 1):
        stage.line(
            [
                (stage.across(0.5) + side * 24, base + 2),
                (stage.across(0.5) + side * 130, stage.height),
            ],
            8,
            "#6c7479",
        )


@scene(hours=("noon", "morning", "evening", "cloudy"))
def border_gate(stage: Stage) -> None:
    """The great gate over the railway, far off over the steppe; buses of travellers."""
    backdrops.park(stage, horizon=0.48, path=False)
    base = stage.horizon + stage.down(0.06)
    gate(stage, base)
    rails(stage, base)
    for i in range(3):
        people.person(
            stage,
            stage.across(0.72 + i * 0.08),
            stage.down(0.86),
            people.volunteer(stage) if i == 0 else people.looks(stage),
            stage.one_of("stand", "phone", "wave"),
        )
    nature.bush(stage, stage.across(0.12), stage.down(0.7), 180)
