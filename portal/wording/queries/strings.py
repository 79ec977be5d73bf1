"""The strings of the interface: what the catalogs say, and what staff made of it.

The catalogs are read from translations/<locale>/LC_MESSAGES/*.po, once in each process as long as a
file stays the same. A translator comment there says whether the string was reviewed: "entry" (an
entry of the region's own terminology), "person" or "no".
"""

import gettext
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import polib
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from portal.catalogs import DOMAINS, FOLDER, Correction
from portal.db import db
from portal.i18n import EDITIONS

STATES = ("entry", "person", "no")
_REVIEWED = re.compile(r"reviewed:\s*(entry|person|no)")
_PLURALS = re.compile(r"plural=(.+?);?\s*$")


@dataclass(frozen=True)
class String:
    """One string of the interface in one language."""

    key: str  # for its address; the same in every language
    language: str  # the code of an edition
    context: str
    msgid: str
    plural: str  # the English plural; "" for a string without number
    catalog: tuple[str, ...]  # what the catalog says, one text for each plural form
    reviewed_there: str  # one of STATES
    places: tuple[str, ...]  # the files it stands in
    corrected: dict[int, str] = field(default_factory=dict)  # what staff made of it

    @property
    def texts(self) -> tuple[str, ...]:
        """What readers see, one text for each plural form."""
        return tuple(self.corrected.get(n, text) for n, text in enumerate(self.catalog))

    @property
    def is_corrected(self) -> bool:
        return bool(self.corrected)

    @property
    def reviewed(self) -> str:
        """Whether anybody has read it: what staff saved, a person has."""
        return "person" if self.corrected else self.reviewed_there

    @property
    def digest(self) -> str:
        """Changes when the text does: so that two people notice each other."""
        return hashlib.sha256("\0".join(self.texts).encode()).hexdigest()[:16]


def strings(
    language: str, words: str = "", reviewed: str = "", only_corrected: bool = False
) -> list[String]:
    """The strings of a language in the order of the catalog.

    `words` may stand in the English string or in its text in any language, upper and lower case
    alike; `reviewed` is one of STATES, or empty for all.
    """
    found = _of(language)
    wanted = words.casefold()
    if wanted:
        keys = {key for code in EDITIONS for key, row in _of(code).items() if _has(row, wanted)}
        found = {key: row for key, row in found.items() if key in keys}
    return [
        row
        for row in found.values()
        if (not reviewed or row.reviewed == reviewed) and (row.is_corrected or not only_corrected)
    ]


def string(language: str, key: str) -> String:
    """One string. Raises NoResultFound (404)."""
    try:
        return _of(language)[key]
    except KeyError:
        raise NoResultFound from None


def awaiting_reader() -> dict[str, int]:
    """How many strings nobody has read yet, by language code."""
    return {code: sum(row.reviewed == "no" for row in _of(code).values()) for code in EDITIONS}


def examples_of_form(language: str, number: int, most: int = 4) -> list[int]:
    """Numbers for which a language uses its plural form `number`, such as 1, 21, 31 in Russian."""
    form_of = _plural_rule(EDITIONS[language].locale)
    return [n for n in range(200) if form_of(n) == number][:most]


def _of(language: str) -> dict[str, String]:
    """The strings of a language by key, with the corrections of staff laid over them."""
    locale = EDITIONS[language].locale
    corrections: dict[tuple[str, str], dict[int, str]] = {}
    for row in _corrections(locale):
        corrections.setdefault((row.context, row.msgid), {})[row.plural] = row.text
    found = {}
    for domain in DOMAINS:
        file = _file(locale, domain)
        if file.exists():
            found |= _read(language, file, file.stat().st_mtime_ns)
    return {
        key: replace(row, corrected=corrections.get((row.context, row.msgid), {}))
        for key, row in found.items()
    }


def _corrections(locale: str) -> Sequence[Correction]:
    statement = select(Correction).where(Correction.locale == locale).order_by(Correction.id)
    return db.session.scalars(statement).all()


@lru_cache(maxsize=16)
def _read(language: str, file: Path, changed: int) -> dict[str, String]:
    """The strings of one catalog; `changed` makes a changed file be read anew."""
    rows = [_string(language, entry) for entry in polib.pofile(str(file)) if not entry.obsolete]
    return {row.key: row for row in rows}


def _string(language: str, entry: polib.POEntry) -> String:
    forms = [text for _n, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr]
    noted = _REVIEWED.search(f"{entry.tcomment}\n{entry.comment}")
    context = entry.msgctxt or ""
    return String(
        key=hashlib.sha256(f"{context}\4{entry.msgid}".encode()).hexdigest()[:16],
        language=language,
        context=context,
        msgid=entry.msgid,
        plural=entry.msgid_plural,
        catalog=tuple(forms),
        reviewed_there=noted[1] if noted else "no",
        places=tuple(sorted({place for place, _line in entry.occurrences})),
    )


def _has(row: String, wanted: str) -> bool:
    return any(wanted in text.casefold() for text in (row.msgid, row.plural, *row.texts))


@lru_cache(maxsize=8)
def _plural_rule(locale: str):
    forms = polib.pofile(str(_file(locale, DOMAINS[0]))).metadata.get("Plural-Forms", "")
    rule = _PLURALS.search(forms)
    return gettext.c2py(rule[1]) if rule else lambda number: 0


def _file(locale: str, domain: str) -> Path:
    return FOLDER / locale / "LC_MESSAGES" / f"{domain}.po"
