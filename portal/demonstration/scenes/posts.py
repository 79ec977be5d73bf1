"""Boards and booths: a torn public advertisement, an empty volunteers' post."""

from portal.demonstration.drawing import ground, nature, people, things
from portal.demonstration.drawing.canvas import darker, shape_of
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import DAYLIGHT, scene


@scene(hours=DAYLIGHT)
def torn_billboard(stage: Stage) -> None:
    """A board whose picture of a sun and hills hangs in shreds."""
    line = backdrops.street(stage, horizon=0.4)
    ground.paving(stage, line)
    tint = stage.one_of("#c9533f", "#2f7f8c", "#d98a2f")
    with stage.standing(stage.across(0.46), stage.down(0.8)):
        stage.shadow(0, 0, 210, 14, 0.2)
        for post in (-170, 158):
            stage.box(post, -120, 12, 120, "#6b777c")
        stage.box(-200, -330, 400, 232, "#8d999d", radius=6)
        stage.box(-190, -320, 380, 212, "#e6e0d2")
        stage.polygon(shape_of("-190,-320 120,-320 60,-250 110,-190 20,-108 -190,-108"), tint)
        stage.oval(-100, -250, 40, 40, "#f6e3b0")
        stage.polygon(
            shape_of("-190,-150 -110,-196 -30,-150 30,-176 44,-130 20,-108 -190,-108"),
            darker(tint, 0.3),
        )
        stage.polygon([(120, -320), (60, -250), (100, -240), (150, -286)], "#f7f3ea")
        stage.polygon([(110, -190), (20, -108), (70, -70), (140, -130)], "#f7f3ea")
        for i in range(3):
            stage.box(-164, -176 + i * 16, 90 - i * 18, 7, "#fbf4e2", radius=3)
    people.person(stage, stage.across(0.8), stage.down(0.86), pose="phone", flip=True)
    things.litter(
        stage, (stage.across(0.4), stage.down(0.82), stage.across(0.66), stage.down(0.92)), 6
    )


@scene(hours=("noon", "morning", "cloudy", "evening", "dusk"))
def empty_volunteer_post(stage: Stage) -> None:
    """A red booth with its shutter down."""
    backdrops.square(stage)
    with stage.standing(stage.across(0.44), stage.down(0.78)):
        stage.shadow(0, 0, 220, 16, 0.22)
        stage.box(-190, -270, 380, 270, "#e9e0cf")
        stage.box(-190, -60, 380, 60, people.RED)
        stage.box(-160, -220, 230, 130, "#9aa5a8")
        for i in range(8):
            stage.box(-160, -216 + i * 16, 230, 4, "#7f8b8f")
        stage.box(96, -214, 76, 214, darker(people.RED, 0.2))
        stage.box(106, -120, 22, 30, "#f4eedd", radius=3)
        stage.polygon([(-226, -266), (-196, -326), (196, -326), (226, -266)], people.RED)
        stage.blob(shape_of("-20,-304 0,-314 20,-304 20,-292 0,-274 -20,-292"), "#fbf4e2")
        if stage.mood.snowy:
            stage.blob([(-200, -322), (-190, -342), (0, -350), (190, -342), (200, -322)], "#ffffff")
    people.person(
        stage,
        stage.across(0.72),
        stage.down(0.88),
        people.looks(stage, head="scarf", skirt=True),
        "carry",
        flip=True,
    )
    nature.bush(stage, stage.across(0.12), stage.down(0.66))
    if stage.mood.snowy:
        nature.snowfall(stage, 60)
