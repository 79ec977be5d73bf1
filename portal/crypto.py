"""Personal data at rest: sealed with AES-256-GCM, found again by a blind index.

A sealed text names its format and its key and is bound to one place by a context such as
"case:4f0c…:phone": copied to another row or column it does not open. Nonces are random (96 bits).
What must be found by equality has a blind index beside it (HMAC-SHA256 under its own key, one
derived key for each purpose), so that the database can be searched without being read.

    row.phone_sealed = seal(phone, context=f"case:{row.key}:phone")
    row.phone_index = blind_index(normalised_phone, purpose="case.phone")
    sealed_column(Case, "phone_sealed", context=lambda row: f"case:{row.key}:phone")  # for rotation

Sources: GB/T 22239-2019 (nothing personal in clear text at rest); NIST SP 800-38D (GCM, random
nonces: at most 2^32 texts under one key, which is why `portal keys rotate` exists).
"""

import base64
import binascii
import hmac
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app
from sqlalchemy import func, inspect, select, update

from portal.config import settings
from portal.db import db, db_transaction
from portal.keys import KeyFile, Ring

FORMAT = "v1"
NONCE_BYTES = 12
BATCH = 500  # rows of one transaction while re-encrypting


class SealBroken(Exception):
    """A sealed text does not open: it was changed, belongs to another row, or its key is gone."""


@dataclass(frozen=True)
class SealedColumn:
    """A column of sealed texts, known to `portal keys rotate`."""

    model: type
    name: str
    context: Callable[[object], str]

    @property
    def column(self):
        return getattr(self.model, self.name)

    def __str__(self) -> str:
        return f"{self.model.__tablename__}.{self.name}"


_columns: dict[tuple[str, str], SealedColumn] = {}


def sealed_column(model: type, name: str, *, context: Callable[[object], str]) -> None:
    """Register a column of sealed texts, so that rotating keys reaches it.

    `context(row)` gives the context a row's text was sealed with. Call it beside the model.
    """
    _columns[model.__tablename__, name] = SealedColumn(model, name, context)


def seal(text: str, *, context: str) -> str:
    """`text` encrypted and bound to `context`, as "v1.<key id>.<base64url>" (ASCII, no padding)."""
    key = ring().newest
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + _cipher(key.secret).encrypt(nonce, text.encode(), _bound(key.id, context))
    return f"{FORMAT}.{key.id}.{base64.urlsafe_b64encode(sealed).rstrip(b'=').decode()}"


def open_sealed(sealed: str, *, context: str) -> str:
    """The text that was sealed for this context. Raises SealBroken, which never quotes the text."""
    form, _, rest = sealed.partition(".")
    key_id, _, encoded = rest.partition(".")
    if form != FORMAT:
        raise SealBroken("This is not a text sealed by this portal.")
    key = ring().find(key_id)
    if key is None:
        raise SealBroken(f"The key {key_id} is not in the ring any more.")
    try:
        raw = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
        bound = _bound(key_id, context)
        return _cipher(key.secret).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound).decode()
    except (InvalidTag, binascii.Error, ValueError):
        raise SealBroken("A sealed text was changed, or belongs to another row.") from None


def blind_index(text: str, *, purpose: str) -> str:
    """64 hexadecimal digits by which equal texts of one purpose can be found, and nothing be read.

    Normalise the text first (an e-mail in lower case, a phone in E.164). It never changes, not
    even when keys rotate. Few possible texts can be guessed by somebody who holds the key ring.
    """
    return hmac.new(_index_key(ring().index, purpose), text.encode(), sha256).hexdigest()


def ring() -> Ring:
    """The key ring as it is now."""
    return key_file().ring()


def key_file() -> KeyFile:
    """Where the ring of this app is kept."""
    return current_app.extensions["key_file"]


def init_app(app: Flask) -> None:
    from portal.keys_command import keys  # the command needs this module

    with app.app_context():
        chosen = settings()
    app.extensions["key_file"] = KeyFile(chosen.instance_path / "keys.json", chosen.data_keys)
    app.cli.add_command(keys)


def columns() -> list[SealedColumn]:
    """Every registered column, in alphabetical order."""
    return [_columns[name] for name in sorted(_columns)]


def count_by_key(sealed: SealedColumn) -> dict[str, int]:
    """How many texts of a column were sealed with which key id."""
    after_format = func.substr(sealed.column, len(FORMAT) + 2)
    counts: dict[str, int] = {}
    for key in ring().keys:
        belongs = after_format.like(f"{key.id}.%")
        found = select(func.count()).select_from(sealed.model).where(belongs)
        counts[key.id] = db.session.scalar(found)
    return counts


def seal_again(sealed: SealedColumn) -> Iterator[int]:
    """Re-encrypt, with the newest key, whatever in a column was sealed with an older one.

    Yields after each committed batch how many rows it held. Can be stopped and started at any
    time: what is done already is not asked for again. A row somebody changes meanwhile is left to
    them (it is compared before it is replaced); they seal with the newest key anyway.
    """
    primary = inspect(sealed.model).primary_key[0]
    last = None
    while True:
        with db_transaction():
            rows = _outdated(sealed, primary, last)
            for row in rows:
                _replace(sealed, primary, row)
            last = inspect(rows[-1]).identity[0] if rows else None
            db.session.expire_all()
        if not rows:
            return
        yield len(rows)


def _outdated(sealed: SealedColumn, primary, last) -> list:
    current = f"{FORMAT}.{ring().newest.id}."
    statement = select(sealed.model).where(
        sealed.column.is_not(None), func.substr(sealed.column, 1, len(current)) != current
    )
    if last is not None:
        statement = statement.where(primary > last)
    return list(db.session.scalars(statement.order_by(primary).limit(BATCH)))


def _replace(sealed: SealedColumn, primary, row) -> None:
    old = getattr(row, sealed.name)
    context = sealed.context(row)
    new = seal(open_sealed(old, context=context), context=context)
    table = sealed.model.__table__
    same = (primary == inspect(row).identity[0]) & (table.c[sealed.name] == old)
    db.session.execute(update(table).where(same).values({sealed.name: new}))


@lru_cache(maxsize=16)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(secret)


@lru_cache(maxsize=64)
def _index_key(index: bytes, purpose: str) -> bytes:
    return hmac.new(index, f"blind index: {purpose}".encode(), sha256).digest()


def _bound(key_id: str, context: str) -> bytes:
    if not context:
        raise ValueError("a sealed text needs a context")
    return f"{FORMAT}.{key_id}|{context}".encode()
