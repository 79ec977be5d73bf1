"""Green places, playgrounds, the lake."""

from portal.demonstration.drawing import nature, people, things, vehicles
from portal.demonstration.drawing.canvas import darker, lighter, mix
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import DAYLIGHT, scene


@scene(seasons=("summer", "autumn"), hours=DAYLIGHT)
def flower_beds(stage: Stage) -> None:
    backdrops.square(stage)
    for row, (top, low) in enumerate(((0.53, 0.58), (0.63, 0.72), (0.8, 0.96))):
        left, right = stage.across(0.08 - 0.05 * row), stage.across(0.92 + 0.05 * row)
        stage.box(
            left,
            stage.down(top) - 8,
            right - left,
            stage.down(low - top) + 20,
            "#cfc4ae",
            radius=30,
        )
        stage.box(
            left + 10,
            stage.down(top),
            right - left - 20,
            stage.down(low - top),
            "#6c9a58",
            radius=24,
        )
        nature.flowers(
            stage,
            (left + 30, stage.down(top) + 10, right - 30, stage.down(low) - 4),
            150 - row * 22,
        )
    people.person(
        stage,
        stage.across(stage.between(0.2, 0.8)),
        stage.down(0.78),
        people.looks(stage, vest="#e87b2b", head="cap"),
        "bend",
    )


@scene(seasons=("summer", "autumn"), hours=DAYLIGHT)
def litter_after_a_picnic(stage: Stage) -> None:
    backdrops.park(stage, path=False)
    x, y = stage.across(0.48), stage.down(0.82)
    with stage.standing(x, y):
        cloth = [(-170, -34), (150, -44), (190, 26), (-150, 40)]
        stage.polygon(cloth, "#e9e0cc")
        for i in range(5):
            part = i / 5
            stage.polygon(
                [
                    (-170 + 320 * part, -34 - 10 * part),
                    (-170 + 320 * part + 30, -35 - 10 * part),
                    (-150 + 340 * part + 32, 39 - 14 * part),
                    (-150 + 340 * part, 40 - 14 * part),
                ],
                "#c9533f",
                0.75,
            )
        for i in range(3):
            stage.line([(-166 + 6 * i, -20 + i * 22), (158 + 10 * i, -30 + i * 22)], 8, "#c9533f")
        stage.oval(-50, -8, 26, 10, "#ffffff")
        stage.oval(40, 6, 26, 10, "#ffffff")
    things.litter(stage, (x - 620, y - 110, x + 620, stage.height - 50), 34)
    for i in range(3):
        things.bag(stage, x + 330 + 80 * i, y + 20 - 30 * i, 26)
    things.bin(stage, stage.across(0.12), stage.down(0.66))


@scene(hours=DAYLIGHT)
def broken_swing(stage: Stage) -> None:
    backdrops.courtyard(stage, horizon=0.38)
    with stage.standing(stage.across(0.46), stage.down(0.82)):
        stage.oval(0, 4, 250, 34, "#d9b98a" if not stage.mood.snowy else "#f4f7f9")
        for x in (-170, 170):
            stage.line([(x - 40, 0), (x, -240), (x + 40, 0)], 11, "#2f7f8c")
        stage.line([(-176, -240), (176, -240)], 12, "#c9533f")
        for x in (-110, -50):
            stage.line([(x, -240), (x, -56)], 3, "#5d676c")
        stage.box(-120, -58, 80, 10, "#e0a92e", radius=3)
        stage.line([(52, -240), (52, -60)], 3, "#5d676c")
        stage.line([(110, -240), (114, -180)], 3, "#5d676c")
        with stage.at(52, -58, 1, 64):
            stage.box(-4, -6, 80, 10, "#e0a92e", radius=3)
    x = stage.across(0.84)
    people.person(stage, x, stage.down(0.84), people.child(stage, pack=None), "stand", flip=True)
    nature.bush(stage, stage.across(0.1), stage.down(0.64))


@scene(hours=("morning", "noon", "evening", "cloudy"))
def lake_promenade(stage: Stage) -> None:
    """The shore of lake Hulun: water to the sky, a railing, people who pick up litter."""
    stage.horizon, stage.eye = stage.down(0.4), 230
    nature.sky(stage)
    shore = stage.down(0.66)
    water = mix(stage.mood.sky[0], "#2f8f9c", 0.45) if not stage.mood.snowy else "#d6e6ee"
    stage.fade(stage.horizon - 2, shore, lighter(water, 0.45), water)
    stage.blob(
        [
            (-60, stage.horizon + 4),
            (200, stage.horizon - 26),
            (520, stage.horizon - 8),
            (700, stage.horizon + 4),
        ],
        stage.mood.far,
    )
    for _ in range(46):
        y = stage.between(stage.horizon + 8, shore)
        wide = 60 * stage.scale(y) + 12
        stage.oval(stage.between(0, stage.width), y, wide, 2.4, "#ffffff", 0.5, lit=True)
    for _ in range(5):
        x, y = stage.between(60, stage.width - 60), stage.between(120, stage.horizon - 60)
        stage.curve(
            [(x - 26, y - 8), (x - 8, y - 10), (x, y), (x + 8, y - 10), (x + 26, y - 8)],
            4,
            "#ffffff",
        )
    stage.fade(shore, stage.height, "#c9a877", "#b8935f", lit=False)
    for i in range(1, 7):
        stage.line([(0, shore + i * i * 9), (stage.width, shore + i * i * 9)], 3, "#a37f50")
    things.fence(stage, stage.down(0.69), -10, stage.width + 10, 100, "#f3ede0")
    things.lamp(stage, stage.across(0.9), stage.down(0.685), flip=True)
    things.bench(stage, stage.across(0.2), stage.down(0.76))
    for x, pose in ((0.46, "bend"), (0.64, "carry")):
        people.person(stage, stage.across(x), stage.down(0.88), people.volunteer(stage), pose)
    things.bag(stage, stage.across(0.53), stage.down(0.9), 30, "#3b444a")


@scene(seasons=("summer", "autumn"), hours=DAYLIGHT)
def trampled_lawn(stage: Stage) -> None:
    """A path worn into the grass, and a car on the lawn."""
    backdrops.park(stage, path=False)
    stage.blob(
        [
            (stage.across(0.1), stage.height + 40),
            (stage.across(0.3), stage.down(0.78)),
            (stage.across(0.48), stage.down(0.6)),
            (stage.across(0.54), stage.down(0.5)),
            (stage.across(0.56), stage.down(0.5)),
            (stage.across(0.55), stage.down(0.62)),
            (stage.across(0.46), stage.down(0.8)),
            (stage.across(0.36), stage.height + 40),
        ],
        "#b3936a",
    )
    vehicles.car(stage, stage.across(0.68), stage.down(0.8), flip=stage.chance.random() < 0.5)
    for side in (-1, 1):
        stage.curve(
            [
                (stage.across(0.68) + side * 180, stage.down(0.81)),
                (stage.across(0.74) + side * 200, stage.down(0.9)),
                (stage.across(0.8) + side * 240, stage.height + 10),
            ],
            22,
            darker("#b3936a", 0.15),
        )
    things.bench(stage, stage.across(0.16), stage.down(0.6))
    nature.bush(stage, stage.across(0.9), stage.down(0.6))
