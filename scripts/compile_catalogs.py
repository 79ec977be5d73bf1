"""Compile each catalog of translations/ that is newer than its .mo (part of `make assets`)."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent.parent / "translations"


def main() -> None:
    """Write the .mo beside every .po, in one step each, so that a running server sees no half."""
    for source in sorted(FOLDER.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)
            print(f"catalogs: {compiled.relative_to(FOLDER.parent)}")


def _compile(source: Path, compiled: Path) -> None:
    with source.open("rb") as opened:
        catalog = read_po(opened, locale=source.parent.parent.name)
    half = compiled.with_suffix(f".{os.getpid()}")
    with half.open("wb") as opened:
        write_mo(opened, catalog)
    half.replace(compiled)


if __name__ == "__main__":
    main()
