"""The hour and the season: the colours of sky, ground and leaves, and how light falls."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from portal.demonstration.drawing.canvas import Colour, mix, rgb

SEASONS = ("summer", "autumn", "winter")
HOURS = ("morning", "noon", "cloudy", "evening", "dusk")

# sky above, sky at the horizon, colour of the light, how much of it falls on things
SKIES = {
    "morning": ("#8fc1d6", "#fbe7cf", "#ffe2bd", 0.10),
    "noon": ("#6db3d8", "#d9eef2", "#ffffff", 0.0),
    "cloudy": ("#a9bcc6", "#dfe5e4", "#9fb1bd", 0.14),
    "evening": ("#7fa3bf", "#ffcf9a", "#ffab6b", 0.20),
    "dusk": ("#27405f", "#d98f77", "#2a4166", 0.52),
}
GROUNDS = {  # grass, far hills, near hills, pavement, leaves
    "summer": (
        "#9dbb74", "#a9c3b4", "#8fb48a", "#d9d2c3",
        ("#5f9a5b", "#78ad63", "#4c8a5b", "#8bb867"),
    ),
    "autumn": (
        "#c9b06c", "#c8bfae", "#bfa873", "#dacfbd",
        ("#d99a3d", "#c9752f", "#e0b54e", "#a8893f"),
    ),
    "winter": (
        "#eef3f6", "#d3dfe8", "#e1e9ef", "#dfe3e5",
        ("#6d8f80", "#5b7f74", "#7f9c8c", "#557a6d"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Mood:
    """One season at one hour."""

    season: str
    hour: str
    sky: tuple[Colour, Colour]
    grass: Colour
    far: Colour
    near: Colour
    paving: Colour
    leaves: tuple[Colour, ...]
    light: Callable[[Colour], tuple[int, int, int]]

    @property
    def snowy(self) -> bool:
        return self.season == "winter"

    @property
    def dark(self) -> bool:
        return self.hour == "dusk"


@cache
def mood(season: str, hour: str) -> Mood:
    upper, lower, ray, part = SKIES[hour]
    if season == "winter" and hour in ("noon", "cloudy"):
        upper, lower = mix(upper, "#cbd9e2", 0.35), mix(lower, "#eef3f5", 0.4)
    grass, far, near, paving, leaves = GROUNDS[season]

    @cache
    def light(colour: Colour) -> tuple[int, int, int]:
        """A thing's colour in this light: mixed with the ray, and darkened by it at dusk."""
        red, green, blue = rgb(colour)
        if hour == "dusk":
            red, green, blue = red * 0.78, green * 0.76, blue * 0.86
        return mix((round(red), round(green), round(blue)), ray, part)

    return Mood(season, hour, (upper, lower), grass, far, near, paving, leaves, light)
