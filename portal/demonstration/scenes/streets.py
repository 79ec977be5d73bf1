"""In the streets: cars, lamps, potholes, crossings, shop signs."""

from portal.demonstration.drawing import buildings, ground, nature, people, shops, things, vehicles
from portal.demonstration.drawing.canvas import darker, mix, shape_of
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import DAYLIGHT, scene


@scene(hours=DAYLIGHT)
def car_on_the_pavement(stage: Stage) -> None:
    line = backdrops.street(stage)
    ground.paving(stage, line, stage.down(0.9))
    ground.tactile(stage, line, stage.down(0.9), stage.across(stage.between(0.4, 0.6)))
    ground.kerb(stage, stage.down(0.9))
    ground.road(stage, stage.down(0.925), dashes=False)
    flip = stage.chance.random() < 0.5
    vehicles.car(
        stage, stage.across(0.5), stage.down(0.78), flip=flip, tall=stage.chance.random() < 0.5
    )
    x = stage.across(0.12 if flip else 0.88)
    people.person(
        stage,
        x,
        stage.down(0.86),
        people.looks(stage, head="long", skirt=True),
        "walk",
        flip=not flip,
    )
    things.lamp(stage, stage.across(0.95 if flip else 0.05), stage.down(0.56), flip=flip)


@scene(hours=("dusk",))
def broken_lamp(stage: Stage) -> None:
    line = backdrops.street(stage, horizon=0.5)
    ground.road(stage, line, stage.down(0.8))
    ground.kerb(stage, stage.down(0.8))
    ground.paving(stage, stage.down(0.825))
    stage.eye = 330
    for part in (0.06, 0.94):
        things.lamp(stage, stage.across(part), line + 10, burns=True, flip=part > 0.5)
    x = stage.across(stage.between(0.38, 0.5))
    things.lamp(stage, x, stage.down(0.87), burns=False, turn=stage.between(4, 9))
    people.person(
        stage, stage.across(stage.between(0.66, 0.8)), stage.down(0.93), pose="walk", flip=True
    )
    if stage.mood.snowy:
        nature.snowfall(stage, 90)


@scene(hours=("dusk",), upright=True)
def new_lamps(stage: Stage) -> None:
    """A lane lit from end to end."""
    backdrops.park(stage, horizon=0.5)
    stage.eye = 260
    for y, shift in ((0.56, 70), (0.61, 125), (0.69, 215), (0.83, 370)):
        for side in (-1, 1):
            x = stage.across(0.5) + side * shift * 1.05
            with stage.standing(x, stage.down(y)):
                stage.oval(0, 0, 190, 30, "#ffe2a0", 0.16, lit=True)
            things.lamp(stage, x, stage.down(y), burns=True, flip=side > 0)
    people.person(
        stage, stage.across(0.44), stage.down(0.8), people.looks(stage, head="long"), "walk"
    )
    people.person(stage, stage.across(0.56), stage.down(0.8), people.child(stage), "walk")
    if stage.mood.snowy:
        nature.snowfall(stage, 110)


@scene(seasons=("summer", "autumn"), hours=DAYLIGHT)
def pothole(stage: Stage) -> None:
    line = backdrops.street(stage, horizon=0.34)
    ground.road(stage, line, dashes=False)
    for i in range(4):
        y = line + 20 + i * i * 62
        stage.box(
            stage.across(0.5) - 8 * stage.scale(y),
            y,
            16 * stage.scale(y),
            26 * stage.scale(y),
            "#f3f0e4",
        )
    x, y = stage.across(stage.between(0.42, 0.56)), stage.down(0.78)
    with stage.standing(x, y):
        for part, tone in ((1, 0.12), (0.93, 0.4)):
            shape = shape_of(
                "-150,0 -118,-30 -50,-37 20,-30 84,-39 138,-18 156,6 104,34 30,40 -40,33 -112,37"
            )
            stage.blob(
                [(i * part, j * part + (1 - part) * 20) for i, j in shape],
                darker(ground.ASPHALT, tone),
            )
        for crack in (
            [(-150, 0), (-206, -10), (-240, -34)],
            [(150, 10), (196, 26), (250, 24)],
            [(20, 40), (34, 60), (12, 76)],
            [(40, -34), (56, -60), (110, -74)],
        ):
            stage.line(crack, 4, darker(ground.ASPHALT, 0.4), caps=False)
    nature.puddle(stage, x, y + 10, 240)
    for _ in range(14):
        with stage.standing(x + stage.between(-420, 420), y + stage.between(-70, 150)):
            stage.oval(0, 0, stage.between(3, 9), stage.between(2, 5), "#5d656b")
    vehicles.car(stage, stage.across(stage.one_of(0.16, 0.84)), line + 46)


@scene(hours=DAYLIGHT)
def open_manhole(stage: Stage) -> None:
    line = backdrops.street(stage, horizon=0.36)
    ground.paving(stage, line)
    stage.eye = 150
    x, y = stage.across(0.4), stage.down(0.82)
    things.manhole(stage, x, y, 74)
    if stage.chance.random() < 0.7:
        things.cone(stage, x - 330, y + 30)
    stage.eye = 220
    people.person(
        stage,
        stage.across(0.86),
        stage.down(0.66),
        people.looks(stage, head="scarf"),
        "walk",
        flip=True,
    )


def shop_front(stage: Stage, left: float, wide: float, line: float, languages: int) -> None:
    """A shop seen from near, with so many languages on its sign."""
    wall, accent = (
        stage.one_of(*buildings.WALLS),
        stage.one_of("#b5533c", "#2f7480", "#8a5a34", "#5b7a4c"),
    )
    stage.box(left, 120, wide, line - 120, wall)
    stage.box(left, 96, wide, 30, "#ffffff" if stage.mood.snowy else darker(wall, 0.2))
    shops.sign_board(stage, left + 40, 190, wide - 80, 170, accent, languages)
    shops.awning(stage, left + 50, 400, wide * 0.56, 84, accent)
    shines = stage.mood.dark
    stage.box(
        left + 60,
        470,
        wide * 0.53,
        line - 520,
        buildings.GLOW if shines else "#a9c3cd",
        lit=shines,
    )
    stage.polygon(
        [
            (left + 100, line - 50),
            (left + 300, 480),
            (left + 380, 480),
            (left + 180, line - 50),
        ],
        "#ffffff",
        0.3,
    )
    buildings.door(stage, left + wide * 0.7, line, 170, 400, darker(accent, 0.25))
    stage.box(left, line - 50, wide * 0.66, 50, darker(wall, 0.25))


@scene(hours=("noon", "morning", "cloudy", "evening", "dusk"))
def sign_without_a_language(stage: Stage) -> None:
    """Shop signs in three languages, and one where two of them are missing."""
    stage.horizon, stage.eye = stage.down(0.44), 190
    line, wide = stage.down(0.76), stage.width / 2
    nature.sky(stage)
    bare = stage.one_of(0, 1)
    for i in range(2):
        shop_front(stage, i * wide, wide, line, 1 if i == bare else 3)
    ground.paving(stage, line)
    things.planter(stage, stage.across(0.46), line + 50)
    people.person(
        stage, stage.across(stage.between(0.1, 0.3) + 0.5 * bare), stage.down(0.9), pose="phone"
    )


@scene(hours=("noon", "cloudy", "morning"))
def school_gate(stage: Stage) -> None:
    """Cars side by side at the school gate at noon."""
    base = backdrops.courtyard(stage, horizon=0.38, grass=False)
    buildings.block(
        stage, stage.across(0.2), base, stage.across(0.6), stage.horizon * 0.8, 3, "#e6c79b"
    )
    ground.paving(stage, base, stage.down(0.56))
    things.fence(stage, stage.down(0.53), -10, stage.across(0.4), 150)
    things.fence(stage, stage.down(0.53), stage.across(0.6), stage.width + 10, 150)
    for part in (0.39, 0.59):
        stage.box(stage.across(part), stage.down(0.53) - 190, 34, 190, "#c98a5c")
        stage.box(stage.across(part) - 8, stage.down(0.53) - 206, 50, 20, "#f3ead2")
    ground.kerb(stage, stage.down(0.56))
    ground.road(stage, stage.down(0.58))
    stage.eye = 260
    for i in range(4):
        people.person(
            stage,
            stage.across(0.36 + i * 0.085),
            stage.down(0.57),
            people.child(stage),
            stage.one_of("walk", "stand"),
        )
    for y, count, shift in ((0.66, 3, 0.14), (0.79, 3, -0.02), (0.94, 2, 0.2)):
        for i in range(count):
            vehicles.car(
                stage,
                stage.across(shift + i * (0.36 + (y - 0.66) * 0.6)),
                stage.down(y),
                flip=stage.chance.random() < 0.3,
            )


@scene(hours=DAYLIGHT)
def car_gives_way(stage: Stage) -> None:
    line = backdrops.street(stage, horizon=0.38)
    low = stage.down(0.9)
    ground.road(stage, line, low, dashes=False)
    ground.zebra(stage, stage.across(0.62), line, low, 420)
    ground.kerb(stage, low)
    ground.paving(stage, low + 26)
    vehicles.car(stage, stage.across(0.2), stage.down(0.76))
    for i, who in enumerate(
        (people.looks(stage, head="scarf", skirt=True), people.child(stage), people.child(stage))
    ):
        people.person(
            stage,
            stage.across(0.57 + i * 0.075),
            stage.down(0.72 + i * 0.012),
            who,
            "wave" if i == 2 else "walk",
            flip=i == 2,
        )
    things.lamp(stage, stage.across(0.93), line + 4, flip=True)


@scene(hours=("morning", "noon", "cloudy", "evening"))
def orderly_bus_queue(stage: Stage) -> None:
    line = backdrops.street(stage, horizon=0.4)
    ground.road(stage, line, stage.down(0.72), dashes=False)
    stage.eye = 330
    vehicles.bus(
        stage, stage.across(0.36), stage.down(0.705), stage.one_of("#3d8791", "#b5533c", "#5b7a4c")
    )
    ground.kerb(stage, stage.down(0.72))
    ground.paving(stage, stage.down(0.745))
    stage.eye = 245
    for i in range(6):
        who = people.child(stage) if i == 3 else people.looks(stage)
        people.person(
            stage,
            stage.across(0.36 + i * 0.082),
            stage.down(0.84),
            who,
            stage.one_of("stand", "phone", "carry", "stand"),
            flip=True,
        )
    people.person(stage, stage.across(0.26), stage.down(0.86), people.volunteer(stage), "wave")


@scene(hours=("noon", "morning", "cloudy"))
def stall_on_the_road(stage: Stage) -> None:
    """Goods spread over the carriageway in front of shops."""
    line = backdrops.street(stage, fronts="shops")
    ground.road(stage, line, dashes=False)
    for i, x in enumerate((0.2, 0.5, 0.8)):
        y = stage.down(0.74 + 0.05 * (i % 2))
        with stage.standing(stage.across(x), y):
            stage.shadow(0, 0, 130, 12, 0.2)
            stage.line([(0, -70), (0, -240)], 6, "#8a6a4c")
            stage.polygon(
                [(-140, -190), (0, -262), (140, -190)],
                stage.one_of("#c94b38", "#2f7f8c", "#e0a92e"),
            )
            stage.polygon([(0, -190), (0, -262), (140, -190)], mix("#c94b38", "#16202a", 0.2), 0.3)
            stage.box(-112, -74, 224, 12, "#b98250", radius=3)
            for leg in (-100, 92):
                stage.box(leg, -64, 8, 64, "#8a6a4c")
            for k in range(9):
                stage.oval(
                    -92 + k * 23,
                    -84,
                    13,
                    12,
                    stage.one_of("#d9533f", "#e8a93a", "#7fa34f", "#c9763f"),
                )
            for k in (-70, 20, 74):
                stage.box(k, -34, 48, 34, "#c2a06c", radius=3)
        people.person(
            stage,
            stage.across(x) + 150,
            y + 6,
            pose=stage.one_of("carry", "stand", "hold"),
            flip=True,
        )
