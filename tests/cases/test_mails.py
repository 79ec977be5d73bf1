"""What reporters who left an address are told, and what happens when their account goes."""

import pytest

from portal.accounts import actions as accounts
from portal.cases import actions, queries
from portal.cases.actions import Contact, Given
from portal.city.models import UnitMember
from portal.db import db
from portal.i18n import speaking
from tests.accounts.factory import make_person
from tests.cases.factory import make_case
from tests.city.factory import make_category, make_unit


@pytest.fixture(autouse=True)
def request_context(app):
    with app.test_request_context("/qps/"), speaking("qps"):
        yield


@pytest.fixture
def mails(monkeypatch) -> list:
    """Every mail that is sent: (address, subject, body, language)."""
    found = []
    monkeypatch.setattr(
        "portal.mail.send",
        lambda to, subject, body, *, language: found.append((to, subject, body, language)),
    )
    return found


def send(**contact):
    given = Given(category=make_category(kind="praise"), words="«W»", language="qps")
    return actions.receive(given, form_key="a", contact=Contact(**contact))


def test_the_receipt_comes_by_mail_with_the_address_of_the_slip(mails):
    case = send(email="somebody@example.org")

    to, subject, body, language = mails[0]
    assert to == "somebody@example.org"
    assert case.number in subject
    assert f"http://localhost/qps/cases/slip/{case.number}/{queries.code_of(case)}" in body
    assert language == "qps"


def test_nobody_is_written_to_without_an_address(mails):
    send(phone="13812345678")

    assert mails == []


def test_the_reporter_is_told_of_the_ending_in_their_own_language(mails):
    editor = make_person(roles=("editor",))
    declined = make_case(email="a@example.org", reply_language="ru")
    actions.decline(editor, declined, reason="other", words="«Because.»")
    published = make_case("screening", "praise", email="b@example.org", public_title="«T»",
                          public_words="«W»", public_language="qps")  # fmt: skip
    actions.release(editor, published)

    assert [(mail[0], mail[3]) for mail in mails] == [
        ("a@example.org", "ru"),
        ("b@example.org", "qps"),
    ]
    assert "«Because.»" in mails[0][2]


def test_praise_of_ones_own_unit_is_labelled():
    member, unit = make_person(), make_unit()
    db.session.add(UnitMember(person_id=member.id, unit_id=unit.id))
    praise = Given(category=make_category(kind="praise"), words="«W»", language="qps")
    exposure = Given(category=make_category(), words="«W»", language="qps")

    assert actions.receive(praise, form_key="a", reporter=member).from_unit_id == unit.id
    assert actions.receive(exposure, form_key="b", reporter=member).from_unit_id is None


def test_own_reports_are_in_the_export_of_own_data():
    person = make_person()
    make_case(reporter_id=person.id, phone="13812345678")

    exported = accounts.export(person)["cases"]

    assert exported[0]["phone"] == "13812345678"
    assert exported[0]["words"] == "«Rubbish beside the road.»"


def test_a_deleted_account_leaves_its_reports_without_a_trace():
    person = make_person()
    case = make_case(reporter_id=person.id, phone="13812345678")

    actions.forget_reporter(person)

    assert (case.reporter_id, case.has_contact) == (None, False)
