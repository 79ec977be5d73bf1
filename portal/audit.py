"""Who did what: a record that can be added to and never changed.

`record("cases.release", case, photos=2)` notes an action of the current person (or of a command or
a job) in the transaction of the action: both are kept, or neither. Each entry carries a hash over
its own content and the hash of the one before, so that a changed, removed or inserted row breaks
the chain at that place; triggers on both databases refuse to change or delete one in the first
place (migrations/versions/0002_audit_triggers.py). `portal audit verify` proves the log whole; keep
the head it prints elsewhere and give it back later (`--expect-head`) to notice a log cut off at its
end.

Entries are written when the transaction is about to commit, after everything else: from there to
the end one writer holds the log (an advisory lock on PostgreSQL, the write lock on SQLite), which
is short, and no two transactions can wait for each other.

Source: GB/T 22239-2019 level 2, 8.1.4.3 (audit covers every user, and is protected from change).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, has_request_context, request
from flask_login import current_user
from sqlalchemy import String, event, func, insert, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.crypto import blind_index
from portal.db import JsonType, UtcDateTime, db, utcnow

BEFORE_THE_FIRST = "0" * 64
LOCK = 0x41554449  # the advisory lock of the log: "AUDI"
WAITING = "audit entries"
STEP = 1000  # rows read at a time while verifying


class AuditEntry(db.Model):
    """One action of one person. Never changed, never deleted; `details` hold no personal data."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1, 2, 3, no gaps
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)  # no foreign key: the entry outlives
    actor_name: Mapped[str] = mapped_column(String(150))  # the user name at that time
    action: Mapped[str] = mapped_column(String(80), index=True)
    thing_kind: Mapped[str | None] = mapped_column(String(80))
    thing_id: Mapped[str | None] = mapped_column(String(80))
    details: Mapped[dict] = mapped_column(JsonType)
    address_hash: Mapped[str | None] = mapped_column(String(32))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


@dataclass
class Waiting:
    """An entry to be written at commit; `inside` is the savepoint it was recorded in, if any."""

    values: dict
    thing: object
    inside: object


@dataclass(frozen=True)
class Verdict:
    """What verifying found: how many entries, the last hash, and what is broken ("" if nothing)."""

    count: int
    head: str
    broken: str


def record(action: str, thing: object | None = None, **details) -> None:
    """Note that the current person did `action` ("feature.verb") to `thing`.

    Outside a request the actor is "system". `details` must be JSON and free of personal data: say
    that a phone number was looked at, not which.
    """
    session = db.session()
    values = {
        "at": utcnow(),
        "action": action,
        "details": json.loads(json.dumps(details, default=str)),
        **_actor(),
    }
    if not session.in_transaction():
        session.begin()  # so that a rollback is noticed even if nothing else was done
    inside = session.get_nested_transaction()
    session.info.setdefault(WAITING, []).append(Waiting(values, thing, inside))


def verify(expected_head: str = "") -> Verdict:
    """Read the whole log in order, in constant memory, and check each hash and each link.

    With `expected_head` (a hash printed earlier) that entry must still be there as well.
    """
    previous, count, seen = BEFORE_THE_FIRST, 0, not expected_head
    for row in _in_order():
        count += 1
        broken = _fault(row, count, previous)
        if broken:
            return Verdict(count - 1, previous, broken)
        previous = row["hash"]
        seen = seen or previous == expected_head
    missing = (
        "" if seen else f"no entry has the hash {expected_head}: the log was cut off or replaced"
    )
    return Verdict(count, previous, missing)


def digest(values: dict) -> str:
    """SHA-256 over the canonical JSON of an entry (all fields but its own hash), hexadecimal."""
    plain = {name: value for name, value in values.items() if name != "hash"}
    plain["at"] = plain["at"].astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def init_app(app: Flask) -> None:
    from portal.audit_command import audit  # the command needs this module

    app.cli.add_command(audit)


def _actor() -> dict:
    if not has_request_context():
        return {"actor_id": None, "actor_name": "system", "address_hash": None}
    name = getattr(current_user, "username", "") or ""
    address = blind_index(request.remote_addr or "", purpose="audit.address")[:32]
    return {"actor_id": current_user.id, "actor_name": name, "address_hash": address}


def _fault(row: dict, position: int, previous: str) -> str:
    if row["id"] != position:
        return f"entry {position} is missing"
    if row["previous_hash"] != previous:
        return f"entry {position} does not follow the one before it"
    if row["hash"] != digest(row):
        return f"entry {position} was changed"
    return ""


def _in_order() -> Iterator[dict]:
    table = AuditEntry.__table__
    last = -1
    while True:
        page = select(table).where(table.c.id > last).order_by(table.c.id).limit(STEP)
        rows = db.session.execute(page).mappings().all()
        for row in rows:
            yield dict(row)
        if len(rows) < STEP:
            return
        last = rows[-1]["id"]


def _write(session: Session) -> None:
    """Write what was recorded, as the next links of the chain."""
    waiting = session.info.pop(WAITING, [])
    if not waiting:
        return
    session.flush()  # so that new things have their id
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    newest = select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    last, previous = session.execute(newest).one_or_none() or (0, BEFORE_THE_FIRST)
    for number, entry in enumerate(waiting, start=last + 1):
        values = entry.values | _thing(entry.thing) | {"id": number, "previous_hash": previous}
        previous = values["hash"] = digest(values)
        session.execute(insert(AuditEntry), values)


def _thing(thing: object | None) -> dict:
    if thing is None:
        return {"thing_kind": None, "thing_id": None}
    identity = inspect(thing).identity or ("",)
    return {"thing_kind": type(thing).__tablename__, "thing_id": str(identity[0])}


@event.listens_for(db.session, "before_commit")
def _write_at_the_end(session: Session) -> None:
    if not session.in_nested_transaction():
        _write(session)


@event.listens_for(db.session, "do_orm_execute")
def _write_before_reading(state) -> None:
    """Whoever reads the log in the same transaction finds in it what was recorded there."""
    if not state.session.info.get(WAITING) or not state.is_select or state.is_column_load:
        return
    if any(mapper.class_ is AuditEntry for mapper in state.all_mappers):
        _write(state.session)


@event.listens_for(db.session, "after_soft_rollback")
def _forget_what_was_rolled_back(session: Session, ended) -> None:
    waiting = session.info.get(WAITING, [])
    if waiting:
        session.info[WAITING] = [entry for entry in waiting if not _is_within(entry.inside, ended)]


def _is_within(savepoint, ended) -> bool:
    if not ended.nested:
        return True
    while savepoint is not None and savepoint is not ended:
        savepoint = savepoint.parent
    return savepoint is ended
