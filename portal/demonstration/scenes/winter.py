"""The long winter: snow, ice, and those who clear it."""

from portal.demonstration.drawing import buildings, ground, nature, people, things, vehicles
from portal.demonstration.drawing.canvas import mix, shape_of
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import scene

WINTER = ("winter",)
HOURS = ("morning", "cloudy", "evening", "noon", "dusk")


@scene(seasons=WINTER, hours=HOURS)
def snow_at_the_bus_stop(stage: Stage) -> None:
    line = backdrops.street(stage, horizon=0.38)
    ground.paving(stage, line, stage.down(0.86), "#edf2f5")
    things.shelter(stage, stage.across(0.46), stage.down(0.64))
    people.person(
        stage,
        stage.across(0.4),
        stage.down(0.655),
        people.looks(stage, head="scarf", skirt=True),
        "carry",
    )
    ground.road(stage, stage.down(0.86), dashes=False)
    for x, wide, tall in ((0.14, 330, 90), (0.74, 400, 110), (0.42, 420, 96), (0.97, 260, 84)):
        nature.heap(stage, stage.across(x), stage.down(0.865), wide, tall)
    nature.snowfall(stage)


@scene(seasons=WINTER, hours=HOURS)
def snow_cleared(stage: Stage) -> None:
    backdrops.courtyard(stage)
    stage.blob(
        [
            (stage.across(0.26), stage.height + 50),
            (stage.across(0.38), stage.down(0.7)),
            (stage.across(0.46), stage.down(0.56)),
            (stage.across(0.54), stage.down(0.56)),
            (stage.across(0.6), stage.down(0.7)),
            (stage.across(0.72), stage.height + 50),
        ],
        "#b9b6b0",
    )
    for x, y in ((0.2, 0.72), (0.82, 0.72), (0.3, 0.6), (0.7, 0.6)):
        nature.heap(stage, stage.across(x), stage.down(y), 300, 80)
    for x, y, flip in ((0.36, 0.8, True), (0.58, 0.74, False), (0.52, 0.92, True)):
        people.person(stage, stage.across(x), stage.down(y), people.volunteer(stage), "sweep", flip)
        people.shovel(stage, stage.across(x), stage.down(y), flip)
    nature.snowfall(stage, 50)


@scene(seasons=WINTER, hours=HOURS)
def ice_at_the_door(stage: Stage) -> None:
    """A burst pipe has made a sheet of ice before the entrance."""
    stage.horizon, stage.eye = stage.down(0.42), 200
    wall, line = stage.one_of(*buildings.WALLS), stage.down(0.66)
    stage.fade(0, line, mix(wall, "#ffffff", 0.1), wall, lit=False)
    for column in range(3):
        if column != 1:
            buildings.window(stage, 130 + column * 500, 140, 330, 300)
    buildings.entrance(stage, stage.across(0.5) - 140, line, 280, 500)
    with stage.at(stage.across(0.24), 0):
        stage.box(-14, 0, 28, line - 60, "#8d999d")
        for i in range(5):
            stage.polygon(
                [
                    (-26 + i * 12, line - 66),
                    (-18 + i * 12, line - 66),
                    (-22 + i * 12, line - 20 + 9 * (i % 3)),
                ],
                "#d7ecf3",
            )
    ground.paving(stage, line, colour="#edf2f5")
    nature.puddle(stage, stage.across(0.46), stage.down(0.82), 470)
    ground.steps(stage, stage.across(0.5), line + 34, 300, 2)
    people.person(
        stage,
        stage.across(0.8),
        stage.down(0.9),
        people.looks(stage, head="scarf", skirt=True),
        "walk",
        flip=True,
    )


@scene(seasons=WINTER, hours=HOURS)
def snow_on_the_crossing(stage: Stage) -> None:
    line = backdrops.street(stage, horizon=0.38)
    low = stage.down(0.9)
    ground.road(stage, line, low, dashes=False)
    ground.zebra(stage, stage.across(0.5), line, low, 420)
    stage.fade(low, stage.height, "#eef3f6", "#e3eaef", lit=False)
    for x in (0.14, 0.42, 0.7, 0.94):
        nature.heap(
            stage,
            stage.across(x),
            low + stage.between(8, 30),
            stage.between(250, 330),
            stage.between(60, 100),
        )
    vehicles.car(stage, stage.across(0.86), stage.down(0.68), flip=True)
    people.person(
        stage, stage.across(0.4), stage.down(0.78), people.looks(stage, head="scarf"), "walk"
    )
    people.person(
        stage, stage.across(0.47), stage.down(0.78), people.child(stage, head="hat"), "walk"
    )
    nature.snowfall(stage, 110)


@scene(seasons=WINTER, hours=("morning", "noon", "evening", "dusk"))
def snow_sculpture(stage: Stage) -> None:
    """The snow park: an ice tower with lights, children on a slide."""
    backdrops.square(stage)
    with stage.standing(stage.across(0.36), stage.down(0.76)):
        for y, wide, tall in ((0, 260, 150), (-150, 190, 130), (-280, 120, 110)):
            stage.box(-wide / 2, y - tall, wide, tall, "#cfe6ef", radius=6)
            stage.box(wide * 0.2, y - tall, wide * 0.3, tall, "#b5d3e0", radius=6)
            for i in range(5):
                stage.box(
                    -wide / 2 + i * wide / 5 + 4,
                    y - tall - 14,
                    wide / 5 - 10,
                    16,
                    "#dceef4",
                    radius=3,
                )
        stage.blob(
            shape_of("-46,-392 -58,-420 -30,-452 0,-492 30,-452 58,-420 46,-392"),
            "#a9d3e4",
        )
        stage.box(-34, -112, 68, 112, "#8fbdd2", radius=34)
        if stage.mood.dark:
            for x, y, tint in ((0, -60, "#ffcf7a"), (0, -220, "#8fd8ff"), (0, -340, "#ff9fc0")):
                stage.glow(x, y, 130, tint, 0.6)
    with stage.standing(stage.across(0.74), stage.down(0.74)):
        stage.polygon([(-20, -170), (20, -170), (260, 0), (-60, 0)], "#dbeaf1")
        stage.polygon([(20, -170), (40, -170), (300, 0), (260, 0)], "#b9d5e2")
    for i, x in enumerate((0.58, 0.66, 0.14, 0.2)):
        people.person(
            stage,
            stage.across(x),
            stage.down(0.84),
            people.child(stage, pack=None, head="hat") if i % 2 else people.looks(stage),
            stage.one_of("wave", "stand", "walk"),
            flip=i > 1,
        )
    nature.snowfall(stage, 70)
