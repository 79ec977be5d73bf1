"""The nesting dolls of the square they gave its name, without faces."""

from portal.demonstration.drawing.canvas import darker, lighter, shape_of
from portal.demonstration.drawing.stage import Stage

BODY = shape_of(
    "-24,0 -32,-20 -33,-38 -24,-56 -21,-74 -23,-84 -12,-98 0,-100 "
    "12,-98 23,-84 21,-74 24,-56 33,-38 32,-20 24,0 0,2"
)
SHAWL = shape_of("-21,-72 -24,-84 -12,-99 0,-101 12,-99 24,-84 21,-72 26,-56 0,-50 -26,-56")
HAIR = shape_of("-14,-80 -9,-93 0,-94 9,-93 14,-80 5,-89 -5,-89")
KNOT = shape_of("-6,-60 6,-60 10,-50 0,-55 -10,-50")
APRON = shape_of("-19,-40 0,-48 19,-40 22,-20 14,-4 -14,-4 -22,-20")
SHADE = shape_of("18,-44 33,-38 32,-20 24,0 14,0 24,-22")
BLOSSOMS = shape_of("0,-26 -10,-18 10,-18 -5,-33 5,-33 0,-12")


def doll(stage: Stage, x: float, y: float, tall: float, dress, shawl) -> None:
    """A nesting doll, `tall` centimetres high."""
    with stage.standing(x, y):
        stage.shadow(tall * 0.05, 0, tall * 0.32, tall * 0.04, 0.22)
        with stage.at(0, 0, tall / 100):
            stage.blob(BODY, dress)
            stage.blob(SHAWL, shawl)
            stage.oval(0, -78, 14.5, 15.5, "#f3d3b4")
            stage.blob(HAIR, "#6a4530")
            stage.polygon(KNOT, lighter(shawl, 0.35))
            stage.blob(APRON, lighter(dress, 0.55))
            _blossoms(stage)
            stage.blob(SHADE, darker(dress, 0.4), 0.22)


def _blossoms(stage: Stage) -> None:
    for i, (x, y) in enumerate(BLOSSOMS):
        stage.oval(x, y, 5.4, 5.4, ("#d9445a", "#e8a93a", "#d9577a")[i % 3])
        stage.oval(x, y, 2, 2, "#fbe7a8")
    for x in (-15, 15):
        stage.oval(x, -30, 3, 7, "#5f9a5b")
