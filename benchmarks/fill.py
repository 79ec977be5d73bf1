"""Published cases in any number, written straight into the tables: two years of two boards."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select

from portal import create_app
from portal.cases.models import Case, CaseEvent, CaseNumber, CasePhoto
from portal.city.models import Category, Place
from portal.config import load
from portal.db import db, db_transaction
from portal.photos.models import Photo

CHUNK = 2000
DAYS = 730
YEAR = datetime.now(UTC).year
WORDS = "路灯夜里不亮，行人过路口要小心。希望尽快修好，谢谢。电话亭旁边的井盖也松了。"
TITLES = (
    "路灯坏了",
    "志愿者扶老人过马路",
    "小区垃圾清运及时",
    "占道经营",
    "绿化带种菜",
    "公交司机热心助人",
)


def fill(environment: dict, count: int) -> None:
    """Put `count` published cases (4 of 10 praise), each with a photo and a timeline, in a portal.

    The same number gives the same rows. Photos have rows and no files: pages only name them.
    """
    app = create_app({name.lower(): value for name, value in environment.items()})
    with app.app_context():
        chance = random.Random(count)  # noqa: S311
        categories = _categories()
        streets = _streets()
        for first in range(1, count + 1, CHUNK):
            numbers = range(first, min(first + CHUNK, count + 1))
            with db_transaction():
                _write(numbers, count, chance, categories, streets)
        with db_transaction():
            db.session.execute(insert(CaseNumber), {"year": YEAR, "last": count})
            _settle()
        db.engine.dispose()


def some_numbers(environment: dict, kind: str, count: int) -> list[str]:
    """The numbers of `count` published cases, old and new alike."""
    app = create_app({name.lower(): value for name, value in environment.items()})
    with app.app_context():
        total = db.session.scalar(select(func.max(Case.id)))
        wanted = [max(1, total * part // count) for part in range(1, count + 1)]
        near = (
            select(Case.number).where(Case.on_board, Case.kind == kind).order_by(Case.id).limit(1)
        )
        found = {db.session.scalar(near.where(Case.id >= number - 20)) for number in wanted}
        db.session.rollback()
        db.engine.dispose()
        return sorted(found - {None})


def check_settings(environment: dict) -> None:
    """Stop with a sentence if the portal would not start like that."""
    load({name.lower(): value for name, value in environment.items()})


def _categories() -> dict[str, list[tuple[int, str | None]]]:
    rows = db.session.execute(
        select(Category.kind, Category.id, Category.track)
        .where(Category.active, Category.kind.in_(("praise", "exposure")))
        .order_by(Category.id)
    ).all()
    return {
        kind: [(i, track) for k, i, track in rows if k == kind] for kind in ("praise", "exposure")
    }


def _streets() -> list[tuple[int, int]]:
    """(community, its street) for each community."""
    found = select(Place.id, Place.parent_id).where(Place.kind == "community").order_by(Place.id)
    return [tuple(row) for row in db.session.execute(found)]


def _write(numbers, count: int, chance, categories: dict, streets: list) -> None:
    cases = [_case(number, count, chance, categories, streets) for number in numbers]
    db.session.execute(insert(Case), cases)
    db.session.execute(insert(Photo), [_photo(case) for case in cases])
    db.session.execute(
        insert(CasePhoto),
        [
            {"case_id": case["id"], "photo_id": case["id"], "position": 1, "alt": "路口的照片"}
            for case in cases
        ],
    )
    db.session.execute(insert(CaseEvent), [event for case in cases for event in _events(case)])


def _case(number: int, count: int, chance, categories: dict, streets: list) -> dict:
    kind = "praise" if chance.random() < 0.4 else "exposure"
    category, track = chance.choice(categories[kind])
    community, street = chance.choice(streets)
    published = datetime.now(UTC) - timedelta(days=DAYS) * ((count - number) / count)
    return {
        "id": number,
        "key": uuid.UUID(int=chance.getrandbits(128)).hex,
        "number": f"{YEAR}{number:06d}",
        "kind": kind,
        "track": track,
        "state": "accepted" if track == "rectification" else "published",
        "category_id": category,
        "place_id": community,
        "street_id": street,
        "language": "zh",
        "words": WORDS,
        "public_title": f"{chance.choice(TITLES)} {number}",
        "public_words": WORDS * chance.randint(1, 4),
        "public_language": "zh",
        "code_hash": uuid.UUID(int=chance.getrandbits(128)).hex,
        "received_at": published - timedelta(days=1),
        "screening_due": published.date(),
        "on_board": True,
        "published_at": published,
        "thanks": chance.randint(0, 40),
    }


def _photo(case: dict) -> dict:
    return {
        "id": case["id"],
        "key": case["key"],
        "version": 1,
        "state": "ready",
        "width": 1600,
        "height": 1200,
        "clean_key": f"clean/{case['key']}",
        "attached_at": case["received_at"],
        "released_at": case["published_at"],
    }


def _events(case: dict) -> Iterator[dict]:
    steps = (
        ("receive", None, "received", "public", case["received_at"]),
        ("start_screening", "received", "screening", "reporter", case["received_at"]),
        ("release", "screening", case["state"], "public", case["published_at"]),
    )
    for action, before, after, audience, at in steps:
        yield {
            "case_id": case["id"],
            "at": at,
            "who": "staff",
            "action": action,
            "before": before,
            "after": after,
            "audience": audience,
            "language": "zh",
        }


def _settle() -> None:
    """What the databases do by themselves after a while."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        for table in ("civic_case", "photo", "case_photo", "case_event"):
            wanted = f"pg_get_serial_sequence('{table}', 'id')"
            highest = f"(SELECT max(id) FROM {table})"  # noqa: S608
            connection.exec_driver_sql(f"SELECT setval({wanted}, {highest})")
    connection.exec_driver_sql("ANALYZE")
