"""Bring translations/ up to date with the code: `make strings`; --check only says what is stale.

The template messages.pot and each messages.po list files without line numbers and without dates, so
that they change only when a string does. A new string arrives untranslated, never guessed (fuzzy).
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "translations"
LOCALES = ("zh_Hans_CN", "mn_Mong_CN", "mn", "ru")
PLURALS = {"mn_Mong_CN": (1, "0")}  # the traditional script's catalog needs one form only
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "# Strings of the portal of Manzhouli. Made by `make strings`; translations are kept."


def main() -> None:
    """Write what is stale, or with --check exit with 1 and the names of stale files."""
    template = extract()
    fresh = {FOLDER / "messages.pot": _text(template)}
    for locale in LOCALES:
        path = FOLDER / locale / "LC_MESSAGES" / "messages.po"
        fresh[path] = _text(merged(path, locale, template))
    stale = [path for path, text in fresh.items() if not path.exists() or path.read_text() != text]
    names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
    if "--check" in sys.argv:
        sys.exit(f"strings: stale: {names}. Run: make strings" if stale else 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fresh[path])
    print(f"strings: {len(template)} in the code; changed: {names or 'nothing'}")


def extract() -> Catalog:
    """The template: every string of portal/ and templates/ as translations/babel.cfg maps them."""
    with (FOLDER / "babel.cfg").open() as opened:
        methods, options = parse_mapping_cfg(opened)
    catalog = Catalog(header_comment=HEADER, fuzzy=False, **_facts())
    for folder in ("portal", "templates"):
        found = extract_from_dir(
            ROOT / folder, methods, options, KEYWORDS, ["Translators:"], strip_comment_tags=True
        )
        for name, _line, message, comments, context in sorted(found, key=lambda f: (f[0], f[1])):
            place = [(f"{folder}/{name}", 0)]
            catalog.add(message, None, place, auto_comments=comments, context=context)
    return catalog


def merged(path: Path, locale: str, template: Catalog) -> Catalog:
    """The catalog in `path` with the template's strings; keeps translations, drops old strings."""
    if path.exists():
        with path.open("rb") as opened:
            catalog = read_po(opened, locale=locale)
    else:
        catalog = Catalog(locale=locale)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=True)
    catalog.fuzzy = False
    for name, value in _facts().items():
        setattr(catalog, name, value)
    if locale in PLURALS:
        catalog._num_plurals, catalog._plural_expr = PLURALS[locale]
    return catalog


def _facts() -> dict:
    """What the head of every catalog says; the same on each run and each machine."""
    return {
        "project": "Manzhouli portal",
        "version": "1",
        "copyright_holder": "the authors",
        "msgid_bugs_address": "",
        "creation_date": NO_DATE,
        "revision_date": NO_DATE,
        "last_translator": "",
        "language_team": "",
    }


def _text(catalog: Catalog) -> str:
    opened = io.BytesIO()
    options = {"sort_by_file": True, "include_lineno": False, "ignore_obsolete": True}
    write_po(opened, catalog, width=100, **options)
    lines = opened.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith('"Generated-By:'))


if __name__ == "__main__":
    main()
