"""Between the houses: bins, bicycles, benches, drying lines and the people who sweep."""

from portal.demonstration.drawing import buildings, ground, nature, people, things, vehicles
from portal.demonstration.drawing.canvas import darker, lighter
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import DAYLIGHT, scene


@scene(hours=DAYLIGHT)
def overflowing_bins(stage: Stage) -> None:
    backdrops.courtyard(stage)
    y, middle = stage.down(0.8), stage.across(stage.between(0.42, 0.6))
    step = 92 * stage.scale(y)
    stage.box(
        middle - step * 2.3,
        y - 215 * stage.scale(y),
        step * 4.6,
        200 * stage.scale(y),
        "#a9b3ae",
        radius=8,
    )
    stage.box(
        middle - step * 2.3,
        y - 215 * stage.scale(y),
        step * 4.6,
        26 * stage.scale(y),
        "#5b7a78",
        radius=8,
    )
    colours = stage.chance.sample(things.BINS, 4)
    for i, colour in enumerate(colours):
        things.bin(stage, middle + (i - 1.5) * step, y, colour, full=True)
    for _ in range(11):
        things.bag(
            stage,
            middle + stage.between(-2.7, 2.7) * step,
            y + stage.between(16, 120),
            stage.between(20, 36),
        )
    things.litter(stage, (middle - step * 3.2, y + 60, middle + step * 3.2, stage.height - 40), 26)


@scene(hours=DAYLIGHT)
def clean_courtyard(stage: Stage) -> None:
    backdrops.courtyard(stage)
    things.bench(stage, stage.across(0.2), stage.down(0.68))
    things.planter(stage, stage.across(0.36), stage.down(0.68))
    for i in range(3):
        things.bin(stage, stage.across(0.8) + i * 96, stage.down(0.66), things.BINS[i])
    x, y = stage.across(stage.between(0.46, 0.6)), stage.down(0.88)
    people.person(stage, x, y, people.looks(stage, vest="#e87b2b", head="cap"), "sweep")
    people.broom(stage, x, y)
    with stage.standing(x + 300, y):
        for _ in range(22):
            leaf = stage.one_of(*stage.mood.leaves) if not stage.mood.snowy else "#ffffff"
            stage.oval(stage.between(-60, 60), stage.between(-22, 6), 7, 4, leaf)
    things.lamp(stage, stage.across(0.93), stage.down(0.585), flip=True)


@scene(hours=DAYLIGHT)
def bicycles_blocking(stage: Stage) -> None:
    line = backdrops.street(stage, fronts="shops")
    ground.paving(stage, line, stage.down(0.86))
    ground.kerb(stage, stage.down(0.86))
    ground.road(stage, stage.down(0.885), dashes=False)
    for row, y in enumerate((0.66, 0.73, 0.8)):
        x = stage.between(-40, 60) + row * 60
        while x < stage.across(0.96):
            fallen = (
                stage.one_of(0, 0, 0, stage.between(10, 22), -stage.between(56, 72)) if row else 0
            )
            vehicles.bicycle(
                stage,
                x,
                stage.down(y) + stage.between(-8, 8),
                flip=stage.chance.random() < 0.3,
                turn=fallen,
            )
            x += stage.between(130, 230)
    people.person(
        stage, stage.across(0.86), stage.down(0.95), people.looks(stage, head="long"), "stand"
    )


@scene(hours=DAYLIGHT)
def bicycles_in_rows(stage: Stage) -> None:
    line = backdrops.street(stage, fronts="manor")
    ground.paving(stage, line)
    y = stage.down(0.74)
    size = stage.scale(y)
    stage.box(80, y + 16, stage.width * 0.7, 9, "#f6f3e9")
    stage.box(80, y - 120 * size, stage.width * 0.7, 6, "#f6f3e9")
    colour = stage.one_of("#e0a92e", "#2f7f8c", "#5c8f4e")
    for i in range(9):
        with stage.at(150 + i * 118, 0):
            stage.line([(-20, y + 12), (30, y - 112 * size)], 4, "#f6f3e9")
        vehicles.bicycle(stage, 180 + i * 118, y, colour)
    x = stage.across(0.85)
    people.person(stage, x, stage.down(0.9), people.volunteer(stage), "push", flip=True)
    vehicles.bicycle(stage, x - 250, stage.down(0.9), colour)


@scene(hours=("noon", "cloudy", "evening", "dusk"))
def car_in_fire_lane(stage: Stage) -> None:
    base = backdrops.courtyard(stage, grass=False)
    ground.road(stage, base + stage.down(0.05), dashes=False)
    ground.kerb(stage, base + stage.down(0.045))
    low, high = stage.down(0.94), stage.down(0.6)
    corners = [
        (stage.across(0.2), high),
        (stage.across(0.82), high),
        (stage.across(0.97), low),
        (stage.across(0.05), low),
    ]
    ground.hatching(stage, corners)
    for part in (0.06, 0.94):
        nature.bush(stage, stage.across(part), stage.down(0.55), 200)
    vehicles.car(
        stage,
        stage.across(stage.between(0.42, 0.58)),
        stage.down(0.83),
        flip=stage.chance.random() < 0.5,
        tall=stage.chance.random() < 0.4,
    )


@scene(hours=("cloudy", "noon", "evening", "dusk"))
def charging_from_window(stage: Stage) -> None:
    """Cables from flats down to scooters: a danger of fire."""
    stage.horizon, stage.eye = stage.down(0.5), 320
    wall = stage.one_of(*buildings.WALLS)
    line = stage.down(0.76)
    stage.fade(0, line, lighter(wall, 0.12), wall, lit=False)
    stage.box(0, line - 90, stage.width, 90, darker(wall, 0.14))
    for row in range(2):
        for column in range(4):
            buildings.window(stage, 110 + column * 390, 90 + row * 330, 210, 190)
    ground.paving(stage, line)
    for i, column in enumerate(stage.chance.sample(range(4), 3)):
        x, row = 150 + column * 390, stage.one_of(0, 1)
        end = (x + stage.between(-40, 120), stage.down(0.8))
        stage.curve(
            [(x + 60, 270 + row * 330), (x + 20, 420 + row * 240), (end[0] + 60, line - 120), end],
            6,
            stage.one_of("#c94b38", "#30363b", "#e9e2d2"),
        )
        vehicles.scooter(stage, end[0] + 60, stage.down(0.88) + i * 14, flip=i == 1)


@scene(hours=DAYLIGHT)
def broken_bench(stage: Stage) -> None:
    backdrops.park(stage, horizon=0.36)
    y = stage.down(0.78)
    with stage.at(0, 0):
        stage.horizon, kept = stage.down(0.36), stage.eye
        stage.eye = 150
        things.bench(stage, stage.across(0.48), y, broken=True)
        stage.eye = kept
    things.bin(stage, stage.across(0.82), y - 20, full=stage.chance.random() < 0.5)
    things.lamp(stage, stage.across(0.16), stage.down(0.56))
    nature.bush(stage, stage.across(0.68), stage.down(0.6))


@scene(hours=DAYLIGHT)
def rubble_heap(stage: Stage) -> None:
    backdrops.courtyard(stage)
    x, y = stage.across(stage.between(0.42, 0.56)), stage.down(0.84)
    nature.heap(stage, x, y, 430, 120, "#b9a58a")
    for _ in range(36):
        with (
            stage.standing(x + stage.between(-360, 360), y + stage.between(-60, 40)),
            stage.at(0, -stage.between(0, 60), 1, stage.between(0, 90)),
        ):
            stage.box(-16, -9, 32, 18, stage.one_of("#b5654a", "#c77f5f", "#d8d0c0", "#9d9486"))
    with stage.standing(x + 250, y - 10), stage.at(0, -10, 1, 62):
        stage.box(-100, -8, 210, 15, "#a07a4c")
    with stage.standing(x - 200, y + 10):
        stage.box(-60, -120, 110, 120, "#ece7da", radius=4)
        stage.box(-48, -108, 86, 60, "#cfd8d8", radius=4)
    for i in range(5):
        things.bag(stage, x + 330 + i * 46, y + stage.between(-10, 60), 30, "#ddd6c5")


@scene(seasons=("summer", "autumn"), hours=DAYLIGHT)
def vegetables_in_the_green(stage: Stage) -> None:
    base = backdrops.courtyard(stage)
    top = stage.down(0.58)
    stage.fade(top, stage.height, "#8a6a4c", "#75573d", lit=False)
    ground.kerb(stage, top - 10, 18)
    y, step = top + 34.0, 26.0
    while y < stage.height + 40:
        stage.box(0, y + step * 0.2, stage.width, step * 0.3, "#5f4530", alpha=0.5)
        x = stage.between(0, 40)
        kind = stage.one_of("cabbage", "onion", "cabbage")
        while x < stage.width:
            with stage.standing(x, y):
                if kind == "cabbage":
                    stage.oval(0, -10, 26, 17, "#6f9f55")
                    stage.oval(-4, -14, 15, 11, "#a9cc7d")
                else:
                    for lean in (-10, -3, 5, 11):
                        stage.line([(0, 0), (lean, -38)], 4, "#5f9a55")
            x += 66 * stage.scale(y)
        y += step
        step *= 1.28
    things.fence(stage, base + stage.down(0.1), -10, stage.across(0.42), 60, "#b08d5c")
    people.person(
        stage,
        stage.across(stage.between(0.6, 0.75)),
        stage.down(0.82),
        people.looks(stage, head="scarf"),
        "bend",
    )
