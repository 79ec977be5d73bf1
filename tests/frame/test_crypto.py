"""Sealed texts open only where they belong, and move to a new key without being lost."""

import pytest
from sqlalchemy import String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from portal import crypto
from portal.crypto import SealBroken, blind_index, open_sealed, seal
from portal.db import db


class Base(DeclarativeBase):
    """Tables that only these tests have."""


class Letter(Base):
    __tablename__ = "sealed_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32))
    text: Mapped[str | None]


@pytest.fixture
def letters(both_databases, monkeypatch):
    """Three letters sealed with the first key, one of them empty."""
    monkeypatch.setattr(crypto, "_columns", {})
    monkeypatch.setattr(crypto, "BATCH", 2)
    crypto.sealed_column(Letter, "text", context=lambda row: f"letter:{row.key}")
    Base.metadata.create_all(db.engine)
    for key in "abc":
        db.session.add(Letter(key=key, text=seal(f"«{key}»", context=f"letter:{key}")))
    db.session.add(Letter(key="d", text=None))
    db.session.commit()
    return both_databases


def run(app, *words: str):
    db.session.commit()
    return app.test_cli_runner().invoke(args=["keys", *words])


def opened() -> list[str]:
    rows = db.session.scalars(select(Letter).where(Letter.text.is_not(None)).order_by(Letter.id))
    return [open_sealed(row.text, context=f"letter:{row.key}") for row in rows]


def test_a_sealed_text_opens_in_its_place(app):
    assert open_sealed(seal("«13912345678»", context="a:1"), context="a:1") == "«13912345678»"


def test_a_sealed_text_says_nothing_and_is_never_the_same_twice(app):
    first, second = seal("13912345678", context="a:1"), seal("13912345678", context="a:1")

    assert first != second
    assert first.startswith("v1.k1.")
    assert "139" not in first.partition("k1.")[2][:3]


def test_a_text_copied_to_another_row_does_not_open(app):
    with pytest.raises(SealBroken, match="another row"):
        open_sealed(seal("«secret»", context="a:1"), context="a:2")


@pytest.mark.parametrize("position", [6, 10, -1])
def test_a_changed_text_does_not_open(app, position):
    sealed = list(seal("«a somewhat longer text»", context="a:1"))
    sealed[position] = "A" if sealed[position] != "A" else "Q"

    with pytest.raises(SealBroken):
        open_sealed("".join(sealed), context="a:1")


@pytest.mark.parametrize(
    "broken", ["", "v1", "v1.k1", "v1.k1.", "v1.k1.!!", "v2.k1.AAAA", "v1.k9.AAAA"]
)
def test_what_is_not_a_sealed_text_is_said_clearly(app, broken):
    with pytest.raises(SealBroken):
        open_sealed(broken, context="a:1")


def test_equal_texts_are_found_within_one_purpose_only(app):
    assert blind_index("a@b.cn", purpose="person.email") == blind_index(
        "a@b.cn", purpose="person.email"
    )
    assert blind_index("a@b.cn", purpose="person.email") != blind_index(
        "a@b.cn", purpose="case.email"
    )


def test_rotating_moves_every_text_to_the_new_key(letters):
    index = blind_index("«a»", purpose="letter")

    result = run(letters, "rotate")

    assert "sealed_letter.text: 3 texts" in result.output
    assert opened() == ["«a»", "«b»", "«c»"]
    assert all(
        text.startswith("v1.k2.") for text in db.session.scalars(select(Letter.text)) if text
    )
    assert blind_index("«a»", purpose="letter") == index


def test_rotating_can_be_broken_off_and_continued(letters):
    with crypto.key_file().changing() as file:
        file.replace(file.ring().with_new_key())
    assert next(crypto.seal_again(crypto.columns()[0])) == 2
    assert run(letters, "retire", "k1").exit_code == 1

    result = run(letters, "rotate", "--continue")

    assert "1 texts" in result.output
    assert opened() == ["«a»", "«b»", "«c»"]
    assert crypto.ring().newest.id == "k2"


def test_an_old_key_is_retired_once_nothing_needs_it(letters):
    run(letters, "rotate")

    assert "wait 48 hours" in run(letters, "retire", "k1").output
    assert run(letters, "retire", "k1", "--now").output == "k1 retired.\n"
    assert [key.id for key in crypto.ring().keys] == ["k2"]
    assert opened() == ["«a»", "«b»", "«c»"]


def test_keys_are_listed_without_showing_them(letters):
    output = run(letters, "list").output

    assert "k1" in output
    assert "3 texts" in output
    assert (letters.extensions["key_file"].path).read_text().split('"')[3] not in output
