"""Nothing of a reporter gets out: one report goes all the way, and every byte is looked at."""

import re
from pathlib import Path

import pytest

from portal import jobs
from portal.accounts import queries as accounts
from portal.cases import actions, queries
from portal.cases.models import Case
from portal.config import settings
from portal.db import db, db_transaction
from portal.photos import actions as photo_actions
from portal.photos.models import CHECKS
from tests.accounts.factory import make_person
from tests.cases.test_pages import fill_in, photo
from tests.city.factory import make_category
from tests.photos.samples import MARK, exif, gps, jpeg

NAME, PHONE, EMAIL = "Wulantuya", "13847012345", "wulantuya@example.org"
POSITION = ("49.598123", "117.430456")
SECRETS = [NAME, PHONE, EMAIL, *POSITION, MARK, "49.59", "117.43", "OWN-WORDS"]


@pytest.fixture
def case(app, visitor, capfd) -> Case:
    """Sent by a stranger with everything one can give, released by two people, files made."""
    marked = jpeg(1000, 800, exif=exif(words=MARK, gps=gps()))
    more = {"name": NAME, "phone": PHONE, "email": EMAIL, "wants_answer": "y"}
    more |= {"latitude": POSITION[0], "longitude": POSITION[1], "words": "«OWN-WORDS»"}
    category = make_category(track="behaviour")
    visitor.send(
        "/cases/new", **fill_in(visitor, category=category, photo_1=photo(data=marked), **more)
    )
    db.session.remove()
    jobs.run_all(app)
    editor, releaser = (make_person(roles=(role,)).id for role in ("editor", "releaser"))
    with app.test_request_context("/qps/"), db_transaction():
        found = db.session.query(Case).one()
        publish(found, accounts.get(editor), accounts.get(releaser))
    return db.session.query(Case).one()


def publish(case: Case, editor, releaser) -> None:
    for row in case.photos:
        photo_actions.check_off(editor, row.photo, CHECKS)
    actions.set_public_text(editor, case, title="«T»", words="«W»", language="qps")
    actions.propose_release(editor, case)
    actions.release(releaser, case)


def found_in(data: bytes) -> list[str]:
    return [secret for secret in SECRETS if secret.encode() in data]


def test_no_public_page_and_no_picture_holds_anything_of_the_reporter(visitor, case):
    pages = ["/qps/", "/qps/boards/exposure/", f"/qps/boards/exposure/{case.number}"]
    pages += [f"/qps/cases/{case.number}/object", "/qps/cases/new?kind=exposure"]
    pictures = set()
    for address in pages:
        data = visitor.client.get(address).data
        pictures |= set(re.findall(r"/photos/[0-9a-f]+/\d+-\d+\.\w+", data.decode()))
        assert found_in(data) == [], address

    assert len(pictures) > 3
    for address in pictures:
        answer = visitor.client.get(address)
        assert answer.status_code == 200
        assert found_in(answer.data) == [], address
        assert b"Exif" not in answer.data


def test_a_handler_of_a_unit_sees_neither_desk_nor_photo_desk(visitor, case):
    visitor.sign_in(make_person(roles=("handler",)))
    key = case.photos[0].photo.key

    for address in (f"/desk/cases/{case.number}", "/desk/cases/", f"/desk/photos/{key}/"):
        assert found_in(visitor.see(address, 403).html.encode()) == []


def test_no_log_line_holds_anything_of_the_reporter(visitor, case, capfd):
    code = queries.code_of(case)
    visitor.see(f"/cases/slip/{case.number}/{code}")
    written = "".join(capfd.readouterr())

    assert '"rule"' in written
    assert found_in(written.encode()) == []
    assert code not in written


def test_nothing_of_the_reporter_lies_in_clear_in_the_database_or_the_queue(app, case):
    code = queries.code_of(case)
    db.session.remove()
    db.engine.dispose()
    files = list(Path(settings().instance_path).glob("*.sqlite*"))
    secrets = [NAME, PHONE, EMAIL, *POSITION, MARK, code]

    assert len(files) >= 2
    for file in files:
        data = file.read_bytes()
        assert [secret for secret in secrets if secret.encode() in data] == [], file.name


def test_the_audit_log_says_who_looked_and_nothing_that_was_seen(app, case):
    editor = make_person(roles=("editor",)).id
    with app.test_request_context("/qps/"), db_transaction():
        seen = actions.reveal_contact(accounts.get(editor), queries.get(case.id), "«To ask.»")
    assert seen["name"] == NAME

    entries = str(db.session.execute(db.text("SELECT * FROM audit_entry")).all())
    assert "cases.reveal_contact" in entries
    assert found_in(entries.encode()) == []
