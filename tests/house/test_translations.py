"""The catalogs are complete and sound: each string of ours in four languages, both domains."""

import sys
from functools import cache
from pathlib import Path

import polib
import pytest
import wtforms

from portal.catalog_gate import faults
from portal.catalogs import DOMAINS, compiled
from portal.i18n import EDITIONS

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "translations"
LOCALES = sorted(language.locale for language in EDITIONS.values())
FORMS = {"zh_Hans_CN": 1, "mn_Mong_CN": 1, "ru": 3}  # of plural; the rest have two
sys.path.append(str(ROOT / "scripts"))
import extract_strings  # noqa: E402  a script, not a package


@cache
def strings_in_the_code() -> frozenset:
    return frozenset(_key(m.context, m.id) for m in extract_strings.extract() if m.id)


@cache
def strings_of_wtforms() -> frozenset:
    """The messages of the WTForms installed here, from its own template."""
    template = Path(wtforms.__file__).parent / "locale" / "wtforms.pot"
    return frozenset(_of_entry(entry) for entry in polib.pofile(str(template)))


@cache
def catalog(locale: str, domain: str) -> polib.POFile:
    return polib.pofile(str(FOLDER / locale / "LC_MESSAGES" / f"{domain}.po"))


def _key(context: str | None, msgid) -> tuple:
    return (context or "", *(msgid if isinstance(msgid, tuple | list) else (msgid,)))


def _of_entry(entry: polib.POEntry) -> tuple:
    return _key(
        entry.msgctxt, (entry.msgid, entry.msgid_plural) if entry.msgid_plural else entry.msgid
    )


def _texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_string_of_the_code_is_in_the_catalog(locale):
    known = {_of_entry(entry) for entry in catalog(locale, "messages") if not entry.obsolete}

    assert strings_in_the_code() - known == set(), "run: make strings"
    assert known - strings_in_the_code() == set(), "run: make strings"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_of_wtforms_is_in_the_catalog(locale):
    known = {_of_entry(entry) for entry in catalog(locale, "wtforms")}

    assert strings_of_wtforms() - known == set()


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_string_is_translated(locale, domain):
    missing = [e.msgid for e in catalog(locale, domain) if not all(_texts(e)) and not e.obsolete]
    fuzzy = [e.msgid for e in catalog(locale, domain) if "fuzzy" in e.flags]

    assert (missing, fuzzy) == ([], [])


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_translation_passes_the_gate(locale, domain, app):
    with app.test_request_context("/qps/"):
        wrong = [
            (entry.msgid, text, str(fault))
            for entry in catalog(locale, domain)
            for text in _texts(entry)
            if text
            for fault in faults(entry.msgid, text, locale, entry.msgid_plural)
        ]
    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_plural_has_its_forms(locale, domain):
    wanted = FORMS.get(locale, 2)
    wrong = [
        entry.msgid
        for entry in catalog(locale, domain)
        if entry.msgid_plural and len(entry.msgstr_plural) != wanted
    ]
    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_catalog_was_compiled_before_it_was_changed(locale, domain):
    source = FOLDER / locale / "LC_MESSAGES" / f"{domain}.po"

    assert compiled(locale, domain).stat().st_mtime >= source.stat().st_mtime, "run: make assets"


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_string_of_the_traditional_script_says_whether_it_was_reviewed(domain):
    without = [e.msgid for e in catalog("mn_Mong_CN", domain) if "reviewed:" not in e.tcomment]

    assert without == [], 'put "# reviewed: entry", "person" or "no" before it'


def test_no_string_holds_tags():
    assert [key for key in strings_in_the_code() if any("<" in part for part in key)] == []
