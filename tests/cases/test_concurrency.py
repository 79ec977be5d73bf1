"""Several people at once, on both databases: numbers, double submissions, two releasers, thanks."""

import json
import subprocess
import sys
from threading import Barrier, Thread

import pytest
from sqlalchemy.orm.exc import StaleDataError

from portal.accounts import queries as accounts
from portal.cases import actions, queries
from portal.cases.actions import Given
from portal.cases.models import Case
from portal.city import queries as city
from portal.config import settings
from portal.db import db, db_transaction
from portal.errors import Refusal
from tests.accounts.factory import make_person
from tests.cases.factory import make_case, make_published_case
from tests.city.factory import make_category

PROCESS = """
import json, sys
from portal import create_app
from portal.cases import actions
from portal.city import queries as city
from portal.db import db_transaction
app = create_app(json.loads(sys.argv[1]))
sys.stdin.readline()
with app.test_request_context("/zh/"):
    for number in range(10):
        with db_transaction():
            given = actions.Given(category=city.category(int(sys.argv[2])), words=f"w{number}")
            print(actions.receive(given, form_key=sys.argv[3] + str(number)).number)
"""


def at_once(app, *functions) -> list:
    """Runs each function in a thread, in a transaction of its own; what it returned or raised."""
    db.session.remove()  # outside a request even reading takes SQLite's write lock
    barrier, results = Barrier(len(functions)), [None] * len(functions)

    def run(position: int, function) -> None:
        with app.test_request_context("/qps/"):
            try:
                barrier.wait()
                with db_transaction():
                    results[position] = function()
            except (Refusal, StaleDataError) as error:
                results[position] = error
            finally:
                db.session.remove()

    threads = [Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_processes_never_give_out_the_same_number(both_databases):
    category_id, chosen = make_category().id, settings()
    given = {name: getattr(chosen, name) for name in ("environment", "secret_key", "database_url")}
    given |= {"instance_path": str(chosen.instance_path), "pseudo_language": True}
    db.session.remove()
    command = [sys.executable, "-c", PROCESS, json.dumps(given), str(category_id)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen([*command, name], **pipes) for name in ("a", "b")]

    outputs = [process.communicate("go\n", timeout=60)[0] for process in both]

    numbers = sorted(" ".join(outputs).split())
    assert len(set(numbers)) == 20
    assert int(numbers[-1]) - int(numbers[0]) == 19


def test_a_form_sent_twice_at_the_same_moment_is_one_case(both_databases):
    category_id = make_category().id

    def send():
        given = Given(category=city.category(category_id), words="«W»", language="qps")
        return actions.receive(given, form_key="the same").number

    first, second, third = at_once(both_databases, send, send, send)

    assert first == second == third
    assert db.session.query(Case).count() == 1


def test_two_people_release_at_once_and_one_is_told(both_databases):
    case_id = make_case(
        "screening", "praise", public_title="«T»", public_words="«W»", public_language="qps"
    ).id
    people = [make_person(roles=("editor",)).id for _number in range(2)]

    def release(person_id):
        case = queries.case_for_desk(case_id)
        actions.release(accounts.get(person_id), case)
        return case.state

    results = at_once(both_databases, *(lambda p=p: release(p) for p in people))

    events = [event.action for event in queries.full_timeline(queries.get(case_id))]
    assert events.count("release") == 1
    assert "published" in results


def test_declining_while_the_reporter_withdraws_leaves_one_ending(both_databases):
    case_id, editor_id = make_case("screening").id, make_person(roles=("editor",)).id

    def decline():
        case = queries.case_for_desk(case_id)
        actions.decline(accounts.get(editor_id), case, reason="other", words="«No.»")

    def withdraw():
        actions.withdraw(queries.get(case_id))

    at_once(both_databases, decline, withdraw)

    events = [event.action for event in queries.full_timeline(queries.get(case_id))]
    assert len({"decline", "withdraw"} & set(events)) == 1


@pytest.mark.parametrize("visitors", [["a", "a", "a"], ["a", "b", "c"]])
def test_thanks_at_once_are_counted_once_for_each_visitor(both_databases, visitors):
    case_id = make_published_case().id

    def thank(name):
        return actions.thank(queries.get(case_id), name * 64)

    at_once(both_databases, *(lambda name=name: thank(name) for name in visitors))

    assert queries.get(case_id).thanks == len(set(visitors))


def test_the_timeline_cannot_be_changed(both_databases):
    event = make_case().events[0]
    for sql in (
        f"UPDATE case_event SET action = 'x' WHERE id = {event.id}",  # noqa: S608
        f"DELETE FROM case_event WHERE id = {event.id}",  # noqa: S608
    ):
        with pytest.raises(Exception, match="timeline"):
            db.session.execute(db.text(sql))
        db.session.rollback()
