"""What was put right: a ramp, a mended bench, a clean wall, sorted rubbish."""

from portal.demonstration.drawing import buildings, ground, nature, people, things
from portal.demonstration.drawing.canvas import darker, lighter, shape_of
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import DAYLIGHT, scene


def entrance_wall(stage: Stage) -> float:
    """The foot of a house with its door at the right; returns the line of the ground."""
    stage.horizon, stage.eye = stage.down(0.42), 215
    wall, line = stage.one_of(*buildings.WALLS), stage.down(0.68)
    stage.fade(0, line, lighter(wall, 0.1), wall, lit=False)
    stage.box(0, line - 110, stage.width, 110, darker(wall, 0.12))
    for column in range(2):
        buildings.window(stage, 130 + column * 430, 130, 280, 270)
    buildings.entrance(stage, stage.across(0.71), line - 96, 260, 480)
    ground.paving(stage, line)
    return line


def wheelchair(stage: Stage, x: float, y: float) -> None:
    with stage.standing(x, y):
        stage.shadow(4, 0, 70, 8, 0.2)
        stage.ring(-8, -34, 32, 5, "#2c3238")
        stage.oval(48, -12, 12, 12, "#2c3238")
        stage.line([(-30, -96), (-24, -52), (30, -52), (44, -14), (62, -10)], 6, "#5d676c")
        stage.line([(-34, -98), (-48, -102)], 6, "#5d676c")
        stage.line([(-4, -60), (34, -58), (44, -22)], 17, "#46566b")
        stage.box(40, -22, 24, 11, "#2f3945", radius=5)
        stage.polygon([(-26, -112), (16, -112), (22, -58), (-24, -56)], "#8a5a6e")
        stage.line([(14, -104), (26, -80), (40, -76)], 12, darker("#8a5a6e", 0.15))
        stage.oval(-4, -130, 14.5, 17, "#e8bd98")
        stage.blob(shape_of("-21,-128 -20,-142 -4,-150 11,-142 12,-130 -2,-138"), "#c9ccc9")


@scene(hours=DAYLIGHT)
def new_ramp(stage: Stage) -> None:
    line = entrance_wall(stage)
    right, low = stage.across(0.66), stage.down(0.8)
    stage.polygon(
        [
            (right, line - 96),
            (stage.across(0.9), line - 96),
            (stage.across(0.9), low),
            (right, low),
        ],
        "#c9c2b2",
    )
    stage.polygon([(stage.across(0.12), low), (right, line - 96), (right, low)], "#d8d0bf")
    stage.line(
        [(stage.across(0.12), low), (right, line - 96), (stage.across(0.9), line - 96)],
        12,
        "#efe9dc",
        caps=False,
    )
    for shift, thick in ((230, 13), (120, 8)):
        stage.line(
            [
                (stage.across(0.14), low - shift),
                (right, line - 96 - shift),
                (stage.across(0.78), line - 96 - shift),
            ],
            thick,
            "#5f93a5",
        )
    for part in (0, 0.33, 0.66, 1):
        x, y = (
            stage.across(0.14) + (right - stage.across(0.14)) * part,
            low + (line - 96 - low) * part,
        )
        stage.line([(x, y), (x, y - 230)], 9, "#5f93a5")
    wheelchair(stage, stage.across(0.26), stage.down(0.92))
    people.person(stage, stage.across(0.17), stage.down(0.93), people.looks(stage), "push")
    things.planter(stage, stage.across(0.95), stage.down(0.8))


@scene(hours=DAYLIGHT)
def steps_without_a_ramp(stage: Stage) -> None:
    line = entrance_wall(stage)
    for i in range(4):
        y = line - 96 + i * 62
        stage.box(
            stage.across(0.62) - i * 34,
            y,
            stage.across(0.34) + i * 68,
            62,
            darker("#d8d0bf", 0.03 * i),
        )
        stage.box(stage.across(0.62) - i * 34, y, stage.across(0.34) + i * 68, 12, "#efe9dc")
    wheelchair(stage, stage.across(0.36), stage.down(0.9))
    if stage.chance.random() < 0.6:
        people.person(stage, stage.across(0.27), stage.down(0.91), people.looks(stage), "push")


@scene(hours=DAYLIGHT)
def clean_wall(stage: Stage) -> None:
    """Advertisements scraped and painted over."""
    line = entrance_wall(stage)
    for x, y, wide, tall in (
        (0.05, 0.42, 210, 130),
        (0.2, 0.47, 170, 150),
        (0.36, 0.41, 230, 160),
        (0.52, 0.46, 160, 110),
    ):
        stage.box(stage.across(x), stage.down(y), wide, tall, "#f4eee0", radius=10, alpha=0.6)
    for x, pose in ((0.2, "wave"), (0.48, "wave"), (0.6, "carry")):
        people.person(
            stage, stage.across(x), stage.down(0.88), people.volunteer(stage), pose, flip=x == 0.6
        )
    with stage.standing(stage.across(0.33), stage.down(0.9)):
        stage.polygon([(-26, -40), (26, -40), (22, 0), (-22, 0)], "#6f97a8")
    nature.bush(stage, stage.across(0.03), line + 60, 140)


@scene(hours=DAYLIGHT)
def sorted_rubbish(stage: Stage) -> None:
    """Four bins in four colours under a roof, and a neighbour who explains."""
    backdrops.courtyard(stage)
    y = stage.down(0.76)
    size, middle = stage.scale(y), stage.across(0.42)
    stage.box(middle - 250 * size, y - 250 * size, 500 * size, 236 * size, "#d3dcd6", radius=8)
    stage.polygon(
        [
            (middle - 280 * size, y - 244 * size),
            (middle - 230 * size, y - 290 * size),
            (middle + 230 * size, y - 290 * size),
            (middle + 280 * size, y - 244 * size),
        ],
        "#2f7f8c",
    )
    for i, colour in enumerate(things.BINS):
        x = middle + (i - 1.5) * 112 * size
        stage.box(x - 38 * size, y - 214 * size, 76 * size, 64 * size, colour, radius=8)
        stage.oval(x, y - 182 * size, 18 * size, 18 * size, "#f4eedd")
        things.bin(stage, x, y, colour)
    people.person(
        stage,
        stage.across(0.76),
        stage.down(0.9),
        people.volunteer(stage, head="long"),
        "hold",
        flip=True,
    )
    people.person(
        stage, stage.across(0.9), stage.down(0.93), people.child(stage), "carry", flip=True
    )


@scene(hours=("noon", "morning", "evening", "cloudy"))
def mended_playground(stage: Stage) -> None:
    backdrops.courtyard(stage, horizon=0.38)
    with stage.standing(stage.across(0.4), stage.down(0.8)):
        stage.oval(0, 4, 330, 40, "#d98a5f" if not stage.mood.snowy else "#f4f7f9")
        stage.polygon([(-190, -200), (-150, -200), (40, -6), (-10, -6)], "#e0a92e")
        for x in (-230, -150):
            stage.line([(x, 0), (x, -330)], 11, "#2f7f8c")
        stage.box(-236, -204, 92, 12, "#b98250")
        stage.polygon([(-258, -320), (-190, -390), (-122, -320)], "#c9533f")
        for i in range(4):
            stage.line([(-230, -40 - i * 44), (-266, -40 - i * 44)], 6, "#5d676c")
        stage.line([(90, 0), (140, -230), (190, 0)], 10, "#5b7a4c")
        stage.line([(270, 0), (310, -230), (350, 0)], 10, "#5b7a4c")
        stage.line([(134, -230), (316, -230)], 11, "#5b7a4c")
        for x in (200, 250):
            stage.line([(x, -230), (x + 22, -56)], 3, "#5d676c")
        stage.box(212, -60, 74, 10, "#c9533f", radius=3)
    for i, x in enumerate((0.28, 0.7, 0.82)):
        people.person(
            stage,
            stage.across(x),
            stage.down(0.9),
            people.child(stage, pack=None) if i < 2 else people.looks(stage),
            stage.one_of("wave", "walk", "stand"),
            flip=i > 0,
        )
