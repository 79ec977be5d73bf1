"""The scenes that cases show, each composed anew for a season, an hour and a seed.

`draw("pothole", "autumn", "noon", 3)` gives the same picture each time; another number moves the
things about and changes their colours.
"""

from importlib import import_module
from random import Random

from PIL import Image

from portal.demonstration.drawing.moods import mood
from portal.demonstration.drawing.stage import Stage
from portal.demonstration.scenes.register import SCENES, Scene

LONG, SHORT = 1600, 1200  # units of the sheet

for _part in (
    "courtyards",
    "streets",
    "winter",
    "meetings",
    "parks",
    "landmarks",
    "rooms",
    "repairs",
    "posts",
):
    import_module(f"portal.demonstration.scenes.{_part}")


def names() -> list[str]:
    """All scenes, in alphabetical order."""
    return sorted(SCENES)


def seasons_of(name: str) -> tuple[str, ...]:
    """The seasons in which a scene makes sense."""
    return SCENES[name].seasons


def hours_of(name: str) -> tuple[str, ...]:
    """The hours at which a scene makes sense, the usual one first."""
    return SCENES[name].hours


def fitting(name: str, season: str, hour: str) -> tuple[str, str]:
    """The season and hour of the scene that come nearest to the ones asked for."""
    scene = SCENES[name]
    return (
        season if season in scene.seasons else scene.seasons[0],
        hour if hour in scene.hours else scene.hours[0],
    )


def draw(name: str, season: str, hour: str, seed: int) -> Image.Image:
    """The picture of a scene. Raises KeyError for a scene nobody composed."""
    scene: Scene = SCENES[name]
    season, hour = fitting(name, season, hour)
    width, height = (SHORT, LONG) if scene.upright else (LONG, SHORT)
    chance = Random(f"{name} {season} {hour} {seed}")  # noqa: S311 (nothing secret)
    stage = Stage(width, height, mood(season, hour), chance)
    scene.compose(stage)
    return stage.finished()
