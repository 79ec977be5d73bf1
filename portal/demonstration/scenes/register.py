"""Where scenes put themselves down."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.demonstration.drawing.moods import HOURS, SEASONS
from portal.demonstration.drawing.stage import Stage

Compose = Callable[[Stage], None]


@dataclass(frozen=True)
class Scene:
    """A composer, and when it makes sense. The first season and hour are the usual ones."""

    name: str
    compose: Compose
    seasons: tuple[str, ...]
    hours: tuple[str, ...]
    upright: bool


SCENES: dict[str, Scene] = {}
DAYLIGHT = ("noon", "morning", "cloudy", "evening")


def scene(*, seasons=SEASONS, hours=HOURS, upright: bool = False) -> Callable[[Compose], Compose]:
    """Register a composer under its own name."""

    def register(compose: Compose) -> Compose:
        name = compose.__name__
        SCENES[name] = Scene(name, compose, tuple(seasons), tuple(hours), upright)
        return compose

    return register
