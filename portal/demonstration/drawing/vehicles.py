"""Cars, bicycles, scooters, a bus, a steam engine. Sizes in centimetres, seen from the side."""

from portal.demonstration.drawing.canvas import darker, lighter, mix, shape_of
from portal.demonstration.drawing.stage import Stage

PAINT = ("#b9483c", "#e7e3da", "#3f6c86", "#565f67", "#c7a14a", "#6f8a72", "#8fa6b3", "#7c4a50")
TYRE = "#2c3238"


def wheel(stage: Stage, x: float, radius: float) -> None:
    stage.oval(x, -radius, radius, radius, TYRE)
    stage.oval(x, -radius, radius * 0.58, radius * 0.58, "#b9c0c4")
    stage.oval(x, -radius, radius * 0.2, radius * 0.2, "#7c858b")


def car(
    stage: Stage, x: float, y: float, paint=None, flip: bool = False, tall: bool = False
) -> None:
    """A car 440 cm long (a tall one is a cross-country car), its wheels at (x, y)."""
    paint = paint or stage.one_of(*PAINT)
    up = 26 if tall else 0
    with stage.standing(x, y, flip):
        stage.shadow(10, 0, 240, 18, 0.28)
        _cabin(stage, paint, up)
        stage.blob(
            shape_of("-214,-40 -216,-74 -190,-90 0,-94 120,-92 196,-78 216,-58 212,-34 0,-28"),
            paint,
        )
        stage.polygon([(-214, -46), (214, -46), (210, -30), (-208, -30)], darker(paint, 0.22))
        stage.line([(-48, -90), (-46, -44)], 2.4, darker(paint, 0.25), caps=False)
        stage.line([(64, -88), (60, -44)], 2.4, darker(paint, 0.25), caps=False)
        for handle in (-84, 22):
            stage.box(handle, -78, 20, 5, darker(paint, 0.3), radius=2)
        stage.box(196, -72, 20, 12, "#fff3c4", radius=5, lit=stage.mood.dark)
        stage.box(-217, -72, 12, 14, "#d8463a", radius=4)
        for middle in (-134, 132):
            stage.oval(middle, -32, 42, 40, darker(paint, 0.5))
            wheel(stage, middle, 33)


def _cabin(stage: Stage, paint, up: float) -> None:
    roof = [
        (-150, -86),
        (-122, -138 - up),
        (-104, -144 - up),
        (36, -144 - up),
        (58, -138 - up),
        (112, -90),
    ]
    stage.polygon([*roof, (112, -80), (-150, -80)], paint)
    stage.polygon([(-134, -90), (-112, -132 - up), (-52, -134 - up), (-52, -90)], "#8fadb9")
    stage.polygon(
        [(-42, -90), (-42, -134 - up), (32, -134 - up), (50, -130 - up), (92, -90)], "#8fadb9"
    )
    stage.polygon([(-10, -90), (24, -134 - up), (40, -132 - up), (4, -90)], "#c4d8de", 0.7)
    if stage.mood.snowy:
        stage.blob(
            [(-116, -140 - up), (-104, -154 - up), (30, -156 - up), (54, -140 - up)], "#ffffff"
        )
        stage.blob([(110, -92), (126, -100), (190, -86), (196, -78)], "#ffffff")


def bicycle(
    stage: Stage,
    x: float,
    y: float,
    paint=None,
    flip: bool = False,
    basket: bool = True,
    turn: float = 0,
) -> None:
    """A (shared) bicycle 175 cm long; `turn`: how far it has fallen over, in degrees."""
    paint = paint or stage.one_of("#e0a92e", "#2f7f8c", "#5c8f4e", "#c9533f")
    with stage.standing(x, y, flip), stage.at(0, 0, 1, turn):
        stage.shadow(0, 1, 92, 7, 0.2)
        for middle in (-54, 54):
            stage.ring(middle, -34, 32, 4.6, TYRE)
            stage.oval(middle, -34, 4, 4, "#7c858b")
            for i, j in ((0, 30), (26, 15), (26, -15)):
                stage.line([(middle - i, -34 - j), (middle + i, -34 + j)], 1, "#9aa2a6", caps=False)
        for line in (
            [(-54, -34), (-22, -74), (34, -72), (-6, -34), (-54, -34)],
            [(-26, -90), (-6, -34)],
            [(40, -98), (54, -34)],
        ):
            stage.line(line, 6, paint)
        stage.box(-42, -98, 34, 9, "#2f3437", radius=4)
        stage.line([(26, -100), (42, -100)], 5, "#444c50")
        stage.box(-78, -71, 46, 5, darker(paint, 0.25), radius=2)
        if basket:
            stage.polygon([(46, -94), (86, -94), (78, -64), (52, -64)], "#6f777b")


def scooter(stage: Stage, x: float, y: float, paint=None, flip: bool = False) -> None:
    """An electric scooter, 170 cm long."""
    paint = paint or stage.one_of(*PAINT)
    with stage.standing(x, y, flip):
        stage.shadow(0, 1, 92, 8, 0.22)
        stage.blob(
            shape_of("-84,-50 -76,-70 -40,-74 -26,-44 20,-34 40,-40 44,-28 -40,-22 -80,-32"),
            paint,
        )
        stage.blob(shape_of("34,-20 38,-60 44,-96 56,-98 58,-60 64,-30"), paint)
        stage.box(-82, -82, 62, 12, "#30363b", radius=6)
        stage.line([(46, -96), (38, -112), (24, -112)], 5, "#3d454a")
        stage.oval(58, -84, 7, 9, "#fff0bd")
        wheel(stage, -58, 24)
        wheel(stage, 62, 24)


def bus(stage: Stage, x: float, y: float, paint="#3d8791") -> None:
    """A city bus, 1000 cm long."""
    with stage.standing(x, y):
        stage.shadow(0, 0, 520, 26, 0.26)
        stage.box(-500, -300, 1000, 270, paint, radius=28)
        stage.box(-500, -150, 1000, 30, "#f3ead2")
        for i in range(7):
            left = -470 + i * 136
            stage.box(
                left,
                -268,
                118,
                96,
                GLASS_LIT if stage.mood.dark else "#a9c6d0",
                radius=8,
                lit=stage.mood.dark,
            )
            stage.polygon(
                [(left + 20, -172), (left + 66, -268), (left + 92, -268), (left + 46, -172)],
                "#ffffff",
                0.28,
            )
        for left in (170, -110):
            stage.box(left, -270, 110, 232, "#c9dde2", radius=6)
            stage.line([(left + 55, -268), (left + 55, -42)], 5, darker(paint, 0.2), caps=False)
        stage.box(-300, -324, 420, 26, darker(paint, 0.12), radius=10)
        for middle in (-320, 340):
            stage.oval(middle, -46, 66, 62, darker(paint, 0.4))
            wheel(stage, middle, 50)
        if stage.mood.snowy:
            stage.box(-494, -312, 988, 18, "#ffffff", radius=9)


GLASS_LIT = "#ffe0a0"


def engine(stage: Stage, x: float, y: float) -> None:
    """A steam engine on its plinth of rails: the monument of the railway city; 1100 cm long."""
    black, red = "#39444c", "#b5402f"
    with stage.standing(x, y):
        stage.shadow(0, 8, 640, 26, 0.24)
        for i in range(16):
            stage.box(-620 + i * 80, -12, 44, 14, "#8a6f58")
        stage.box(-640, -22, 1280, 10, "#6c7479")
        stage.box(-470, -320, 230, 260, black, radius=8)
        stage.box(-500, -342, 290, 28, darker(black, 0.3), radius=10)
        stage.box(-430, -290, 70, 80, "#a9c3cd")
        stage.box(-340, -290, 70, 80, "#a9c3cd")
        stage.box(-260, -280, 640, 170, black, radius=40)
        stage.box(-260, -276, 640, 34, lighter(black, 0.14), radius=18)
        stage.oval(372, -195, 44, 88, lighter(black, 0.1))
        stage.oval(384, -195, 26, 52, red)
        for left in (-150, 20, 180):
            stage.box(left, -282, 12, 174, "#c9a24b")
        stage.polygon([(250, -270), (232, -390), (326, -390), (308, -270)], darker(black, 0.15))
        stage.box(222, -404, 114, 22, black, radius=8)
        stage.oval(60, -286, 48, 34, mix(black, "#c9a24b", 0.5))
        stage.oval(-100, -284, 40, 28, black)
        stage.box(-480, -118, 920, 28, red)
        for middle in (-200, -40, 120):
            stage.oval(middle, -84, 74, 74, red)
            stage.oval(middle, -84, 60, 60, darker(black, 0.1))
            for i, j in ((0, 60), (52, 30), (52, -30)):
                stage.line([(middle - i, -84 - j), (middle + i, -84 + j)], 7, red)
            stage.oval(middle, -84, 14, 14, red)
        stage.line([(-200, -70), (120, -70)], 12, "#c4ccd0")
        for middle in (290, 380, -380):
            stage.oval(middle, -54, 42, 42, red)
            stage.oval(middle, -54, 30, 30, darker(black, 0.1))
        stage.polygon([(420, -110), (520, -24), (420, -24)], red)
