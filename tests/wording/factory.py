"""Words for tests: a text that waits, and a string of the interface."""

from portal.wording import queries
from tests.city.factory import make_category


def a_string(language: str = "ru", words: str = "This field is required."):
    """A string of the interface that every catalog has."""
    return queries.strings(language, words)[0]


def examples() -> dict:
    """A value for every part of an address of this feature."""
    category = make_category(source_language="zh")
    return {
        "text_kind": "category",
        "thing_id": category.id,
        "text_field": "name",
        "edition": "ru",
        "string_key": a_string().key,
    }
