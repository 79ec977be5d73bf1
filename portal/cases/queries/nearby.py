"""What has been reported nearby already: within 250 m, or in the same street (cases.md)."""

from collections.abc import Sequence
from math import cos, floor, hypot, radians

from sqlalchemy import or_, select

from portal.cases.models import Case
from portal.cases.states import State
from portal.city.models import Place
from portal.db import db

METRES_OF_A_DEGREE = 111_320  # of latitude
ROW_DEGREES = 0.0025  # 278 m
COLUMN_DEGREES = 0.004  # 288 m at Manzhouli's 49.6 degrees north
NEAR = 250  # metres
MOST_CANDIDATES = 100
MOST_SHOWN = 5
OPEN_STATES = (State.RECEIVED, State.SCREENING, State.ACCEPTED)


def grid_cell(latitude: float, longitude: float) -> tuple[int, int]:
    """The cell of the coarse grid a position lies in; all within 250 m is in it or beside it."""
    return floor(latitude / ROW_DEGREES), floor(longitude / COLUMN_DEGREES)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two positions that are near each other."""
    north = (one[0] - other[0]) * METRES_OF_A_DEGREE
    east = (one[1] - other[1]) * METRES_OF_A_DEGREE * cos(radians((one[0] + other[0]) / 2))
    return hypot(north, east)


def position_of(case: Case) -> tuple[float, float] | None:
    """The exact position, opened; for finding neighbours, never for a page."""
    opened = case.opened("position")
    if not opened:
        return None
    latitude, _comma, longitude = opened.partition(",")
    return float(latitude), float(longitude)


def similar_nearby(
    category_id: int, *, place: Place | None, position: tuple[float, float] | None
) -> Sequence[Case]:
    """Newest cases of the same category within 250 m, or in the same street without a position.

    Published ones and ones still being worked on, at most 5; show words of published ones only.
    """
    statement = (
        select(Case)
        .where(Case.category_id == category_id, Case.duplicate_of_id.is_(None))
        .where(or_(Case.on_board, Case.state.in_(OPEN_STATES)))
        .order_by(Case.received_at.desc(), Case.id.desc())
        .limit(MOST_CANDIDATES)
    )
    if position is not None:
        return _near(statement, position)[:MOST_SHOWN]
    if place is None:
        return []
    same_street = Case.street_id == street_of(place).id
    return db.session.scalars(statement.where(same_street).limit(MOST_SHOWN)).all()


def street_of(place: Place | None) -> Place | None:
    """The street, town or zone a place belongs to (itself if it is no community); None for none."""
    if place is None or place.kind != "community":
        return place
    return place.parent or place


def _near(statement, position: tuple[float, float]) -> list[Case]:
    row, column = grid_cell(*position)
    around = statement.where(
        Case.grid_row.between(row - 1, row + 1), Case.grid_column.between(column - 1, column + 1)
    )
    found = []
    for case in db.session.scalars(around):
        there = position_of(case)
        if there is not None and distance(position, there) <= NEAR:
            found.append(case)
    return found
