"""Indoors: stairwells, corridors, the service hall."""

from portal.demonstration.drawing import people, things, vehicles
from portal.demonstration.drawing.canvas import darker, lighter
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes import backdrops
from portal.demonstration.scenes.register import scene

INDOORS = ("noon", "cloudy")
PAPERS = ("#f4e7a8", "#f2b8a0", "#bfe0d8", "#ffffff", "#e3c6e0", "#c9dcf0")


def stairs(stage: Stage, lower: str) -> None:
    """A flight of stairs that goes up to the right, with a handrail."""
    backdrops.room(stage, lower=lower)
    x, y, step = stage.across(0.42), stage.down(0.9), stage.down(0.034)
    for i in range(13):
        left, top = x + i * step * 1.3, y - (i + 1) * step
        stage.box(left, top, stage.width - left, stage.height - top, darker("#c9c2b4", 0.02 * i))
        stage.box(left, top, stage.width - left, 8, "#e9e3d6")
    rail = [(x + i * step * 1.3, y - (i + 1) * step - stage.down(0.14)) for i in range(0, 13, 3)]
    for left, top in rail:
        stage.line([(left + 12, top), (left + 12, top + stage.down(0.14))], 7, "#5d676c")
    stage.line([(px + 12, py) for px, py in rail], 14, "#a06a45")


def papers(stage: Stage, count: int) -> None:
    """Advertisements stuck on a wall: bars for lines, a block for a number."""
    for _ in range(count):
        x, y = (
            stage.between(20, stage.across(0.86)),
            stage.between(stage.down(0.06), stage.down(0.56)),
        )
        wide = stage.between(90, 190)
        with stage.at(x, y, 1, stage.between(-13, 13)):
            tall = wide * stage.between(0.6, 1.4)
            stage.box(5, 7, wide, tall, "#3b3226", alpha=0.16)
            stage.box(0, 0, wide, tall, stage.one_of(*PAPERS))
            stage.box(
                wide * 0.12,
                tall * 0.1,
                wide * 0.76,
                tall * 0.2,
                stage.one_of("#c9473b", "#30506b", "#3b3b3b"),
            )
            for i in range(3):
                stage.box(
                    wide * 0.12,
                    tall * (0.42 + i * 0.16),
                    wide * stage.between(0.4, 0.76),
                    tall * 0.07,
                    "#7d776c",
                )


@scene(hours=INDOORS, upright=True)
def posters_in_the_stairwell(stage: Stage) -> None:
    stairs(stage, stage.one_of("#9fbfa8", "#a9c3cf", "#d9c08f"))
    papers(stage, 26)


@scene(hours=INDOORS, upright=True)
def painted_stairwell(stage: Stage) -> None:
    """Freshly painted, plants on the landing, a neighbour with a brush."""
    stairs(stage, stage.one_of("#8fc0b0", "#9cc4d6", "#e3bf86"))
    stage.box(stage.across(0.1), stage.down(0.12), 330, 380, "#f7f2e6")
    stage.box(stage.across(0.1) + 22, stage.down(0.12) + 22, 286, 336, stage.mood.sky[0], lit=True)
    stage.box(stage.across(0.1) + 158, stage.down(0.12) + 22, 12, 336, "#f7f2e6")
    stage.box(stage.across(0.1) - 20, stage.down(0.12) + 380, 370, 26, "#efe6d2")
    for i in range(3):
        x = stage.across(0.1) + 50 + i * 110
        for dx, dy in ((-24, -70), (0, -96), (24, -70), (-12, -46), (14, -48)):
            stage.oval(
                x + dx,
                stage.down(0.12) + 360 + dy,
                24,
                30,
                stage.one_of("#5f9a5b", "#78ad63", "#4c8a5b"),
            )
        stage.polygon(
            [
                (x - 38, stage.down(0.12) + 322),
                (x + 38, stage.down(0.12) + 322),
                (x + 28, stage.down(0.12) + 382),
                (x - 28, stage.down(0.12) + 382),
            ],
            "#c9764f",
        )
    stage.eye = 200
    people.person(
        stage,
        stage.across(0.26),
        stage.down(0.84),
        people.looks(stage, head="cap", vest="#e8a93a"),
        "wave",
    )
    with stage.standing(stage.across(0.1), stage.down(0.88)):
        stage.polygon([(-26, -40), (26, -40), (22, 0), (-22, 0)], "#e6e2d8")
        stage.oval(0, -40, 26, 7, "#8fc0b0")


@scene(hours=INDOORS, upright=True)
def clutter_in_the_corridor(stage: Stage) -> None:
    stage.horizon, stage.eye = stage.down(0.42), 210
    stage.fade(0, stage.height, "#e8dfcc", "#d5c8ae", lit=False)
    near, far = (0, stage.height * 0.02, stage.width, stage.height), (0.34, 0.24, 0.66, 0.62)
    left, top, right, low = (
        stage.across(far[0]),
        stage.down(far[1]),
        stage.across(far[2]),
        stage.down(far[3]),
    )
    stage.polygon(
        [(0, stage.height), (near[2], stage.height), (right, low), (left, low)], "#b9a98c"
    )
    stage.polygon([(0, 0), (left, top), (left, low), (0, stage.height)], "#dccfb4")
    stage.polygon(
        [(stage.width, 0), (right, top), (right, low), (stage.width, stage.height)], "#cfc1a3"
    )
    stage.box(left, top, right - left, low - top, "#efe7d5")
    stage.box(left + 110, top + 130, right - left - 220, low - top - 130, "#7d8f8a")
    stage.oval(right - 136, (top + low) / 2 + 90, 9, 9, "#e6c98b")
    stage.box(left + 100, top + 46, right - left - 200, 46, "#4e9a6a", radius=8)
    for y, x, size in ((0.68, 0.3, 62), (0.74, 0.73, 76), (0.8, 0.22, 80), (0.86, 0.8, 92)):
        with stage.standing(stage.across(x), stage.down(y)):
            for k in range(stage.one_of(2, 3)):
                stage.box(
                    -size / 2 + k * 5, -size * (k + 1), size, size, lighter("#b98f5f", 0.08 * k)
                )
                stage.box(-6 + k * 5, -size * (k + 1), 12, size, "#d9c39a")
    vehicles.bicycle(stage, stage.across(0.42), stage.down(0.84), flip=True)
    things.bag(stage, stage.across(0.68), stage.down(0.93), 44)
    things.bag(stage, stage.across(0.8), stage.down(0.95), 36, "#d9d2c0")


def counter(stage: Stage, line: float, windows: int) -> None:
    """Service windows with numbers shown as bars, staff behind glass."""
    for i in range(windows):
        x = stage.across((i + 0.5) / windows)
        stage.box(x - 190, line - 560, 380, 70, "#2f7f8c", radius=12)
        stage.box(x - 60, line - 546, 120, 42, "#f4eedd", radius=8)
        kept, stage.eye = stage.eye, 118
        people.person(
            stage,
            x,
            line + 24,
            people.looks(stage, coat="#35586b", head=stage.one_of("short", "long")),
        )
        stage.eye = kept
        stage.box(x - 185, line - 480, 370, 280, "#cfe3e8", alpha=0.35)
        stage.box(x - 190, line - 486, 380, 10, "#8d999d")
    stage.box(0, line - 210, stage.width, 240, "#d9c7a6")
    stage.box(0, line - 222, stage.width, 22, "#efe3c8")
    stage.box(0, line + 12, stage.width, 22, darker("#d9c7a6", 0.25))


@scene(hours=INDOORS)
def queue_in_the_hall(stage: Stage) -> None:
    line = backdrops.room(stage, wall="#ece6da", floor="#cfc4b0")
    counter(stage, line, 3)
    stage.box(stage.across(2 / 3) + 90, line - 470, 350, 260, "#8d999d", alpha=0.75)
    stage.eye = 250
    for row, y in enumerate((0.82, 0.97)):
        for i in range(7):
            people.person(
                stage,
                stage.across(0.07 + i * 0.145 + 0.06 * row),
                stage.down(y),
                pose=stage.one_of("stand", "phone", "stand", "carry"),
                flip=stage.chance.random() < 0.6,
            )


@scene(hours=INDOORS)
def friendly_service(stage: Stage) -> None:
    """One comes round the counter and helps an old man with his form."""
    line = backdrops.room(stage, wall="#efe8da", floor="#d4c8b2")
    counter(stage, line, 3)
    things.planter(stage, stage.across(0.06), stage.down(0.76), 120)
    stage.eye = 205
    y = stage.down(0.93)
    with stage.standing(stage.across(0.5), y):
        stage.box(-90, -84, 180, 12, "#b98250", radius=3)
        for leg in (-78, 70):
            stage.box(leg, -74, 8, 74, "#8a6a4c")
        stage.polygon([(-40, -86), (20, -86), (26, -92), (-30, -92)], "#ffffff")
    people.person(
        stage, stage.across(0.39), y, people.looks(stage, coat="#35586b", head="long"), "hold"
    )
    people.person(
        stage,
        stage.across(0.62),
        y,
        people.looks(stage, tall=160, head="cap", coat="#8a7a62"),
        "hold",
        flip=True,
    )
