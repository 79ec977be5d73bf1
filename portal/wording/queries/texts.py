"""What staff wrote and what of it waits for a translation."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.exc import NoResultFound

from portal import texts
from portal.i18n import ALL, EDITIONS

REASONS = ("missing", "stale", "draft")


@dataclass(frozen=True)
class Text:
    """One field of one thing, and its translation into one language, if there is one."""

    field: texts.Field
    thing_id: int
    source: str
    source_language: str
    language: str
    translation: texts.Translation | None

    @property
    def source_tag(self) -> str:
        return ALL[self.source_language].tag

    @property
    def is_stale(self) -> bool:
        """Whether the source has changed since it was translated."""
        kept = self.translation
        return kept is not None and kept.source_hash != texts.digest(self.source)

    @property
    def digest(self) -> str:
        """Changes when the source or the translation does: so that two people notice each other."""
        known = self.translation.text if self.translation else ""
        return texts.digest(f"{self.source}\0{known}")


def waiting(language: str = "", kind: str = "", reason: str = "") -> list[texts.Waiting]:
    """What waits, by kind and thing; empty means all. `kind` is that of the thing (category)."""
    if language and language not in EDITIONS:
        return []
    return [
        row
        for row in texts.waiting(language or None)
        if (not kind or row.field.kind == kind) and (not reason or row.reason == reason)
    ]


def waiting_counts() -> dict[str, int]:
    """How many texts wait, by language code."""
    counted = Counter(row.language for row in texts.waiting())
    return {code: counted[code] for code in EDITIONS}


def text(kind: str, thing_id: int, name: str, language: str) -> Text:
    """One text with its translation. Raises NoResultFound (404) if it isn't in use."""
    for field in texts.fields():
        if (field.kind, field.name) != (kind, name):
            continue
        for number, source, written_in in field.sources():
            if number == thing_id and written_in != language:
                kept = texts.get(kind, thing_id, name, language)
                return Text(field, thing_id, source, written_in, language, kept)
    raise NoResultFound
