"""Reading the boards. One statement for a list, whatever its length; nothing is counted.

Lists are paged by key (published at, id), so that a page costs the same with 100 cases and with a
million. Names of categories and places come from a copy that lives a few seconds in the process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Integer, Row, Select, and_, bindparam, or_, select, tuple_

from portal import texts
from portal.boards.filters import Filters, moment
from portal.cases.models import Audience, Case, CaseEvent, CasePhoto
from portal.city import queries as city
from portal.db import UtcDateTime, db, utcnow
from portal.i18n import ALL, Language, current_language, local_zone
from portal.memory import remembered
from portal.photos.models import Photo

PAGE = 20
CARD = (
    Case.id,
    Case.number,
    Case.kind,
    Case.track,
    Case.state,
    Case.public_title,
    Case.public_language,
    Case.category_id,
    Case.place_id,
    Case.street_id,
    Case.published_at,
    Case.thanks,
    CasePhoto.alt,
    Photo.key,
    Photo.revision,
    Photo.width,
    Photo.height,
    Photo.state.label("photo_state"),
    Photo.withheld_at,
)


# Statements are put together once: doing so for each request costs as much as running them.
SHOWN = (
    Case.kind == bindparam("kind"),
    Case.on_board,
    or_(Case.expires_at.is_(None), Case.expires_at > bindparam("now")),
)
POSITION = tuple_(bindparam("at", type_=UtcDateTime), bindparam("id", type_=Integer))
ONE = select(Case).where(Case.number == bindparam("number"), *SHOWN)
PHOTOS = (
    select(CasePhoto)
    .where(CasePhoto.case_id == bindparam("case"))
    .order_by(CasePhoto.position, CasePhoto.id)
)
EVENTS = (
    select(CaseEvent)
    .where(CaseEvent.case_id == bindparam("case"), CaseEvent.audience == Audience.PUBLIC)
    .order_by(CaseEvent.id)
)
TITLE = select(Case.number, Case.public_title, Case.public_language).where(*SHOWN).limit(1)
NEWER = TITLE.where(tuple_(Case.published_at, Case.id) > POSITION).order_by(
    Case.published_at, Case.id
)
OLDER = TITLE.where(tuple_(Case.published_at, Case.id) < POSITION).order_by(
    Case.published_at.desc(), Case.id.desc()
)


class CardPhoto(NamedTuple):
    """What a picture needs of a photo that was released."""

    key: str
    revision: int
    width: int
    height: int
    state: str
    withheld_at: datetime | None

    @property
    def is_shown(self) -> bool:
        return self.withheld_at is None


class Card(NamedTuple):
    """A case on a board, with its first photo."""

    case: Row
    photo: CardPhoto | None
    alt: str

    @property
    def public_in(self) -> Language:
        return ALL[self.case.public_language]


@dataclass(frozen=True)
class Listing:
    """One page of a board."""

    cards: Sequence[Card]
    has_older: bool
    has_newer: bool


@dataclass(frozen=True)
class Names:
    """Categories and places as the reader of this language calls them."""

    categories: dict[int, texts.Shown]
    by_kind: dict[str, list[tuple[int, str]]]  # kind -> (id, name), for filters
    places: dict[int, texts.Shown]
    streets: list[tuple[int, texts.Shown, list[tuple[int, texts.Shown]]]]  # with communities
    street_ids: frozenset[int]
    mark: int  # another one as soon as any name is another


def names() -> Names:
    """Categories and places in the language of the page; at most a few seconds old."""
    return _names(current_language().code)


@remembered(seconds=5)
def _names(language: str) -> Names:
    categories = city.all_categories()
    offered = city.offered_places()
    shown = {row.id: texts.of(row, "name") for row in categories}
    by_kind: dict[str, list] = {}
    for row in categories:
        if row.active:
            by_kind.setdefault(row.kind, []).append((row.id, shown[row.id].text))
    streets = [
        (s.id, texts.of(s, "name"), [(c.id, texts.of(c, "name")) for c in inside])
        for s, inside in offered
    ]
    places = {i: n for i, n, _c in streets} | {i: n for _i, _n, c in streets for i, n in c}
    inside = tuple((i, n, tuple(communities)) for i, n, communities in streets)
    mark = hash((tuple(shown.items()), inside, tuple(map(str, by_kind.items()))))
    return Names(shown, by_kind, places, streets, frozenset(i for i, _n, _c in streets), mark)


def listing(chosen: Filters, limit: int = PAGE) -> Listing:
    """A page of the board `chosen` asks for, newest first."""
    rows = _rows(chosen, limit)
    more = len(rows) > limit
    if chosen.before:
        return Listing(rows[:limit][::-1], has_older=True, has_newer=more)
    return Listing(rows[:limit], has_older=more, has_newer=bool(chosen.after))


def newest(kind: str, limit: int) -> Sequence[Card]:
    """The newest cards of one board, for the front page."""
    return _rows(Filters(kind), limit - 1)


def months(kind: str) -> tuple[date, ...]:
    """The months, newest first, from now back to the first case of a board; at most two years."""
    return _months(kind)


@remembered(seconds=5)
def _months(kind: str) -> tuple[date, ...]:
    oldest = db.session.scalar(
        select(Case.published_at)
        .where(Case.on_board, Case.kind == kind)
        .order_by(Case.published_at, Case.id)
        .limit(1)
    )
    if oldest is None:
        return ()
    first = oldest.astimezone(local_zone()).date().replace(day=1)
    month = utcnow().astimezone(local_zone()).date().replace(day=1)
    found = []
    while month >= first and len(found) < 24:
        found.append(month)
        month = _month_before(month)
    return tuple(found)


def by_number(kind: str, number: str) -> Case:
    """A published case; NoResultFound (404) for all others."""
    given = {"kind": kind, "number": number, "now": utcnow()}
    return db.session.execute(ONE, given).scalar_one()


def photos(case: Case) -> Sequence[CasePhoto]:
    """The photos of a case in order, those withheld among them (a placeholder stands for them)."""
    rows = db.session.scalars(PHOTOS, {"case": case.id}).all()
    return [row for row in rows if row.photo.released_at is not None]


def events(case: Case) -> Sequence[CaseEvent]:
    """The public half of the timeline, oldest first."""
    return db.session.scalars(EVENTS, {"case": case.id}).all()


def neighbours(case: Case) -> tuple[Row | None, Row | None]:
    """The next newer and the next older case of the same board: number and title."""
    given = {"kind": case.kind, "at": case.published_at, "id": case.id, "now": utcnow()}
    return db.session.execute(NEWER, given).first(), db.session.execute(OLDER, given).first()


class Shape(NamedTuple):
    """Which filters a list has, whatever their values: one statement serves all of a shape."""

    category: bool
    place: bool
    street: bool
    month: bool
    state: bool
    way: str  # "after" a position, "before" one, or "" from the newest


@lru_cache(maxsize=100)
def _statement(shape: Shape) -> Select:
    """The cards of a board, newest first (before a position: oldest first)."""
    given = {name: bindparam(name) for name in ("category", "place", "state")}
    statement = (
        select(*CARD)
        .outerjoin(CasePhoto, and_(CasePhoto.case_id == Case.id, CasePhoto.position == 1))
        .outerjoin(Photo, and_(Photo.id == CasePhoto.photo_id, Photo.released_at.is_not(None)))
        .where(*SHOWN)
        .limit(bindparam("limit", type_=Integer))
    )
    wanted = {
        "category": Case.category_id == given["category"],
        "place": Case.place_id == given["place"],
        "street": Case.street_id == given["place"],
        "month": and_(
            Case.published_at >= bindparam("month_begins"),
            Case.published_at < bindparam("month_ends"),
        ),
        "state": Case.state == given["state"],
    }
    statement = statement.where(*(rule for name, rule in wanted.items() if getattr(shape, name)))
    order = (Case.published_at, Case.id)
    if shape.way == "before":
        return statement.where(tuple_(*order) > POSITION).order_by(*order)
    if shape.way == "after":
        statement = statement.where(tuple_(*order) < POSITION)
    return statement.order_by(*(column.desc() for column in order))


def _shape(chosen: Filters) -> Shape:
    is_street = chosen.place in names().street_ids if chosen.place else False
    return Shape(
        category=bool(chosen.category),
        place=bool(chosen.place) and not is_street,
        street=is_street,
        month=bool(chosen.month),
        state=bool(chosen.state),
        way="before" if chosen.before else "after" if chosen.after else "",
    )


def _values(chosen: Filters) -> dict:
    """The values that the statement of `chosen` asks for."""
    given: dict = {"kind": chosen.kind, "now": utcnow()}
    given |= {name: getattr(chosen, name) for name in ("category", "place", "state")}
    given = {name: value for name, value in given.items() if value is not None}
    if chosen.month:
        given["month_begins"], given["month_ends"] = _within(chosen.month)
    if position := chosen.before or chosen.after:
        given |= {"at": moment(position[0]), "id": position[1]}
    return given


def _within(month: date) -> tuple[datetime, datetime]:
    """The first moment of a month of the city, and of the next."""
    zone = local_zone()
    after = (month.replace(day=28) + (month.replace(day=5) - month.replace(day=1))).replace(day=1)
    begins, ends = (datetime(d.year, d.month, 1, tzinfo=zone) for d in (month, after))
    return begins, ends


def _month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def _rows(chosen: Filters, limit: int) -> list[Card]:
    """At most one row more than `limit`, so that the caller knows whether the list goes on."""
    given = _values(chosen) | {"limit": limit + 1}
    return [_card(row) for row in db.session.execute(_statement(_shape(chosen)), given)]


def _card(row: Row) -> Card:
    if row.key is None:
        return Card(row, None, "")
    seen = (row.key, row.revision, row.width, row.height, row.photo_state, row.withheld_at)
    return Card(row, CardPhoto(*seen), row.alt)
