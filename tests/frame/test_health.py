"""Machines can ask whether the portal lives, whether it is ready, and for its numbers."""

import pytest
from sqlalchemy import text

from portal import health, jobs, metrics
from portal.db import db


def ready(app) -> tuple[int, dict]:
    db.session.rollback()
    answer = app.test_client().get("/readyz")
    return answer.status_code, dict(line.split() for line in answer.text.splitlines())


def test_a_process_that_answers_is_alive(make_app):
    app = make_app(database_url="postgresql://nobody@127.0.0.1:9/none")

    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_all_parts_are_named(both_databases):
    jobs.queue().beat()

    assert ready(both_databases) == (
        200,
        {"database": "ok", "migrations": "ok", "storage": "ok", "worker": "ok"},
    )


def test_a_missing_worker_is_named_but_turns_nobody_away(app):
    assert ready(app)[0] == 200
    assert ready(app)[1]["worker"] == "failed"
    with app.test_request_context("/qps/"):
        assert len(health.warnings()) == 1


def test_a_database_behind_the_code_is_not_ready(both_databases):
    db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    db.session.commit()

    status, parts = ready(both_databases)

    assert (status, parts["migrations"]) == (503, "failed")


def test_without_a_database_it_is_not_ready(make_app):
    app = make_app(database_url="postgresql://nobody@127.0.0.1:9/none")
    with app.app_context():
        assert ready(app)[0] == 503


def test_numbers_add_up_over_processes(make_app, tmp_path):
    one, other = make_app(), make_app()
    for app, count in ((one, 2), (other, 3)):
        for _ in range(count):
            app.test_client().get("/healthz")
        app.extensions["metrics"].flush()

    page = one.test_client().get("/metrics").text

    line = 'portal_request_seconds_count{method="GET",rule="/healthz",status="200"} 5.0'
    assert line in page
    assert 'le="+Inf",method="GET",rule="/healthz",status="200"} 5.0' in page
    assert "portal_worker_alive 0.0" in page


def test_a_histogram_counts_upwards(app):
    for seconds in (0.001, 0.02, 0.02, 40):
        metrics.metrics().observe("portal_request_seconds", ("GET", "/x", "200"), seconds)

    page = metrics.exposition({}).decode()

    counts = [line.split()[-1] for line in page.splitlines() if "_bucket" in line]
    assert counts == ["1.0", "1.0", "3.0", *["3.0"] * 7, "4.0"]


def test_the_cache_is_counted(make_app):
    app = make_app(page_cache=True)
    app.wsgi_app.hits += 3

    assert "portal_cache_hits_total 3.0" in app.test_client().get("/metrics").text


@pytest.mark.parametrize(
    ("settings", "address", "headers", "status"),
    [
        ({}, "127.0.0.1", {}, 200),
        ({}, "203.0.113.7", {}, 404),
        ({}, "127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, 404),
        ({"metrics_token": "secret"}, "127.0.0.1", {}, 404),
        ({"metrics_token": "secret"}, "203.0.113.7", {"Authorization": "Bearer wrong"}, 404),
        ({"metrics_token": "secret"}, "203.0.113.7", {"Authorization": "Bearer secret"}, 200),
    ],
)
def test_numbers_are_for_this_machine_or_who_knows_the_token(
    make_app, settings, address, headers, status
):
    client = make_app(**settings).test_client()

    answer = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})

    assert answer.status_code == status
