"""Where in the city: the tree of districts, streets, towns, zones and communities."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from portal import texts
from portal.city.models import Place
from portal.db import db

STREETS = ("street", "town", "zone")  # what stands between the city and a community


@dataclass
class Node:
    """A place and what lies in it."""

    place: Place
    children: list["Node"] = field(default_factory=list)


def place(place_id: int) -> Place:
    """Raises NoResultFound (404)."""
    return db.session.get_one(Place, place_id)


def places_tree(only_offered: bool = False) -> list[Node]:
    """All places under their parents, in order; `only_offered` drops the rest and all in it."""
    nodes = {row.id: Node(row) for row in _places(only_offered)}
    texts.load("place", nodes)
    roots = []
    for node in nodes.values():
        parent = nodes.get(node.place.parent_id)
        if parent is not None:
            parent.children.append(node)
        elif node.place.parent_id is None:
            roots.append(node)
    return roots


def all_places() -> Sequence[Place]:
    """Every place, also those not offered, each after the one it lies in; names are loaded."""
    rows: list[Place] = []

    def walk(nodes: list[Node]) -> None:
        for node in nodes:
            rows.append(node.place)
            walk(node.children)

    walk(places_tree())
    return rows


def depths(rows: Sequence[Place]) -> dict[int, int]:
    """How deep each place lies: 0 for what lies in nothing. `rows` as from all_places()."""
    found: dict[int, int] = {}
    for row in rows:
        found[row.id] = found[row.parent_id] + 1 if row.parent_id in found else 0
    return found


def streets() -> Sequence[Place]:
    """Streets, towns and zones that citizens may choose, in order."""
    return [row for row in _places(True) if row.kind in STREETS]


def communities(street: Place | int | None = None) -> Sequence[Place]:
    """Communities that citizens may choose, in order: of one street (the row or its id), or all."""
    street_id = street.id if isinstance(street, Place) else street
    found = [row for row in _places(True) if row.kind == "community"]
    return [row for row in found if street_id is None or row.parent_id == street_id]


def offered_places() -> list[tuple[Place, list[Place]]]:
    """For a field with groups: each street, town or zone with its communities; two queries."""
    rows = _places(True)
    texts.load("place", [row.id for row in rows])
    return [
        (street, [row for row in rows if row.parent_id == street.id])
        for street in rows
        if street.kind in STREETS
    ]


def line_of(row: Place) -> list[Place]:
    """The places a place lies in, the city first, itself last."""
    line = [row]
    while line[0].parent is not None:
        line.insert(0, line[0].parent)
    return line


def _places(only_offered: bool) -> Sequence[Place]:
    statement = select(Place).order_by(Place.position, Place.id)
    if only_offered:
        statement = statement.where(Place.offered)
    return db.session.scalars(statement).all()
