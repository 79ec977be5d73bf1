"""The record of actions is kept with the action, chained, and cannot be changed unnoticed."""

import threading

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from portal import audit
from portal.audit import AuditEntry, record
from portal.db import db, db_transaction


def note(*actions: str) -> None:
    with db_transaction():
        for action in actions:
            record(action, count=1)


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def without_triggers(statement) -> None:
    """What somebody with the database's own rights could do."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
    else:
        for name in ("update", "delete", "replace"):
            db.session.execute(text(f"DROP TRIGGER audit_entry_no_{name}"))
    db.session.execute(statement)
    db.session.commit()


def test_entries_are_numbered_and_chained(both_databases):
    note("cases.accept", "cases.release")
    note("cases.retract")

    first, second, third = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    assert [first.id, second.id, third.id] == [1, 2, 3]
    assert first.previous_hash == audit.BEFORE_THE_FIRST
    assert third.previous_hash == second.hash
    assert first.actor_name == "system"


def test_an_entry_is_kept_only_with_its_action(both_databases):
    def fail() -> None:
        with db_transaction():
            record("cases.accept")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    note("cases.release")

    assert actions() == ["cases.release"]


def test_what_a_savepoint_took_back_is_not_recorded(both_databases):
    def fail() -> None:
        with db.session.begin_nested():
            record("within")
            raise ZeroDivisionError

    with db_transaction():
        record("before")
        with pytest.raises(ZeroDivisionError):
            fail()
        record("after")

    assert actions() == ["before", "after"]


def test_an_entry_can_be_read_before_the_commit(both_databases):
    record("cases.accept")

    assert actions() == ["cases.accept"]
    db.session.rollback()
    assert actions() == []


def test_a_new_thing_is_named_by_its_id(both_databases):
    note("first")
    entry = db.session.scalars(select(AuditEntry)).one()

    record("auditing.look", entry)
    db.session.commit()

    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (last.thing_kind, last.thing_id) == ("audit_entry", "1")


@pytest.mark.parametrize(
    "statement",
    [
        update(AuditEntry).values(action="other"),
        delete(AuditEntry),
        text("INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry"),
        text("TRUNCATE audit_entry"),
    ],
    ids=["update", "delete", "replace", "truncate"],
)
def test_the_database_refuses_to_change_an_entry(both_databases, statement):
    note("cases.accept")

    with pytest.raises(DBAPIError):
        db.session.execute(statement)

    db.session.rollback()
    assert actions() == ["cases.accept"]


def test_a_whole_log_is_said_to_be_whole(both_databases, monkeypatch):
    monkeypatch.setattr(audit, "STEP", 2)
    note("a", "b", "c", "d", "e")
    head = db.session.scalar(select(AuditEntry.hash).where(AuditEntry.id == 5))
    db.session.rollback()

    result = both_databases.test_cli_runner().invoke(args=["audit", "verify"])

    assert result.output == f"whole: 5 entries, head {head}\n"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        (update(AuditEntry).where(AuditEntry.id == 2).values(action="x"), "entry 2 was changed"),
        (update(AuditEntry).where(AuditEntry.id == 3).values(details={}), "entry 3 was changed"),
        (delete(AuditEntry).where(AuditEntry.id == 1), "entry 1 is missing"),
        (
            update(AuditEntry).where(AuditEntry.id == 3).values(previous_hash="0"),
            "entry 3 does not follow",
        ),
    ],
    ids=["action", "details", "removed", "link"],
)
def test_the_first_broken_entry_is_named(both_databases, statement, broken):
    note("a", "b", "c")
    without_triggers(statement)

    result = both_databases.test_cli_runner().invoke(args=["audit", "verify"])

    assert broken in result.output
    assert result.exit_code == 1


def test_a_log_cut_off_at_its_end_is_noticed_by_its_head(both_databases):
    note("a", "b")
    head = audit.verify().head
    assert not audit.verify(head).broken
    without_triggers(delete(AuditEntry).where(AuditEntry.id == 2))

    assert not audit.verify().broken
    assert "cut off" in audit.verify(head).broken


def test_many_who_write_at_once_make_one_chain(both_databases):
    def write() -> None:
        with both_databases.app_context():
            for number in range(5):
                note(f"tests.write{number}")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert audit.verify().count == 20
    assert audit.verify().broken == ""
