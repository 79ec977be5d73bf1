"""The invented words: whole, in the right script, and checked before they are public."""

import re

import pytest

from portal.cases.actions import DECLINE_REASONS
from portal.demonstration import scenes, words

RELEASED = [entry for entry in words.entries() if entry.title]


def test_there_are_two_hundred_in_four_languages():
    found = {entry.language for entry in words.entries()}
    assert found == {"zh", "ru", "mn", "mong"}
    assert len(words.entries()) >= 200


def test_every_entry_has_a_scene_and_every_scene_is_described():
    assert {entry.scene for entry in words.entries()} <= set(scenes.names())
    assert set(scenes.names()) == set(words.descriptions())
    for said in words.descriptions().values():
        assert set(said) == {"zh", "ru", "mn"}


def test_what_is_public_is_worded_anew():
    for entry in RELEASED:
        assert entry.raw not in (entry.title, entry.public)
        assert not re.search(r"蒙[A-Z]|\d{7,}|@|！！|小姑娘|老张", entry.title + entry.public)


def test_no_report_says_the_same_as_another():
    for part in ("raw", "title", "public"):
        said = [getattr(entry, part) for entry in RELEASED]
        assert len(said) == len(set(said)), part


def test_traditional_mongolian_is_converted():
    for entry in words.entries():
        if entry.language == "mong":
            assert not re.search(r"[a-zöüč]", entry.raw + entry.title + entry.public + entry.at)
            assert "\u202f" not in entry.raw + entry.title + entry.public


@pytest.mark.parametrize(
    "entry", [e for e in words.entries() if e.declined], ids=lambda e: e.declined
)
def test_a_declined_report_has_a_reason_and_an_answer(entry):
    assert entry.declined in DECLINE_REASONS
    assert entry.answer
