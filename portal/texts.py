"""Text that staff write, in several languages: the source, its translations, and their age.

The source text and its language stand on the thing itself; one table holds the translations of all
things. Shown is the reviewed translation (marked when the source has changed since), else the
original with its own lang and a label. A feature registers what can be translated with `field`.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, g
from sqlalchemy import Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import UtcDateTime, db, utcnow
from portal.i18n import ALL, EDITIONS, current_language

HUMAN, MACHINE = "human", "machine"
SEED = "seed"  # came with the portal; people have not touched it
DRAFT, REVIEWED = "draft", "reviewed"
_fields: dict[tuple[str, str], "Field"] = {}


class Translation(db.Model):
    """One field of one thing in one language."""

    __tablename__ = "translation"
    __table_args__ = (UniqueConstraint("kind", "thing_id", "field", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    thing_id: Mapped[int]
    field: Mapped[str]
    language: Mapped[str]  # the code of an edition: zh, mong, mn, ru
    text: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(default=HUMAN)
    state: Mapped[str] = mapped_column(default=DRAFT)
    source_hash: Mapped[str]
    person_id: Mapped[int | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)


@dataclass(frozen=True)
class Field:
    """What can be translated: its kind and name, a label for the desk, where the sources are."""

    kind: str
    name: str
    label: Any
    sources: Callable[[], Iterable[tuple[int, str, str]]]  # (thing id, text, language code)


@dataclass(frozen=True)
class Shown:
    """A staff text as a reader gets it."""

    text: str
    tag: str  # for the lang attribute
    original: bool  # shown in the language it was written in, for want of a translation
    stale: bool  # the source has changed since it was translated
    draft: bool = False
    vertical: bool = False

    def __str__(self) -> str:
        return self.text


def field(kind: str, name: str, label, sources: Callable) -> None:
    """Register a field that can be translated; the desk page of what waits asks `sources()`."""
    _fields[kind, name] = Field(kind, name, label, sources)


def fields() -> list[Field]:
    return list(_fields.values())


def digest(text: str) -> str:
    """The hash by which a translation knows its source."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def load(kind: str, ids: Iterable[int]) -> None:
    """Fetch the translations of many things in the language of the page, in one query."""
    known = g.setdefault("texts", {})
    language = current_language().code
    wanted = [number for number in set(ids) if (kind, number, language) not in known]
    if not wanted:
        return
    known |= {(kind, number, language): {} for number in wanted}
    statement = select(Translation).where(
        Translation.kind == kind,
        Translation.language == language,
        Translation.thing_id.in_(wanted),
    )
    for row in db.session.scalars(statement):
        known[kind, row.thing_id, language][row.field] = row


def shown(kind: str, thing_id: int, name: str, source: str, source_language: str) -> Shown:
    """The text of one field for the reader of this page."""
    language = current_language()
    written_in = ALL[source_language]
    if language.code == source_language:
        return Shown(source, written_in.tag, False, False, vertical=written_in.vertical)
    load(kind, [thing_id])
    row = g.texts[kind, thing_id, language.code].get(name)
    if row is None or (row.state == DRAFT and row.origin == MACHINE):
        return Shown(source, written_in.tag, True, False, vertical=written_in.vertical)
    stale = row.source_hash != digest(source)
    return Shown(row.text, language.tag, False, stale, row.state == DRAFT, language.vertical)


def of(thing, name: str) -> Shown:
    """`shown` for a thing whose table is the kind and that has `source_language`."""
    return shown(thing.__tablename__, thing.id, name, getattr(thing, name), thing.source_language)


def get(kind: str, thing_id: int, name: str, language: str) -> Translation | None:
    return db.session.scalar(
        select(Translation).filter_by(kind=kind, thing_id=thing_id, field=name, language=language)
    )


def set_translation(
    kind: str,
    thing_id: int,
    name: str,
    language: str,
    text: str,
    *,
    source: str,
    person_id: int | None = None,
    origin: str = HUMAN,
    state: str = REVIEWED,
) -> None:
    """Store the translation of one field; an empty text takes it away."""
    row = get(kind, thing_id, name, language)
    if not text:
        if row is not None:
            db.session.delete(row)
        return
    if row is None:
        row = Translation(kind=kind, thing_id=thing_id, field=name, language=language)
        db.session.add(row)
    row.text, row.origin, row.state, row.person_id = text, origin, state, person_id
    row.source_hash, row.changed_at = digest(source), utcnow()


@dataclass(frozen=True)
class Waiting:
    """A text that lacks a translation, or has an old or unreviewed one."""

    field: Field
    thing_id: int
    source: str
    source_language: str
    language: str
    reason: str  # missing | stale | draft
    translation: Translation | None


def waiting(language: str | None = None) -> list[Waiting]:
    """Everything that waits for a translation, by field and thing."""
    rows = {
        (r.kind, r.thing_id, r.field, r.language): r
        for r in db.session.scalars(select(Translation))
    }
    found = []
    for known in fields():
        for thing_id, source, written_in in known.sources():
            for code in EDITIONS if language is None else [language]:
                if code == written_in or not source:
                    continue
                row = rows.get((known.kind, thing_id, known.name, code))
                reason = _why(row, source)
                if reason:
                    found.append(Waiting(known, thing_id, source, written_in, code, reason, row))
    return found


def _why(row: Translation | None, source: str) -> str | None:
    if row is None:
        return "missing"
    if row.source_hash != digest(source):
        return "stale"
    return "draft" if row.state == DRAFT else None


def init_app(app: Flask) -> None:
    app.before_request(_forget)
    app.jinja_env.globals["staff_text_of"] = of


def _forget() -> None:
    """What was fetched is good for one request only, also where a test spans several."""
    g.pop("texts", None)
