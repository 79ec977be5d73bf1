"""Pieces of pages are drawn once for each key and each kind of reader, in bounded memory."""

import pytest
from markupsafe import Markup

from portal.db import db
from portal.pieces import OVERHEAD, Pieces, piece


@pytest.fixture
def drawn(app):
    """A macro that notes how often it draws."""
    count = []

    def macro(words: str, level: int = 2) -> Markup:
        count.append(words)
        return Markup("<b>{}</b>").format(words)

    macro.count = count
    return macro


def test_a_piece_is_drawn_once(app, drawn):
    with app.test_request_context("/qps/"):
        app.preprocess_request()
        pieces = [piece("tests.word", ("«a»",), drawn, "«a»") for _ in range(3)]

    assert pieces == [Markup("<b>«a»</b>")] * 3
    assert drawn.count == ["«a»"]


def test_another_key_name_or_argument_is_another_piece(app, drawn):
    with app.test_request_context("/qps/"):
        app.preprocess_request()
        for name, key, level in (("a", 1, 2), ("a", 2, 2), ("b", 1, 2), ("a", 1, 3)):
            piece(name, (key,), drawn, "«x»", level=level)

    assert len(drawn.count) == 4


@pytest.mark.parametrize("address", ["/zh/", "/qps/?care=1"])
def test_another_language_or_care_mode_is_another_piece(app, drawn, address):
    for each in ("/qps/", address):
        with app.test_request_context(each):
            app.preprocess_request()
            piece("tests.word", (), drawn, "«x»")

    assert len(drawn.count) == 2


def test_a_corrected_string_draws_all_anew(app, drawn):
    catalogs = app.extensions["babel"].instance.domain_instance
    for _ in range(2):
        with app.test_request_context("/zh/"):
            app.preprocess_request()
            piece("tests.word", (), drawn, "«x»")
        catalogs.loaded.clear()  # what look_for_corrections does
        db.session.rollback()

    assert len(drawn.count) == 2


def test_memory_is_bounded(drawn):
    pieces = Pieces(room=10 * (OVERHEAD + 8))
    for number in range(30):
        pieces.get(number % 20, lambda: Markup("12345678"))
        pieces.get("often", lambda: Markup("12345678"))

    assert len(pieces.kept) == 10
    assert pieces.used == pieces.room
    assert "often" in pieces.kept
