"""What people see when something cannot be done."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from portal.access import public
from portal.db import db
from portal.i18n import MN, MONG, RU, ZH
from tests.accounts.factory import make_person


def break_down(*_given):
    raise OperationalError("SELECT", {}, Exception("the disk is gone"))


@pytest.mark.parametrize("who", ["nobody", "editor"])
def test_without_a_database_there_is_a_calm_page(app, visitor, who):
    if who != "nobody":
        visitor.sign_in(make_person(roles=(who,)))
    event.listen(db.engine, "before_cursor_execute", break_down)

    page = visitor.see("/boards/praise/", 503)

    event.remove(db.engine, "before_cursor_execute", break_down)
    assert page.heading == "⟦The portal is busy at the moment⟧"
    assert "disk" not in page.html


def test_a_mistake_of_ours_is_told_without_its_details(app, visitor):
    @app.get("/<language:language>/broken")
    @public
    def broken(language=None):
        raise ValueError("«13812345678»")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = visitor.see("/broken", 500)

    assert "⟦Server error, please try again later⟧" in page.heading
    assert "13812345678" not in page.html


@pytest.mark.parametrize("language", [ZH, MONG, MN, RU])
def test_an_address_that_leads_nowhere_is_told_in_the_readers_language(visitor, language):
    answer = visitor.client.get(f"/{language.code}/nowhere")

    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == language.tag
