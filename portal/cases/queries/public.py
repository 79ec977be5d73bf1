"""What everybody may read: the two boards, a case on them, and what lies around it.

A page of a board costs two statements whatever was published before: no counting, no offset. Every
filter has an index that begins with `on_board` and ends with the order of the board.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Select, func, or_, select, tuple_
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import contains_eager, joinedload, load_only, selectinload

from portal.cases.models import Case, CaseEvent, CasePhoto, Thank
from portal.cases.states import Audience, Kind
from portal.city.models import Place
from portal.db import db, utcnow
from portal.i18n import local_date, local_zone
from portal.photos.models import Photo

PAGE = 20
WEEK = timedelta(days=7)
MOST_MONTHS = 36
CARD = (
    Case.id, Case.number, Case.kind, Case.track, Case.state, Case.origin, Case.category_id,
    Case.place_id, Case.public_title, Case.public_words, Case.public_place, Case.public_language,
    Case.language, Case.published_at, Case.expires_at, Case.on_board, Case.thanks,
    Case.from_unit_id, Case.objection_open, Case.version,
)  # fmt: skip


@dataclass(frozen=True)
class Card:
    """A published case as a list shows it, with its first photo (None: no photo to show)."""

    case: Case
    photo: Photo | None
    alt: str
    more_photos: int

    def __getattr__(self, name: str):
        return getattr(self.case, name)


@dataclass(frozen=True)
class Page:
    """One page of a board. `after` is the cursor of the next page, "" on the last one."""

    cards: list[Card]
    after: str = ""

    def __iter__(self):
        return iter(self.cards)

    def __len__(self) -> int:
        return len(self.cards)


def published(
    kind: str | None = None,
    *,
    category: int | None = None,
    place: Place | None = None,
    month: date | None = None,
    state: str | None = None,
    after: str = "",
    limit: int = PAGE,
) -> Page:
    """Published cases, newest first. `category` is an id; `month` any day of it, in the city.

    `place` may be a community, a street or a district. `after` is the cursor of the page before;
    a cursor nobody gave out is the same as none.
    """
    statement = on_board(kind)
    if category is not None:
        statement = statement.where(Case.category_id == category)
    if place is not None:
        statement = statement.where(_in(place))
    if month is not None:
        statement = statement.where(Case.published_at.between(*_month(month)))
    if state is not None:
        statement = statement.where(Case.state == state)
    place_to_go_on = _read_cursor(after)
    if place_to_go_on is not None:
        statement = statement.where(tuple_(Case.published_at, Case.id) < place_to_go_on)
    statement = statement.order_by(Case.published_at.desc(), Case.id.desc()).limit(limit + 1)
    rows = db.session.scalars(statement.options(*_with_what_a_card_shows())).all()
    following = _cursor(rows[limit - 1]) if len(rows) > limit else ""
    return Page(_cards(rows[:limit]), following)


def on_board(kind: str | None = None) -> Select:
    """The statement that selects what is public now; others narrow it down."""
    now = utcnow()
    statement = select(Case).where(
        Case.on_board == True,  # noqa: E712 (as SQLite's index wants it)
        or_(Case.expires_at.is_(None), Case.expires_at > now),
    )
    return statement if kind is None else statement.where(Case.kind == kind)


def by_number_published(number: str) -> Case:
    """A public case with everything its page shows. Raises NoResultFound (404)."""
    statement = (
        on_board()
        .where(Case.number == number)
        .options(
            joinedload(Case.category), joinedload(Case.place), joinedload(Case.from_unit),
            selectinload(Case.photos).joinedload(CasePhoto.photo),
        )
    )  # fmt: skip
    found = db.session.scalar(statement)
    if found is None:
        raise NoResultFound
    return found


def was_published(number: str) -> Case | None:
    """A case that stood on a board once and is off it now, so that its page can say so."""
    case = db.session.scalar(select(Case).where(Case.number == number))
    return case if case is not None and case.published_at and not case.is_public else None


def shown_photos(case: Case) -> list[CasePhoto]:
    """The photos the public may see, in order."""
    return [row for row in case.photos if row.is_shown]


def public_timeline(case: Case) -> Sequence[CaseEvent]:
    """What the public may read of a case's timeline, in order."""
    return _timeline(case, (Audience.PUBLIC,))


def reporter_timeline(case: Case) -> Sequence[CaseEvent]:
    """What the reporter may read on the slip, in order."""
    return _timeline(case, (Audience.PUBLIC, Audience.REPORTER))


def neighbours(case: Case) -> tuple[Case | None, Case | None]:
    """The (newer, older) public case on the same board; None at an end."""
    here = tuple_(Case.published_at, Case.id)
    there = (case.published_at, case.id)
    board = on_board(case.kind).options(
        load_only(Case.number, Case.kind, Case.public_title, Case.public_language, Case.language)
    )
    newer = board.where(here > there).order_by(Case.published_at, Case.id)
    older = board.where(here < there).order_by(Case.published_at.desc(), Case.id.desc())
    return db.session.scalar(newer.limit(1)), db.session.scalar(older.limit(1))


def published_months(kind: str | None = None) -> list[date]:
    """The first days of the months from the newest publication back to the oldest, at most 36.

    Two steps into an index, however many cases there are; a month in between may be empty.
    """
    board = on_board(kind).with_only_columns(Case.published_at)
    newest = db.session.scalar(board.order_by(Case.published_at.desc()).limit(1))
    oldest = db.session.scalar(board.order_by(Case.published_at).limit(1))
    if newest is None:
        return []
    months = [local_date(newest).replace(day=1)]
    while months[-1] > local_date(oldest).replace(day=1) and len(months) < MOST_MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months


def this_week() -> dict[str, int]:
    """How many cases were published in the last seven days, for each kind (0 included)."""
    since = utcnow() - WEEK
    counted = on_board().where(Case.published_at > since).with_only_columns(Case.kind, func.count())
    found = dict(db.session.execute(counted.group_by(Case.kind)).all())
    return {kind.value: found.get(kind.value, 0) for kind in Kind}


def has_thanked(case: Case, visitor: str) -> bool:
    """Whether the visitor with this keyed hash has said thanks for the case."""
    one = select(Thank.id).where(Thank.case_id == case.id, Thank.visitor_hash == visitor)
    return db.session.scalar(one) is not None


def _timeline(case: Case, audiences: tuple[Audience, ...]) -> Sequence[CaseEvent]:
    statement = select(CaseEvent).where(
        CaseEvent.case_id == case.id, CaseEvent.audience.in_(audiences)
    )
    return db.session.scalars(statement.order_by(CaseEvent.id)).all()


def _with_what_a_card_shows() -> tuple:
    return load_only(*CARD), joinedload(Case.category, innerjoin=True), joinedload(Case.place)


def _cards(rows: Sequence[Case]) -> list[Card]:
    """Each case with its first photo that may be shown, from one statement for all."""
    photos: dict[int, list[CasePhoto]] = {}
    for row in db.session.scalars(_photos_of(rows)) if rows else ():
        photos.setdefault(row.case_id, []).append(row)
    return [_card(case, photos.get(case.id, [])) for case in rows]


def _photos_of(rows: Sequence[Case]) -> Select:
    return (
        select(CasePhoto)
        .join(CasePhoto.photo)
        .where(CasePhoto.case_id.in_([case.id for case in rows]))
        .where(Photo.released_at.is_not(None), Photo.withheld_at.is_(None))
        .order_by(CasePhoto.case_id, CasePhoto.position)
        .options(contains_eager(CasePhoto.photo))
    )


def _card(case: Case, photos: list[CasePhoto]) -> Card:
    if not photos:
        return Card(case, None, "", 0)
    return Card(case, photos[0].photo, photos[0].alt, len(photos) - 1)


def _in(place: Place):
    if place.kind == "community":
        return Case.place_id == place.id
    if place.kind in ("district", "city"):
        return Case.street_id.in_(select(Place.id).where(Place.parent_id == place.id))
    return Case.street_id == place.id


def _month(day: date) -> tuple[datetime, datetime]:
    """The first moment of a month and the last one, in the city's zone."""
    first = datetime(day.year, day.month, 1, tzinfo=local_zone())
    after = (first + timedelta(days=32)).replace(day=1)
    return first, after - timedelta(microseconds=1)


def _cursor(case: Case) -> str:
    text = f"{case.published_at.timestamp():.6f}.{case.id}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime, int] | None:
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        seconds, _dot, number = text.rpartition(".")
        whole, _dot, fraction = seconds.partition(".")
        moment = datetime.fromtimestamp(int(whole), UTC) + timedelta(microseconds=int(fraction))
        return moment, int(number)
    except (ValueError, OverflowError, OSError):
        return None


__all__ = [
    "Card", "Page", "by_number_published", "has_thanked", "neighbours", "on_board",
    "public_timeline", "published", "published_months", "reporter_timeline", "shown_photos",
    "this_week", "was_published",
]  # fmt: skip
