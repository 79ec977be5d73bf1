"""Jobs run after the commit, in a transaction, once or more often, and survive their worker."""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from portal import jobs, storage
from portal.audit import AuditEntry, record
from portal.db import db, db_transaction
from portal.jobs import enqueue, run_all

WORKER = """
import sys, time
from portal import create_app, jobs, storage
@jobs.job("tests.slow")
def slow(seconds):
    storage.put("tests/began", b"")
    time.sleep(seconds)
    storage.put("tests/ended", b"")
app = create_app({"environment": "test", "instance_path": sys.argv[1]})
if len(sys.argv) > 2:
    with app.app_context():
        jobs.queue().add("tests.slow", (float(sys.argv[2]),), 0, 0)
app.cli.main(args=["worker"], obj=__import__("flask.cli").cli.ScriptInfo(create_app=lambda: app))
"""
done: list = []


@pytest.fixture(autouse=True)
def few_jobs(monkeypatch):
    """Only the jobs of these tests exist while they run."""
    monkeypatch.setattr(jobs, "_jobs", {})
    monkeypatch.setattr(jobs, "_nightly", {})
    done.clear()
    jobs.job("tests.note")(done.append)


@pytest.fixture(params=["sqlite", pytest.param("redis", marks=pytest.mark.servers)])
def queued(request, make_app):
    url = "" if request.param == "sqlite" else request.getfixturevalue("redis_url")
    app = make_app(redis_url=url)
    with app.app_context():
        yield app


def test_a_job_runs_after_the_commit(queued):
    with db_transaction():
        enqueue("tests.note", 1)
        assert run_all(queued) == 0

    assert run_all(queued) == 1
    assert done == [1]


def test_nothing_is_queued_when_the_transaction_fails(queued):
    def fail() -> None:
        with db_transaction():
            enqueue("tests.note", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert run_all(queued) == 0


def test_jobs_run_in_the_order_they_came(queued):
    with db_transaction():
        for number in range(5):
            enqueue("tests.note", number)

    run_all(queued)

    assert done == [0, 1, 2, 3, 4]


def test_a_name_nobody_registered_is_refused_at_once(queued):
    with pytest.raises(KeyError):
        enqueue("tests.unknown")


def test_what_a_job_changes_is_committed_or_rolled_back_as_a_whole(both_databases):
    def change(fails: bool) -> None:
        record("tests.change")
        db.session.flush()
        if fails:
            raise ZeroDivisionError

    jobs.job("tests.change")(change)
    with db_transaction():
        enqueue("tests.change", False)
        enqueue("tests.change", True)

    with pytest.raises(ZeroDivisionError):
        run_all(both_databases)

    assert db.session.query(AuditEntry).count() == 1


def test_a_failed_job_is_tried_again_later(queued):
    attempts = []

    @jobs.job("tests.fails", retries=2, delay=1)
    def fails() -> None:
        attempts.append(time.monotonic())
        raise ConnectionError

    with db_transaction():
        enqueue("tests.fails")
    huey = jobs.queue().huey
    huey.execute(huey.dequeue())

    assert jobs.queue().later() == 1
    again = jobs.queue().huey.scheduled()[0]
    assert (again.retries, again.retry_delay) == (1, 2)


def test_a_job_whose_worker_died_runs_with_the_next(queued):
    with db_transaction():
        enqueue("tests.note", "«late»")
    jobs.queue()._note(jobs.queue().huey.dequeue())  # taken out, and then the worker is gone
    assert run_all(queued) == 0

    assert jobs.queue().rescue() == 1
    run_all(queued)

    assert done == ["«late»"]


def test_what_runs_nightly_is_queued_once_a_day_by_all_workers(queued):
    jobs.nightly("tests.night", hour=2)(lambda: done.append("night"))
    at = [datetime(2026, 3, 1, hour, 30, tzinfo=ZoneInfo("Asia/Shanghai")) for hour in (1, 2, 3)]

    queued_at = [jobs.queue_nightly(moment) for moment in at]

    assert queued_at == [["tests.night"], ["tests.night"], []]  # yesterday's is made up for first


def test_one_knows_whether_a_worker_is_alive(queued):
    assert not jobs.worker_is_alive()

    jobs.queue().beat()

    assert jobs.worker_is_alive()


def test_messages_are_never_pickled(app):
    with db_transaction():
        enqueue("tests.note", {"id": 1})

    [message] = jobs.queue().huey.storage.enqueued_items()

    assert bytes(message).startswith(b'{"task"')


def worker(folder, *words: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), *words], stderr=subprocess.DEVNULL
    )


def wait_until(condition, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def test_a_worker_told_to_stop_finishes_what_it_does(app):
    child = worker(app.extensions["settings"].instance_path, "1")
    wait_until(lambda: storage.exists("tests/began"))

    child.terminate()

    assert child.wait(15) == 0
    assert storage.exists("tests/ended")


def test_a_killed_worker_s_job_is_done_by_the_next(app):
    folder = app.extensions["settings"].instance_path
    first = worker(folder, "2")
    wait_until(lambda: storage.exists("tests/began"))
    os.kill(first.pid, signal.SIGKILL)
    first.wait()

    second = worker(folder)
    wait_until(lambda: storage.exists("tests/ended"))

    assert jobs.worker_is_alive()
    second.terminate()
    assert second.wait(15) == 0
