"""What one walks and drives on."""

from portal.demonstration.drawing.canvas import darker, lighter, mix
from portal.demonstration.drawing.stage import Stage

ASPHALT = "#7d8489"
JOINT = 0.10  # how much darker than the stones the joints are


def paving(
    stage: Stage, top: float, bottom: float | None = None, colour=None, stones: int = 15
) -> None:
    """Pavement from `top` to `bottom`; its joints run to one point on the horizon."""
    bottom = stage.height if bottom is None else bottom
    colour = colour or stage.mood.paving
    stage.fade(top, bottom, mix(colour, stage.mood.near, 0.18), colour, lit=False)
    middle, y = stage.across(0.5), top
    joint = darker(colour, JOINT)
    for i in range(-stones, stones + 1):
        below = middle + i * stage.width / stones * (bottom - stage.horizon) / (
            stage.height - stage.horizon
        )
        above = middle + (below - middle) * (top - stage.horizon) / max(1, bottom - stage.horizon)
        stage.line([(above, top), (below, bottom)], 1.6, joint, caps=False)
    step = max(9.0, (top - stage.horizon) * 0.16)
    while y < bottom:
        stage.line([(0, y), (stage.width, y)], 1.6, joint, caps=False)
        y += step
        step *= 1.22


def kerb(stage: Stage, y: float, high: float = 16) -> None:
    """The edge of a pavement, its upper line at `y`; `high` in centimetres."""
    tall = high * stage.scale(y)
    stage.box(0, y, stage.width, tall, lighter("#c9c4b8", 0.25 if stage.mood.snowy else 0.05))
    stage.box(0, y + tall, stage.width, tall * 0.5, "#4b545b", alpha=0.5)


def road(stage: Stage, top: float, bottom: float | None = None, dashes: bool = True) -> None:
    """A road that crosses the picture."""
    bottom = stage.height if bottom is None else bottom
    colour = mix(ASPHALT, "#dfe6ea", 0.4) if stage.mood.snowy else ASPHALT
    stage.fade(top, bottom, lighter(colour, 0.08), colour, lit=False)
    if dashes:
        y = top + (bottom - top) * 0.46
        tall, long = 14 * stage.scale(y), 170 * stage.scale(y)
        shift = stage.between(0, long)
        for i in range(-1, 14):
            stage.box(i * long * 1.9 - shift, y, long, tall, "#f3f0e4", radius=2)


def zebra(stage: Stage, x: float, top: float, bottom: float, wide: float = 480) -> None:
    """A crossing over a road of the picture between `top` and `bottom`; `wide` centimetres."""
    count = 6
    for i in range(count):
        part = (i - count / 2) / count * wide
        corners = [
            (x + (part + w) * stage.scale(y), y)
            for y, w in (
                (top, 0),
                (top, wide / count * 0.55),
                (bottom, wide / count * 0.55),
                (bottom, 0),
            )
        ]
        stage.polygon(corners, "#f6f3e9")


def tactile(stage: Stage, top: float, bottom: float, x: float) -> None:
    """The yellow strip for blind people, from far to near, `x` at the lower edge."""
    middle = stage.across(0.5)

    def across(y: float, shift: float) -> float:
        return middle + (x - middle + shift * stage.scale(bottom)) * (y - stage.horizon) / (
            bottom - stage.horizon
        )

    stage.polygon(
        [
            (across(top, -32), top),
            (across(top, 32), top),
            (across(bottom, 32), bottom),
            (across(bottom, -32), bottom),
        ],
        "#e6b83f",
    )
    for shift in (-18, 0, 18):
        stage.line(
            [(across(top, shift), top), (across(bottom, shift), bottom)], 3, "#cf9f2c", caps=False
        )


def steps(stage: Stage, x: float, y: float, wide: float, count: int = 3) -> None:
    """Steps up to a door; (x, y) is the middle of the lowest one."""
    with stage.standing(x, y):
        for i in range(count):
            inset, low = i * 18, -i * 17
            stage.box(-wide / 2 + inset, low - 17, wide - 2 * inset, 17, darker("#cfc9bd", 0.05))
            stage.box(-wide / 2 + inset, low - 17, wide - 2 * inset, 5, "#e2dccf")


def hatching(stage: Stage, corners: list[tuple[float, float]], colour="#e2b233") -> None:
    """A marked area of a road or court: an outline with slanting lines; corners as a trapezium
    (upper left, upper right, lower right, lower left) in pixels."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    stage.line([*corners, corners[0]], 7, colour)
    for i in range(1, 9):
        part = i / 9
        up, low = (
            (ax + (bx - ax) * part, ay + (by - ay) * part),
            (dx + (cx - dx) * (part - 0.11), dy + (cy - dy) * (part - 0.11)),
        )
        stage.line([up, low], 6, colour)
