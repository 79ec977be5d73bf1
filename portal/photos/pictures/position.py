"""Where a photo was taken, if its EXIF says so. Most phones strip it: none is the normal case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

LATITUDE_SIDE, LATITUDE, LONGITUDE_SIDE, LONGITUDE = 1, 2, 3, 4  # tags of EXIF's GPS directory
DECIMALS = 5  # about one metre


@dataclass(frozen=True)
class Position:
    """Degrees in WGS-84: north and east are positive."""

    latitude: float
    longitude: float


def position(gps: Mapping) -> Position | None:
    """The position in a GPS directory of EXIF; None if it is missing, damaged or impossible.

    Source: CIPA DC-008 (Exif 2.32), 4.6.6. (0, 0) is what broken receivers write, so it is none.
    """
    try:
        latitude = _degrees(gps[LATITUDE], gps[LATITUDE_SIDE], "N", "S")
        longitude = _degrees(gps[LONGITUDE], gps[LONGITUDE_SIDE], "E", "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError, IndexError):
        return None
    possible = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)
    return Position(round(latitude, DECIMALS), round(longitude, DECIMALS)) if possible else None


def _degrees(parts: Sequence, side: str | bytes, plus: str, minus: str) -> float:
    """Degrees, minutes and seconds as one signed number; ValueError if they are not sane."""
    degrees, minutes, seconds = (float(part) for part in parts)
    letter = side.decode("ascii") if isinstance(side, bytes) else side
    letter = letter.strip("\x00 ").upper()
    whole = degrees + minutes / 60 + seconds / 3600
    if letter not in (plus, minus) or not isfinite(whole):
        raise ValueError("no direction, or not a number")
    if min(degrees, minutes, seconds) < 0 or minutes >= 60 or seconds >= 60:
        raise ValueError("minutes and seconds go from 0 to 60")
    return whole if letter == plus else -whole
