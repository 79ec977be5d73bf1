"""People without faces, in coats; and a dog. Sizes in centimetres."""

from dataclasses import dataclass

from portal.demonstration.drawing.canvas import Colour, darker, lighter, shape_of
from portal.demonstration.drawing.stage import Stage

SKINS = ("#e8bd98", "#dcae88", "#f0caa6")
COATS = (
    "#3f6f86",
    "#b9694a",
    "#6d7f57",
    "#8a5a6e",
    "#c9973f",
    "#4d5f7d",
    "#a8553f",
    "#5d8c86",
    "#d0b48a",
)
TROUSERS = ("#3d4854", "#5a5148", "#46566b", "#2f3b45", "#6b5d52")
HAIR = ("#2d2a2b", "#4b3a30", "#6a4c35", "#38323a")
RED = "#d23b30"


@dataclass(frozen=True)
class Looks:
    """How a person is dressed; `head` is one of short, long, hat, scarf, cap."""

    coat: Colour
    trousers: Colour
    hair: Colour
    skin: Colour
    head: str = "short"
    vest: Colour | None = None
    tall: float = 168
    skirt: bool = False
    pack: Colour | None = None


def looks(stage: Stage, **given) -> Looks:
    """Somebody: chance decides what `given` leaves open."""
    head = (
        stage.one_of("hat", "hat", "scarf", "long", "cap")
        if stage.mood.snowy
        else stage.one_of("short", "long", "short", "cap")
    )
    chosen = {
        "coat": stage.one_of(*COATS),
        "trousers": stage.one_of(*TROUSERS),
        "hair": stage.one_of(*HAIR),
        "skin": stage.one_of(*SKINS),
        "head": head,
        "tall": stage.between(158, 178),
    }
    return Looks(**(chosen | given))


def child(stage: Stage, **given) -> Looks:
    """A pupil with a school bag."""
    return looks(
        stage,
        **(
            {
                "tall": stage.between(112, 132),
                "pack": stage.one_of("#d9573f", "#2f7f8c", "#e2a93a"),
                "coat": stage.one_of("#e2b443", "#d9694a", "#4f8fa8", "#7fa35a"),
            }
            | given
        ),
    )


def volunteer(stage: Stage, **given) -> Looks:
    """Somebody in the red vest and cap of the volunteers."""
    return looks(stage, **({"vest": RED, "head": "redcap"} | given))


def person(
    stage: Stage,
    x: float,
    y: float,
    who: Looks | None = None,
    pose: str = "stand",
    flip: bool = False,
) -> None:
    """Draw somebody standing at (x, y). `pose` is one of ARMS."""
    who = who or looks(stage)
    with stage.standing(x, y, flip):
        stage.shadow(10, 1, 42, 8, 0.2)
        with stage.at(0, 0, who.tall / 168):
            _legs(stage, who, pose)
            lean = {"bend": 38, "sweep": 16, "push": 12}.get(pose, 0)
            with stage.at(0, -78, 1, lean), stage.at(0, 78):
                if who.pack:
                    stage.box(-34, -138, 24, 46, who.pack, radius=10)
                _arm(stage, who, pose, back=True)
                _body(stage, who)
                _head(stage, who)
                _arm(stage, who, pose, back=False)


def _legs(stage: Stage, who: Looks, pose: str) -> None:
    stride = {"walk": 22, "push": 20, "sweep": 16, "bend": 12}.get(pose, 8)
    shoe = darker(who.trousers, 0.35)
    for side, tone in ((-1, darker(who.trousers, 0.16)), (1, who.trousers)):
        foot = side * stride
        stage.line([(side * 7, -82), (side * (stride * 0.6 + 3), -42), (foot, -7)], 17, tone)
        stage.box(foot - 9, -11, 27, 12, shoe, radius=6)


def _body(stage: Stage, who: Looks) -> None:
    low = -62 if not who.skirt else -40
    flare = 27 if not who.skirt else 36
    outline = [
        (-15, -142),
        (0, -145),
        (15, -142),
        (24, -132),
        (24, -100),
        (flare, low),
        (0, low + 4),
        (-flare, low),
        (-24, -100),
        (-24, -132),
    ]
    stage.polygon(outline, who.coat)
    stage.polygon(
        [(4, -145), (15, -142), (24, -132), (24, -100), (flare, low), (8, low + 3)],
        darker(who.coat, 0.1),
    )
    if who.vest:
        vest = shape_of("-14,-142 14,-142 23,-132 24,-84 -24,-84 -23,-132")
        stage.polygon(vest, who.vest)
        stage.polygon(
            [(6, -142), (14, -142), (23, -132), (24, -84), (9, -84)], darker(who.vest, 0.1)
        )
        stage.box(-24, -104, 48, 6, "#f6e9b8")
        stage.line([(0, -140), (0, -84)], 2, darker(who.vest, 0.25))
    if stage.mood.snowy and not who.vest:
        stage.box(-15, -149, 30, 12, lighter(who.trousers, 0.3), radius=6)


def _head(stage: Stage, who: Looks) -> None:
    stage.box(-6, -152, 12, 12, darker(who.skin, 0.12))
    if who.head == "long":
        stage.blob(
            shape_of("-17,-164 -12,-178 0,-181 12,-178 17,-164 19,-146 12,-141 -12,-141 -19,-146"),
            who.hair,
        )
    stage.oval(0, -160, 14.5, 17, who.skin)
    if who.head in ("short", "long"):
        stage.polygon(
            shape_of("-16,-158 -15,-172 -6,-180 8,-179 16,-169 15,-160 9,-168 -6,-169"),
            who.hair,
        )
    elif who.head == "hat":
        _knitted_hat(stage, darker(who.coat, 0.2) if who.coat != "#3f6f86" else "#c9973f")
    elif who.head == "scarf":
        stage.blob(
            shape_of("-17,-150 -19,-168 -8,-181 8,-181 19,-168 16,-148 9,-163 -9,-163"),
            "#b6475a",
        )
        stage.polygon([(-12, -146), (12, -146), (0, -132)], "#9c3a4c")
    else:
        _cap(stage, RED if who.head == "redcap" else darker(who.trousers, 0.1))
        stage.box(-15, -164, 5, 10, who.hair, radius=2)


def _knitted_hat(stage: Stage, colour) -> None:
    stage.blob(shape_of("-17,-164 -15,-178 0,-186 15,-178 17,-164 0,-167"), colour)
    stage.box(-18, -171, 36, 9, lighter(colour, 0.3), radius=4)
    stage.oval(0, -188, 6, 6, lighter(colour, 0.45))


def _cap(stage: Stage, colour) -> None:
    stage.blob(shape_of("-16,-164 -15,-176 -2,-182 13,-177 16,-165 0,-167"), colour)
    stage.box(6, -169, 20, 5, darker(colour, 0.15), radius=2)


# Where the elbow and the hand are, for the arm behind and the arm in front.
ARMS = {
    "stand": (((-20, -106), (-20, -80)), ((21, -106), (22, -80))),
    "walk": (((-30, -108), (-16, -84)), ((26, -106), (38, -84))),
    "wave": (((-26, -106), (-22, -82)), ((40, -138), (46, -172))),
    "sweep": (((6, -104), (32, -96)), ((22, -106), (44, -82))),
    "carry": (((-22, -104), (-20, -74)), ((24, -104), (24, -74))),
    "hold": (((6, -106), (30, -104)), ((24, -106), (42, -108))),
    "bend": (((10, -104), (22, -70)), ((24, -104), (36, -68))),
    "push": (((10, -112), (38, -112)), ((26, -112), (48, -108))),
    "phone": (((-20, -106), (-20, -80)), ((30, -112), (18, -146))),
}


def _arm(stage: Stage, who: Looks, pose: str, back: bool) -> None:
    elbow, hand = ARMS[pose][0 if back else 1]
    shoulder = (-17, -133) if back else (17, -133)
    tone = darker(who.coat, 0.22 if back else 0.05)
    if not back:
        stage.line([shoulder, elbow, hand], 16, darker(who.coat, 0.24))
    stage.line([shoulder, elbow, hand], 13.5, tone)
    stage.oval(
        hand[0], hand[1], 7, 7, who.skin if not stage.mood.snowy else darker(who.trousers, 0.1)
    )


def broom(stage: Stage, x: float, y: float, flip: bool = False) -> None:
    """The broom of somebody who sweeps at (x, y)."""
    with stage.standing(x, y, flip):
        stage.line([(27, -112), (76, -16)], 4, "#a07a4c")
        stage.polygon([(70, -26), (82, -26), (104, 2), (66, 3)], "#c8a24f")
        stage.line([(76, -10), (84, 1)], 2, "#9a7a38")


def shovel(stage: Stage, x: float, y: float, flip: bool = False) -> None:
    """The snow shovel of somebody who sweeps at (x, y)."""
    with stage.standing(x, y, flip):
        stage.line([(27, -112), (82, -20)], 4, "#a07a4c")
        stage.polygon([(74, -36), (104, -32), (122, 4), (70, 2)], "#2f7f8c")


def dog(
    stage: Stage,
    x: float,
    y: float,
    coat=None,
    flip: bool = False,
    lead_to: tuple[float, float] | None = None,
) -> None:
    """A dog; `lead_to`: the hand (in centimetres from the dog) that holds its lead."""
    coat = coat or stage.one_of("#b98352", "#e6d3ae", "#5b4a3f", "#cfa97b")
    with stage.standing(x, y, flip):
        stage.shadow(0, 1, 46, 6, 0.2)
        for leg, tone in (
            (-30, darker(coat, 0.2)),
            (22, darker(coat, 0.2)),
            (-22, coat),
            (30, coat),
        ):
            stage.line([(leg, -26), (leg + 2, -4)], 9, tone)
        stage.blob(shape_of("-38,-34 -30,-52 0,-54 30,-56 38,-40 26,-24 -28,-24"), coat)
        stage.curve([(-36, -46), (-50, -58), (-48, -74)], 8, coat)
        stage.blob(
            shape_of("28,-54 34,-76 52,-80 62,-66 74,-60 70,-52 50,-50 38,-46"),
            coat,
        )
        stage.blob([(36, -78), (30, -62), (38, -56), (44, -72)], darker(coat, 0.3))
        stage.oval(73, -59, 4, 3.4, "#2b2524")
        stage.oval(55, -67, 2.6, 2.6, "#2b2524")
        if lead_to:
            stage.line([(30, -58), (42, -48)], 5, RED)
            stage.curve(
                [(34, -54), ((34 + lead_to[0]) / 2, (lead_to[1] - 54) / 2 + 18), lead_to], 2.4, RED
            )
