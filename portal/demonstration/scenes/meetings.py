"""People who do something for others."""

from portal.demonstration.drawing import ground, nature, people, things
from portal.demonstration.drawing.canvas import darker
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import DAYLIGHT, scene


def shopping(stage: Stage, x: float, y: float, colour="#e0b04a") -> None:
    """A bag of vegetables hanging from a hand at (x, y)."""
    with stage.standing(x, y):
        stage.line([(-6, -74), (-12, -52)], 3, darker(colour, 0.3))
        stage.line([(6, -74), (12, -52)], 3, darker(colour, 0.3))
        for dx, tint in ((-9, "#6f9f55"), (2, "#d9533f"), (10, "#8fb867")):
            stage.oval(dx, -56, 8, 10, tint)
        stage.polygon([(-20, -54), (20, -54), (24, -14), (-24, -14)], colour)


def flag(stage: Stage, x: float, y: float, flip: bool = False) -> None:
    """The small red flag of a volunteer at a crossing."""
    with stage.standing(x, y, flip):
        stage.line([(46, -96), (52, -190)], 4, "#c9b07a")
        stage.polygon([(52, -190), (112, -180), (108, -140), (50, -148)], people.RED)


@scene(hours=DAYLIGHT)
def volunteers_at_the_crossing(stage: Stage) -> None:
    line = backdrops.street(stage, horizon=0.4)
    low = stage.down(0.84)
    ground.road(stage, line, low, dashes=False)
    ground.zebra(stage, stage.across(0.46), line, low, 440)
    ground.kerb(stage, low)
    ground.paving(stage, low + 24)
    for i in range(3):
        who = people.child(stage) if i < 2 else people.looks(stage)
        people.person(stage, stage.across(0.38 + i * 0.07), stage.down(0.7), who, "walk")
    for x, flip in ((0.2, False), (0.76, True)):
        people.person(
            stage, stage.across(x), stage.down(0.88), people.volunteer(stage), "hold", flip
        )
        flag(stage, stage.across(x), stage.down(0.88), flip)
    things.lamp(stage, stage.across(0.06), line + 4)


@scene(hours=DAYLIGHT)
def helping_an_old_lady(stage: Stage) -> None:
    backdrops.courtyard(stage)
    things.planter(stage, stage.across(0.16), stage.down(0.66))
    things.bench(stage, stage.across(0.86), stage.down(0.66))
    y, x = stage.down(0.9), stage.across(stage.between(0.42, 0.52))
    helper = (
        people.volunteer(stage) if stage.chance.random() < 0.5 else people.looks(stage, head="cap")
    )
    people.person(stage, x - 150, y - 6, helper, "carry")
    shopping(stage, x - 150 + 24 * stage.scale(y), y - 6)
    shopping(stage, x - 150 - 22 * stage.scale(y), y - 6, "#5f93a5")
    people.person(
        stage,
        x + 150,
        y,
        people.looks(stage, head="scarf", skirt=True, tall=150, coat="#7d6a8a"),
        "walk",
    )
    with stage.standing(x + 150, y):
        stage.line([(36, -76), (48, 0)], 5, "#8a6a4c")
        stage.line([(26, -78), (38, -80)], 5, "#8a6a4c")


@scene(hours=DAYLIGHT)
def dog_without_a_lead(stage: Stage) -> None:
    backdrops.park(stage)
    x, y = stage.across(stage.between(0.34, 0.46)), stage.down(0.84)
    people.dog(stage, x, y, flip=stage.chance.random() < 0.4)
    with stage.standing(x - 130, y + 30):
        for dx, dy, wide in ((0, 0, 15), (2, -7, 10), (0, -13, 5)):
            stage.oval(dx, dy, wide, wide * 0.5, "#6b4a33")
    people.person(stage, stage.across(0.78), stage.down(0.68), pose="phone", flip=True)
    things.bench(stage, stage.across(0.14), stage.down(0.62))


@scene(hours=DAYLIGHT)
def dog_on_a_lead(stage: Stage) -> None:
    backdrops.park(stage)
    x, y = stage.across(0.58), stage.down(0.88)
    people.dog(stage, x - 300, y, flip=True, lead_to=(-94, -104))
    people.person(stage, x, y, people.looks(stage), "hold", flip=True)
    with stage.standing(x, y, flip=True):
        stage.box(-30, -84, 22, 26, "#7fb48a", radius=5)
    bin_x = stage.across(0.85)
    things.bin(stage, bin_x, stage.down(0.72), "#4e7f5a")
    things.lamp(stage, stage.across(0.93), stage.down(0.58), flip=True)


@scene(seasons=("summer", "autumn"), hours=("morning", "noon", "evening"))
def square_dance(stage: Stage) -> None:
    """Neighbours dance in the square in rows, the music low."""
    backdrops.square(stage)
    fans = stage.one_of("#d9577a", "#e8a93a", "#2f7f8c")
    for row, y in enumerate((0.62, 0.74, 0.9)):
        for i in range(4):
            x = stage.across(0.1 + i * 0.235 + (0.06, 0.12, 0)[row])
            people.person(
                stage,
                x,
                stage.down(y),
                people.looks(stage, head="long", skirt=True),
                "wave",
                flip=row == 1,
            )
            with stage.standing(x, stage.down(y), flip=row == 1):
                stage.polygon([(46, -172), (22, -204), (44, -216), (70, -206)], fans)


@scene(seasons=("autumn", "summer"), hours=DAYLIGHT)
def planting_trees(stage: Stage) -> None:
    backdrops.park(stage, path=False)
    for i, (x, y) in enumerate(((0.2, 0.66), (0.48, 0.72), (0.78, 0.66))):
        with stage.standing(stage.across(x), stage.down(y)):
            stage.oval(0, 2, 46, 12, "#7d5d41")
            stage.line([(0, 0), (2, -150)], 6, "#7a6453")
            for dx, dy in ((-16, -140), (14, -156), (0, -178), (-8, -160), (12, -132)):
                stage.oval(dx, dy, 20, 18, stage.one_of(*stage.mood.leaves))
            stage.line([(22, 0), (22, -110)], 4, "#c9a46b")
        people.person(
            stage,
            stage.across(x) + 190,
            stage.down(y) + 60,
            people.volunteer(stage),
            "sweep" if i != 1 else "bend",
            flip=True,
        )
        if i != 1:
            people.shovel(stage, stage.across(x) + 190, stage.down(y) + 60, flip=True)
    with stage.standing(stage.across(0.36), stage.down(0.9)):
        stage.polygon([(-30, -54), (30, -54), (24, 0), (-24, 0)], "#6f97a8")
        stage.oval(0, -54, 30, 8, "#a9cdd8")


@scene(hours=DAYLIGHT)
def reading_to_children(stage: Stage) -> None:
    """A teller of stories and children on the steps of the courtyard."""
    backdrops.courtyard(stage, horizon=0.38)
    with stage.standing(stage.across(0.56), stage.down(0.76)):
        for i in range(3):
            stage.box(-220 + i * 36, -30 - i * 30, 440 - i * 72, 30, darker("#cfc6b4", 0.04 * i))
    for i in range(4):
        people.person(
            stage,
            stage.across(0.42 + i * 0.1),
            stage.down(0.73 + 0.015 * (i % 2)),
            people.child(stage, pack=None),
            stage.one_of("stand", "wave"),
            flip=True,
        )
    x, y = stage.across(0.22), stage.down(0.86)
    people.person(stage, x, y, people.volunteer(stage, head="long"), "hold")
    with stage.standing(x, y):
        stage.polygon([(24, -124), (44, -118), (44, -92), (24, -98)], "#f7f1e2")
        stage.polygon([(44, -118), (64, -124), (64, -98), (44, -92)], "#e6dcc4")
    nature.tree(stage, stage.across(0.93), stage.down(0.66), 380)
