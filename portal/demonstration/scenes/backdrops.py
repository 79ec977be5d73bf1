"""Places that several scenes share. Each returns the line its houses stand on (pixels)."""

from portal.demonstration.drawing import buildings, ground, nature, shops
from portal.demonstration.drawing.stage import Stage


def courtyard(stage: Stage, horizon: float = 0.4, grass: bool = True) -> float:
    """Between blocks of flats, with paving in front."""
    stage.horizon, stage.eye = stage.down(horizon), 225
    nature.sky(stage)
    nature.hills(stage)
    base = stage.horizon + stage.down(0.09)
    stage.fade(stage.horizon, base + 4, stage.mood.near, stage.mood.grass, lit=False)
    x = -stage.between(60, 260)
    while x < stage.width:
        wide = stage.between(520, 760)
        floors = stage.one_of(4, 5)
        buildings.block(stage, x, base, wide, stage.horizon * stage.between(0.66, 0.86), floors)
        x += wide + stage.between(40, 130)
    top = base
    if grass:
        stage.fade(base, base + stage.down(0.055), stage.mood.near, stage.mood.grass, lit=False)
        top = base + stage.down(0.05)
        for _ in range(3):
            nature.tree(
                stage,
                stage.between(40, stage.width - 40),
                base + stage.down(0.04),
                stage.between(330, 480),
            )
        ground.kerb(stage, top - 8)
    ground.paving(stage, top)
    return base


def street(stage: Stage, horizon: float = 0.4, fronts: str = "mixed") -> float:
    """A street with painted fronts behind a pavement; the road starts at the returned line."""
    stage.horizon, stage.eye = stage.down(horizon), 220
    nature.sky(stage)
    buildings.skyline(stage, stage.horizon + 30)
    base = stage.horizon + stage.down(0.085)
    stage.fade(stage.horizon, base + 4, stage.mood.near, stage.mood.grass, lit=False)
    x = -stage.between(40, 160)
    while x < stage.width:
        wide, tall = stage.between(430, 560), stage.horizon * stage.between(0.72, 0.92)
        kind = fronts if fronts != "mixed" else stage.one_of("manor", "shops", "manor")
        if kind == "shops":
            shops.row(stage, x, base, wide, stage.horizon * 0.62, stage.one_of(2, 3))
        else:
            buildings.manor(stage, x, base, wide, tall)
        x += wide + stage.between(4, 60)
    far = base + stage.down(0.075)
    ground.paving(stage, base, far, stones=24)
    ground.kerb(stage, far)
    return far + 14 * stage.scale(far)


def park(stage: Stage, horizon: float = 0.4, path: bool = True) -> float:
    """Grass with trees, the city far away."""
    stage.horizon, stage.eye = stage.down(horizon), 205
    nature.sky(stage)
    nature.hills(stage)
    buildings.skyline(stage, stage.horizon + 12)
    nature.meadow(stage)
    for part in sorted(stage.between(0.04, 0.15) for _ in range(7)):
        nature.tree(
            stage,
            stage.between(-40, stage.width + 40),
            stage.horizon + stage.down(part),
            stage.between(380, 560),
        )
    if path:
        near, far = stage.across(stage.between(0.4, 0.6)), stage.horizon + stage.down(0.04)
        left = [(-560, stage.height + 60), (-200, stage.down(0.72)), (-60, stage.down(0.56))]
        right = [(80, stage.down(0.58)), (180, stage.down(0.75)), (520, stage.height + 60)]
        way = [*left, (90, far), (120, far), *right]
        stage.blob([(near + x, y) for x, y in way], stage.mood.paving)
    return stage.horizon + stage.down(0.1)


def square(stage: Stage, horizon: float = 0.42) -> float:
    """A wide paved square before the city."""
    stage.horizon, stage.eye = stage.down(horizon), 215
    nature.sky(stage)
    nature.hills(stage)
    buildings.skyline(stage, stage.horizon + 20)
    base = stage.horizon + stage.down(0.05)
    stage.fade(stage.horizon + 14, base + 4, stage.mood.near, stage.mood.grass, lit=False)
    for _ in range(9):
        nature.tree(
            stage,
            stage.between(0, stage.width),
            base,
            stage.between(300, 460),
            stage.one_of("round", "pine"),
        )
    ground.paving(stage, base)
    return base


def room(
    stage: Stage, wall: str = "#e8dfcc", floor: str = "#b9a98c", lower: str | None = None
) -> float:
    """An inner room: wall, a painted lower half, floor tiles; returns the line of the floor."""
    stage.horizon, stage.eye = stage.down(0.4), 200
    line = stage.down(0.62)
    stage.fade(0, line, wall, stage.light(wall))
    if lower:
        stage.box(0, line - 260, stage.width, 260, lower)
        stage.box(0, line - 268, stage.width, 8, "#ffffff", alpha=0.7)
    ground.paving(stage, line, colour=floor, stones=10)
    stage.box(0, line - 16, stage.width, 16, "#8c7d66", alpha=0.55)
    return line
