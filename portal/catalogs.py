"""The catalogs of interface strings, and corrections staff make to them without a release.

A catalog is compiled from translations/<locale>/LC_MESSAGES/*.po at build time. All must be there
at start: gettext would else serve Cyrillic to readers of the traditional script without a word.
"""

import time
from datetime import datetime
from pathlib import Path

from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import Domain
from sqlalchemy import Text, UniqueConstraint, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from portal import freshness
from portal.config import ROOT
from portal.db import UtcDateTime, db, utcnow

FOLDER = ROOT / "translations"
DOMAINS = ("messages", "wtforms")
SECONDS_BETWEEN_LOOKS = 2.0
OPENING, CLOSING = "⟦", "⟧"


class MissingCatalog(SystemExit):
    """A compiled catalog is not there; the message says how to make it."""


class Correction(db.Model):
    """A string of the interface as staff want it in one language."""

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("locale", "context", "msgid", "plural"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    locale: Mapped[str]
    context: Mapped[str] = mapped_column(default="")
    msgid: Mapped[str] = mapped_column(Text)
    plural: Mapped[int] = mapped_column(default=0)  # which plural form; 0 also for strings without
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)


class Brackets(NullTranslations):
    """The invented language: each string that can be translated stands in ⟦brackets⟧."""

    def ugettext(self, message):
        return f"{OPENING}{message}{CLOSING}"

    def ungettext(self, one, many, number):
        return self.ugettext(one if number == 1 else many)

    def upgettext(self, context, message):
        return self.ugettext(message)

    def unpgettext(self, context, one, many, number):
        return self.ungettext(one, many, number)

    gettext, ngettext, pgettext, npgettext = ugettext, ungettext, upgettext, unpgettext


class Catalogs(Domain):
    """Flask-Babel's domain, reading our catalogs with the corrections laid over them."""

    def __init__(self, locales: list[str]):
        super().__init__([str(FOLDER)])
        self.locales = locales
        self.looked_at = 0.0
        self.generation: int | None = None  # of the database at the last look; see freshness.py
        self.state: tuple = ()
        self.loaded: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        if time.monotonic() - self.looked_at > SECONDS_BETWEEN_LOOKS:
            self.look_for_corrections()
        return self.of(g.language.locale) if "language" in g else NullTranslations()

    def of(self, locale: str) -> NullTranslations:
        if locale not in self.loaded:
            self.loaded[locale] = Brackets() if locale == "qps" else self.load(locale)
        return self.loaded[locale]

    def load(self, locale: str) -> Translations:
        found = Translations.load(str(FOLDER), [locale], DOMAINS[0])
        for domain in DOMAINS[1:]:
            found._catalog = dict(Translations.load(str(FOLDER), [locale], domain)._catalog) | dict(
                found._catalog
            )
        for row in self.ask(select(Correction).where(Correction.locale == locale)):
            found._catalog.update(dict(entries(row, found)))
        return found

    def look_once(self) -> None:
        """At the start of a request: look if anything was committed since the last look.

        A page made with an old string would otherwise stay in the page cache until the next commit.
        """
        generation = freshness.as_of_now()
        if generation is None or generation != self.generation:
            self.generation = generation
            self.look_for_corrections()

    def look_for_corrections(self) -> None:
        """Reload the catalogs if somebody has corrected a string since the last look."""
        self.looked_at = time.monotonic()
        state = self.ask(select(db.func.count(Correction.id), db.func.max(Correction.changed_at)))
        if state != self.state:
            self.state = state
            self.loaded.clear()

    def ask(self, statement) -> tuple:
        """Rows or values; nothing while the database can't be asked: its error page has words too.

        Nothing is flushed: a string may be wanted in the middle of an action.
        """
        try:
            with db.session.no_autoflush:
                found = db.session.execute(statement).all()
        except SQLAlchemyError:
            self.state = ()
            return ()
        return tuple(row[0] if len(row) == 1 else tuple(row) for row in found)

    def forget(self) -> None:
        """Look for corrections at the next string."""
        self.looked_at, self.generation = 0.0, None


def entries(row: Correction, catalog: Translations):
    """The entries of gettext's catalog that a correction replaces."""
    key = f"{row.context}\x04{row.msgid}" if row.context else row.msgid
    if (key, row.plural) in catalog._catalog:
        yield (key, row.plural), row.text
    else:
        yield key, row.text


def refuse_missing(locales: list[str]) -> None:
    """Raise MissingCatalog unless the compiled catalog of each locale is there."""
    missing = [
        str(file.relative_to(ROOT))
        for locale in locales
        for domain in DOMAINS
        if not (file := compiled(locale, domain)).exists()
    ]
    if missing:
        raise MissingCatalog(f"Missing: {', '.join(missing)}. Make them with: make assets")


def compiled(locale: str, domain: str) -> Path:
    return FOLDER / locale / "LC_MESSAGES" / f"{domain}.mo"


def catalogs(app: Flask) -> Catalogs:
    return app.extensions["babel"].instance.domain_instance
